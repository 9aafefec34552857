// The document of the seller, step by step: inviting into the seller or a customer, activating, and the terms.
import { organizationName } from '../../support/arrange.mjs';
import { dayFrom, written } from '../../support/dates.mjs';
import { LANGUAGES, begin, follow, openMail, signInToAccept, type } from '../../support/documents.mjs';
import { expect, test } from '../../support/test.mjs';

const DOCUMENT = {
  en: {
    users: 'Users', invite: 'Invite Users', role: 'Role', seller: 'Seller', customer: 'Customer', organization: 'Organization',
    search: 'Search customers', find: 'Search', provider: 'Identity Provider', own: 'Custom User Database',
    subject: organization => `Activate your account at ${organization}`, activate: 'Activate account', logIn: 'Log in',
    short: 'Please use at least 10 characters.', upper: 'upper-case', submit: 'Submit', download: 'Download', goOn: 'Downloaded? Go on',
    agree: 'I agree to the Terms of Service',
  },
  ja: {
    users: 'ユーザー', invite: 'ユーザーを招待', role: '役割', seller: 'セラー', customer: 'カスタマー', organization: '組織',
    search: 'カスタマーを検索', find: '検索', provider: '認証プロバイダー', own: '独自ユーザーデータベース',
    subject: organization => `${organization}のアカウントを有効化してください`, activate: 'アカウントを有効化', logIn: 'ログイン',
    short: '10文字以上', upper: '大文字', submit: '送信', download: 'ダウンロード', goOn: 'ダウンロード後、次に進む',
    agree: '利用規約に同意します',
  },
};

/// Step 1: the form of the Users tab.
async function invite(seller, t, { address, into }) {
  const { page, words } = seller;
  await test.step('Go to the Users tab', () => follow(seller, 'kitano', t.users));
  const form = await test.step('Invite Users', () => begin(seller, t.invite));
  await seller.field(words.address, form).fill(address);
  await test.step('Seller / End-Customer organization', () =>
    form.getByRole('radio', { name: into ? t.customer : t.seller, exact: true }).check());
  if (into) {
    await test.step('Select the organization: drop-down menu or search', async () => {
      await form.getByLabel(t.search).fill(into.slice(0, 4).toLowerCase());
      if (!seller.js) await seller.button(t.find, form).click();
      await expect(form.getByLabel(t.organization, { exact: true }).getByRole('option')).toHaveText([into]);
      await form.getByLabel(t.organization, { exact: true }).selectOption({ label: into });
    });
  }
  await test.step('Role: select the permission level', () => seller.field(t.role, form).selectOption('viewer'));
  await test.step('Select Custom User Database as the Identity Provider', async () => {
    await form.getByLabel(t.provider).selectOption({ label: t.own });
    await type(seller, form, { [words.mailLanguage]: seller.language });
  });
  await test.step('After sending, the system says that the user has been invited', async () => {
    await seller.button(t.invite, form).click();
    await expect(page.getByRole('status').filter({ hasText: words.sent })).toContainText(words.invited(address));
    await expect(page.locator('main')).toContainText(t.own);
    const zone = into ? 'Europe/Berlin' : 'Asia/Tokyo';
    await expect(page.locator('main')).toContainText(written(seller.language, dayFrom(7, zone)));
  });
}

/// Step 4: the terms stand before the first page; Submit waits for the download.
async function agree(user, t) {
  const { page } = user;
  const submit = user.button(t.submit);
  await test.step('Submit is unavailable until the terms were downloaded', async () => {
    await user.alive(page.locator('form').filter({ has: submit }));
    await expect(submit).toBeDisabled();
  });
  await test.step('a. press Download', async () => {
    const file = page.waitForEvent('download');
    await user.link(t.download).click();
    expect((await file).suggestedFilename()).toMatch(/terms/);
    if (!user.js) await user.link(t.goOn).click();
    await expect(submit).toBeEnabled();
  });
  await test.step('b. tick the checkbox', () => page.getByLabel(t.agree).check());
  await test.step('c. press Submit to continue', () => submit.click());
}

for (const language of LANGUAGES) {
  const t = DOCUMENT[language];

  for (const into of [undefined, 'Larch & Co.']) {
    test(`document 003: a user of ${into ? 'a customer' : 'the seller'} activates the account (${language})`, async ({ open, arrange, refusals }) => {
      refusals.add(422).add(403);
      const [slug, name] = into ? ['larch', into] : ['kitano', organizationName('kitano')];
      const seller = await open({ as: await arrange.ownerOf('kitano', language) });
      const address = arrange.address('partner');
      await invite(seller, t, { address, into });
      const user = await test.step('The user receives the mail', () =>
        openMail({ open, address, language, subject: t.subject(name), button: t.activate }));
      const { words } = user;
      await test.step('Activate account: create a password', async () => {
        await user.link(t.activate).click();
        await user.alive(user.page.locator('form').filter({ has: user.page.locator('[name=password]') }));
        await user.field(words.password).fill('Short-7');
        await user.button(t.logIn).click();
        await expect(user.summary).toContainText(t.short);
        await user.field(words.password).fill('all-small-letters');
        await user.button(t.logIn).click();
        await expect(user.summary).toContainText(t.upper);
        await user.field(words.password).fill('Copper-Kettle-77');
        await user.button(t.logIn).click();
        await expect(user.page).toHaveURL(new RegExp(`/o/${slug}$`));
      });
      await agree(user, t);
      await expect(user.heading(name)).toBeVisible();
      await user.goto(`/o/${slug}/members?q=${address}`);
      await expect(user.row(address).first()).toBeVisible();
    });
  }

  test(`document 003: somebody who has an account logs in (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(403);
    const person = await arrange.stranger({ language, agreed: false });
    const seller = await open({ as: await arrange.ownerOf('kitano', language) });
    await invite(seller, t, { address: person.address });
    const subject = t.subject(organizationName('kitano'));
    const user = await openMail({ open, address: person.address, language, subject, button: t.activate });
    await signInToAccept(user, t.logIn, person);
    await expect(user.page).toHaveURL(/\/o\/kitano$/);
    await agree(user, t);
    await expect(user.heading(organizationName('kitano'))).toBeVisible();
  });
}
