import { demoPerson } from '../support/arrange.mjs';
import { expect, test } from '../support/test.mjs';

const hanako = () => demoPerson('hanako.sato@aoba.example');

test('req_m01 the list shows who is there, with what they may do', async ({ open }) => {
  const visitor = await open({ as: demoPerson('emma.clark@aoba.example') });
  await visitor.goto('/o/aoba/members');
  await expect(visitor.page.getByText(visitor.words.wayIn)).toBeVisible();
  await expect(visitor.row(hanako().address).first()).toContainText('Primary Owner / Admin');
  await expect(visitor.row(hanako().address).first()).toContainText('Active');
  await expect(visitor.row('kenji.mori@aoba.example').first()).toContainText('Member / Admin');
});

test('req_i01 the invitations stand at the bottom of the members as well', async ({ open }) => {
  const visitor = await open({ as: demoPerson('emma.clark@aoba.example') });
  await visitor.goto('/o/aoba/members');
  await expect(visitor.page.getByRole('heading', { name: visitor.words.invitations, exact: true })).toBeVisible();
  await expect(visitor.page.getByRole('table', { name: visitor.words.invitations })).toBeVisible();
});

test('req_m01 a search finds by name and by address, and says when it finds nobody', async ({ open }) => {
  const visitor = await open({ as: hanako() });
  const { words } = visitor;
  const members = visitor.page.getByRole('table', { name: words.members });
  const search = async text => {
    await visitor.page.getByLabel(words.memberSearch).fill(text);
    await visitor.button(words.search).click();
  };
  await visitor.goto('/o/aoba/members');
  await search('森');
  await expect(visitor.page).toHaveURL(/\?q=/);
  await expect(members.getByRole('row')).toHaveCount(2);
  await expect(members).toContainText('kenji.mori@aoba.example');
  // One page is enough for what was found; the invitations below have pages of their own.
  const frame = visitor.page.locator('.table-frame').filter({ has: members });
  await expect(frame.locator('xpath=following-sibling::nav').getByRole('link')).toHaveCount(0);
  await search('EMMA.CLARK@');
  await expect(members).toContainText('emma.clark@aoba.example');
  await expect(members.getByRole('row')).toHaveCount(2);
  await search('nobody has this name');
  await expect(visitor.heading(words.nobody)).toBeVisible();
  await visitor.link('全員を表示').click();
  await expect(members).toContainText(hanako().address);
});
