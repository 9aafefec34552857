// One's own account: registering without an invitation, a forgotten password, the language, what one changes about
// oneself, where one is signed in, the terms that come first, and the end.
import { PASSWORD, demoPerson } from '../support/arrange.mjs';
import { nextMail } from '../support/mail.mjs';
import { expect, test } from '../support/test.mjs';

const WORDS = {
  en: {
    register: 'Register', registerTitle: 'Create your account', mailCode: 'Mail me a code', create: 'Create an account',
    forgot: 'Forgot your password?', sendLink: 'Send a link', newPassword: 'New password', newAgain: 'New password (again)',
    setPassword: 'Set the new password', toSignIn: 'Go to Sign-in Page', switchTo: '日本語', otherTitle: 'サインイン',
  },
  ja: {
    register: '新規登録', registerTitle: 'アカウントの作成', mailCode: 'コードを送信', create: 'アカウントを作成',
    forgot: 'パスワードをお忘れですか？', sendLink: 'リンクを送信', newPassword: '新しいパスワード', newAgain: '新しいパスワード（確認）',
    setPassword: '新しいパスワードを設定', toSignIn: 'サインインページへ', switchTo: 'English', otherTitle: 'Sign in',
  },
};
const LONG = 'a lantern on a quiet river';
const NEW = 'Copper-Kettle-78';
const formWith = (visitor, name) => visitor.page.locator('form').filter({ has: visitor.page.locator(`[name=${name}]`) });

for (const language of ['en', 'ja']) {
  const own = WORDS[language];

  test(`req_c01 sec_p01 somebody registers with a mailed code (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(422);
    const address = arrange.address('self');
    const visitor = await open({ language });
    const { page, words } = visitor;
    await visitor.goto('/sign-in');
    await visitor.link(own.register).click();
    await expect(visitor.heading(own.registerTitle)).toBeVisible();
    await visitor.alive(formWith(visitor, 'address'));
    await visitor.field(words.address).fill(address);
    await visitor.button(own.mailCode).click();
    await expect(page.getByRole('status').filter({ hasText: address })).toBeVisible();
    const { code } = await nextMail(address);
    await visitor.alive(formWith(visitor, 'code'));
    await visitor.field(words.code).fill(code);
    await visitor.field(words.familyName).fill('Hart');
    await visitor.field(words.givenName).fill('June');
    await visitor.field(words.password).fill('fourteen chars');
    await visitor.field(words.passwordAgain).fill('fourteen chars');
    await visitor.field(words.agree).check();
    await visitor.button(own.create).click();
    await expect(visitor.summary).toContainText('15');
    await expect(visitor.field(words.familyName)).toHaveValue('Hart');
    await visitor.field(words.password).fill(LONG);
    await visitor.field(words.passwordAgain).fill(LONG);
    await visitor.button(own.create).click();
    await expect(page).toHaveURL(/\/organizations$/);
    await visitor.goto('/account');
    await expect(visitor.field(words.familyName)).toHaveValue('Hart');
  });

  test(`req_c01 sec_p06 a forgotten password is replaced through the mailed link (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(401).add(410).add(422);
    const person = await arrange.stranger({ language });
    const before = await open({ as: person });
    const visitor = await open({ language });
    const { page, words } = visitor;
    await visitor.goto('/sign-in');
    await visitor.link(own.forgot).click();
    await visitor.field(words.address).fill(person.address);
    await visitor.button(own.sendLink).click();
    await expect(page.locator('main').getByRole('status')).toBeVisible();
    const { text } = await nextMail(person.address);
    const link = /http:\S+\/reset-password\/[\w-]+/.exec(text)[0];
    await visitor.goto(link);
    await expect(page).toHaveURL(/\/reset-password$/);
    await visitor.field(own.newPassword).fill(NEW);
    await visitor.field(own.newAgain).fill(NEW);
    await visitor.button(own.setPassword).click();
    await visitor.link(own.toSignIn).click();
    await visitor.signIn({ address: person.address, password: NEW });
    await expect(page).toHaveURL(/\/organizations$/);
    await before.goto('/organizations');
    await expect(before.page).toHaveURL(/\/sign-in\?next=/);
    expect((await visitor.goto(link)).status()).toBe(410);
  });

  test(`req_a08 the language is switched on the page (${language})`, async ({ open }) => {
    const visitor = await open({ language });
    await visitor.goto('/sign-in');
    await visitor.button(own.switchTo).click();
    await expect(visitor.heading(own.otherTitle)).toBeVisible();
    await visitor.goto('/register');
    await expect(visitor.page.locator('html')).toHaveAttribute('lang', language === 'en' ? 'ja' : 'en');
  });
}

test('req_a08 who is signed in switches the language for good, family name first in Japanese', async ({ open, arrange }) => {
  const person = await arrange.colleague();
  const visitor = await open({ as: person });
  const { page } = visitor;
  await visitor.goto('/account');
  await expect(page.locator('.account summary')).toHaveText('Robin Lane');
  await visitor.alive(formWith(visitor, 'time_zone'));
  await page.locator('.account summary').click();
  await visitor.button('日本語').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await expect(page.locator('.account summary')).toHaveText('Lane Robin');
});

test('req_c02 a profile is saved and loses nothing that was typed', async ({ open, arrange, refusals }) => {
  refusals.add(422);
  const person = await arrange.colleague();
  const visitor = await open({ as: person });
  const { page, words } = visitor;
  await visitor.goto('/account');
  await visitor.alive(formWith(visitor, 'time_zone'));
  await visitor.field(words.givenName).fill('Robin Jo');
  await visitor.field(words.phone).fill('12');
  await page.getByLabel(/^Time zone/).selectOption('Asia/Tokyo');
  await visitor.button('Save').click();
  await expect(visitor.summary).toBeVisible();
  await expect(visitor.field(words.givenName)).toHaveValue('Robin Jo');
  await visitor.field(words.phone).fill('+44 20 7946 0042');
  await visitor.button('Save').click();
  await expect(page).toHaveURL(/\/account(\?news=saved)?$/);
  await expect(page.locator('.account summary')).toHaveText('Robin Jo Lane');
  await expect(page.getByLabel(/^Time zone/)).toHaveValue('Asia/Tokyo');
});

test('req_c03 other devices are listed and signed out', async ({ open, arrange }) => {
  const person = await arrange.stranger();
  const [visitor, other] = [await open(), await open()];
  for (const each of [visitor, other]) {
    await each.goto('/sign-in');
    await each.signIn(person);
    await expect(each.page).toHaveURL(/\/organizations$/);
  }
  await visitor.goto('/account/sessions');
  await expect(visitor.row('This device')).toHaveCount(1);
  const all = visitor.button('Sign out all other devices');
  await visitor.alive(visitor.page.locator('form').filter({ has: all }));
  await all.click();
  await expect(all).toHaveCount(0);
  await other.goto('/organizations');
  await expect(other.page).toHaveURL(/\/sign-in\?next=/);
});

test('sec_p07 a new address is confirmed by a code, and the old one is told', async ({ open, arrange }) => {
  const person = await arrange.stranger();
  const address = arrange.address('moved');
  const visitor = await open({ as: person });
  const { page, words } = visitor;
  await visitor.goto('/account/security');
  const section = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Change your email address' }) });
  await visitor.alive(section.locator('form').first());
  await visitor.field('New email address').fill(address);
  await visitor.field('Current password', section).fill(PASSWORD);
  await visitor.button('Mail me a code').click();
  await expect(page.getByRole('status').filter({ hasText: address })).toBeVisible();
  const { code } = await nextMail(address);
  await visitor.alive(formWith(visitor, 'code'));
  await visitor.field(words.code).fill(code);
  await visitor.button('Change email address').click();
  await expect(page.locator('main')).toContainText(`You sign in with ${address}`);
  expect((await nextMail(person.address)).subject).toContain('has been changed');
});

test('req_k08 a seller reads, downloads, ticks and submits before the first visit', async ({ open, arrange, refusals }) => {
  refusals.add(403);
  const invitation = await arrange.invitation(demoPerson('makoto.kitano@kitano.example'), {
    slug: 'kitano', address: arrange.address('seller'), role: 'viewer', permission: '', language: 'en',
  });
  const visitor = await open();
  const { page, words } = visitor;
  await visitor.goto(invitation.link);
  await visitor.link('Activate account').click();
  await visitor.alive(formWith(visitor, 'password'));
  await visitor.field(words.password).fill('Copper-Kettle-77');
  await visitor.button('Log in').click();
  await expect(page).toHaveURL(/\/o\/kitano$/);
  const submit = visitor.button('Submit');
  await expect(submit).toBeDisabled();
  await visitor.alive(formWith(visitor, 'terms'));
  const [file] = await Promise.all([page.waitForEvent('download'), visitor.link('Download').click()]);
  expect(file.suggestedFilename()).toBe('terms-1.txt');
  await file.path();
  // Without scripts the page learns of it when it is opened again.
  if (!visitor.js) await visitor.link('Downloaded? Go on').click();
  await expect(submit).toBeEnabled();
  await visitor.field(words.agree).check();
  await submit.click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await expect(submit).toHaveCount(0);
});

test('req_c06 an account is closed after its data was downloaded, and not while organizations depend on it', async ({ open, arrange }) => {
  const person = await arrange.stranger();
  const visitor = await open({ as: person });
  const { page } = visitor;
  await visitor.goto('/account/close');
  await visitor.alive(formWith(visitor, 'understood'));
  const [file] = await Promise.all([page.waitForEvent('download'), visitor.link('Download your data').click()]);
  expect(file.suggestedFilename()).toBe('account.json');
  await visitor.field('Current password').fill(PASSWORD);
  await page.getByRole('checkbox').check();
  await visitor.button('Close my account').click();
  await expect(page).toHaveURL(/\/sign-in/);
  const owner = await open({ as: demoPerson('makoto.kitano@kitano.example') });
  await owner.goto('/account/close');
  await expect(owner.page.locator('main').getByRole('link', { name: '北野サプライ' })).toBeVisible();
});
