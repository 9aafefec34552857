// The pictures in the README, made on request: `make screenshots`.
import { join } from 'node:path';
import { ROOT, WANTED } from '../support/pictures.mjs';
import { expect, test } from '../support/test.mjs';

const DOCS = join(ROOT, 'docs');

test.skip(({ javaScriptEnabled }) => !WANTED || !javaScriptEnabled, 'only on request');

test('the pictures of the README', async ({ open, arrange }) => {
  const person = { role: 'owner', permission: 'admin', family: 'Ash', given: 'Morgan', address: 'morgan.ash@aoba.example' };
  const owner = await arrange.colleague(person);
  const visitor = await open({ as: owner });
  const { page, words } = visitor;
  await visitor.goto('/o/aoba/members');
  await visitor.alive(visitor.link(words.begin));
  await page.screenshot({ path: join(DOCS, 'members.png'), fullPage: true });

  const form = await visitor.beginInvitation();
  await visitor.searchAndGoOn(form, 'nadia.brooks@aoba.example');
  await visitor.field(words.role, form).selectOption('owner');
  await expect(form).toContainText(words.ownerForcesAdmin);
  await page.screenshot({ path: join(DOCS, 'invite.png') });

  const invitation = await arrange.invitation(owner, { address: 'nadia.brooks@aoba.example', language: 'en' });
  const invited = await open();
  await invited.page.setViewportSize({ width: 1280, height: 720 });
  await invited.goto(invitation.link);
  await invited.page.screenshot({ path: join(DOCS, 'invitation.png') });
});
