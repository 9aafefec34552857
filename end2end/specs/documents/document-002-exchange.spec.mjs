// The document of the exchange, step by step: adding users to accounts and teams, editing them, deleting them.
import { PASSWORD, organizationName } from '../../support/arrange.mjs';
import { LANGUAGES, begin, follow, openMail, press, signInToAccept, type } from '../../support/documents.mjs';
import { expect, test } from '../../support/test.mjs';

const DOCUMENT = {
  en: {
    users: 'Users', add: 'Add Users', role: 'Organization Role', roles: ['Member', 'Member (Supply Manager)', 'Owner'], save: 'Save',
    subject: exchange => `You have been added to ${exchange}`, set: 'Set your name and password', join: 'Join',
    edit: /^Edit –/, show: /^Show Details –/, remove: /^Remove –/, ok: 'OK', removed: 'Removed',
    tabs: ['Organization access', 'Account access', 'Team access', 'Information'], viewer: 'Viewer',
  },
  ja: {
    users: 'ユーザー', add: 'ユーザーを追加', role: '組織での役割', roles: ['メンバー', 'メンバー（サプライマネージャー）', 'オーナー'], save: '保存',
    subject: exchange => `${exchange}に追加されました`, set: '名前とパスワードを設定する', join: '参加する',
    edit: /^編集 –/, show: /^詳細を表示 –/, remove: /^削除 –/, ok: 'OK', removed: '削除済み',
    tabs: ['組織へのアクセス', 'アカウントへのアクセス', 'チームへのアクセス', '基本情報'], viewer: '閲覧者',
  },
};
const EXCHANGE = () => organizationName('meridian');

/// Adds a user to an account and a team.
async function add(owner, t, address) {
  const { page, words } = owner;
  await test.step('Click Users on the menu to the left', () => follow(owner, 'meridian', t.users));
  const form = await test.step('Click Add Users', () => begin(owner, t.add));
  await test.step('Email Address, Organization Role: three options', async () => {
    await owner.field(words.address, form).fill(address);
    await expect(owner.field(t.role, form).getByRole('option')).toHaveText(t.roles);
    await owner.field(t.role, form).selectOption('member');
  });
  await test.step('Add the user to an account and to a team', async () => {
    await form.getByLabel('North desk', { exact: true }).selectOption({ label: t.viewer });
    await form.getByLabel('Quality', { exact: true }).check();
    await type(owner, form, { [words.mailLanguage]: owner.language });
  });
  await test.step('Press Save', async () => {
    await owner.button(t.save, form).click();
    await expect(page.getByRole('status').filter({ hasText: words.sent })).toContainText(words.invited(address));
    for (const chosen of ['North desk', 'Quality']) await expect(page.locator('main')).toContainText(chosen);
  });
}

for (const language of LANGUAGES) {
  const t = DOCUMENT[language];

  test(`document 002: a user is added, sets name and password, is edited and deleted (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(404);
    const owner = await open({ as: await arrange.ownerOf('meridian', language) });
    const address = arrange.address('trader');
    const { page, words } = owner;
    await add(owner, t, address);
    const user = await test.step('The new user receives a mail', () =>
      openMail({ open, address, language, subject: t.subject(EXCHANGE()), button: t.set }));
    await test.step('Set name and password before accessing the platform', async () => {
      await user.link(t.set).click();
      await user.alive(user.page.locator('form').filter({ has: user.page.locator('[name=password]') }));
      await type(user, user.page, { [words.givenName]: 'Ines', [words.familyName]: 'Costa', [words.password]: PASSWORD });
      await user.button(t.set).click();
      await expect(user.page).toHaveURL(/\/o\/meridian$/);
      await user.goto('/o/meridian/accounts');
      await expect(user.page.locator('main')).toContainText('North desk');
      await expect(user.page.locator('main')).not.toContainText('South desk');
    });
    const row = () => owner.row(address).first();
    await test.step('Edit: the pencil, then Show Details', async () => {
      await owner.goto(`/o/meridian/members?q=${address}`);
      await row().locator('summary').click();
      await row().getByRole('link', { name: t.show }).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Costa');
    });
    await test.step('The tabs of the panel', async () => {
      await expect(page.locator('nav.tabs').getByRole('link')).toHaveText(t.tabs);
      await page.locator('nav.tabs').getByRole('link', { name: t.tabs[3], exact: true }).click();
      await expect(page.locator('main')).toContainText(address);
    });
    await test.step('Account Access: add another account, Save', async () => {
      await page.locator('nav.tabs').getByRole('link', { name: t.tabs[1], exact: true }).click();
      const account = page.getByLabel('South desk', { exact: true });
      await expect(account).toBeVisible();
      await owner.alive(page.locator('form').filter({ has: page.locator('[name=accounts]') }));
      await account.selectOption({ label: t.viewer });
      await press(owner, t.save);
      await expect(page).toHaveURL(/news=saved/);
      await user.goto('/o/meridian/accounts');
      await expect(user.page.locator('main')).toContainText('South desk');
    });
    await test.step('Organization Access: assign another role, Save', async () => {
      await owner.goto(page.url().replace(/\?.*/, '?tab=access'));
      await owner.alive(page.locator('form').filter({ has: page.locator('[name=role]') }));
      await owner.field(t.role).selectOption('supply_manager');
      await press(owner, t.save);
      await expect(page).toHaveURL(/news=saved/);
      await user.goto('/o/meridian/accounts');
      await expect(user.page.locator('main')).toContainText('Carbon pool');
    });
    await test.step('Delete: the trash can; click OK', async () => {
      await owner.goto(`/o/meridian/members?q=${address}`);
      await row().getByRole('link', { name: t.remove }).click();
      await expect(page.locator('main')).toContainText(address);
      await press(owner, t.ok);
      await expect(page).toHaveURL(/\/members\?news=removed/);
      expect((await user.goto('/o/meridian/accounts')).status()).toBe(404);
      await owner.goto(`/o/meridian/members?status=REMOVED&q=${address}`);
      await expect(row()).toContainText(t.removed);
    });
  });

  test(`document 002: somebody with an account is added and joins (${language})`, async ({ open, arrange }) => {
    const person = await arrange.stranger({ language });
    const owner = await open({ as: await arrange.ownerOf('meridian', language) });
    await add(owner, t, person.address);
    const subject = t.subject(EXCHANGE());
    const user = await openMail({ open, address: person.address, language, subject, button: t.set });
    await signInToAccept(user, t.join, person);
    await expect(user.page).toHaveURL(/\/o\/meridian$/);
  });
}
