// The document of the maker, step by step: roles, permissions, brands and sets at the time of the invitation.
import { PASSWORD, demoPerson, organizationName } from '../../support/arrange.mjs';
import { dayFrom, written } from '../../support/dates.mjs';
import { LANGUAGES, begin, follow, openMail, press, registered, search, signInToAccept, type } from '../../support/documents.mjs';
import { expect, test } from '../../support/test.mjs';

const DOCUMENT = {
  en: {
    settings: 'Maker Settings', people: 'Member', members: 'Members', invitations: 'Invitations', control: 'Access Control',
    begin: 'Invite a New Member', unknown: 'Unable to find user account.', create: 'Create an invitation',
    role: 'System Role', permission: 'System Permission', brands: 'Brand Access Settings', sets: 'Role And Permissions',
    notSet: 'Not Set', default: 'Default (all brands)', restricted: 'restrictions are placed on contract-related operations',
    subject: maker => `Join "${maker}" on Usher | Usher`, join: 'Join Now',
    accept: 'Accept the invitation', acceptNew: 'Accept the invitation and create an account', language: 'Language', read: 'Read the Terms of Service',
    register: 'Create an account and join the maker organization', toSignIn: 'Go to Sign-in Page', forgot: 'Forgot your password?',
    seats: 'Seats', included: '15 seats are included. Each further slot costs ¥500 a month, excluding tax.', edit: 'Edit', save: 'Save',
    given: 'Member / Write', changed: 'Member / Admin',
  },
  ja: {
    settings: 'メーカー設定', people: 'メンバー', members: 'メンバー', invitations: '招待', control: 'アクセス制御',
    begin: '新しいメンバーを招待', unknown: 'ユーザーアカウントが見つかりません。', create: '招待を作成',
    role: 'システムでの役割', permission: 'システム権限', brands: 'ブランドアクセス設定', sets: 'ロールと権限',
    notSet: '未設定', default: 'デフォルト（全ブランド）', restricted: '契約に関する操作が制限されています',
    subject: maker => `Usherで「${maker}」に参加しましょう | Usher`, join: '今すぐ参加',
    accept: '招待を承諾する', acceptNew: '招待を承諾してアカウントを作成する', language: '言語', read: '利用規約を読む',
    register: 'アカウントを作成してメーカーに参加する', toSignIn: 'サインインページへ', forgot: 'パスワードをお忘れですか？',
    seats: 'メンバー枠', included: '15枠が含まれます。追加は1枠につき月額¥500（税抜）です。', edit: '編集', save: '保存',
    given: 'メンバー / 書き込み', changed: 'メンバー / 管理',
  },
};
const MAKER = () => organizationName('harbour-looms');

async function openSettings(inviter, t) {
  await test.step('Maker Settings, Member: the Members tab is selected by default', async () => {
    await follow(inviter, 'harbour-looms', t.settings, t.people);
    const tabs = inviter.page.locator('nav.tabs');
    await expect(tabs.getByRole('link', { name: t.members, exact: true })).toHaveAttribute('aria-current', 'page');
    await expect(tabs.getByRole('link')).toHaveText([t.members, t.invitations, t.control]);
  });
}

/// The inviter's part. Gives what the mail says.
async function invite(inviter, t, { address, name }) {
  const { page, words } = inviter;
  await openSettings(inviter, t);
  const form = await test.step('Click Invite a New Member: the modal opens', () => begin(inviter, t.begin));
  await test.step('Search: in either case an invitation is possible', () =>
    search(inviter, form, { address, answer: name ?? t.unknown, goOn: t.create, then: t.role }));
  await test.step('System Role: Owner fixes permission and brands', async () => {
    await expect(form.locator('.meanings')).toContainText(t.restricted);
    await inviter.field(t.role, form).selectOption('owner');
    if (inviter.js) {
      await expect(form.getByLabel(t.permission)).toHaveValue('admin');
      await expect(form.getByLabel(t.permission)).toBeDisabled();
      await expect(form.getByLabel(t.brands)).toBeDisabled();
      await expect(form.getByLabel(t.brands)).toHaveValue('');
    }
    await inviter.field(t.role, form).selectOption('member');
  });
  await test.step('System Permission, Brand Access Settings, Role And Permissions', async () => {
    await inviter.field(t.permission, form).selectOption('write');
    await expect(form.getByLabel(t.brands).getByRole('option').first()).toHaveText(t.default);
    await form.getByLabel(t.brands).selectOption({ label: 'Outside representatives' });
    await expect(form.getByLabel(t.sets).getByRole('option').first()).toHaveText(t.notSet);
    await form.getByLabel(t.sets).selectOption({ label: 'Order desk' });
    await type(inviter, form, { [words.mailLanguage]: inviter.language });
  });
  await test.step('Create an invitation: the mail goes out, the link is valid for 48 hours', async () => {
    await inviter.button(t.create, form).click();
    await expect(page.getByRole('status').filter({ hasText: words.sent })).toContainText(words.invited(address));
    for (const chosen of [t.given, 'Outside representatives', 'Order desk', written(inviter.language, dayFrom(2, 'Europe/London'))])
      await expect(page.locator('main')).toContainText(chosen);
  });
}

for (const language of LANGUAGES) {
  const t = DOCUMENT[language];
  const inviterOf = async arrange => {
    await arrange.seats('harbour-looms', 500);
    return arrange.ownerOf('harbour-looms', language);
  };

  test(`document 001: a new member is invited, creates an account and joins (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(422);
    const inviter = await open({ as: await inviterOf(arrange) });
    const address = arrange.address('outside');
    const { page, words } = inviter;
    await invite(inviter, t, { address });
    await test.step('Sharing: the Invitations tab, PENDING, Copy Invitation Link', async () => {
      await inviter.goto(`/o/harbour-looms/invitations?q=${address}`);
      await expect(inviter.row(address)).toContainText(language === 'ja' ? '承諾待ち' : words.pending);
      await press(inviter, words.copyLink, inviter.row(address));
      await expect(page.getByLabel(words.link, { exact: true })).toHaveValue(/\/i\//);
    });
    const invited = await test.step('Open the mail, Join Now', () =>
      openMail({ open, address, language, subject: t.subject(MAKER()), button: t.join }));
    await invited.link(t.acceptNew).click();
    await test.step('Enter the user information; a password has half-width letters, digits and symbols', async () => {
      await expect(invited.link(t.read)).toBeVisible();
      await expect(invited.field(t.language)).toHaveValue(language);
      await invited.fillRegistration({ password: 'Ｃopper-Kettle-77' });
      await invited.button(t.register).click();
      await expect(invited.summary).toBeVisible();
      await type(invited, invited.page, { [words.password]: PASSWORD, [words.passwordAgain]: PASSWORD });
      await invited.button(t.register).click();
    });
    await test.step('Go to Sign-in Page: the list of one’s organizations', async () => {
      await invited.link(t.toSignIn).click();
      await expect(invited.page.getByRole('link', { name: t.forgot })).toBeVisible();
      await invited.signIn(registered(address, language));
      await expect(invited.page).toHaveURL(/\/organizations$/);
      await expect(invited.page.locator('main')).toContainText(MAKER());
    });
    await test.step('A mistake in the permission is edited in the members', async () => {
      await inviter.goto(`/o/harbour-looms/members?q=${address}`);
      await inviter.page.getByRole('link', { name: new RegExp(`^${t.edit} –`) }).click();
      await inviter.alive(page.locator('form').filter({ has: page.locator('[name=role]') }));
      await inviter.field(t.permission).selectOption('admin');
      await press(inviter, t.save);
      await expect(page).toHaveURL(/news=saved/);
      await inviter.goto(`/o/harbour-looms/members?q=${address}`);
      await expect(inviter.row(address).first()).toContainText(t.changed);
    });
  });

  test(`document 001: who has an account joins with the existing password (${language})`, async ({ open, arrange }) => {
    const person = await arrange.stranger({ language });
    const inviter = await open({ as: await inviterOf(arrange) });
    await invite(inviter, t, { address: person.address, name: language === 'ja' ? 'Marsh Alex' : 'Alex Marsh' });
    const invited = await openMail({ open, address: person.address, language, subject: t.subject(MAKER()), button: t.join });
    await expect(invited.link(t.acceptNew)).toHaveCount(0);
    await test.step('The registration is skipped', () => signInToAccept(invited, t.accept, person));
    await expect(invited.page).toHaveURL(/\/(organizations|o\/harbour-looms)$/);
    await expect(invited.page.locator('body')).toContainText(MAKER());
  });

  test(`document 001: up to 15 members, then slots at ¥500 (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(403);
    const inviter = await open({ as: await inviterOf(arrange) });
    await test.step('The price of a slot', async () => {
      await follow(inviter, 'harbour-looms', t.seats);
      await expect(inviter.page.locator('main')).toContainText(t.included);
    });
    await test.step('Members with Write may not invite', async () => {
      const liam = await open({ as: demoPerson('liam.hayes@harbour-looms.example') });
      await liam.goto('/o/harbour-looms/members');
      await expect(liam.link(DOCUMENT.en.begin)).toHaveCount(0);
      expect((await liam.goto('/o/harbour-looms/invitations/new')).status()).toBe(403);
    });
  });
}
