// What people with little access see: every refused control is greyed out, fits a narrow window and satisfies axe.
import { demoPerson } from '../support/arrange.mjs';
import { expect, test } from '../support/test.mjs';

const READERS = [
  ['emma.clark@aoba.example', ['/o/aoba/members', '/o/aoba/settings', '/o/aoba/activity']],
  ['yuki.tanabe@harbour-looms.example', ['/o/harbour-looms/settings', '/o/harbour-looms/settings/seats']],
  ['ava.lindqvist@meridian.example', ['/o/meridian/accounts', '/o/meridian/teams']],
  ['jonas.weber@kitano.example', ['/o/kitano/customers', '/o/kitano/members', '/o/larch/members']],
  ['ethan.lim@hikari.example', ['/o/hikari/access', '/o/hikari/members', '/o/hikari/invitations']],
];

for (const width of [1280, 320]) {
  test(`req_m10 refused controls are accessible and fit (${width} px)`, async ({ open, javaScriptEnabled }) => {
    test.skip(!javaScriptEnabled, 'axe needs JavaScript; both ways have the same markup');
    test.setTimeout(240_000);
    for (const [address, paths] of READERS) {
      const visitor = await open({ as: demoPerson(address), width });
      for (const path of paths) {
        expect.soft((await visitor.goto(path)).status(), path).toBe(200);
        await expect.soft(visitor.page.locator('main [aria-disabled=true]').first(), path).toBeVisible();
        await visitor.looksRight(`refused ${path}`);
      }
    }
  });
}
