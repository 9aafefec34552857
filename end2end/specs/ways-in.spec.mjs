// What no link of an organization leads to: the ways in of each kind, the doors of an account, and the mails. As
// everywhere, nothing is wider than the window, nothing jumps, and axe finds nothing.
import { OWNERS } from '../support/arrange.mjs';
import { nextMail } from '../support/mail.mjs';
import { expect, test } from '../support/test.mjs';

const SCREENS = ['en', 'ja'].flatMap(language => [1280, 320].map(width => ({ language, width })));

test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, 'axe needs JavaScript; both ways have the same markup');

/// Looks at the page as it is.
async function look(visitor, what) {
  await visitor.looksRight(what);
  await visitor.staysStill(what);
}

/// The form with this control, and its button.
async function submit(visitor, name) {
  const form = visitor.page.locator('main form').filter({ has: visitor.page.locator(`[name=${name}]`) });
  await visitor.alive(form);
  await form.locator('button').last().click();
}

for (const { language, width } of SCREENS) {
  const screen = `${width} px, ${language}`;

  for (const slug of Object.keys(OWNERS)) {
    test(`the way into ${slug} looks right (${screen})`, async ({ open, arrange, refusals }) => {
      refusals.add(403).add(410);
      const inviter = await arrange.ownerOf(slug, language);
      const invitation = await arrange.invitationInto(slug, language);
      const visitor = await open({ language, width });
      const { page } = visitor;
      await letter(visitor, invitation.mail, `${slug} mail`);
      await visitor.goto(invitation.link);
      await look(visitor, `${slug} confirmation`);
      await page.locator('main summary').last().click();
      await visitor.looksRight(`${slug} declining`);
      await page.locator('a[href="/invitation/register"]').click();
      await expect(page.locator('[name=password]')).toBeVisible();
      await look(visitor, `${slug} registration`);
      const manager = await open({ as: inviter, width });
      await manager.goto(invitation.page);
      await look(manager, `${slug} invitation`);
      await manager.goto(`${invitation.page}/edit`);
      await look(manager, `${slug} invitation, edit`);
      await arrange.change(inviter, 'revoke', invitation, slug);
      await visitor.goto(invitation.link);
      await look(visitor, `${slug} invitation that is over`);
      await visitor.button(/./, page.locator('main form')).first().click();
      await expect(page.getByRole('status').first()).toBeVisible();
      await look(visitor, `${slug} new invitation asked for`);
      await manager.goto(`/o/${slug}/invitations`);
      await look(manager, `${slug} invitations, somebody asks`);
    });
  }

  for (const slug of ['kitano', 'larch']) {
    test(`the terms before ${slug} look right (${screen})`, async ({ open, arrange, refusals }) => {
      refusals.add(403);
      const visitor = await open({ as: await arrange.member(slug, OWNERS[slug], language, false), width });
      await visitor.goto(`/o/${slug}`);
      await look(visitor, `${slug} terms gate`);
    });
  }

  test(`the doors of an account look right (${screen})`, async ({ open, arrange, refusals }) => {
    refusals.add(401).add(422);
    const person = await arrange.stranger({ language });
    const visitor = await open({ language, width });
    const { page } = visitor;
    const address = arrange.address('self');
    await visitor.goto('/register');
    await look(visitor, 'register');
    await page.locator('[name=address]').fill(address);
    await submit(visitor, 'address');
    await expect(page.locator('[name=code]')).toBeVisible();
    await visitor.looksRight('register, code');
    const registering = await nextMail(address);
    await visitor.goto('/forgot-password');
    await look(visitor, 'forgot password');
    await page.locator('[name=address]').fill(person.address);
    await submit(visitor, 'address');
    await expect(page.locator('main').getByRole('status')).toBeVisible();
    await visitor.looksRight('forgot password, sent');
    const reset = await nextMail(person.address);
    await visitor.goto(/http:\S+\/reset-password\/[\w-]+/.exec(reset.text)[0]);
    await look(visitor, 'reset password');
    await letter(visitor, registering, 'mail register');
    await letter(visitor, reset, 'mail reset');
  });

  test(`stopping an organization's mails looks right (${screen})`, async ({ open, arrange }) => {
    const { mail } = await arrange.invitationInto('aoba', language);
    const visitor = await open({ language, width });
    await visitor.goto(/http:\S+\/stop\/\S+/.exec(mail.text)[0]);
    await look(visitor, 'stop');
    await visitor.button(/./, visitor.page.locator('main form')).first().click();
    await expect(visitor.page.getByRole('status').first()).toBeVisible();
    await visitor.looksRight('stopped');
  });
}

/// A mail as it looks when it is opened: a document of its own, which nothing else is loaded for.
async function letter(visitor, { html }, what) {
  const { page } = visitor;
  expect(html, `${what} loads nothing`).not.toMatch(/<(img|link|script|iframe)|url\(/);
  await page.setContent(html);
  await expect(page.locator('html')).toHaveAttribute('lang', visitor.language);
  await visitor.looksRight(what);
}
