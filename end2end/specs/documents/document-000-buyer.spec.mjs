// The document of the buyer, step by step: inviting staff, and joining with and without an account.
import { organizationName } from '../../support/arrange.mjs';
import { dayFrom, written } from '../../support/dates.mjs';
import { LANGUAGES, alive, begin, follow, openMail, press, search, signInToAccept } from '../../support/documents.mjs';
import { expect, test } from '../../support/test.mjs';

const DOCUMENT = {
  en: {
    settings: 'Buyer Settings', people: 'Organization / Member Management', admin: 'Admin', write: 'Write', inside: 'Member / Write',
    ownerMay: 'Can delete members and change the primary owner.', memberMay: 'Cannot delete members or change the primary owner.',
    alreadyInvited: 'There is already an open invitation for this address.', remove: /^Remove –/,
  },
  ja: {
    settings: 'バイヤー設定', people: '組織・メンバー管理', admin: '管理', write: '書き込み', inside: 'メンバー / 書き込み',
    ownerMay: 'メンバーの削除とプライマリーオーナーの変更ができます。', memberMay: 'メンバーの削除とプライマリーオーナーの変更はできません。',
    alreadyInvited: 'このメールアドレスには承諾待ちの招待があります。', remove: /^削除 –/,
  },
};
const BUYER = () => organizationName('aoba');

/// Steps 1 to 3 of the inviter: the screen, the form, the button. Gives the page of the invitation.
async function invite(inviter, t, { address, name, role = 'member', permission = 'write' }) {
  const { page, words } = inviter;
  await test.step('Navigate to the member invitation screen', () => follow(inviter, 'aoba', t.settings, t.people));
  const form = await test.step('Click Invite a new member: the modal opens', () => begin(inviter, words.begin));
  await test.step('Search, check the result, Create an invitation', () =>
    search(inviter, form, { address, answer: name ?? words.noAccount, goOn: words.goOn, then: words.role }));
  await test.step('Check the address and the account name', async () => {
    await expect(form).toContainText(address);
    await expect(form).toContainText(name ?? words.newUser);
  });
  await test.step('Select Member Role: each says what it may', async () => {
    const roles = inviter.field(words.role, form).getByRole('option');
    await expect(roles).toHaveText([words.member, words.owner]);
    await expect(form.locator('.meanings')).toHaveText(`${words.member}${t.memberMay}${words.owner}${t.ownerMay}`);
    await inviter.field(words.role, form).selectOption('owner');
    if (inviter.js) await expect(form.getByLabel(words.permission)).toHaveValue('admin');
    await inviter.field(words.role, form).selectOption(role);
  });
  await test.step('Select Member Permissions', async () => {
    await expect(inviter.field(words.permission, form).getByRole('option')).toHaveText([t.write, t.admin]);
    // With the module an Owner has no choice left.
    if (role !== 'owner' || !inviter.js) await inviter.field(words.permission, form).selectOption(permission);
    await inviter.field(words.mailLanguage, form).selectOption(inviter.language);
  });
  await test.step('Send an invitation', async () => {
    await inviter.button(words.send, form).click();
    await expect(page.getByRole('status').filter({ hasText: words.sent })).toContainText(words.invited(address));
    await expect(inviter.heading(words.details)).toBeVisible();
  });
  return page.url().replace(/\?.*/, '');
}

for (const language of LANGUAGES) {
  const t = DOCUMENT[language];

  test(`document 000: somebody without an account is invited, registers and joins (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(409).add(422);
    const inviter = await open({ as: await arrange.ownerOf('aoba', language) });
    const address = arrange.address('staff');
    const { page, words } = inviter;
    await invite(inviter, t, { address });
    await test.step('The link expires in 2 weeks', () =>
      expect(page.locator('main')).toContainText(written(language, dayFrom(14, 'Asia/Tokyo'))));
    const button = words.mailButton;
    const invited = await test.step('Invitee: open the mail, Join now', () =>
      openMail({ open, address, language, subject: words.subject(BUYER()), button }));
    await test.step('Accept an invitation and create an account.', async () => {
      await expect(invited.page.locator('main')).toContainText(t.inside);
      await invited.link(words.acceptNew).click();
      await expect(invited.heading(words.registerTitle)).toBeVisible();
    });
    await test.step('Register: no verification code is asked for', async () => {
      await expect(invited.field(words.code)).toHaveCount(0);
      await invited.fillRegistration();
      await invited.button(words.register).click();
    });
    await test.step('The invitation is accepted: one has joined', async () => {
      await expect(invited.page).toHaveURL(/\/o\/aoba$/);
      await expect(invited.heading(BUYER())).toBeVisible();
      await page.goto(`${process.env.USHER_URL}/o/aoba/members?q=${address}`);
      await expect(inviter.row(address).first()).toContainText(t.inside);
    });
    await test.step('An Owner may remove members, a Member may not', async () => {
      await expect(inviter.row(address).first().getByRole('link', { name: t.remove })).toHaveCount(1);
      await invited.goto(`/o/aoba/members?q=${address}`);
      await expect(invited.row(address).first()).toBeVisible();
      await expect(invited.page.getByRole('link', { name: t.remove })).toHaveCount(0);
    });
  });

  test(`document 000: somebody with an account accepts, and that is all (${language})`, async ({ open, arrange }) => {
    const person = await arrange.stranger({ language });
    const inviter = await open({ as: await arrange.ownerOf('aoba', language) });
    const { words } = inviter;
    const name = language === 'ja' ? 'Marsh Alex' : 'Alex Marsh';
    await invite(inviter, t, { address: person.address, name, role: 'owner' });
    await expect(inviter.page.locator('main')).toContainText(`${words.owner} / ${t.admin}`);
    const subject = words.subject(BUYER());
    const invited = await openMail({ open, address: person.address, language, subject, button: words.mailButton });
    await test.step('Accept an invitation.', () => signInToAccept(invited, words.accept, person));
    await expect(invited.page).toHaveURL(/\/o\/aoba$/);
  });

  test(`document 000: the mail did not arrive, and one address is for one person (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(409).add(422);
    const inviter = await open({ as: await arrange.ownerOf('aoba', language) });
    const { page, words } = inviter;
    const address = arrange.address('staff');
    await invite(inviter, t, { address });
    await test.step('The Invitations section at the bottom: Copy invitation link', async () => {
      await follow(inviter, 'aoba', t.settings, t.people);
      await expect(page.getByRole('heading', { name: words.invitations, exact: true })).toBeVisible();
      const row = page.getByRole('table', { name: words.invitations }).getByRole('row').filter({ hasText: address });
      await press(inviter, words.copyLink, row);
    });
    const link = await page.getByLabel(words.link, { exact: true }).inputValue();
    await test.step('The copied link can be handed over directly', async () => {
      const invited = await open({ language });
      await invited.goto(link);
      await expect(invited.page.locator('main')).toContainText(address);
      await invited.link(words.acceptNew).click();
      await expect(invited.field(words.code)).toBeVisible();
    });
    await test.step('The same address cannot be invited twice', async () => {
      await inviter.goto('/o/aoba/invitations/new');
      const form = page.locator('main');
      await alive(inviter, form);
      await search(inviter, form, { address, answer: words.noAccount, goOn: words.goOn, then: words.role });
      await inviter.button(words.send, form).click();
      await expect(inviter.summary).toContainText(t.alreadyInvited);
    });
  });
}
