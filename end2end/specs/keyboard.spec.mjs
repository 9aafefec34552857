// Everything by keyboard: what single keys do, where the focus goes and that it can be seen, and typing with an input
// method.
import { demoPerson } from '../support/arrange.mjs';
import { expect, test } from '../support/test.mjs';

const KEYS = { en: { title: 'Keyboard shortcuts', use: 'Use keyboard shortcuts in this browser' }, ja: { title: 'キーボードショートカット', use: 'このブラウザーでショートカットを使う' } };

test('keys: `?` explains them, `/`, `n` and figures lead on, and the focus comes back from dialogs', async ({ open, owner }) => {
  const visitor = await open({ as: owner });
  test.skip(!visitor.js, 'there are no keys without JavaScript');
  const { page, words } = visitor;
  await visitor.goto('/o/aoba/invitations');
  const begin = visitor.link(words.begin);
  await visitor.alive(begin);
  await begin.focus();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: KEYS.en.title });
  await expect(list).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(begin).toBeFocused();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  // While one types they are letters.
  await page.keyboard.type('n?1');
  await expect(page.getByRole('searchbox')).toHaveValue('n?1');
  await begin.focus();
  await page.keyboard.press('n');
  const form = page.getByRole('dialog', { name: words.begin });
  await expect(visitor.field(words.address, form)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
  await expect(begin).toBeFocused();
  await page.keyboard.press('2');
  await expect(page).toHaveURL(/\/o\/aoba\/members$/);
});

for (const language of ['en', 'ja']) {
  test(`keys can be switched off and on again (${language})`, async ({ open, owner }) => {
    const visitor = await open({ as: language === 'ja' ? demoPerson('hanako.sato@aoba.example') : owner });
    test.skip(!visitor.js, 'there are no keys without JavaScript');
    const { page } = visitor;
    const list = page.getByRole('dialog', { name: KEYS[language].title });
    const account = page.locator('.account summary');
    const menu = page.locator('.account').getByRole('button', { name: KEYS[language].title });
    await visitor.goto('/o/aoba');
    await account.click();
    await menu.click();
    await list.getByLabel(KEYS[language].use).uncheck();
    await page.keyboard.press('Escape');
    await page.reload();
    await account.click();
    await expect(menu).toBeVisible();
    await account.click();
    await page.keyboard.press('?');
    await expect(list).toBeHidden();
    await account.click();
    await menu.click();
    await list.getByLabel(KEYS[language].use).check();
    await page.keyboard.press('Escape');
    await account.press('?');
    await expect(list).toBeVisible();
  });
}

test('keys alone invite somebody, and an error takes the focus to where it is', async ({ open, owner, arrange, refusals }) => {
  refusals.add(422);
  const visitor = await open({ as: owner });
  const { page, words } = visitor;
  const press = async key => page.keyboard.press(key);
  await visitor.goto('/o/aoba/invitations/new');
  const field = visitor.field(words.address);
  await visitor.alive(page.locator('form').filter({ has: page.locator('[name=address]') }));
  await field.focus();
  await page.keyboard.type('no address');
  await press('Enter');
  await expect(visitor.summary).toBeFocused();
  await press('Tab');
  await press('Enter');
  await expect(field).toBeFocused();
  await press('Control+a');
  await page.keyboard.type(arrange.address('by-keys'));
  await press('Enter');
  await expect(visitor.button(words.goOn)).toBeVisible();
  await visitor.button(words.goOn).focus();
  await press('Enter');
  await expect(visitor.field(words.role)).toBeVisible();
  await visitor.alive(page.locator('form').filter({ has: page.locator('[name=role]') }));
  await visitor.field(words.role).focus();
  await page.keyboard.type('Owner');
  if (visitor.js) await expect(page.locator('main')).toContainText(words.ownerForcesAdmin);
  await visitor.button(words.send).focus();
  await press('Space');
  await expect(visitor.heading(words.details)).toBeVisible();
});

for (const path of ['/o/aoba/settings', '/o/aoba/members', '/o/aoba/invitations/new']) {
  test(`the focus is never hidden on ${path}`, async ({ open, owner }) => {
    const visitor = await open({ as: owner, width: 320 });
    const { page } = visitor;
    await page.setViewportSize({ width: 320, height: 480 });
    await visitor.goto(path);
    await visitor.alive(page.locator('.account form').first());
    const seen = new Set();
    for (let steps = 0; steps < 60; steps += 1) {
      await page.keyboard.press('Tab');
      const place = await page.evaluate(() => {
        const it = document.activeElement;
        if (!it || it === document.body) return null;
        const { left, top, right, bottom } = it.getBoundingClientRect();
        const middle = [Math.min(Math.max((left + right) / 2, 0), innerWidth - 1), (top + bottom) / 2];
        const above = document.elementFromPoint(...middle);
        const clear = above && (it.contains(above) || above.contains(it));
        return { who: it.outerHTML.slice(0, 120), clear: Boolean(clear) };
      });
      if (!place) break;
      expect.soft(place.clear, place.who).toBe(true);
      seen.add(place.who);
    }
    expect(seen.size).toBeGreaterThan(8);
  });
}

test('Enter that ends a composition sends nothing', async ({ open }) => {
  const visitor = await open({ as: demoPerson('hanako.sato@aoba.example') });
  const { page } = visitor;
  await visitor.goto('/o/aoba/members');
  const search = page.getByRole('searchbox');
  await search.focus();
  const browser = await page.context().newCDPSession(page);
  await browser.send('Input.imeSetComposition', { text: 'さとう', selectionStart: 3, selectionEnd: 3 });
  // While something is composed the key is the input method's (229).
  await browser.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 });
  await browser.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 });
  await expect(page).toHaveURL(/\/members$/);
  await browser.send('Input.insertText', { text: '佐藤' });
  await expect(search).toHaveValue('佐藤');
  await expect(page).toHaveURL(/\/members$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/members\?q=/);
});
