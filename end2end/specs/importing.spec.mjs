// Many at once (I12): a file is planned, looked at, sent, and answered for row by row; its page follows by itself.
import { demoPerson } from '../support/arrange.mjs';
import { nextMail } from '../support/mail.mjs';
import { expect, test } from '../support/test.mjs';

const IMPORT = {
  en: {
    many: 'Invite many people', file: 'CSV file', pasted: 'Addresses, one per line', plan: 'Make a plan', planning: 'Making the plan',
    planned: 'Plan is ready', nothing: 'Nothing has been sent yet.', start: 'Send 2 invitations', finished: 'Finished',
    invited: 'Invited', twice: 'Duplicate in the file', refused: 'Refused', result: 'Download as CSV',
    quote: 'Line 2: a quotation mark is not closed.', callOff: 'Call off', calledOff: 'Called off',
  },
  ja: {
    many: '一括招待', file: 'CSVファイル', pasted: 'メールアドレス（1行に1件）', plan: '内容を確認する', planning: '確認内容を作成中',
    planned: '内容をご確認ください', nothing: 'まだ何も送信されていません。', start: '2件の招待を送信する', finished: '完了',
    invited: '招待済み', twice: 'ファイル内で重複', refused: '招待できません', result: 'CSVでダウンロード',
    quote: '2行目：引用符が閉じられていません。', callOff: '中止する', calledOff: '中止',
  },
};

/// How long a page may take to follow the worker, in milliseconds.
const PATIENCE = { timeout: 45_000 };

const inviter = (language, owner) => (language === 'ja' ? demoPerson('hanako.sato@aoba.example') : owner);

const csv = lines => ({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });

/// Chooses a file and lets a plan be made of it.
async function upload(visitor, t, lines) {
  await visitor.goto('/o/aoba/invitations/import');
  await visitor.page.getByLabel(t.file).setInputFiles(csv(lines));
  await visitor.button(t.plan).click();
  await expect(visitor.page).toHaveURL(/\/invitations\/import\/[0-9a-f-]{36}$/);
}

for (const language of ['en', 'ja']) {
  const t = IMPORT[language];

  for (const width of [1280, 320]) {
    test(`req_i12 a file is planned, sent and answered for (${width} px, ${language})`, async ({ open, owner, arrange }) => {
      test.setTimeout(120_000);
      const visitor = await open({ as: inviter(language, owner), width });
      const { page } = visitor;
      const [one, two] = [arrange.address('one'), arrange.address('two')];
      await visitor.goto('/o/aoba/invitations');
      await visitor.link(t.many).click();
      await upload(visitor, t, ['address,role', `${one},member`, `${two},owner`, `${one},member`, '=cmd(),member']);
      const main = page.locator('main');
      await expect(main).toContainText(t.planned, PATIENCE);
      await expect(main).toContainText(t.nothing);
      await expect(visitor.row(two)).toBeVisible();
      await expect(visitor.row(one).filter({ hasText: t.twice })).toHaveCount(1);
      await expect(visitor.row('=cmd()').filter({ hasText: t.refused })).toHaveCount(1);
      if (visitor.js) await visitor.looksRight('the plan of an import');
      await visitor.alive(page.locator('form').filter({ has: visitor.button(t.start) }));
      await visitor.button(t.start).click();
      await expect(main).toContainText(t.finished, PATIENCE);
      await expect(visitor.row(two).filter({ hasText: t.invited })).toHaveCount(1);
      if (visitor.js) await visitor.looksRight('the result of an import');
      expect((await nextMail(one)).link).toContain('/i/');
      const download = page.waitForEvent('download');
      await visitor.link(t.result).click();
      const chunks = await (await (await download).createReadStream()).toArray();
      const result = Buffer.concat(chunks).toString();
      expect(result).toContain(`${two},invited`);
      // A spreadsheet must not take it for a formula (F2).
      expect(result).toContain("'=cmd()");
    });
  }

  test(`req_i12 the page of an import follows by itself, and it can be called off (${language})`, async ({ open, owner }) => {
    test.setTimeout(120_000);
    const visitor = await open({ as: inviter(language, owner) });
    const main = visitor.page.locator('main');
    // So many that they are not planned before the page is there.
    await upload(visitor, t, ['address', ...Array.from({ length: 10_000 }, (_, number) => `crowd.${number}@fresh.example`)]);
    await expect(main).toContainText(t.planning);
    if (visitor.js) await visitor.looksRight('an import that is being planned');
    await expect(main).toContainText(t.planned, PATIENCE);
    await visitor.alive(visitor.page.locator('form').filter({ has: visitor.button(t.callOff) }));
    await visitor.button(t.callOff).click();
    await expect(main.locator('.page-lead')).toHaveText(t.calledOff);
  });

  test(`req_i12 a list that cannot be read comes back as it was typed (${language})`, async ({ open, owner, refusals }) => {
    refusals.add(422);
    const visitor = await open({ as: inviter(language, owner) });
    const { page } = visitor;
    const typed = 'one@fresh.example\n"two@fresh.example\n</textarea><b>three';
    await visitor.goto('/o/aoba/invitations/import');
    await page.getByLabel(t.pasted).fill(typed);
    await visitor.button(t.plan).click();
    await expect(visitor.summary).toContainText(t.quote);
    await expect(page.getByLabel(t.pasted)).toHaveValue(typed);
    await expect(page.getByLabel(t.pasted)).toHaveAttribute('aria-invalid', 'true');
    await visitor.looksRight('a list of addresses, refused');
  });
}
