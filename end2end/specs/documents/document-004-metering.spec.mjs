// The document of the metering organization, step by step: who may invite, what is asked, dates, policies, the lists.
import { demoPerson, organizationName } from '../../support/arrange.mjs';
import { dayFrom, written } from '../../support/dates.mjs';
import { LANGUAGES, begin, follow, openMail, signInToAccept, type } from '../../support/documents.mjs';
import { expect, test } from '../../support/test.mjs';

const DOCUMENT = {
  en: {
    settings: 'Settings', access: 'Access', users: 'Users', invitations: 'Invitations', invite: 'Invite User', form: 'Create invitation',
    contact: 'Contact number', expires: 'Invite expiry date', policies: ['Read only', 'No deleting'], given: 'No deleting, Read only',
    unknown: 'This address has no account', known: 'This address has an account', required: 'Please fill this in.',
    subject: metering => `${metering} invites you to Usher`, button: 'Join organization', create: 'Create your account', join: 'Join',
    columns: ['Name', 'Permission Policies', 'Sent', 'Expires', 'Status', 'Actions'], invitedBy: 'Invited by', active: 'Active',
    mayNot: 'You may not invite people into this organization.', days: '30 days from now',
  },
  ja: {
    settings: '設定', access: 'アクセス', users: 'ユーザー', invitations: '招待', invite: 'ユーザーを招待', form: '招待を作成',
    contact: '連絡先電話番号', expires: '招待の有効期限', policies: ['閲覧のみ', 'No deleting'], given: 'No deleting',
    unknown: 'このメールアドレスにはアカウントがありません', known: 'このメールアドレスにはアカウントがあります', required: '入力してください',
    subject: metering => `${metering}からUsherへの招待`, button: '組織に参加する', create: 'アカウントを作成する', join: '参加する',
    columns: ['名前', '権限ポリシー', '送信日', '有効期限', '状態', '操作'], invitedBy: '招待者', active: '有効',
    days: '30日間',
  },
};
const METERING = () => organizationName('hikari');
const ZONE = 'Asia/Singapore';

/// Steps 1 to 3. Gives the form: with JavaScript over the list, else a page of its own.
async function create(administrator, t) {
  const tabs = administrator.page.locator('nav.tabs');
  await test.step('Settings, Access: the page opens with the Users tab', async () => {
    await follow(administrator, 'hikari', t.settings, t.access);
    await expect(tabs.getByRole('link', { name: t.users, exact: true })).toHaveAttribute('aria-current', 'page');
  });
  await test.step('The Invitations tab lists what was issued', async () => {
    await tabs.getByRole('link', { name: t.invitations, exact: true }).click();
    await expect(administrator.page).toHaveURL(/\/o\/hikari\/invitations$/);
  });
  return test.step('Invite User: Create invitation opens', async () => {
    const form = await begin(administrator, t.invite);
    await expect(administrator.page.getByRole('heading', { name: t.form, exact: true })).toBeVisible();
    return form;
  });
}

/// Steps 5 to 7: dates and policies.
async function choose(administrator, t, form) {
  const { words, language } = administrator;
  await test.step('Access end date and Invite expiry date; by default 30 days', async () => {
    await expect(form).toContainText(t.days);
    await type(administrator, form, { [words.accessEnds]: dayFrom(90, ZONE), [t.expires]: dayFrom(10, ZONE), [words.mailLanguage]: language });
  });
  await test.step('Permission Policies', async () => {
    for (const policy of t.policies) await form.getByRole('checkbox', { name: new RegExp(`^${policy}`) }).check();
  });
}

for (const language of LANGUAGES) {
  const t = DOCUMENT[language];

  test(`document 004: somebody new is invited with dates and policies (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(422);
    const administrator = await open({ as: await arrange.ownerOf('hikari', language) });
    const { page, words } = administrator;
    const address = arrange.address('analyst');
    const form = await create(administrator, t);
    await test.step('Names and contact number are required for who has no account', async () => {
      await administrator.field(words.address, form).fill(address);
      await administrator.field(words.address, form).blur();
      if (administrator.js) await expect(form).toContainText(t.unknown);
      await choose(administrator, t, form);
      await administrator.button(t.invite, form).click();
      await expect(administrator.summary).toBeVisible();
      await expect(form.getByLabel(t.contact)).toHaveAttribute('aria-invalid', 'true');
      await type(administrator, form, { [words.familyName]: 'Okafor', [words.givenName]: 'Ada', [t.contact]: '+44 20 7946 0055' });
    });
    await test.step('Invite User: the Invitation Details page opens', async () => {
      await administrator.button(t.invite, form).click();
      await expect(administrator.heading(words.details)).toBeVisible();
      for (const chosen of [address, written(language, dayFrom(90, ZONE)), 'No deleting', t.policies[0], '+442079460055'])
        await expect(page.locator('main')).toContainText(chosen);
    });
    await test.step('The list: address, dates, accepted, policies; the name leads to the details', async () => {
      await administrator.goto(`/o/hikari/invitations?q=${address}`);
      // Above it may stand who asks for an invitation.
      await expect(page.getByRole('table').last().getByRole('columnheader')).toHaveText(t.columns);
      // An end of access stands below the expiry, with its name.
      await expect(administrator.row(address)).toContainText(words.accessEnds);
      await expect(administrator.row(address)).toContainText(written(language, dayFrom(90, ZONE)));
      await expect(administrator.row(address)).toContainText(t.invitedBy);
      await expect(administrator.row(address)).toContainText(t.policies[0]);
      await administrator.row(address).getByRole('link', { name: language === 'ja' ? 'Okafor Ada' : 'Ada Okafor' }).click();
      await expect(administrator.heading(words.details)).toBeVisible();
    });
    const user = await test.step('The user receives the mail', () =>
      openMail({ open, address, language, subject: t.subject(METERING()), button: t.button }));
    await test.step('An account is created before logging in', async () => {
      await user.link(t.create).click();
      await user.alive(user.page.locator('form').filter({ has: user.page.locator('[name=password]') }));
      await user.field(words.password).fill('Copper-Kettle-77');
      await user.button(t.create).click();
      await expect(user.page).toHaveURL(/\/o\/hikari$/);
    });
    await test.step('Who joined stands in the Users tab, ACTIVE, with the end of access', async () => {
      await administrator.goto(`/o/hikari/members?q=${address}`);
      await expect(administrator.row(address).first()).toContainText(t.active);
      await expect(administrator.row(address).first()).toContainText(written(language, dayFrom(90, ZONE)));
    });
  });

  test(`document 004: who has an account needs no name and joins with their credentials (${language})`, async ({ open, arrange }) => {
    const person = await arrange.colleague({ language });
    const administrator = await open({ as: await arrange.ownerOf('hikari', language) });
    const form = await create(administrator, t);
    await administrator.field(administrator.words.address, form).fill(person.address);
    await administrator.field(administrator.words.address, form).blur();
    if (administrator.js) await expect(form).toContainText(t.known);
    await choose(administrator, t, form);
    await administrator.button(t.invite, form).click();
    await expect(administrator.heading(administrator.words.details)).toBeVisible();
    const subject = t.subject(METERING());
    const user = await openMail({ open, address: person.address, language, subject, button: t.button });
    await signInToAccept(user, t.join, person);
    await expect(user.page).toHaveURL(/\/o\/hikari$/);
  });
}

test('document 004: without the permission there is an error that says so', async ({ open, refusals }) => {
  refusals.add(403);
  const reader = await open({ as: demoPerson('ethan.lim@hikari.example'), language: 'en' });
  await reader.goto('/o/hikari/invitations');
  await expect(reader.link(DOCUMENT.en.invite)).toHaveCount(0);
  await reader.goto('/o/hikari/invitations/new');
  await expect(reader.page.getByRole('status')).toContainText(DOCUMENT.en.mayNot);
});
