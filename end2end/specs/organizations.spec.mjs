import { demoPerson, organizationName } from '../support/arrange.mjs';
import { expect, test } from '../support/test.mjs';

const emma = () => demoPerson('emma.clark@aoba.example');

test('one sees one\'s own organizations, and enters', async ({ open }) => {
  const visitor = await open({ as: emma() });
  await visitor.goto('/organizations');
  await expect(visitor.page.getByRole('listitem').filter({ has: visitor.page.getByRole('heading') })).toHaveCount(2);
  await expect(visitor.link(organizationName('harbour-looms'))).toBeVisible();
  await visitor.link(organizationName('aoba')).click();
  await expect(visitor.page).toHaveURL(/\/o\/aoba$/);
  await expect(visitor.heading(organizationName('aoba'))).toBeVisible();
  await expect(visitor.page.locator('main')).toContainText('Member / Write');
});

test('the switcher leads back to all organizations', async ({ open }) => {
  const visitor = await open({ as: emma() });
  await visitor.goto('/o/aoba');
  await visitor.page.locator('.switcher summary').click();
  await visitor.link('All organizations').click();
  await expect(visitor.page).toHaveURL(/\/organizations$/);
});

test('sec_r03 sec_r09 another organization and no organization answer alike', async ({ open, refusals }) => {
  refusals.add(404);
  const visitor = await open({ as: emma() });
  const main = visitor.page.locator('main');
  const pages = [];
  for (const path of ['/o/meridian', '/o/no-such-organization', '/o/meridian/members', '/o/meridian/invitations']) {
    expect((await visitor.goto(path)).status(), path).toBe(404);
    await expect(visitor.heading(visitor.words.notFoundTitle)).toBeVisible();
    pages.push(await main.innerText());
  }
  expect(new Set(pages).size).toBe(1);
});

test('req_i01 who may not invite is not offered to, and is told whom to ask', async ({ open, refusals }) => {
  refusals.add(403);
  const visitor = await open({ as: demoPerson('ethan.lim@hikari.example'), language: 'en' });
  await visitor.goto('/o/hikari/members');
  await expect(visitor.row('aoi.nakagawa@hikari.example').first()).toBeVisible();
  await expect(visitor.link('Invite User')).toHaveCount(0);
  expect((await visitor.goto('/o/hikari/invitations/new')).status()).toBe(403);
  await expect(visitor.page.getByRole('status')).toContainText(visitor.words.mayNotInvite);
  await expect(visitor.page.locator('main form')).toHaveCount(0);
});
