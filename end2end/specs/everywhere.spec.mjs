// Whatever links lead to from the first page of an organization, in each kind: every page answers, fits the window,
// does not jump and satisfies axe, light and dark, in both languages, on a wide and on a narrow screen.
import { OWNERS } from '../support/arrange.mjs';
import { expect, test } from '../support/test.mjs';

const SCREENS = ['en', 'ja'].flatMap(language => [1280, 320].map(width => ({ language, width })));

for (const slug of Object.keys(OWNERS)) {
  for (const { language, width } of SCREENS) {
    test(`every page of ${slug} (${width} px, ${language})`, async ({ open, arrange, javaScriptEnabled }) => {
      test.skip(!javaScriptEnabled, 'axe needs JavaScript; both ways have the same markup');
      test.setTimeout(240_000);
      const visitor = await open({ as: await arrange.ownerOf(slug, language), width });
      // Every list of invitations has one to look at.
      await arrange.invitationInto(slug, language);
      const seen = new Set();
      // What is the person's own is the same everywhere.
      const own = slug === 'aoba' ? ['/organizations', '/account', '/dev/components'] : [];
      const waiting = [`/o/${slug}`, ...own];
      while (waiting.length > 0) {
        const path = waiting.shift();
        const answer = await visitor.goto(path);
        expect.soft(answer.status(), path).toBe(200);
        await visitor.looksRight(`${slug} ${shape(path)}`);
        await visitor.staysStill(path);
        for (const link of await linksOn(visitor.page)) {
          if (!leads(link, slug) || seen.has(shape(link))) continue;
          seen.add(shape(link));
          waiting.push(link);
        }
      }
      // The organization itself, its people, its invitations, and the way to invite.
      expect(seen.size, [...seen].join(' ')).toBeGreaterThan(3);
    });
  }
}

const linksOn = page => page.locator('a[href^="/"]:not([download])').evaluateAll(links => links.map(link => link.getAttribute('href')));

/// Addresses that differ in an id or a question only are one page.
function shape(path) {
  const [place, question] = path.split('#')[0].split('?');
  const name = /^(tab|status)=\w+$/.test(question ?? '') ? `?${question}` : '';
  return place.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}') + name;
}

/// Pages of the organization, and in the first one those of the person; not what is downloaded.
function leads(path, slug) {
  const place = path.split(/[?#]/)[0];
  return place === `/o/${slug}` || place.startsWith(`/o/${slug}/`) || (slug === 'aoba' && place.startsWith('/account'));
}
