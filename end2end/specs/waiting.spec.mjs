// While something is being read: what is there stays, and a line at the top says that more is on its way.
import { expect, test } from '../support/test.mjs';

for (const [from, link, to] of [
  ['/o/aoba', 'nav a[href="/o/aoba/members"]', '/o/aoba/members'],
  ['/o/aoba/activity?person=nobody-at-all', '.empty a', '/o/aoba/activity'],
]) {
  test(`from ${from} to ${to}, the page stays until the next one has been read`, async ({ open, owner }) => {
    const visitor = await open({ as: owner });
    test.skip(!visitor.js, 'without JavaScript the browser shows it');
    const { page } = visitor;
    await visitor.goto(from);
    await visitor.alive(page.locator('.account form').first());
    const progress = page.locator('.progress > span');
    await expect(progress).toHaveCount(0);
    let release;
    const held = new Promise(resolve => (release = resolve));
    await page.route('**/fn/**', async route => {
      await held;
      await route.continue();
    });
    await page.locator(link).click();
    await expect(progress).toHaveText('Loading…');
    await expect(page.locator(link)).toBeVisible();
    release();
    await expect(page).toHaveURL(new RegExp(`${to}$`));
    await expect(page.locator('main tbody tr').first()).toBeVisible();
    await expect(progress).toHaveCount(0);
  });
}
