// Somebody at a browser: a page, the words of their language, and what they do in several tests.
import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { picture } from './pictures.mjs';
import { WORDS } from './words.mjs';

export class Visitor {
  constructor(page, { language, js, copyRoom }) {
    this.page = page;
    this.copyRoom = copyRoom;
    this.language = language;
    this.words = WORDS[language];
    this.js = js;
  }

  /// The same person in another tab.
  inTab(page) {
    const { language, js, copyRoom } = this;
    return new Visitor(page, { language, js, copyRoom });
  }

  /// The button with exactly this name.
  button(name, inside = this.page) {
    return inside.getByRole('button', { name, exact: true });
  }

  /// The link with exactly this name.
  link(name, inside = this.page) {
    return inside.getByRole('link', { name, exact: true });
  }

  /// The control with this label, whether it is marked as optional or not.
  field(label, inside = this.page) {
    return inside.getByLabel(new RegExp(`^${label.replace(/[()]/g, '\\$&')}( \\(optional\\)| （任意）)?$`));
  }

  heading(name) {
    return this.page.getByRole('heading', { name, exact: true });
  }

  get summary() {
    return this.page.getByRole('alert');
  }

  /// The row of a table that carries this text.
  row(text) {
    return this.page.getByRole('row').filter({ hasText: text });
  }

  async goto(path) {
    return this.page.goto(new URL(path, process.env.USHER_URL).href);
  }

  /// Waits until an element answers to events, on pages whose module takes them over.
  async alive(element) {
    if (!this.js || (await this.page.locator('script[type=module]').count()) === 0) return;
    const listens = () => element.evaluate(node => globalThis.__listens(node));
    await expect(async () => expect(await listens()).toBe(true)).toPass({ intervals: [25, 50, 100], timeout: 15_000 });
  }

  async signIn({ address, password }) {
    await this.field(this.words.address).fill(address);
    await this.field(this.words.password).fill(password);
    await this.button(this.words.signIn).click();
  }

  async signOut() {
    await this.page.locator('.account summary').click();
    await this.button(this.words.signOut).click();
    await expect(this.page).toHaveURL(/\/sign-in$/);
  }

  /// From the list of invitations into the form: a dialog with JavaScript, a page without. Gives what holds it.
  async beginInvitation() {
    const begin = this.link(this.words.begin);
    await this.alive(begin);
    await begin.click();
    const form = this.js ? this.page.getByRole('dialog') : this.page.locator('main');
    await expect(this.field(this.words.address, form)).toBeVisible();
    if (!this.js) await expect(this.page).toHaveURL(/\/invitations\/new$/);
    return form;
  }

  /// The two steps before the details: search, and go on.
  async searchAndGoOn(form, address, answer = this.words.noAccount) {
    await this.alive(form.locator('form').filter({ has: this.page.locator('[name=address]') }));
    await this.field(this.words.address, form).fill(address);
    await this.button(this.words.search, form).click();
    await expect(form.getByRole('status')).toContainText(answer);
    await this.button(this.words.goOn, form).click();
    await expect(this.field(this.words.role, form)).toBeVisible();
    await this.alive(form.locator('form').filter({ has: this.page.locator('[name=role]') }));
  }

  /// Fills the buyer's registration form; what is given wins.
  async fillRegistration(typed = {}) {
    const fields = { familyName: 'Hart', givenName: 'June', phone: '+44 20 7946 0033', password: 'Copper-Kettle-77', ...typed };
    await this.alive(this.page.locator('form').filter({ has: this.page.locator('[name=family_name]') }));
    const { words } = this;
    await this.field(words.familyName).fill(fields.familyName);
    await this.field(words.givenName).fill(fields.givenName);
    await this.field(words.country).selectOption('GB');
    await this.field(words.phone).fill(fields.phone);
    await this.field(words.password).fill(fields.password);
    await this.field(words.passwordAgain).fill(fields.passwordAgain ?? fields.password);
    await this.field(words.agree).check();
  }

  /// Nothing on the page is wider than the window, and axe finds nothing (WCAG 2.2, A and AA), light and dark.
  async looksRight(what) {
    const wide = await this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect.soft(wide, `${what}: pixels to scroll sideways`).toBeLessThanOrEqual(0);
    const document = await this.#forAxe();
    const complaints = async axe => {
      const { violations } = await axe.exclude('iframe').analyze();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target.join(' ')).join(', ')}`);
    };
    const all = new AxeBuilder({ page: document }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
    expect.soft(await complaints(all), `${what}: accessibility`).toEqual([]);
    // Only colours differ in the dark.
    await document.emulateMedia({ colorScheme: 'dark' });
    const colours = new AxeBuilder({ page: document }).withRules(['color-contrast', 'link-in-text-block']);
    expect.soft(await complaints(colours), `${what}: accessibility, dark`).toEqual([]);
    await document.emulateMedia({ colorScheme: 'light' });
    await picture(this, what);
  }

  /// Nothing on the page has moved by itself since it was opened, to the third place that the measure is given in.
  async staysStill(what) {
    const shifted = await this.page.evaluate(() => globalThis.__shifted);
    expect.soft(shifted.by.toFixed(3), `${what}: layout shift of ${shifted.what.join('; ')}`).toBe('0.000');
  }

  // Axe needs JavaScript. A page without gets a copy of its document, less the scripts, where there is some.
  async #forAxe() {
    if (this.js) return this.page;
    const copy = await this.copyRoom();
    const body = (await this.page.content()).replace(/<script.*?<\/script>|<link rel="(modulepreload|preload)".*?>/gs, '');
    await copy.route('**/copy', route => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }));
    await copy.goto(`${process.env.USHER_URL}/copy`);
    await copy.unroute('**/copy');
    return copy;
  }
}
