// The invited person's side: the mailed link, the copied link, and every way in which it can be over.
import { request } from '@playwright/test';
import { demoPerson, organizationName } from '../support/arrange.mjs';
import { nextMail } from '../support/mail.mjs';
import { expect, test } from '../support/test.mjs';

const BUYER = () => organizationName('aoba');
const INSIDE = /\/o\/aoba$/;

for (const language of ['en', 'ja']) {
  test(`req_a01 req_a03 req_a08 somebody new registers through the mail and is a member (${language})`, async ({ open, owner, arrange }) => {
    const invitation = await arrange.invitation(owner, { language });
    const visitor = await open({ language });
    const { page, words } = visitor;
    expect(invitation.mail.subject).toBe(words.subject(BUYER()));
    await visitor.goto(invitation.link);
    await expect(visitor.heading(words.join(BUYER()))).toBeVisible();
    await expect(page.locator('main')).toContainText(invitation.address);
    await expect(page.locator('main')).toContainText(words.member);
    await visitor.link(words.acceptNew).click();
    await expect(visitor.heading(words.registerTitle)).toBeVisible();
    // The mail proves the mailbox: no code is asked for.
    await expect(visitor.field(words.code)).toHaveCount(0);
    await visitor.fillRegistration();
    await visitor.button(words.register).click();
    await expect(page).toHaveURL(INSIDE);
    await expect(visitor.heading(BUYER())).toBeVisible();
    await visitor.goto(`/o/aoba/members?q=${invitation.address}`);
    await expect(page.getByRole('table', { name: words.members })).toContainText(invitation.address);
    await expect(visitor.row(invitation.address).filter({ hasText: words.member }).first()).toBeVisible();
  });
}

test('sec_t05 the link leaves the address bar, and no page holds it', async ({ open, owner, arrange }) => {
  const invitation = await arrange.invitation(owner);
  const token = invitation.link.split('/i/')[1];
  const visitor = await open();
  await visitor.goto(invitation.link);
  await expect(visitor.page).toHaveURL(`${process.env.USHER_URL}/invitation`);
  expect(await visitor.page.content()).not.toContain(token);
  await visitor.link(visitor.words.acceptNew).click();
  await expect(visitor.page).toHaveURL(`${process.env.USHER_URL}/invitation/register`);
  expect(await visitor.page.content()).not.toContain(token);
});

test('sec_t06 req_b13 opening three times and a HEAD request consume nothing', async ({ open, owner, arrange }) => {
  const invitation = await arrange.invitation(owner);
  const scanner = await request.newContext();
  expect((await scanner.head(invitation.link)).ok()).toBe(true);
  for (let times = 0; times < 3; times += 1) expect((await scanner.get(invitation.link)).ok()).toBe(true);
  await scanner.dispose();
  const visitor = await open();
  await visitor.goto(invitation.link);
  await visitor.link(visitor.words.acceptNew).click();
  await visitor.fillRegistration();
  await visitor.button(visitor.words.register).click();
  await expect(visitor.page).toHaveURL(INSIDE);
});

test('req_b14 errors of the registration lose nothing that was typed but the passwords', async ({ open, owner, arrange, refusals }) => {
  refusals.add(422);
  const invitation = await arrange.invitation(owner);
  const visitor = await open();
  const { page, words } = visitor;
  await visitor.goto(invitation.link);
  await visitor.link(words.acceptNew).click();
  await visitor.fillRegistration({ password: 'short', passwordAgain: 'other' });
  await visitor.button(words.register).click();
  await expect(visitor.summary).toContainText(words.tooShort);
  await expect(visitor.field(words.familyName)).toHaveValue('Hart');
  await expect(visitor.field(words.givenName)).toHaveValue('June');
  await expect(visitor.field(words.country)).toHaveValue('GB');
  await expect(visitor.field(words.phone)).toHaveValue('+44 20 7946 0033');
  await expect(visitor.field(words.agree)).toBeChecked();
  await visitor.field(words.password).fill('Copper-Kettle-77');
  await visitor.field(words.passwordAgain).fill('Copper-Kettle-77');
  await visitor.button(words.register).click();
  await expect(page).toHaveURL(INSIDE);
});

test('req_a02 req_b10 who has an account signs in, and accepts after that', async ({ open, owner, arrange }) => {
  const person = await arrange.stranger();
  const invitation = await arrange.invitation(owner, { address: person.address });
  const visitor = await open();
  const { page, words } = visitor;
  await visitor.goto(invitation.link);
  await visitor.link(words.accept).click();
  await expect(page).toHaveURL(/\/sign-in\?next=\/invitation$/);
  await visitor.signIn(person);
  await expect(page).toHaveURL(/\/invitation$/);
  await visitor.button(words.accept).click();
  await expect(page).toHaveURL(INSIDE);
  await expect(page.locator('main')).toContainText('Member / Write');
});

test('req_a04 req_b01 sec_a01 somebody else who is signed in switches the account, and nothing is consumed', async ({ open, owner, arrange, refusals }) => {
  refusals.add(403);
  const person = await arrange.stranger();
  const invitation = await arrange.invitation(owner, { address: person.address });
  const other = await arrange.stranger();
  const visitor = await open();
  const { page, words } = visitor;
  await visitor.goto('/sign-in');
  await visitor.signIn(other);
  await expect(page).toHaveURL(/\/organizations$/);
  await visitor.goto(invitation.link);
  await expect(page.getByRole('status')).toContainText(words.wrongAccount);
  await expect(page.getByRole('status')).toContainText(other.address);
  await expect(visitor.button(words.accept)).toHaveCount(0);
  await visitor.button(words.switchAccount).click();
  await expect(page).toHaveURL(/\/sign-in\?next=\/invitation$/);
  await visitor.signIn(person);
  await expect(page).toHaveURL(/\/invitation$/);
  await visitor.button(words.accept).click();
  await expect(page).toHaveURL(INSIDE);
});

test('req_a06 declining asks first, and ends the invitation', async ({ open, owner, arrange, refusals }) => {
  refusals.add(410);
  const invitation = await arrange.invitation(owner);
  const visitor = await open();
  const { page, words } = visitor;
  await visitor.goto(invitation.link);
  await page.locator('summary').filter({ hasText: words.decline }).click();
  await expect(page.getByText(`Decline to join ${BUYER()}?`)).toBeVisible();
  await visitor.button(words.declineConfirm).click();
  await expect(visitor.heading(words.declinedTitle)).toBeVisible();
  await expect(page.locator('main')).toContainText(BUYER());
  expect((await visitor.goto(invitation.link)).status()).toBe(410);
  const inviter = await open({ as: owner });
  await inviter.goto(invitation.page);
  await expect(inviter.page.locator('main')).toContainText(words.declined);
});

test('req_a05 sec_t01 every link that is over answers with the same page', async ({ open, owner, arrange, refusals }) => {
  refusals.add(410);
  const used = await arrange.invitation(owner);
  const joining = await open();
  await joining.goto(used.link);
  await joining.link(joining.words.acceptNew).click();
  await joining.fillRegistration();
  await joining.button(joining.words.register).click();
  await expect(joining.page).toHaveURL(INSIDE);
  const revoked = await arrange.invitation(owner);
  await arrange.change(owner, 'revoke', revoked);
  const superseded = await arrange.invitation(owner);
  await arrange.change(owner, 'resend', superseded);
  const pages = [];
  for (const { link } of [used, revoked, superseded]) {
    const visitor = await open();
    expect((await visitor.goto(link)).status()).toBe(410);
    await expect(visitor.heading(visitor.words.overTitle)).toBeVisible();
    pages.push(await visitor.page.locator('body').innerHTML());
  }
  expect(new Set(pages.map(page => page.replace(/nonce="[^"]*"/g, ''))).size).toBe(1);
  // Whoever accepted it goes straight to the organization.
  await joining.goto(used.link);
  await expect(joining.page).toHaveURL(INSIDE);
});

test('sec_t01 a link that never existed is not found', async ({ open, refusals }) => {
  refusals.add(404);
  const visitor = await open();
  for (const token of ['A'.repeat(43), 'short', `${'b'.repeat(42)}!`]) {
    expect((await visitor.goto(`/i/${token}`)).status(), token).toBe(404);
    await expect(visitor.heading(visitor.words.notFoundTitle)).toBeVisible();
  }
  expect((await visitor.goto('/invitation')).status()).toBe(404);
  await expect(visitor.heading(visitor.words.noInvitation)).toBeVisible();
});

test('req_i07 sec_t04 a copied link does not prove the mailbox: the mailed code does', async ({ open, owner, arrange, refusals }) => {
  refusals.add(422);
  const invitation = await arrange.invitation(owner);
  const copied = (await arrange.change(owner, 'copy_link', invitation)).show;
  const visitor = await open();
  const { page, words } = visitor;
  await visitor.goto(copied);
  await visitor.link(words.acceptNew).click();
  const mailCode = visitor.button(words.mailCode);
  await visitor.alive(page.locator('form').filter({ has: mailCode }));
  await mailCode.click();
  await expect(page.getByRole('status').filter({ hasText: words.codeSent })).toBeVisible();
  const { code } = await nextMail(invitation.address);
  await visitor.fillRegistration();
  const wrong = code === '000000' ? '000001' : '000000';
  await visitor.field(words.code).fill(wrong);
  await visitor.button(words.register).click();
  await expect(visitor.summary).toContainText(words.wrongCode);
  await expect(visitor.field(words.familyName)).toHaveValue('Hart');
  await visitor.field(words.code).fill(code);
  await visitor.field(words.password).fill('Copper-Kettle-77');
  await visitor.field(words.passwordAgain).fill('Copper-Kettle-77');
  await visitor.button(words.register).click();
  await expect(page).toHaveURL(INSIDE);
});

test('req_a06 req_b03 sec_a05 two tabs that accept at once both end in the organization', async ({ open, owner, arrange }) => {
  const person = await arrange.stranger();
  const invitation = await arrange.invitation(owner, { address: person.address });
  const visitor = await open({ as: person });
  const { page, words } = visitor;
  await visitor.goto(invitation.link);
  const [second, late] = [await page.context().newPage(), await page.context().newPage()];
  for (const tab of [second, late]) await tab.goto(invitation.link);
  const accept = tab => tab.getByRole('button', { name: words.accept, exact: true }).click();
  await Promise.all([accept(page), accept(second)]);
  for (const tab of [page, second]) await expect(tab).toHaveURL(INSIDE);
  await accept(late);
  await expect(late).toHaveURL(INSIDE);
  const inviter = await open({ as: owner });
  await inviter.goto(`/o/aoba/members?q=${person.address}`);
  await expect(inviter.page.getByRole('table', { name: words.members }).getByRole('row')).toHaveCount(2);
});

test('req_a06 a second tab with the registration form follows the first into the organization', async ({ open, owner, arrange }) => {
  const invitation = await arrange.invitation(owner);
  const visitor = await open();
  const late = visitor.inTab(await visitor.page.context().newPage());
  for (const tab of [visitor, late]) {
    await tab.goto(invitation.link);
    await tab.link(tab.words.acceptNew).click();
    await tab.fillRegistration();
  }
  for (const tab of [visitor, late]) {
    await tab.button(tab.words.register).click();
    await expect(tab.page).toHaveURL(INSIDE);
  }
});

test('sec_t11 of two invitations opened in one browser the newest wins', async ({ open, owner, arrange }) => {
  const first = await arrange.invitation(owner);
  const second = await arrange.invitation(owner);
  const visitor = await open();
  await visitor.goto(first.link);
  await expect(visitor.page.locator('main')).toContainText(first.address);
  await visitor.goto(second.link);
  await visitor.goto('/invitation');
  await expect(visitor.page.locator('main')).toContainText(second.address);
});

test('an Owner is invited, joins, and may invite Owners', async ({ open, arrange }) => {
  const invitation = await arrange.invitation(demoPerson('hanako.sato@aoba.example'), { role: 'owner', permission: 'write', language: 'en' });
  const visitor = await open();
  const { page, words } = visitor;
  await visitor.goto(invitation.link);
  await expect(page.locator('main')).toContainText('Owner / Admin');
  await visitor.link(words.acceptNew).click();
  await visitor.fillRegistration();
  await visitor.button(words.register).click();
  await expect(page).toHaveURL(INSIDE);
  await visitor.goto('/o/aoba/invitations');
  const form = await visitor.beginInvitation();
  await visitor.searchAndGoOn(form, arrange.address('newcomer'));
  await expect(visitor.field(words.role, form).getByRole('option')).toHaveText(['Member', 'Owner']);
});
