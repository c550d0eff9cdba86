/** Who did what, in words, out of the journal. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deedOf, readDeeds } from '../../../terminal/audit/deeds.js';
import { kindOf } from '../../../terminal/audit/kinds.js';
import { sentenceOf } from '../../../terminal/audit/sentence.js';
import { auditTexts } from '../../../terminal/audit/texts.js';
import { ALL_TABLES } from '../../../terminal/capabilities.js';
import { command } from '../../../terminal/cli/commands/audit.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { encodeLine } from '../../../terminal/kernel/journal/line.js';
import { places } from '../../../terminal/ui/catalogue.js';
import { createFormat, createTranslate } from '../../../terminal/ui/index.js';
import { ALL_TEXTS } from '../../../terminal/words.js';
import { DATA, happen, NOW_MS } from '../../support/kernel.js';
import { CASHIER, loginKeys, MANAGER, OWNER, openStaffed } from '../people/staffed.js';

const LOOKS = [
  { profile: 'standard', locale: 'zh-CN' },
  { profile: 'standard', locale: 'en' },
  { profile: 'advanced', locale: 'zh-CN' },
  { profile: 'advanced', locale: 'en' },
] as const;
const DAY = { from: NOW_MS - 12 * 3600_000, to: NOW_MS + 12 * 3600_000 };

const wordingOf = (state: Parameters<typeof sentenceOf>[1]['state'], locale: 'zh-CN' | 'en' = 'zh-CN') => ({
  state,
  t: createTranslate(locale, ALL_TEXTS),
  format: createFormat(locale, 'Asia/Shanghai'),
});

test('there is a sentence for every event that can be, in both languages with the same blanks', () => {
  const types = ALL_TABLES.flatMap(({ apply }) => Object.keys(apply));
  const texts: Readonly<Record<string, { zh: string; en: string }>> = auditTexts;
  assert.equal(
    types.filter((type) => texts[`did.${type}`] === undefined),
    [],
    'terminal/audit/sentences/ has a sentence for each event type',
  );
  const differ = Object.entries(texts).filter(([, { zh, en }]) => places(zh).join() !== places(en).join());
  assert.equal(
    differ.map(([key]) => key),
    [],
  );
});

test('a sentence names people, money and times as they are read, and leaves no blank', async () => {
  const { kernel, stop } = await openStaffed();
  const words = (event: object, locale: 'zh-CN' | 'en' = 'zh-CN') =>
    sentenceOf({ v: 1, ...event } as unknown as DomainEvent, wordingOf(kernel.state, locale));
  const sold = { type: 'counter.sold', number: 't1-000001', amount: 8000, customer: 'c1' };
  assert.is(words(sold), '收银 ￥80.00，单号 t1-000001');
  assert.is(words(sold, 'en'), 'sold for ￥80.00, receipt t1-000001');
  assert.is(
    words({ type: 'customers.changed', customer: 'c1', fields: { level: '银卡' } }),
    '改了顾客 王小明 的 等级',
  );
  const blocked = { type: 'calls.blocked', key: '+8613912345678' };
  assert.is(words(blocked), '拉黑 139 1234 5678');
  assert.is(words({ type: 'approvals.limit-set' }), '设退款限额');
  const back = {
    type: 'prepaid.recharge-refunded',
    customer: 'c1',
    principal: 5000,
    kept: 1000,
    cash: 4000,
    number: 't1-D1',
  };
  assert.is(words(back), '退 王小明 的储值，付现金 ￥40.00，单号 t1-D1', 'what left the drawer is told');
  const given = { type: 'approvals.given', by: MANAGER.id, rights: ['counter.refund'], reason: '录错了' };
  assert.is(words(given), '李店长 批准 退款: 录错了');
  assert.is(words({ type: 'followups.postponed', due: NOW_MS }), '跟进推到 11-22 10:42');
  assert.is(words({ type: 'customers.removed', customer: 'nobody' }), '删除顾客 已不在的顾客');
  await stop();
});

test('what is a sign in an event is a word in its sentence, in both languages', async () => {
  const { kernel, stop } = await openStaffed();
  const field = {
    type: 'customers.field-set',
    v: 1,
    field: 'f1',
    name: '口味',
    kind: 'text',
    choices: [],
    stamp: '1',
  };
  await happen(kernel, field as DomainEvent);
  const says = (event: object, zh: string, en: string): void => {
    const words = (locale: 'zh-CN' | 'en') =>
      sentenceOf({ v: 1, ...event } as unknown as DomainEvent, wordingOf(kernel.state, locale));
    assert.equal([words('zh-CN'), words('en')], [zh, en]);
  };
  const marked = { type: 'cards.marked', uid: '04AABBCC', state: 'lost', stamp: '1' };
  says(marked, '卡 04AABBCC 改为 挂失', 'marked card 04AABBCC as lost');
  const sorted = { type: 'cases.sorted', case: 'k1', kind: 'complaint' };
  says(sorted, '服务单归类为 投诉', 'sorted a case as complaint');
  const added = { type: 'customers.item-added', customer: 'c1', item: 'i1', kind: 'address', facts: {} };
  says(added, '给 王小明 加了资料 地址', 'added Address to 王小明');
  const entered = { type: 'ledger.entered', customer: 'c1', account: 'principal', amount: -500 };
  says(entered, '王小明 的账 本金 -￥5.00', 'entered -￥5.00 principal for 王小明');
  const person = {
    type: 'people.changed',
    employee: CASHIER.id,
    name: '小张',
    department: '',
    role: 'manager',
  };
  says(person, '改了店员 小张 的资料，角色是店长', 'changed the employee 小张, whose role is Manager');
  const role = { type: 'people.role-set', role: 'cashier', name: '', rights: ['counter.refund'] };
  says(role, '改了角色 收银员 的权限: 退款', 'set what the role Cashier may: Refund');
  const limited = { ...role, rights: ['cards.issue'], limits: { 'counter.refund': 5000 } };
  says(
    limited,
    '改了角色 收银员 的权限: 发卡和换卡 退款 (一天 ￥50.00 内)',
    'set what the role Cashier may: Issue cards Refund (￥50.00 a day)',
  );
  const changed = { type: 'customers.changed', customer: 'c1', fields: { 'x:f1': '少糖', 'x:gone': '1' } };
  says(changed, '改了顾客 王小明 的 口味 自定义字段', 'changed 口味 a field of the shop of customer 王小明');
  const template = { type: 'messaging.template-set', key: 'lottery-won', purpose: 'service', text: '' };
  says(template, '改了短信模板 中奖通知', 'changed the template Lottery won');
  await stop();
});

test('who was erased has no name in the records of who did what, and leaves no hole there', async () => {
  const { kernel, stop } = await openStaffed();
  const erased = { type: 'customers.erased', v: 1, customer: 'c1', erasure: 'e1', reason: '' };
  await happen(kernel, erased as DomainEvent);
  const looked = { type: 'audit.looked', v: 1, customer: 'c1' } as DomainEvent;
  assert.is(sentenceOf(looked, wordingOf(kernel.state)), '看了顾客 已不在的顾客 的资料');
  await stop();
});

test('a commit is one line: what only follows from a deed is not told, and the program’s own is left out', async () => {
  const { kernel, press, clock, stop } = await openStaffed();
  await press(...loginKeys(CASHIER), 'f2', '8', '0', 'ok', 'ok', 'ok', 'f4');
  await clock.settle();
  const deeds = await readDeeds(kernel, DAY, wordingOf(kernel.state));
  const mine = deeds.filter(({ actor }) => actor === CASHIER.id).map(({ who, what }) => `${who} ${what}`);
  assert.equal(mine, ['小张 登录', '小张 收银 ￥80.00，单号 t1-000001']);
  assert.is(
    deeds.some(({ actor }) => actor === 'system'),
    false,
  );
  const all = await readDeeds(kernel, { ...DAY, actor: 'system' }, wordingOf(kernel.state));
  assert.ok(all.length > 0);
  await stop();
});

test('a day has the deeds of that day, whatever came before and after', async () => {
  const { kernel, clock, app, stop } = await openStaffed();
  const block = (no: number) =>
    app.kernel.transact({ actor: OWNER.id, origin: 'keypad' }, () => ({
      events: [{ type: 'calls.blocked', v: 1, key: `+86139000000${no}`, why: '' } as DomainEvent],
      result: undefined,
    }));
  const DAY_MS = 24 * 3600_000;
  for (let no = 10; no < 40; no += 1) {
    await block(no);
    await clock.advance(DAY_MS / 10);
  }
  const second = { from: DAY.from + DAY_MS, to: DAY.to + DAY_MS, actor: OWNER.id };
  const deeds = await readDeeds(kernel, second, wordingOf(kernel.state));
  assert.is(deeds.length, 10);
  assert.ok(deeds.every(({ at }) => at >= second.from && at < second.to));
  await stop();
});

/** A journal of one deed a minute, with what the clock said at each. */
function minutes(count: number, clockAt: (n: number) => number) {
  const line = (n: number) => {
    const events = [{ type: 'calls.blocked', v: 1, key: `+86${13_900_000_000 + n}`, why: '' }];
    const commit = { seq: n, sync: n, at: clockAt(n), id: `i${n}`, actor: 'staff', origin: 'keypad', events };
    return { seq: n, bytes: encodeLine(commit as never) };
  };
  let read = 0;
  return {
    read: () => read,
    end: () => ({ seq: count }) as never,
    tail(after: number) {
      let next = after + 1;
      return {
        async next(bytes: number) {
          const lines = Array.from({ length: Math.min(bytes === 1 ? 1 : 500, count + 1 - next) }, (_, n) =>
            line(next + n),
          );
          next += lines.length;
          read += lines.length;
          return lines;
        },
      };
    },
  };
}

test('a clock that was wrong for a day or at each start hides nothing that was done on the others', async () => {
  const { kernel, stop } = await openStaffed();
  const [MINUTE_MS, A_DAY] = [60_000, 1440];
  const right = (n: number) => Date.UTC(2026, 0, 1) + n * MINUTE_MS;
  const day = (n: number) => ({ from: right(n * A_DAY), to: right((n + 1) * A_DAY) });
  const wrongs: Readonly<Record<string, (n: number) => number>> = {
    'a year ahead on day 20': (n) => right(n) + (Math.floor(n / A_DAY) === 20 ? 365 * A_DAY * MINUTE_MS : 0),
    'in 1970 for ten minutes of each day': (n) => (n % A_DAY < 10 ? n : right(n)),
    'right all the time': right,
  };
  for (const [what, clockAt] of Object.entries(wrongs)) {
    const journal = minutes(60 * A_DAY, clockAt);
    for (const n of [1, 19, 21, 22, 45, 59]) {
      const expected = Array.from({ length: A_DAY }, (_, m) => n * A_DAY + m).filter(
        (m) => clockAt(m) === right(m),
      );
      const deeds = await readDeeds(journal, day(n), wordingOf(kernel.state));
      assert.equal([deeds.length, deeds[0]?.seq], [expected.length, expected[0]], `${what}, day ${n}`);
    }
    assert.ok(journal.read() < 6 * 16_000, 'a day is found without reading them all');
  }
  await stop();
});

for (const look of LOOKS) {
  const name = `${look.profile} ${look.locale}`;

  test(`${name}: the owner sees on the screen who did what, by person, kind and day`, async () => {
    const { press, text, ui, stop } = await openStaffed(look);
    const [sold, looked] = look.locale === 'en' ? ['sold for', 'looked at customer'] : ['收银 ', '看了顾客'];
    await press(...loginKeys(CASHIER), 'f2', '8', '0', 'ok', 'ok', 'ok', 'f4', 'f3', 'ok');
    assert.is(ui.top(), 'profile.card');
    await press('f4', 'f4', ...loginKeys(OWNER), '*', '7');
    assert.is(ui.top(), 'audit.list');
    assert.match(text(), looked);
    await press('down', 'down', 'down');
    assert.match(text(), `${looked} 王小明`, 'who looked at a customer is told');
    await press('5', '2');
    assert.match(text(), sold);
    assert.not.match(text(), looked);
    await press('ok');
    assert.match(text(), '80.00');
    await press('ok', '4', '2');
    assert.not.match(text(), sold, 'the owner sold nothing');
    await press('4', '4');
    assert.match(text(), sold);
    await press('2');
    assert.match(text(), look.locale === 'en' ? 'Nothing on this day' : '这一天没有记录');
    await press('3');
    assert.match(text(), sold);
    await press('f4', 'f4', ...loginKeys(CASHIER), '*', '7');
    assert.is(ui.top(), 'people.menu', 'a cashier may not');
    await stop();
  });
}

for (const look of LOOKS) {
  test(`${look.profile} ${look.locale}: who took how much, on a day and in a month`, async () => {
    const { press, text, ui, clock, stop } = await openStaffed(look);
    await press(...loginKeys(CASHIER), 'f2', '8', '0', 'ok', 'ok', 'ok', 'f4');
    await press('f2', '4', '0', 'ok', 'ok', 'ok', 'f4', 'f4');
    await clock.advance(24 * 3600_000);
    await press(...loginKeys(MANAGER), 'f2', '5', '0', 'ok', 'ok', 'ok', 'f4', '*', '8');
    assert.is(ui.top(), 'audit.takings');
    assert.match(text(), /李店长 +1 +50\.00 +0\.00 +0\.00/);
    assert.not.match(text(), '120.00');
    await press('2');
    assert.match(text(), /小张 +2 +120\.00 +0\.00 +0\.00/);
    await press('4');
    assert.match(text(), /小张 +2 +120\.00[\s\S]*李店长 +1 +50\.00/);
    await press('2');
    assert.match(text(), look.locale === 'en' ? 'Nothing was taken' : '没有收款');
    await stop();
  });
}

for (const look of LOOKS) {
  test(`${look.profile} ${look.locale}: what somebody took in a good month is not cut off`, async () => {
    const { press, text, stop } = await openStaffed(look);
    await press(
      ...loginKeys(OWNER),
      'f2',
      '1',
      '2',
      '3',
      '4',
      '5',
      '*',
      '6',
      'ok',
      'ok',
      'ok',
      'f4',
      '*',
      '8',
    );
    assert.match(text(), look.profile === 'standard' ? / 12,346 +0 +0\n/ : / 12,345\.60 +0\.00 +0\.00\n/);
    await press('ok');
    assert.match(text(), '￥12,345.60');
    await stop();
  });
}

test('zhanggui audit prints the same out of a data folder', async () => {
  const { press, disk, stop } = await openStaffed();
  await press(...loginKeys(CASHIER), 'f2', '8', '0', 'ok', 'ok', 'ok', 'f4', 'f4');
  await stop();
  const dir = mkdtempSync(join(tmpdir(), 'zhanggui-audit-'));
  try {
    for (const path of disk.paths().filter((one) => one.startsWith(`${DATA}/journal/`))) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), disk.bytes(path));
    }
    const lines: string[] = [];
    const run = (...args: string[]) =>
      command.run({
        args: ['--data', join(dir, DATA), ...args],
        json: false,
        out: (line) => void lines.push(line),
        err: (line) => void lines.push(line),
        emit: () => undefined,
        signal: new AbortController().signal,
        env: {},
      });
    assert.is(await run('--person', '小张', '--day', '2026-11-22'), 0);
    assert.equal(lines.splice(0), [
      '11-22 10:42  小张  登录',
      '11-22 10:42  小张  收银 ￥80.00，单号 t1-000001',
      '11-22 10:42  小张  锁屏',
    ]);
    await run('--kind', 'money', '--locale', 'en');
    assert.equal(lines.splice(0), ['11-22 10:42  小张  sold for ￥80.00, receipt t1-000001']);
    await run('--day', '2026-11-21');
    assert.equal(lines, []);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test('kinds are told by the capability, and what nobody named is the terminal’s', () => {
  assert.is(kindOf('counter.sold'), 'money');
  assert.is(kindOf('brand-new.thing'), 'terminal');
  const commit = { seq: 1, at: 5, id: 'x', actor: 'p', origin: 'keypad', sync: 1, events: [] } as const;
  assert.is(deedOf(commit, { from: 6, to: 7 }, undefined as never), undefined);
});

test.run();
