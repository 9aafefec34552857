// Giving, changing and taking away access, and what the person's next click finds.
import { expect, test } from '../support/test.mjs';

const TEXTS = {
  en: {
    save: 'Save', suspend: 'Suspend', reactivate: 'Reactivate', remove: 'Remove', restore: 'Restore', ok: 'OK',
    settings: 'Settings', role: 'Member Role', ends: 'Access end date', gone: 'There is nothing here',
    confirm: 'Become Primary Owner', offer: 'Make Primary Owner',
  },
  ja: {
    save: '保存', suspend: '停止', reactivate: '再開', remove: '削除', restore: '復元', ok: 'OK',
    settings: '設定', role: 'メンバーの役割', ends: 'アクセス終了日', gone: 'ページが見つかりません',
    confirm: 'プライマリーオーナーを引き受ける', offer: 'プライマリーオーナーにする',
  },
};

/// Opens a member's page from the list, as people do.
async function openMember(visitor, address) {
  await visitor.goto(`/o/aoba/members?q=${encodeURIComponent(address)}`);
  await visitor.row(address).first().getByRole('link').first().click();
  await expect(visitor.page).toHaveURL(/\/members\/[\w-]+$/);
}

/// Presses the button of a form once the form is ready for it.
async function press(visitor, name) {
  const button = visitor.button(name);
  await visitor.alive(visitor.page.locator('form').filter({ has: button }));
  await button.click();
}

for (const language of ['en', 'ja']) {
  test(`req_m02 req_m03 req_m13 sec_r06 the next click obeys what was given, changed and taken away (${language})`, async ({
    open,
    arrange,
    refusals,
  }) => {
    refusals.add(404);
    const t = TEXTS[language];
    const owner = await open({ as: await arrange.ownerOf('aoba', language) });
    const colleague = await arrange.colleague({ language });
    const person = await open({ as: colleague });
    const lookInside = async status => expect((await person.goto('/o/aoba/members')).status()).toBe(status);
    await lookInside(200);

    await openMember(owner, colleague.address);
    const page = owner.page.url();
    await owner.alive(owner.page.locator('form').filter({ has: owner.page.locator('[name=role]') }));
    await owner.field(t.role).selectOption('owner');
    await press(owner, t.save);
    await expect(owner.page).toHaveURL(/news=saved/);
    await person.goto('/o/aoba/settings');
    await expect(person.button(t.save)).toBeEnabled();

    await owner.goto(page);
    await owner.alive(owner.page.locator('form').filter({ has: owner.page.locator('[name=role]') }));
    await owner.field(t.role).selectOption('member');
    await owner.field(t.ends).fill('');
    await press(owner, t.save);
    await expect(owner.page).toHaveURL(/news=saved/);
    await person.goto('/o/aoba/settings');
    await expect(person.button(t.save)).toBeDisabled();

    await owner.goto(page);
    await press(owner, t.suspend);
    await expect(owner.page).toHaveURL(/news=suspended/);
    await lookInside(404);
    await expect(person.heading(t.gone)).toBeVisible();
    await owner.goto(page);
    await press(owner, t.reactivate);
    await expect(owner.page).toHaveURL(/news=reactivated/);
    await lookInside(200);

    await owner.goto(page);
    await owner.link(t.remove).click();
    await expect(owner.page.locator('main')).toContainText(colleague.address);
    await press(owner, t.ok);
    await expect(owner.page).toHaveURL(/\/members\?news=removed/);
    await lookInside(404);
    await owner.goto(`/o/aoba/members?status=REMOVED&q=${encodeURIComponent(colleague.address)}`);
    await expect(owner.row(colleague.address).first()).toBeVisible();
    await owner.goto(page);
    await press(owner, t.restore);
    await expect(owner.page).toHaveURL(/news=restored/);
    await lookInside(200);
  });
}
