/** What the staff is told on a call or a tap, and how a merchant changes it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { adviceWords } from '../../../terminal/advice/index.js';
import { adviceRules } from '../../../terminal/advice/queries.js';
import { profileOf } from '../../../terminal/profile/queries.js';
import { createTranslate } from '../../../terminal/ui/catalogue.js';
import { createFormat } from '../../../terminal/ui/format.js';
import { ALL_TEXTS } from '../../../terminal/words.js';
import { happen } from '../../support/kernel.js';
import { goTo } from '../menu.js';
import { KEY, type OpenTerminal, openTerminal } from '../terminal.js';

const DAY_MS = 24 * 3600_000;
const ZONE = 'Asia/Shanghai';

function said({ kernel, clock }: OpenTerminal, locale: 'zh-CN' | 'en' = 'zh-CN'): string[] {
  const profile = profileOf(kernel.state, 1, { now: clock.now(), zone: ZONE });
  const [t, format] = [createTranslate(locale, ALL_TEXTS), createFormat(locale, ZONE)];
  return (profile?.advice ?? []).map((one) => adviceWords(one, t, format));
}

const event = ({ kernel }: OpenTerminal, type: string, fields: object) =>
  happen(kernel, { type, v: 1, ...fields } as never);

let serial = 0;
function sell(it: OpenTerminal, amount: number): Promise<void> {
  serial += 1;
  const items = [{ name: '红富士', quantity: 1, price: amount }];
  const facts = { sale: `s${serial}`, number: `${serial}`, customer: 'c1', items, amount };
  return event(it, 'counter.sold', { ...facts, tendered: amount, change: 0, points: 0 });
}

test('nobody is told anything of a customer without a history', async () => {
  const it = await openTerminal();
  assert.equal(said(it), []);
  await it.stop();
});

test('lapsed by their own rhythm, and what they usually buy', async () => {
  const it = await openTerminal();
  for (let visit = 0; visit < 3; visit++) {
    await sell(it, 5_000);
    it.clock.stepWall(10 * DAY_MS);
  }
  assert.equal(said(it), ['常买 红富士 (3 次): 问要不要照旧']);
  it.clock.stepWall(9 * DAY_MS);
  assert.is(said(it).length, 1, 'nineteen days are not twice ten');
  it.clock.stepWall(DAY_MS);
  assert.is(said(it)[0], '20 天没来，平时 10 天一次: 说声好久不见');
  await it.stop();
});

for (const [birthday, words] of [
  ['--11-22', '今天生日: 祝他快乐'],
  ['1990-11-23', '明天生日: 祝他快乐'],
  ['--11-29', '7 天后生日: 祝他快乐'],
  ['--11-30', undefined],
  ['--11-21', undefined],
  // The fourteenth of the tenth lunar month of 2026 is 22 November.
  ['L-10-14', '今天生日: 祝他快乐'],
] as const)
  test(`a birthday of ${birthday} on 22 November`, async () => {
    const it = await openTerminal();
    const written = birthday.startsWith('L-') ? 'L--10-14' : birthday;
    await event(it, 'customers.changed', { customer: 'c1', fields: { birthday: written }, stamp: '2' });
    assert.is(said(it)[0], words);
    await it.stop();
  });

test('a birthday in the first days of a year is seen in the last of the one before', async () => {
  const it = await openTerminal();
  it.clock.stepWall(38 * DAY_MS); // 30 December
  await event(it, 'customers.changed', { customer: 'c1', fields: { birthday: '--01-02' }, stamp: '2' });
  assert.is(said(it)[0], '3 天后生日: 祝他快乐');
  await it.stop();
});

test('a complaint, a promise, little money, points that expire and a level that is near, the urgent first', async () => {
  const it = await openTerminal();
  const program = {
    ...{
      levels: [
        { name: '金卡', spent: 0, earn: 100, pays: 100 },
        { name: '钻石', spent: 100_000, earn: 100, pays: 90 },
      ],
    },
    ...{ levelDays: 365, weekdays: {}, birthday: 100, rounding: 'down', expiryDays: 60 },
  };
  await event(it, 'loyalty.program-set', { from: 0, program });
  const points = { customer: 'c1', account: 'points', amount: 300, reason: 'opening', cause: 'x' };
  await event(it, 'ledger.entered', points);
  await event(it, 'ledger.entered', { ...points, account: 'principal', amount: 1_500, cause: 'p1' });
  const recharge = { recharge: 'p1', number: 'C1', customer: 'c1', amount: 1_500, bonus: 0, points: 0 };
  await event(it, 'prepaid.recharged', recharge);
  await it.texted('投诉 苹果有伤');
  it.clock.stepWall(40 * DAY_MS);
  await sell(it, 85_000);
  const due = it.clock.now() + DAY_MS;
  await event(it, 'followups.noted', { followup: 'f1', customer: 'c1', words: '送果篮', due });
  assert.equal(said(it), [
    '11-22 的投诉还没了结: 先道歉',
    '01-02 要跟进 送果篮: 记得办',
    '再消费 ￥150.00 升 钻石: 告诉他',
    '300 积分 30 天内过期: 请他来换礼品',
    '余额只有 ￥15.00: 请他充值',
  ]);
  assert.equal(said(it, 'en')[0], 'Complaint of 11-22 is open: apologise first');
  await it.stop();
});

for (const profile of ['standard', 'advanced'] as const)
  test(`by keypad: another threshold, other words, off and on again: ${profile}`, async () => {
    const it = await openTerminal({ profile });
    await event(it, 'customers.changed', { customer: 'c1', fields: { birthday: '--12-02' }, stamp: '2' });
    assert.equal(said(it), []);
    await goTo(it, '顾客互动', '顾客价值', '店员提示');
    assert.match(it.text(), /快过生日/);
    await it.press('down', 'down', 'down', 'down', 'ok', 'ok', '1', '0', 'ok', 'text:送', 'text:橙', 'ok');
    assert.match(it.text(), /规则已保存/);
    assert.equal(said(it), ['10 天后生日: 送橙']);
    await it.press('2');
    assert.equal(said(it), []);
    assert.is(adviceRules(it.kernel.state).find(({ kind }) => kind === 'birthday')?.on, false);
    await it.press('2', 'f3', 'ok');
    assert.match(it.text(), /10 天后生日: 送橙/, 'on the card of a tap');
    await it.press('f4');
    it.modem.call({ id: '1', state: 'ringing', validity: 'valid', number: KEY.slice(3) });
    await it.clock.settle();
    assert.match(it.text(), /10 天后生日: 送橙/, 'and of a call');
    await it.stop();
    assert.equal(it.errors, []);
  });

test('every question of the advice is answered by an index', async () => {
  const it = await openTerminal();
  const seen: string[] = [];
  const { state } = it.kernel;
  const watched = new Proxy(state, {
    get(target, name: 'all' | 'one' | 'value' | 'each') {
      return (sql: string, ...params: never[]) => {
        seen.push(sql);
        return (target[name] as (sql: string, ...params: never[]) => unknown)(sql, ...params);
      };
    },
  });
  await sell(it, 5_000);
  profileOf(watched, 1, { now: it.clock.now(), zone: ZONE });
  assert.ok(seen.length > 10);
  for (const sql of new Set(seen)) {
    const count = (sql.match(/\?(?!\d)/g) ?? []).length;
    const plan = state.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...Array(count).fill(1));
    for (const { detail } of plan)
      assert.not.match(
        detail,
        /^SCAN (?!json_each|employees|advice_rules|programs|shop|CONSTANT|\(|r$)/,
        `${detail}: ${sql}`,
      );
  }
  await it.stop();
});

test.run();
