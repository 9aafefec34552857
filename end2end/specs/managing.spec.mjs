// What can be done with an invitation once it is sent.
import { expect, test } from '../support/test.mjs';
import { nextMail } from '../support/mail.mjs';

test('req_i07 sec_t03 a copied link is shown once, and nowhere else', async ({ open, owner, arrange }) => {
  const invitation = await arrange.invitation(owner);
  const visitor = await open({ as: owner });
  const { page, words } = visitor;
  await visitor.goto(invitation.page);
  expect(await page.content()).not.toMatch(/\/i\/[\w-]{20,}/);
  const button = visitor.button(words.copyLink);
  await visitor.alive(page.locator('form').filter({ has: button }));
  await button.click();
  const link = page.getByLabel(words.link, { exact: true });
  await expect(link).toHaveValue(/^http:\S+\/i\/[\w-]{40,}$/);
  expect(await link.inputValue()).not.toBe(invitation.link);
  await visitor.goto(invitation.page);
  await expect(visitor.heading(words.details)).toBeVisible();
  expect(await page.content()).not.toMatch(/\/i\/[\w-]{20,}/);
});

test('req_i07 the link can be copied from the list, in the row of its invitation', async ({ open, owner, arrange }) => {
  const invitation = await arrange.invitation(owner);
  const visitor = await open({ as: owner });
  const { page, words } = visitor;
  await visitor.goto('/o/aoba/invitations');
  const row = visitor.row(invitation.address);
  await visitor.alive(row.locator('form'));
  await visitor.button(words.copyLink, row).click();
  await expect(row.getByLabel(words.link, { exact: true })).toHaveValue(/\/i\//);
  await expect(page.getByLabel(words.link, { exact: true })).toHaveCount(1);
});

test('req_i08 sec_t08 resending sends a new link, and the old ones die', async ({ open, owner, arrange, refusals }) => {
  refusals.add(410);
  const invitation = await arrange.invitation(owner);
  const copied = (await arrange.change(owner, 'copy_link', invitation)).show;
  const visitor = await open({ as: owner });
  const { page, words } = visitor;
  await visitor.goto(invitation.page);
  const button = visitor.button(words.resend);
  await visitor.alive(page.locator('form').filter({ has: button }));
  await button.click();
  await expect(page).toHaveURL(/\?news=resent$/);
  await expect(page.getByRole('status')).toContainText(words.resent);
  const mail = await nextMail(invitation.address);
  expect(mail.link).not.toBe(invitation.link);
  const invited = await open();
  for (const old of [invitation.link, copied]) {
    expect((await invited.goto(old)).status()).toBe(410);
    await expect(invited.heading(words.overTitle)).toBeVisible();
  }
  expect((await invited.goto(mail.link)).status()).toBe(200);
  await expect(invited.heading(/^Join /)).toBeVisible();
});

test('req_i08 sec_t08 a revoked invitation is over at once, and can be made again', async ({ open, owner, arrange, refusals }) => {
  refusals.add(410);
  const invitation = await arrange.invitation(owner);
  const visitor = await open({ as: owner });
  const { page, words } = visitor;
  await visitor.goto(invitation.page);
  const button = visitor.button(words.revokeConfirm);
  await page.locator('summary').filter({ hasText: words.revoke }).click();
  await visitor.alive(page.locator('form').filter({ has: button }));
  await expect(page.getByText(`Revoke the invitation to ${invitation.address}?`)).toBeVisible();
  await button.click();
  await expect(page.getByRole('status')).toContainText(words.revoked);
  await expect(page.locator('main')).toContainText(words.revokedStatus);
  await expect(visitor.button(words.copyLink)).toHaveCount(0);
  const invited = await open();
  expect((await invited.goto(invitation.link)).status()).toBe(410);
  await visitor.link('Invite again').click();
  // What it offered stands in the form already.
  await expect(page.locator('main')).toContainText(invitation.address);
  await visitor.alive(page.locator('form').filter({ has: page.locator('[name=role]') }));
  await visitor.button(words.send).click();
  await expect(page.getByRole('status')).toContainText(words.sent);
});

test('req_i05 req_i06 the list is filtered by status', async ({ open, owner, arrange }) => {
  const kept = await arrange.invitation(owner);
  const revoked = await arrange.invitation(owner);
  await arrange.change(owner, 'revoke', revoked);
  const visitor = await open({ as: owner });
  const { page, words } = visitor;
  const only = async status => {
    await visitor.field(words.status).selectOption({ label: status });
    await visitor.button(words.search).click();
  };
  await visitor.goto('/o/aoba/invitations');
  await expect(visitor.row(kept.address)).toContainText(words.pending);
  await expect(visitor.row(revoked.address)).toContainText(words.revokedStatus);
  await only(words.revokedStatus);
  await expect(page).toHaveURL(/status=REVOKED/);
  await expect(visitor.row(revoked.address)).toBeVisible();
  await expect(visitor.row(kept.address)).toHaveCount(0);
  await expect(visitor.field(words.status)).toHaveValue('REVOKED');
  await only(words.pending);
  await expect(page).toHaveURL(/status=PENDING/);
  await expect(visitor.row(kept.address)).toBeVisible();
  await expect(visitor.row(revoked.address)).toHaveCount(0);
});

test('req_i08 the details say what became of the mail', async ({ open, owner, arrange }) => {
  const invitation = await arrange.invitation(owner);
  const visitor = await open({ as: owner });
  await expect(async () => {
    await visitor.goto(invitation.page);
    await expect(visitor.page.locator('main')).toContainText(/Sent \d+ \w+ \d{4}, \d\d:\d\d/, { timeout: 500 });
  }).toPass();
});
