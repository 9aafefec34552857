// The buyer's document, followed in its words: search, create an invitation, send an invitation.
import { demoPerson, organizationName } from '../support/arrange.mjs';
import { nextMail } from '../support/mail.mjs';
import { expect, test } from '../support/test.mjs';

const BUYER = () => organizationName('aoba');
const NEXT_YEAR = new Date().getUTCFullYear() + 1;

test('req_i02 req_i03 req_i04 an Owner invites somebody new in two steps, and the mail arrives', async ({ open, owner, arrange }) => {
  const visitor = await open({ as: owner });
  const { page, words } = visitor;
  const address = arrange.address('newcomer');
  await visitor.goto('/o/aoba/members');
  const form = await visitor.beginInvitation();
  await visitor.searchAndGoOn(form, address);
  await expect(form).toContainText(address);
  await expect(form).toContainText(words.newUser);
  await visitor.field(words.role, form).selectOption('member');
  await visitor.field(words.permission, form).selectOption('write');
  await visitor.field(words.mailLanguage, form).selectOption('en');
  await visitor.button(words.send, form).click();
  await expect(page).toHaveURL(/\/o\/aoba\/invitations\/[\w-]+\?news=invited$/);
  await expect(page.getByRole('status').filter({ hasText: words.sent })).toContainText(words.invited(address));
  await expect(visitor.heading(words.details)).toBeVisible();
  await expect(page.locator('main')).toContainText('Member / Write');
  await expect(page.locator('main')).toContainText(words.pending);
  const mail = await nextMail(address);
  expect(mail.subject).toBe(words.subject(BUYER()));
  expect(mail.html).toContain(words.mailButton);
  expect(mail.html).toContain(mail.link);
  expect(mail.text).toContain(mail.link);
  await visitor.link(words.invitations, page.getByRole('navigation', { name: BUYER() })).click();
  await expect(visitor.row(address)).toContainText(words.pending);
});

test('req_a08 the same in Japanese', async ({ open, arrange }) => {
  const visitor = await open({ as: demoPerson('hanako.sato@aoba.example') });
  const { page, words } = visitor;
  const address = arrange.address('newcomer');
  await visitor.goto('/o/aoba/invitations');
  const form = await visitor.beginInvitation();
  await visitor.searchAndGoOn(form, address);
  await expect(form).toContainText(words.newUser);
  await visitor.button(words.send, form).click();
  await expect(page.getByRole('status').filter({ hasText: words.sent })).toContainText(words.invited(address));
  await expect(visitor.heading(words.details)).toBeVisible();
  const mail = await nextMail(address);
  expect(mail.subject).toBe(words.subject(BUYER()));
  expect(mail.html).toContain(words.mailButton);
});

test('req_i02 the search shows the display name of an account', async ({ open, owner, arrange }) => {
  const invited = await arrange.stranger();
  const visitor = await open({ as: owner });
  await visitor.goto('/o/aoba/invitations/new');
  const form = visitor.page.locator('main');
  await visitor.searchAndGoOn(form, invited.address.toUpperCase(), 'Alex Marsh');
  await expect(form).toContainText(invited.address);
  await expect(form).toContainText('Alex Marsh');
});

test('req_i02 an address that is none is refused at the field, and stays', async ({ open, owner, refusals }) => {
  refusals.add(422);
  const visitor = await open({ as: owner });
  const { words } = visitor;
  await visitor.goto('/o/aoba/invitations');
  const form = await visitor.beginInvitation();
  await visitor.alive(form.locator('form'));
  await visitor.field(words.address, form).fill('nobody');
  await visitor.button(words.search, form).click();
  await expect(visitor.summary).toContainText(words.notAnAddress);
  await expect(visitor.field(words.address, form)).toHaveValue('nobody');
  await expect(visitor.field(words.address, form)).toHaveAttribute('aria-invalid', 'true');
});

test('req_i03 an Owner always has Admin: locked in the form, forced on the server', async ({ open, owner, arrange }) => {
  const visitor = await open({ as: owner });
  const { page, words } = visitor;
  await visitor.goto('/o/aoba/invitations/new');
  const form = page.locator('main');
  await visitor.searchAndGoOn(form, arrange.address('owner'));
  const permission = form.getByLabel(words.permission);
  await permission.selectOption('write');
  await visitor.field(words.role, form).selectOption('owner');
  if (visitor.js) {
    await expect(permission).toBeDisabled();
    await expect(permission).toHaveValue('admin');
    await expect(form).toContainText(words.ownerForcesAdmin);
  } else {
    await expect(permission).toHaveValue('write');
  }
  await visitor.button(words.send, form).click();
  await expect(visitor.heading(words.details)).toBeVisible();
  await expect(page.locator('main')).toContainText('Owner / Admin');
});

test('req_b14 an error in the last step loses nothing of what was chosen', async ({ open, owner, arrange, refusals }) => {
  refusals.add(422);
  const visitor = await open({ as: owner });
  const { page, words } = visitor;
  const address = arrange.address('keeper');
  await visitor.goto('/o/aoba/invitations');
  const form = await visitor.beginInvitation();
  await visitor.searchAndGoOn(form, address);
  await visitor.field(words.role, form).selectOption('member');
  await visitor.field(words.permission, form).selectOption('admin');
  await visitor.field(words.mailLanguage, form).selectOption('ja');
  await visitor.field(words.accessEnds, form).fill('2020-01-31');
  await visitor.button(words.send, form).click();
  await expect(visitor.summary).toContainText(words.datePassed);
  await expect(form).toContainText(address);
  await expect(form).toContainText(words.newUser);
  await expect(visitor.field(words.role, form)).toHaveValue('member');
  await expect(visitor.field(words.permission, form)).toHaveValue('admin');
  await expect(visitor.field(words.mailLanguage, form)).toHaveValue('ja');
  await expect(visitor.field(words.accessEnds, form)).toHaveValue('2020-01-31');
  await visitor.field(words.accessEnds, form).fill(`${NEXT_YEAR}-01-31`);
  await visitor.button(words.send, form).click();
  await expect(visitor.heading(words.details)).toBeVisible();
  await expect(page.locator('main')).toContainText(`31 Jan ${NEXT_YEAR}`);
  await expect(page.locator('main')).toContainText('Member / Admin');
});

test('req_i09 a current member is refused with words', async ({ open, owner, refusals }) => {
  refusals.add(409).add(422);
  const visitor = await open({ as: owner });
  await visitor.goto('/o/aoba/invitations/new');
  const form = visitor.page.locator('main');
  await visitor.searchAndGoOn(form, 'kenji.mori@aoba.example', '森 健二');
  await visitor.button(visitor.words.send, form).click();
  await expect(visitor.summary).toContainText(visitor.words.alreadyMember);
});

test('req_i09 req_b05 one open invitation an address, however it is spelled', async ({ open, owner, arrange, refusals }) => {
  refusals.add(409).add(422);
  const { address } = await arrange.invitation(owner);
  const visitor = await open({ as: owner });
  await visitor.goto('/o/aoba/invitations/new');
  const form = visitor.page.locator('main');
  await visitor.searchAndGoOn(form, address.toUpperCase());
  await visitor.button(visitor.words.send, form).click();
  await expect(visitor.summary).toContainText(visitor.words.alreadyInvited);
});

test('req_i10 a Member may invite Members, and is not offered more', async ({ open, arrange }) => {
  const emma = demoPerson('emma.clark@aoba.example');
  const visitor = await open({ as: emma });
  const { page, words } = visitor;
  const address = arrange.address('newcomer');
  await visitor.goto('/o/aoba/invitations');
  const form = await visitor.beginInvitation();
  await visitor.searchAndGoOn(form, address);
  await expect(visitor.field(words.role, form).getByRole('option')).toHaveText(['Member']);
  await expect(visitor.field(words.permission, form).getByRole('option')).toHaveText(['Write']);
  await visitor.button(words.send, form).click();
  await expect(visitor.heading(words.details)).toBeVisible();
  await expect(page.locator('main')).toContainText('Emma Clark');
});

test('req_i01 the form is a dialog with JavaScript, and can be closed again', async ({ open, owner }) => {
  const visitor = await open({ as: owner });
  test.skip(!visitor.js, 'the page without JavaScript is what the other tests go through');
  const { page, words } = visitor;
  await visitor.goto('/o/aoba/members');
  const dialog = await visitor.beginInvitation();
  await expect(dialog.getByRole('heading', { name: words.begin })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await visitor.beginInvitation();
  await visitor.button('Close', dialog).click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/\/o\/aoba\/members$/);
});
