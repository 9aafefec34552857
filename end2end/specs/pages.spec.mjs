// Every page a person comes by, on a wide and on a narrow screen and in both languages: nothing is wider than the
// window, and axe finds nothing.
import { demoPerson } from '../support/arrange.mjs';
import { expect, test } from '../support/test.mjs';

const SCREENS = ['en', 'ja'].flatMap(language => [1280, 320].map(width => ({ language, width })));

for (const { language, width } of SCREENS) {
  const walk = `${width} px, ${language}`;

  test(`pages of a visitor look right (${walk})`, async ({ open, refusals }) => {
    refusals.add(401).add(404).add(422);
    const visitor = await open({ language, width });
    await visitor.goto('/sign-in');
    await visitor.looksRight('sign-in');
    await visitor.signIn({ address: 'nobody@fresh.example', password: 'not-the-password' });
    await expect(visitor.summary).toBeVisible();
    await visitor.looksRight('sign-in, refused');
    await visitor.goto('/invitation');
    await visitor.looksRight('no invitation open');
    await visitor.goto('/there/is/nothing/here');
    await visitor.looksRight('not found');
    await visitor.goto('/terms/1');
    await visitor.looksRight('terms');
  });

  test(`pages of a member look right (${walk})`, async ({ open, owner, refusals }) => {
    refusals.add(404);
    const visitor = await open({ as: language === 'ja' ? demoPerson('hanako.sato@aoba.example') : owner, width });
    for (const path of ['/organizations', '/o/aoba', '/o/aoba/members', '/o/aoba/members?q=nobody-at-all', '/o/aoba/invitations', '/o/no-such']) {
      await visitor.goto(path);
      await visitor.looksRight(path);
    }
    await visitor.page.locator('.account summary').click();
    await visitor.looksRight('the menu of the account');
  });

  test(`the ways to invite look right (${walk})`, async ({ open, owner, arrange, refusals }) => {
    refusals.add(422);
    const inviter = language === 'ja' ? demoPerson('hanako.sato@aoba.example') : owner;
    const invitation = await arrange.invitation(inviter);
    const visitor = await open({ as: inviter, width });
    const { page, words } = visitor;
    await visitor.goto('/o/aoba/invitations');
    const form = await visitor.beginInvitation();
    await visitor.looksRight('search');
    await visitor.searchAndGoOn(form, arrange.address('a-person-with-a-rather-long-address-to-break'));
    await visitor.looksRight('details of a new invitation');
    await visitor.field(words.accessEnds, form).fill('2020-01-31');
    await visitor.button(words.send, form).click();
    await expect(visitor.summary).toBeVisible();
    await visitor.looksRight('details of a new invitation, refused');
    await visitor.goto(invitation.page);
    const copy = visitor.button(words.copyLink);
    await visitor.alive(page.locator('form').filter({ has: copy }));
    await copy.click();
    await expect(page.getByLabel(words.link, { exact: true })).toBeVisible();
    await visitor.looksRight('an invitation, its link copied');
  });

  test(`the ways to join look right (${walk})`, async ({ open, owner, arrange, refusals }) => {
    refusals.add(403).add(410).add(422);
    const invitation = await arrange.invitation(owner, { language });
    const copied = (await arrange.change(owner, 'copy_link', invitation)).show;
    const visitor = await open({ language, width });
    const { words } = visitor;
    await visitor.goto(copied);
    await visitor.looksRight('confirmation');
    await visitor.link(words.acceptNew).click();
    await visitor.fillRegistration({ password: 'short' });
    await visitor.looksRight('registration');
    await visitor.button(words.register).click();
    await expect(visitor.summary).toBeVisible();
    await visitor.looksRight('registration, refused');
    const other = await open({ as: demoPerson('emma.clark@aoba.example'), width });
    await other.goto(invitation.link);
    await other.looksRight('confirmation for somebody else');
    await arrange.change(owner, 'revoke', invitation);
    await visitor.goto(invitation.link);
    await visitor.looksRight('an invitation that is over');
  });
}
