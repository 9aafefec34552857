import { demoPerson } from '../support/arrange.mjs';
import { expect, test } from '../support/test.mjs';

const emma = () => demoPerson('emma.clark@aoba.example');

test('signing in leads to the organizations, signing out back to the door', async ({ open }) => {
  const visitor = await open();
  await visitor.goto('/sign-in');
  await visitor.signIn(emma());
  await expect(visitor.page).toHaveURL(/\/organizations$/);
  await expect(visitor.heading(visitor.words.organizations)).toBeVisible();
  await visitor.signOut();
  await visitor.goto('/organizations');
  await expect(visitor.page).toHaveURL(/\/sign-in\?next=\/organizations$/);
});

test('req_b14 a wrong password keeps the address and says what to do', async ({ open, refusals }) => {
  refusals.add(422).add(401);
  const visitor = await open();
  await visitor.goto('/sign-in');
  await visitor.signIn({ ...emma(), password: 'not-the-password' });
  await expect(visitor.summary).toContainText(visitor.words.wrongCredentials);
  await expect(visitor.field(visitor.words.address)).toHaveValue(emma().address);
  await expect(visitor.field(visitor.words.password)).toHaveValue('');
  await visitor.signIn(emma());
  await expect(visitor.page).toHaveURL(/\/organizations$/);
});

test('an unknown address is refused in the words of a wrong password', async ({ open, refusals }) => {
  refusals.add(422).add(401);
  const visitor = await open();
  await visitor.goto('/sign-in');
  await visitor.signIn({ address: 'nobody.at.all@fresh.example', password: 'not-the-password' });
  await expect(visitor.summary).toContainText(visitor.words.wrongCredentials);
});

test('req_b10 who has to sign in first comes back to the page that was asked for', async ({ open }) => {
  const visitor = await open();
  await visitor.goto('/o/aoba/members');
  await expect(visitor.page).toHaveURL(/\/sign-in\?next=\/o\/aoba\/members$/);
  await visitor.signIn(emma());
  await expect(visitor.page).toHaveURL(/\/o\/aoba\/members$/);
});

test('sec_a10 the way back leads nowhere but to pages of ours', async ({ open }) => {
  const visitor = await open();
  for (const next of ['//evil.example', '/\\evil.example', '%2f%2fevil.example', 'https://evil.example/']) {
    await visitor.goto(`/sign-in?next=${next}`);
    await visitor.signIn(emma());
    await expect(visitor.page, next).toHaveURL(`${process.env.USHER_URL}/organizations`);
  }
});

test('req_a08 before one signs in the browser chooses the language, afterwards the account', async ({ open }) => {
  const visitor = await open({ language: 'ja' });
  await visitor.goto('/sign-in');
  await expect(visitor.page.locator('html')).toHaveAttribute('lang', 'ja');
  await expect(visitor.heading(visitor.words.signInTitle)).toBeVisible();
  await visitor.signIn(emma());
  await expect(visitor.page).toHaveURL(/\/organizations$/);
  await expect(visitor.page.locator('html')).toHaveAttribute('lang', 'en');
});
