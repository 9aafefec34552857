// One's own account: registering without an invitation, a forgotten password, the language, what one changes about
// oneself, where one is signed in, the terms that come first, and the end.
import { PASSWORD, demoPerson } from '../support/arrange.mjs';
import { nextMail } from '../support/mail.mjs';
import { expect, test } from '../support/test.mjs';

const WORDS = {
  en: {
    register: 'Register', registerTitle: 'Create your account', mailCode: 'Email me a code', create: 'Create an account',
    forgot: 'Forgot your password?', sendLink: 'Send a link', newPassword: 'New password', newAgain: 'New password (again)',
    setPassword: 'Set the new password', toSignIn: 'Go to Sign-in Page', switchTo: '日本語', otherTitle: 'サインイン',
    zone: 'Time zone', save: 'Save', wide: 'Robin Jo Lane', here: 'This device', signOutOne: 'Sign out', signOutOthers: 'Sign out all other devices',
    times: 'Times are in the time zone', current: 'Current password', changePassword: 'Change password', passwordChanged: 'Your password has been changed.',
    newAddress: 'New email address', changeAddress: 'Change email address', changed: 'has been changed', weak: 'Strength: weak.',
    download: 'Download', goOn: 'Downloaded? Go on', submit: 'Submit', activate: 'Activate account', logIn: 'Log in',
    yourData: 'Download your data', dataDownloaded: 'I have downloaded my data', dataDeclined: 'I do not need my data', notDownloaded: 'has not been downloaded yet', close: 'Close my account', closed: 'Your account has been closed.',
    termsOf: name => `Terms of Service of ${name}`, ownEn: 'Terms in English', fileJa: 'Or a file in Japanese', preview: 'Save and preview', publish: number => `Publish version ${number}`, published: 'The new version is published.', version: number => `Version ${number}`,
  },
  ja: {
    register: '新規登録', registerTitle: 'アカウントの作成', mailCode: 'コードを送信', create: 'アカウントを作成',
    forgot: 'パスワードをお忘れですか？', sendLink: 'リンクを送信', newPassword: '新しいパスワード', newAgain: '新しいパスワード（確認）',
    setPassword: '新しいパスワードを設定', toSignIn: 'サインインページへ', switchTo: 'English', otherTitle: 'Sign in',
    zone: 'タイムゾーン', save: '保存', wide: 'Lane Robin Jo', here: 'この端末', signOutOne: 'サインアウトさせる', signOutOthers: 'ほかのすべての端末をサインアウトさせる',
    times: '日時は', current: '現在のパスワード', changePassword: 'パスワードを変更', passwordChanged: 'パスワードを変更しました。',
    newAddress: '新しいメールアドレス', changeAddress: 'メールアドレスを変更', changed: 'アカウントが変更されました', weak: '強度：弱い。',
    download: 'ダウンロード', goOn: 'ダウンロード後、次に進む', submit: '送信', activate: 'アカウントを有効化', logIn: 'ログイン',
    yourData: 'データをダウンロード', dataDownloaded: 'データをダウンロードしました', dataDeclined: 'データは必要ありません', notDownloaded: 'まだダウンロードされていません', close: 'アカウントを削除する', closed: 'アカウントを削除しました。',
    termsOf: name => `${name}の利用規約`, ownEn: '英語の規約', fileJa: 'または日本語のファイル', preview: '保存してプレビュー', publish: number => `第${number}版を公開`, published: '新しい版を公開しました。', version: number => `第${number}版`,
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

  test(`req_c02 a profile is saved and loses nothing that was typed (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(422);
    const person = await arrange.colleague({ language });
    const visitor = await open({ as: person });
    const { page, words } = visitor;
    await visitor.goto('/account');
    await visitor.alive(formWith(visitor, 'time_zone'));
    await visitor.field(words.givenName).fill('Robin Jo');
    await visitor.field(words.phone).fill('12');
    await visitor.field(own.zone).selectOption('Asia/Tokyo');
    await visitor.button(own.save).click();
    await expect(visitor.summary).toBeVisible();
    await expect(visitor.field(words.givenName)).toHaveValue('Robin Jo');
    await visitor.field(words.phone).fill('+44 20 7946 0042');
    await visitor.button(own.save).click();
    await expect(page).toHaveURL(/\/account(\?news=saved)?$/);
    await expect(page.locator('.account summary')).toHaveText(own.wide);
    await expect(visitor.field(own.zone)).toHaveValue('Asia/Tokyo');
    await visitor.goto('/account/sessions');
    await expect(page.locator('main')).toContainText(own.times);
    await expect(page.locator('main')).toContainText('Asia/Tokyo');
  });

  test(`req_c03 other devices are listed and signed out (${language})`, async ({ open, arrange }) => {
    const person = await arrange.stranger({ language });
    const [visitor, other, third] = [await open({ language }), await open({ language }), await open({ language })];
    for (const each of [visitor, other, third]) {
      await each.goto('/sign-in');
      await each.signIn(person);
      await expect(each.page).toHaveURL(/\/organizations$/);
    }
    await visitor.goto('/account/sessions');
    await expect(visitor.row(own.here)).toHaveCount(1);
    const rows = visitor.page.getByRole('row').filter({ has: visitor.button(own.signOutOne) });
    const before = await rows.count();
    await visitor.alive(rows.first().locator('form'));
    await visitor.button(own.signOutOne, rows.first()).click();
    await expect(rows).toHaveCount(before - 1);
    const all = visitor.button(own.signOutOthers);
    await visitor.alive(visitor.page.locator('form').filter({ has: all }));
    await all.click();
    await expect(all).toHaveCount(0);
    for (const each of [other, third]) {
      await each.goto('/organizations');
      await expect(each.page).toHaveURL(/\/sign-in\?next=/);
    }
  });

  test(`req_c01 sec_p02 a password is changed, and the server says how strong the new one is (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(422);
    const person = await arrange.stranger({ language });
    const visitor = await open({ as: person });
    const { page } = visitor;
    await visitor.goto('/account/security');
    const form = formWith(visitor, 'password_again');
    await visitor.alive(form);
    const type = async (password, again = password) => {
      await visitor.field(own.current, form).fill(PASSWORD);
      await visitor.field(own.newPassword, form).fill(password);
      await visitor.field(own.newAgain, form).fill(again);
    };
    await type('lighthouse', 'something else');
    // With scripts it is said when the field is left, without them with the answer to the form.
    if (!visitor.js) await visitor.button(own.changePassword).click();
    await expect(form.getByRole('status')).toContainText(own.weak);
    await type(NEW);
    await visitor.button(own.changePassword).click();
    await expect(page).toHaveURL(/news=password_changed/);
    await expect(page.getByText(own.passwordChanged)).toBeVisible();
    expect((await nextMail(person.address)).subject).toContain(own.changed);
    const again = await open({ language });
    await again.goto('/sign-in');
    await again.signIn({ address: person.address, password: NEW });
    await expect(again.page).toHaveURL(/\/organizations$/);
  });

  test(`sec_p07 a new address is confirmed by a code, and the old one is told (${language})`, async ({ open, arrange }) => {
    const person = await arrange.stranger({ language });
    const address = arrange.address('moved');
    const visitor = await open({ as: person });
    const { page, words } = visitor;
    await visitor.goto('/account/security');
    const form = formWith(visitor, 'address');
    await visitor.alive(form);
    await visitor.field(own.newAddress, form).fill(address);
    await visitor.field(own.current, form).fill(PASSWORD);
    await visitor.button(own.mailCode).click();
    await expect(page.getByRole('status').filter({ hasText: address })).toBeVisible();
    const { code } = await nextMail(address);
    await visitor.alive(formWith(visitor, 'code'));
    await visitor.field(words.code).fill(code);
    await visitor.button(own.changeAddress).click();
    await expect(page).toHaveURL(/news=address_changed/);
    await expect(page.locator('main')).toContainText(address);
    expect((await nextMail(person.address)).subject).toContain(own.changed);
  });

  test(`req_k08 a seller reads, downloads, ticks and submits before the first visit (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(403);
    const invitation = await arrange.invitation(demoPerson('makoto.kitano@kitano.example'), {
      slug: 'kitano', address: arrange.address('seller'), role: 'viewer', permission: '', language,
    });
    const visitor = await open({ language });
    const { page, words } = visitor;
    await visitor.goto(invitation.link);
    await visitor.link(own.activate).click();
    await visitor.alive(formWith(visitor, 'password'));
    await visitor.field(words.password).fill(PASSWORD);
    await visitor.button(own.logIn).click();
    await expect(page).toHaveURL(/\/o\/kitano$/);
    await passTheGate(visitor, own, 'terms-1.txt');
  });

  test(`req_c04 who joins with an account is asked at the first entry (${language})`, async ({ open, owner, arrange, refusals }) => {
    refusals.add(403);
    const person = await arrange.stranger({ language, agreed: false });
    const invitation = await arrange.invitation(owner, { address: person.address, language });
    const visitor = await open({ as: person });
    const { page, words } = visitor;
    await visitor.goto(invitation.link);
    await visitor.button(words.accept).click();
    await expect(page).toHaveURL(/\/o\/aoba$/);
    await visitor.alive(formWith(visitor, 'terms'));
    await visitor.field(words.agree).check();
    await visitor.button(own.submit).click();
    await expect(visitor.button(own.submit)).toHaveCount(0);
    await expect(page.getByRole('navigation').first()).toBeVisible();
  });

  test(`req_c04 sec_f01 an organization publishes its own terms, and asks again (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(403);
    const { slug, admin } = await arrange.customer(language);
    const visitor = await open({ as: admin });
    const { page } = visitor;
    await visitor.goto(`/o/${slug}`);
    await passTheGate(visitor, own, 'terms-1.txt');
    await visitor.goto(`/o/${slug}/settings`);
    await page.locator(`a[href="/o/${slug}/settings/terms"]`).click();
    await expect(page).toHaveURL(new RegExp(`/o/${slug}/settings/terms$`));
    await visitor.field(own.ownEn).fill('# Rules\n\nBe **kind**. <script>alert(1)</script>');
    const file = { name: 'terms.md', mimeType: 'text/markdown', buffer: Buffer.from('# きまり\n\n**親切**に。 <img src=x onerror=alert(1)>') };
    await visitor.field(own.fileJa).setInputFiles(file);
    await visitor.button(own.preview).click();
    const shown = page.locator('#preview');
    await expect(shown.getByRole('heading', { name: 'Rules' })).toBeVisible();
    await expect(shown.getByRole('heading', { name: 'きまり' })).toBeVisible();
    await expect(shown.locator('script, img')).toHaveCount(0);
    await visitor.looksRight(`own terms (${language})`);
    await visitor.button(own.publish(1)).click();
    // Whoever publishes is asked as well.
    await expect(visitor.heading(own.termsOf('Willow Trading'))).toBeVisible();
    await visitor.goto(`/o/${slug}`);
    await expect(page.locator('main').getByRole('heading', { name: language === 'ja' ? 'きまり' : 'Rules' })).toBeVisible();
    await passTheGate(visitor, own, 'terms-1.md');
    await visitor.goto(`/o/${slug}/settings/terms`);
    await expect(visitor.row(own.version(1))).toContainText(/English/);
  });

  test(`req_c06 an account is closed after its data was downloaded or declined (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(422);
    const person = await arrange.stranger({ language });
    const visitor = await open({ as: person });
    const { page } = visitor;
    await visitor.goto('/account/close');
    await visitor.alive(formWith(visitor, 'understood'));
    await page.getByLabel(own.dataDownloaded).check();
    await visitor.field(own.current).fill(PASSWORD);
    await page.getByRole('checkbox').check();
    await visitor.button(own.close).click();
    await expect(visitor.summary).toContainText(own.notDownloaded);
    const [file] = await Promise.all([page.waitForEvent('download'), visitor.link(own.yourData).click()]);
    expect(file.suggestedFilename()).toBe('account.json');
    await file.path();
    await visitor.field(own.current).fill(PASSWORD);
    await page.getByRole('checkbox').check();
    await visitor.button(own.close).click();
    await expect(page).toHaveURL(/\/sign-in/);
    await expect(page.getByText(own.closed)).toBeVisible();
    expect((await nextMail(person.address)).subject).toContain(own.changed);
  });
}

/// Downloads what is to be agreed to, ticks, and goes on into the organization.
async function passTheGate(visitor, own, name) {
  const { page, words } = visitor;
  const submit = visitor.button(own.submit);
  await expect(submit).toBeDisabled();
  await visitor.alive(formWith(visitor, 'terms'));
  const [file] = await Promise.all([page.waitForEvent('download'), visitor.link(own.download).click()]);
  expect(file.suggestedFilename()).toBe(name);
  await file.path();
  // Without scripts the page learns of it when it is opened again.
  if (!visitor.js) await visitor.link(own.goOn).click();
  await expect(submit).toBeEnabled();
  await visitor.field(words.agree).check();
  await submit.click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await expect(submit).toHaveCount(0);
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

test('req_c06 an account that organizations depend on is not closed', async ({ open, arrange }) => {
  const { admin } = await arrange.customer('en');
  const owner = await open({ as: admin });
  await owner.goto('/account/close');
  await expect(owner.page.locator('main').getByRole('link', { name: 'Willow Trading' })).toBeVisible();
});
