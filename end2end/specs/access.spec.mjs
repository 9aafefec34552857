// Each kind of access given, changed and taken away on screen, and what the person's next click finds.
import { demoPerson, OWNERS } from '../support/arrange.mjs';
import { moveTime } from '../support/database.mjs';
import { nextMail } from '../support/mail.mjs';
import { expect, test } from '../support/test.mjs';
import { inTurn } from '../support/turns.mjs';

const TEXTS = {
  en: {
    save: 'Save', name: 'Name', ok: 'OK', remove: 'Remove', edit: name => `Edit ${name}`, delete: name => `Delete ${name}`,
    addBrand: 'Create a brand', addAccount: 'Create an account', addTeam: 'Create a team',
    rename: name => `New name of ${name}`, renameIt: 'Rename', archive: name => `Archive ${name}`,
    brandAccess: 'Brand Access Settings', allBrands: 'Default (all brands)', inUse: "People still have this.",
    roleSet: 'Role And Permissions', notSet: 'Not Set', leftOut: 'Your Role And Permissions leave this out.',
    why: 'Why?', stops: 'Stops here', roleLacks: 'Your role does not allow this.', editOne: 'Edit',
    restricted: 'Only the features below', unrestricted: /^No restriction/,
    check: 'Test without saving', affected: 'Who is affected', nobodyAffected: 'Nobody’s access changes.', loses: 'May no longer',
    statement: (number, part) => `Statement ${number}: ${part}`, effect: 'Effect', action: 'Action', resource: 'Resource',
    inviteUser: 'Invite User', inviteUsers: 'Invite Users', noAccess: 'No access', role: 'Role',
    ends: 'Access end date', aboveOwn: /more than you/i,
    offer: 'Make Primary Owner', confirm: 'Become Primary Owner', decline: 'Decline', primary: 'Primary Owner / Admin',
    offered: 'You are asked to become Primary Owner of Harbour Looms on Usher',
  },
  ja: {
    save: '保存', name: '名前', ok: 'OK', remove: '削除', edit: name => `${name}を編集`, delete: name => `${name}を削除`,
    addBrand: 'ブランドを作成', addAccount: 'アカウントを作成', addTeam: 'チームを作成',
    rename: name => `${name}の新しい名前`, renameIt: '名前を変更', archive: name => `${name}をアーカイブ`,
    brandAccess: 'ブランドアクセス設定', allBrands: 'デフォルト（全ブランド）', inUse: /使用/,
    roleSet: 'ロールと権限', notSet: '未設定', leftOut: '割り当てられたロールと権限に含まれていません。',
    why: '理由を見る', stops: 'ここで不許可', roleLacks: 'あなたの役割では認められていません。', editOne: '編集',
    restricted: '以下の機能だけ', unrestricted: /^制限しない/,
    check: '保存せずに確認', affected: '影響を受ける方', nobodyAffected: '影響を受ける方はいません。', loses: 'できなくなる操作',
    statement: (number, part) => `ステートメント${number}: ${part}`, effect: '効果', action: '操作', resource: '対象',
    inviteUser: 'ユーザーを招待', inviteUsers: 'ユーザーを招待', noAccess: '追加しない', role: '役割',
    ends: 'アクセス終了日', aboveOwn: /ご自身/,
    offer: 'プライマリーオーナーにする', confirm: 'プライマリーオーナーを引き受ける', decline: '辞退する', primary: 'プライマリーオーナー / 管理',
    offered: 'Usher：Harbour Loomsのプライマリーオーナー引き受けのご依頼',
  },
};

let count = 0;
/// A name that nothing else has, in this run.
const fresh = what => `${what} ${process.pid}-${(count += 1)}`;

/// The form that holds a control of this name, once it answers.
async function formWith(visitor, name) {
  const form = visitor.page.locator('form[method=post]').filter({ has: visitor.page.locator(`[name=${name}]`) }).first();
  await visitor.alive(form);
  return form;
}

/// Presses the button of a form, once the form answers.
async function press(visitor, name, inside = visitor.page) {
  const button = visitor.button(name, inside);
  await visitor.alive(button.locator('xpath=ancestor::form'));
  await button.click();
}

/// Opens what stands behind a summary, if it is closed.
async function unfold(inside) {
  const details = inside.locator('details').first();
  if (!(await details.evaluate(it => it.open))) await details.locator('summary').click();
}

/// The page of a member, as the list links to it.
async function pageOf(visitor, slug, address) {
  await visitor.goto(`/o/${slug}/members?q=${encodeURIComponent(address)}`);
  const link = visitor.row(address).first().getByRole('link').first();
  return new URL(await link.getAttribute('href'), process.env.USHER_URL).pathname;
}

/// Changes what a member holds, in one of the tabs.
async function edit(visitor, page, change, tab = 'access') {
  await visitor.goto(`${page}?tab=${tab}`);
  await formWith(visitor, 'version');
  await change();
  await press(visitor, TEXTS[visitor.language].save);
  await expect(visitor.page).toHaveURL(/news=saved/);
}

for (const language of ['en', 'ja']) {
  const t = TEXTS[language];

  test(`req_m10 what is refused is greyed out, says why, and leads to the chain (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(403);
    const colleague = await arrange.colleague({ language });
    const person = await open({ as: colleague });
    const { page } = person;
    const chain = async () => {
      await expect(page).toHaveURL(/\/members\/me\/why\?operation=/);
      await expect(page.locator('main')).toContainText(t.stops);
    };
    // What no row allows is said once above them.
    await person.goto('/o/aoba/members');
    const row = person.row('kenji.mori@aoba.example').first();
    await expect(row.getByRole('button', { name: t.remove })).toBeDisabled();
    await expect(page.locator('main')).toContainText(`${t.remove}${language === 'ja' ? '：' : ': '}${t.roleLacks}`);
    await page.getByRole('link', { name: `${t.why} – ${t.remove}`, exact: true }).click();
    await chain();
    // Who stands higher is edited by nobody below: this row alone says so.
    await person.goto(`/o/aoba/members?q=${encodeURIComponent('hanako.sato@aoba.example')}`);
    const above = person.row('hanako.sato@aoba.example').first();
    await expect(above.getByRole('button', { name: t.editOne })).toBeDisabled();
    await above.getByRole('link', { name: t.why }).click();
    await expect(page).toHaveURL(/operation=config:update%20orgUser&of=[0-9a-f-]{36}$/);
    await chain();
    // On the person's page, in the settings, and where one comes by an address alone.
    for (const path of [await pageOf(person, 'aoba', 'kenji.mori@aoba.example'), '/o/aoba/settings', '/o/aoba/activity']) {
      expect((await person.goto(path)).status()).toBe(200);
      await page.locator('main .refused').getByRole('link', { name: t.why }).first().click();
      await chain();
    }
    expect((await person.goto(`${await pageOf(person, 'aoba', 'kenji.mori@aoba.example')}/remove`)).status()).toBe(403);
    await expect(page.locator('main')).toContainText(t.roleLacks);
    await page.locator('main').getByRole('link', { name: t.why }).click();
    await chain();
  });

  test(`req_m06 req_m08 sec_r06 brand access is given, changed and taken away (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(409);
    const slug = 'harbour-looms';
    const owner = await open({ as: await arrange.ownerOf(slug, language) });
    const colleague = await arrange.member(slug, { role: 'member', permission: 'write' }, language);
    const person = await open({ as: colleague });
    const [one, two, list] = [fresh('Cove'), fresh('Dune'), fresh('Coast')];
    for (const brand of [one, two]) {
      await owner.goto(`/o/${slug}/brands`);
      const form = await formWith(owner, 'name');
      await owner.field(t.name, form).fill(brand);
      await press(owner, t.addBrand);
      await expect(owner.page).toHaveURL(/news=created/);
      await expect(owner.row(brand)).toBeVisible();
    }
    const sees = async (...shown) => {
      await person.goto(`/o/${slug}/brands`);
      for (const brand of [one, two]) await expect(person.row(brand)).toHaveCount(shown.includes(brand) ? 1 : 0);
    };
    await sees(one, two);

    await owner.goto(`/o/${slug}/access/brand-settings/new`);
    await formWith(owner, 'brands');
    await owner.field(t.name).fill(list);
    await owner.page.getByLabel(one).check();
    await press(owner, t.save);
    await expect(owner.page).toHaveURL(/\/access\?news=saved/);
    const page = await pageOf(owner, slug, colleague.address);
    await edit(owner, page, () => owner.field(t.brandAccess).selectOption({ label: list }));
    await sees(one);

    await owner.goto(`/o/${slug}/access`);
    await owner.link(t.edit(list)).click();
    await formWith(owner, 'brands');
    await owner.page.getByLabel(two).check();
    await owner.page.getByLabel(one).uncheck();
    await press(owner, t.save);
    await expect(owner.page).toHaveURL(/\/access\?news=saved/);
    await sees(two);

    // Without the list people would reach more: it stays while somebody has it.
    const remove = async () => {
      const row = owner.row(list).first();
      await unfold(row.locator('.cell-actions'));
      await press(owner, t.delete(list), row);
    };
    await remove();
    await expect(owner.summary).toContainText(t.inUse);
    await edit(owner, page, () => owner.field(t.brandAccess).selectOption({ label: t.allBrands }));
    await sees(one, two);
    await owner.goto(`/o/${slug}/access`);
    await remove();
    await expect(owner.page).toHaveURL(/news=deleted/);
    await expect(owner.row(list)).toHaveCount(0);

    await owner.goto(`/o/${slug}/brands`);
    await unfold(owner.row(one).locator('.cell-actions'));
    await press(owner, t.archive(one));
    await expect(owner.page).toHaveURL(/news=archived/);
    await person.goto(`/o/${slug}/brands`);
    await expect(person.row(two)).toBeVisible();
  });

  test(`req_m06 sec_r06 Role And Permissions are given, changed and taken away (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(403);
    await inTurn('defaults', async () => {
      const slug = 'harbour-looms';
      const owner = await open({ as: await arrange.ownerOf(slug, language) });
      const colleague = await arrange.member(slug, { role: 'member', permission: 'write' }, language);
      const person = await open({ as: colleague });
      const list = fresh('Namers');
      const feature = name => owner.page.locator(`[name=features][value="${name}"]`);
      const mayCreate = async may => {
        await person.goto(`/o/${slug}/brands`);
        await expect(person.button(t.addBrand)).toBeEnabled({ enabled: may });
      };
      await mayCreate(false);

      await owner.goto(`/o/${slug}/access/role-sets/new`);
      await formWith(owner, 'features');
      await owner.field(t.name).fill(list);
      for (const name of ['config:list brand', 'config:retrieve brand', 'config:create brand']) await feature(name).check();
      await press(owner, t.save);
      await expect(owner.page).toHaveURL(/\/access\?news=saved/);
      const page = await pageOf(owner, slug, colleague.address);
      await edit(owner, page, () => owner.field(t.roleSet).selectOption({ label: list }));
      await mayCreate(true);
      const form = await formWith(person, 'name');
      await person.field(t.name, form).fill(fresh('Fjord'));
      await press(person, t.addBrand);
      await expect(person.page).toHaveURL(/news=created/);

      // The page of before is still open when the set changes.
      const stale = await formWith(person, 'name');
      await person.field(t.name, stale).fill(fresh('Fell'));
      await owner.goto(`/o/${slug}/access`);
      await owner.link(t.edit(list)).click();
      await formWith(owner, 'features');
      await feature('config:create brand').uncheck();
      await press(owner, t.save);
      await expect(owner.page).toHaveURL(/\/access\?news=saved/);
      await press(person, t.addBrand);
      await expect(person.page.locator('main')).toContainText(t.leftOut);
      await person.page.locator('main a[href*="operation=config:create%20brand"]').click();
      await expect(person.page).toHaveURL(/\/members\/me\/why\?operation=config:create%20brand/);
      await expect(person.page.locator('main')).toContainText(t.stops);
      await mayCreate(false);
      await edit(owner, page, () => owner.field(t.roleSet).selectOption({ label: t.notSet }));
      await mayCreate(false);
    });
  });

  test(`req_m06 sec_r06 the Default Access Control Settings decide where nothing is set (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(403);
    await inTurn('defaults', async () => {
      const slug = 'harbour-looms';
      const owner = await open({ as: await arrange.ownerOf(slug, language) });
      const person = await open({ as: await arrange.member(slug, { role: 'member', permission: 'write' }, language) });
      const defaults = async change => {
        await owner.goto(`/o/${slug}/access/defaults/edit`);
        await formWith(owner, 'restrict');
        await change();
        await press(owner, t.save);
        await expect(owner.page).toHaveURL(/\/access\?news=saved/);
      };
      const activity = owner.page.locator('[name=features][value="config:list auditEntry"]');
      const sees = async status => expect((await person.goto(`/o/${slug}/activity`)).status()).toBe(status);
      await sees(200);
      await defaults(() => activity.uncheck());
      await sees(403);
      // Who holds a set of their own, or Admin, is not concerned: the owner sees it.
      expect((await owner.goto(`/o/${slug}/activity`)).status()).toBe(200);
      await defaults(() => activity.check());
      await sees(200);
      const mayCreate = async may => {
        await person.goto(`/o/${slug}/brands`);
        await expect(person.button(t.addBrand)).toBeEnabled({ enabled: may });
      };
      await mayCreate(false);
      await defaults(() => owner.page.getByLabel(t.unrestricted).check());
      await mayCreate(true);
      await defaults(async () => {
        await owner.page.getByLabel(t.restricted).check();
        for (const box of await owner.page.locator('[name=features]').all()) {
          await box.setChecked(!/(create|delete)/.test(await box.getAttribute('value')));
        }
      });
      await mayCreate(false);
    });
  });

  test(`req_m07 sec_r06 policies allow, deny and are taken away (${language})`, async ({ open, arrange }) => {
    const slug = 'hikari';
    const owner = await open({ as: await arrange.ownerOf(slug, language) });
    const colleague = await arrange.member(slug, { policies: 'read_only' }, language);
    const person = await open({ as: colleague });
    const name = fresh('Inviting');
    const line = (number, part) => owner.page.getByLabel(t.statement(number, part), { exact: true });
    const write = async (number, effect, action, resource) => {
      await line(number, t.effect).selectOption(effect);
      await line(number, t.action).selectOption(action);
      await line(number, t.resource).selectOption(resource);
    };
    const mayInvite = async may => {
      await person.goto(`/o/${slug}/invitations`);
      await expect(person.link(t.inviteUser)).toHaveCount(may ? 1 : 0);
    };
    await mayInvite(false);

    await owner.goto(`/o/${slug}/access/policies/new`);
    const form = await formWith(owner, 'effect');
    await owner.field(t.name).fill(name);
    await write(1, 'allow', 'config:create', 'orgUserInvitation');
    await write(2, 'allow', 'config:search', 'userAccount');
    await press(owner, t.check);
    await expect(form.getByRole('status')).toContainText(t.nobodyAffected);
    // What was written stands there still.
    await expect(line(1, t.resource)).toHaveValue('orgUserInvitation');
    await press(owner, t.save);
    await expect(owner.page).toHaveURL(/\/access\?news=saved/);
    await mayInvite(false);
    const page = await pageOf(owner, slug, colleague.address);
    const holds = held => edit(owner, page, () => owner.page.getByLabel(name).setChecked(held));
    await holds(true);
    await mayInvite(true);

    await owner.goto(`/o/${slug}/access`);
    await owner.link(t.edit(name)).click();
    await formWith(owner, 'effect');
    await line(1, t.effect).selectOption('deny');
    if (owner.js) await expect(form.getByRole('status')).toContainText(t.loses);
    await press(owner, t.check);
    await expect(form.getByRole('status')).toContainText(t.affected);
    await expect(form.getByRole('status')).toContainText('Vale');
    await expect(form.getByRole('status')).toContainText(t.loses);
    await mayInvite(true);
    await press(owner, t.save);
    await expect(owner.page).toHaveURL(/\/access\?news=saved/);
    await mayInvite(false);

    await holds(false);
    await mayInvite(false);
    await edit(owner, page, () => owner.page.locator('[name=policies][value=administrator]').check());
    await mayInvite(true);
    await edit(owner, page, () => owner.page.locator('[name=policies][value=administrator]').uncheck());
    await mayInvite(false);
    await owner.goto(`/o/${slug}/access`);
    await unfold(owner.row(name).first().locator('.cell-actions'));
    await press(owner, t.delete(name));
    await expect(owner.page).toHaveURL(/news=deleted/);
  });

  test(`req_m02 req_m08 sec_r06 exchange accounts with their roles, and teams (${language})`, async ({ open, arrange }) => {
    const slug = 'meridian';
    const owner = await open({ as: await arrange.ownerOf(slug, language) });
    const colleague = await arrange.member(slug, { role: 'member' }, language);
    const person = await open({ as: colleague });
    const things = [['accounts', t.addAccount, fresh('Desk')], ['teams', t.addTeam, fresh('Crew')]];
    for (const [place, add, name] of things) {
      await owner.goto(`/o/${slug}/${place}`);
      const form = await formWith(owner, 'name');
      await owner.field(t.name, form).fill(name);
      await press(owner, add);
      await expect(owner.page).toHaveURL(/news=created/);
    }
    const [[, , account], [, , team]] = things;
    const page = await pageOf(owner, slug, colleague.address);
    const role = label => edit(owner, page, () => owner.field(account).selectOption({ label }), 'accounts');
    const seesAccount = async (listed, renames) => {
      await person.goto(`/o/${slug}/accounts`);
      await expect(person.row(account)).toHaveCount(listed ? 1 : 0);
      await expect(person.page.getByText(t.edit(account))).toHaveCount(0);
      await expect(person.page.getByLabel(t.edit(account), { exact: true })).toHaveCount(renames ? 1 : 0);
    };
    await seesAccount(false, false);
    const [viewer, , admin] = await (async () => {
      await owner.goto(`${page}?tab=accounts`);
      return (await owner.field(account).getByRole('option').allTextContents()).slice(1);
    })();
    await role(viewer);
    await seesAccount(true, false);
    await role(admin);
    await seesAccount(true, true);
    await unfold(person.row(account).locator('.cell-actions'));
    await formWith(person, 'step');
    await person.field(t.rename(account), person.row(account)).fill(`${account} B`);
    await press(person, t.renameIt, person.row(account));
    await expect(person.page).toHaveURL(/news=saved/);
    await expect(person.row(`${account} B`)).toHaveCount(1);
    await edit(owner, page, () => owner.field(`${account} B`).selectOption({ label: t.noAccess }), 'accounts');
    await person.goto(`/o/${slug}/accounts`);
    await expect(person.row(account)).toHaveCount(0);

    const seesTeam = async listed => {
      await person.goto(`/o/${slug}/teams`);
      await expect(person.row(team)).toHaveCount(listed ? 1 : 0);
    };
    await seesTeam(false);
    await edit(owner, page, () => owner.page.getByLabel(team).check(), 'teams');
    await seesTeam(true);
    await edit(owner, page, () => owner.page.getByLabel(team).uncheck(), 'teams');
    await seesTeam(false);
  });

  test(`req_m05 sec_r06 an access end date is given, moved, reached and taken away (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(404);
    refusals.add(422);
    const owner = await open({ as: await arrange.ownerOf('aoba', language) });
    const colleague = await arrange.colleague({ language, permission: 'admin' });
    const person = await open({ as: colleague });
    const page = await pageOf(owner, 'aoba', colleague.address);
    const until = day => edit(owner, page, () => owner.field(t.ends).fill(day));
    const [far, farther, near] = [400, 430, 370].map(days => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10));
    await until(far);
    await person.goto(page);
    await formWith(person, 'version');
    await expect(person.field(t.ends)).toHaveValue(far);
    // Nobody extends their own access.
    await person.field(t.ends).fill(farther);
    await press(person, t.save);
    await expect(person.summary).toContainText(t.ends);
    await until(near);
    expect((await person.goto('/o/aoba')).status()).toBe(200);
    moveTime(`UPDATE memberships m SET access_ends_at = clock_timestamp() FROM accounts a WHERE a.id = m.account_id AND a.address = '${colleague.address}'`);
    expect((await person.goto('/o/aoba')).status()).toBe(404);
    await until('');
    expect((await person.goto('/o/aoba')).status()).toBe(200);
  });

  test(`req_m09 req_k04 sec_r06 the seller's reach into customers follows the role at the seller (${language})`, async ({ open, arrange, refusals }) => {
    refusals.add(403);
    refusals.add(404);
    // Whoever reads another language than the seller's Admin sees the same rules.
    const owner = await open({ as: demoPerson(OWNERS.kitano.address) });
    const words = TEXTS[owner.language];
    const colleague = await arrange.member('kitano', { role: 'viewer' }, language);
    const person = await open({ as: colleague });
    const page = await pageOf(owner, 'kitano', colleague.address);
    const inside = await pageOf(owner, 'larch', 'felix.brandt@larch.example');
    const reach = async (list, read, invite) => {
      expect((await person.goto('/o/larch/members')).status()).toBe(list);
      await expect(person.link(t.inviteUsers)).toHaveCount(invite ? 1 : 0);
      expect((await person.goto(inside)).status()).toBe(read);
    };
    await reach(200, 403, false);
    const role = name => edit(owner, page, () => owner.field(words.role).selectOption(name));
    await role('manager');
    await reach(200, 200, false);
    await role('admin');
    await reach(200, 200, true);
    await role('viewer');
    await reach(200, 403, false);
    await owner.goto(`${page}/remove`);
    await press(owner, words.ok);
    await expect(owner.page).toHaveURL(/news=removed/);
    expect((await person.goto('/o/larch/members')).status()).toBe(404);
  });

  test(`req_m04 being Primary Owner is offered, confirmed by the new one, and handed back (${language})`, async ({ open, arrange }) => {
    await inTurn('primary-owner', async () => {
      const slug = 'harbour-looms';
      const olivia = demoPerson(OWNERS[slug].address);
      const first = await open({ as: olivia });
      const heir = await arrange.member(slug, { role: 'owner', permission: 'admin' }, language);
      const second = await open({ as: heir });
      const [theirs, ours] = [await pageOf(first, slug, heir.address), await pageOf(first, slug, olivia.address)];
      const offer = async (from, page) => {
        await from.goto(page);
        await from.page.locator('summary').filter({ hasText: TEXTS[from.language].offer }).click();
        await press(from, TEXTS[from.language].offer);
        await expect(from.page).toHaveURL(/news=primary_offered/);
      };
      const isPrimary = async (visitor, address) => {
        await visitor.goto(`/o/${slug}/members?q=${encodeURIComponent(address)}`);
        await expect(visitor.row(address).first()).toContainText(TEXTS[visitor.language].primary);
      };
      await offer(first, theirs);
      // Nothing has changed yet; declining leaves it so.
      await isPrimary(first, olivia.address);
      const mail = await nextMail(heir.address);
      expect(mail.subject).toBe(t.offered);
      expect(mail.text).toContain(theirs);
      await second.goto(theirs);
      await press(second, t.decline);
      await expect(second.page).toHaveURL(/news=primary_withdrawn/);
      await offer(first, theirs);
      await nextMail(heir.address);
      await second.goto(theirs);
      await press(second, t.confirm);
      await expect(second.page).toHaveURL(/news=handed_over/);
      await isPrimary(second, heir.address);
      // The old one stays Owner, and hands over no more.
      await first.goto(theirs);
      await expect(first.page.locator('.page-title')).toBeVisible();
      await expect(first.page.locator('summary').filter({ hasText: TEXTS.en.offer })).toHaveCount(0);
      // What the Primary Owner holds stays: there is nothing to change.
      await expect(first.page.locator('[name=role]')).toHaveCount(0);
      await expect(first.button(TEXTS.en.save)).toHaveCount(0);
      await offer(second, ours);
      await first.goto(ours);
      await press(first, TEXTS.en.confirm);
      await expect(first.page).toHaveURL(/news=handed_over/);
      await isPrimary(first, olivia.address);
    });
  });
}
