// What the specs of the product documents have in common: the way in, the forms, the mail.
import { demoPerson, PASSWORD } from './arrange.mjs';
import { nextMail } from './mail.mjs';
import { expect } from './test.mjs';

export const LANGUAGES = ['en', 'ja'];

/// Clicks through the navigation and tabs, in the words of the document.
export async function follow(visitor, slug, ...names) {
  await visitor.goto(`/o/${slug}`);
  for (const name of names) {
    const { page } = visitor;
    const before = page.url();
    // Of the same words in the navigation and in the tabs the last one is beside what is read.
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).last().click();
    await expect(page).not.toHaveURL(before);
  }
}

/// Opens the form that invites: a dialog where there is JavaScript, a page of its own where there is none.
export async function begin(visitor, name) {
  const button = visitor.link(name);
  await visitor.alive(button);
  await button.click();
  const form = visitor.js ? visitor.page.getByRole('dialog') : visitor.page.locator('main');
  await expect(visitor.field(visitor.words.address, form)).toBeVisible();
  await alive(visitor, form);
  return form;
}

/// Waits until the form that has an address in it answers.
export async function alive(visitor, inside, field = 'address') {
  await visitor.alive(inside.locator('form').filter({ has: visitor.page.locator(`[name=${field}]`) }));
}

/// Presses a button once its form is ready.
export async function press(visitor, name, inside = visitor.page) {
  const button = visitor.button(name, inside);
  await visitor.alive(inside.locator('form').filter({ has: visitor.button(name) }));
  await button.click();
}

/// Searches for an address, reads the answer, and goes on.
export async function search(visitor, form, { address, answer, goOn, then }) {
  await visitor.field(visitor.words.address, form).fill(address);
  await visitor.button(visitor.words.search, form).click();
  await expect(form.getByRole('status')).toContainText(answer);
  await visitor.button(goOn, form).click();
  await expect(visitor.field(then, form)).toBeVisible();
  await alive(visitor, form, 'role');
}

/// The mail that has arrived: its subject and its button, which opens the confirmation page in a browser of its own.
export async function openMail({ open, address, language, subject, button, as }) {
  const mail = await nextMail(address);
  expect(mail.subject).toBe(subject);
  expect(mail.html).toContain(button);
  const invited = await open({ language, as });
  await invited.goto(mail.link);
  await expect(invited.page.locator('main')).toContainText(address);
  return invited;
}

/// Signs in on the way to accepting, with the password of before.
export async function signInToAccept(visitor, accept, person) {
  await visitor.link(accept).click();
  await expect(visitor.page).toHaveURL(/\/sign-in\?next=\/invitation$/);
  await visitor.signIn(person);
  await expect(visitor.page).toHaveURL(/\/invitation$/);
  await press(visitor, accept);
}

/// Types the fields of a form by their labels; drop-downs are chosen by value.
export async function type(visitor, form, typed) {
  for (const [label, value] of Object.entries(typed)) {
    const field = visitor.field(label, form);
    if ((await field.evaluate(node => node.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
}

/// Somebody new who has just made an account, as the next sign-in needs them.
export const registered = (address, language) => ({ address, password: PASSWORD, language });

export { demoPerson };
