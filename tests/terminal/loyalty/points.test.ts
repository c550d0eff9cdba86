/** Points that move without a sale, and the rules round them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isBirthdayOn } from '../../../terminal/loyalty/birthday.js';
import { adjust } from '../../../terminal/loyalty/commands.js';
import { levelIn, PLAIN, type Program, priceAt } from '../../../terminal/loyalty/program.js';
import { programAt } from '../../../terminal/loyalty/queries.js';
import { earnedBy } from '../../../terminal/loyalty/rules.js';
import { setProgram } from '../../../terminal/loyalty/set-program.js';
import { NOW_MS, STAFF } from '../../support/kernel.js';
import { moneyTill, refusal } from '../counter/money.js';

const RULE = { points: 1, per: 100 };
const SILVER = { name: '银卡', spent: 100_000, earn: 120, pays: 95 };
const GOLD = { name: '金卡', earn: 150, pays: 80 };

test('of level, weekday and birthday the highest factor counts', () => {
  const program = { ...PLAIN, weekdays: { 0: 200 }, birthday: 300 };
  const on = (time: string, birthday = '') =>
    earnedBy(10_000, RULE, program, { time, level: GOLD, isBirthday: isBirthdayOn(birthday, time) }).points;
  assert.is(on('2026-11-22 10:42'), 200, 'Sunday');
  assert.is(on('2026-11-23 10:42'), 150, 'Monday: the level');
  assert.is(on('2026-11-23 10:42', '1990-11-23'), 300, 'birthday');
  // 2026-06-19 is the fifth day of the fifth lunar month (Hong Kong Observatory's calendar).
  assert.is(on('2026-06-19 10:42', 'L--05-05'), 300, 'lunar birthday');
  assert.is(on('2026-06-18 10:42', 'L--05-05'), 150);
});

test('parts of a point go by the rule', () => {
  const occasion = { time: '2026-11-23 10:42', level: GOLD, isBirthday: false };
  assert.equal(earnedBy(300, RULE, PLAIN, occasion), { points: 4, hundredths: 450 });
  assert.equal(earnedBy(300, RULE, { ...PLAIN, rounding: 'nearest' }, occasion), {
    points: 5,
    hundredths: 450,
  });
});

test('the given level or the one reached, whichever is higher', () => {
  const program = { ...PLAIN, levels: [SILVER, GOLD] };
  assert.is(levelIn(program, '', 99_999), undefined);
  assert.is(levelIn(program, '', 100_000), SILVER);
  assert.is(levelIn(program, '金卡', 100_000), GOLD);
  assert.equal([priceAt(GOLD, 8800), priceAt(GOLD, 1), priceAt(undefined, 8800)], [7040, 1, 8800]);
});

test('a level is reached by points as well, and takes what a refund took back', async () => {
  const program = { ...PLAIN, levels: [{ ...SILVER, earned: 80 }] };
  assert.is(levelIn(program, '', 0, 79), undefined);
  assert.is(levelIn(program, '', 0, 80)?.name, '银卡');
  const it = await moneyTill();
  await it.program(program);
  const sale = await it.sells(8_800);
  assert.is(it.quotes(10_000).level?.name, '银卡');
  await it.refunds(sale, 1_000);
  assert.is(it.quotes(10_000).level, undefined, '78 points are left of it');
  await it.kernel.close();
});

test('classes of products earn more, or nothing, each for its part of the price', async () => {
  const classes = { 烟酒: 0, 水果: 200 };
  const earns = (...sold: ReadonlyArray<{ class: string; amount: number }>) =>
    earnedBy(
      10_000,
      RULE,
      { ...PLAIN, classes },
      { time: '2026-11-23 10:42', level: undefined, isBirthday: false, sold },
    );
  assert.is(earns({ class: '烟酒', amount: 10_000 }).points, 0);
  assert.is(earns({ class: '水果', amount: 10_000 }).points, 200);
  assert.is(earns({ class: '其他', amount: 10_000 }).points, 100, 'a class without a rule');
  assert.is(earns({ class: '烟酒', amount: 7_500 }, { class: '水果', amount: 2_500 }).points, 50);
  assert.equal(earns({ class: '水果', amount: 1 }, { class: '', amount: 2 }), {
    points: 133,
    hundredths: 13_333,
  });
  assert.is(earns({ class: 'toString', amount: 1 }).points, 100, 'no class is a word of the language');
  const it = await moneyTill();
  await it.program({ classes });
  await it.sells(8_800, { items: [{ name: '酒', quantity: 1, price: 8_800, class: '烟酒' }] });
  assert.is(it.balances().points, 300);
  await it.kernel.close();
});

test('rules count from their time on: what was sold before keeps its points, also when it comes back', async () => {
  const it = await moneyTill({ points: 0 });
  const sale = await it.sells(10_000);
  await it.program({ weekdays: { 0: 300 }, levels: [{ ...GOLD, spent: 0 }] }, NOW_MS + 60_000);
  assert.is(it.quotes(10_000).points, 100, 'not yet');
  assert.is(
    it.quotes(10_000, { now: NOW_MS + 60_000 }).points,
    240,
    'from then on: 80.00 are paid, three points each',
  );
  assert.is(it.balances().points, 100);
  await it.refunds(sale);
  assert.is(it.balances().points, 0, 'as many as it gave');
  await it.kernel.close();
});

test('rules that begin later keep what is changed before they begin', async () => {
  const it = await moneyTill();
  const { state } = it.kernel;
  const at = (time: number) => programAt(state, time);
  const set = (program: Partial<Program>, from: number) =>
    it.kernel.transact(STAFF, (current) => setProgram(current, { ...at(from), ...program }, from));
  await it.program({ levels: [GOLD], weekdays: { 1: 200 } });
  const later = NOW_MS + 9 * 24 * 3600_000;
  await set({ weekdays: { 1: 200, 0: 300 }, levels: [{ ...GOLD, earned: 500 }], warnDays: 7 }, later);
  await set({ money: { points: 100, worth: 100 }, levels: [{ ...GOLD, pays: 70 }], weekdays: {} }, NOW_MS);
  assert.equal(at(NOW_MS), { ...PLAIN, levels: [{ ...GOLD, pays: 70 }], money: { points: 100, worth: 100 } });
  assert.equal(at(later), {
    ...at(NOW_MS),
    weekdays: { 0: 300 },
    levels: [{ ...GOLD, pays: 70, earned: 500 }],
    warnDays: 7,
  });
  await it.kernel.close();
});

test('a gift takes its points once, a retry nothing', async () => {
  const it = await moneyTill();
  await it.redeems('g1', 'same');
  assert.is(await refusal(it.redeems('g1', 'same')), 'command/counted-already');
  assert.is(await refusal(it.redeems('nothing')), 'command/gift-unknown');
  assert.is(it.balances().points, 200);
  await it.kernel.close();
});

test('an adjustment needs a reason and a number, and may leave less than nothing', async () => {
  const it = await moneyTill();
  const run = (points: number, why: string) =>
    it.kernel.transact(STAFF, (state) =>
      adjust(state, { adjustment: `a ${points}`, customer: 'c1', points, why }),
    );
  assert.is(await refusal(run(5, '  ')), 'command/reason-missing');
  assert.is(await refusal(run(0, '补登')), 'command/amount-missing');
  assert.is(await refusal(run(1_000_000, '补登')), 'command/amount-too-large');
  assert.equal(await run(-350, '补登'), { points: -50 });
  await it.kernel.close();
});

test('rules that cannot be are refused', async () => {
  const it = await moneyTill();
  const wrong = [
    { levels: [{ ...GOLD, pays: 0 }] },
    { levels: [{ ...GOLD, pays: 101 }] },
    { levels: [{ ...GOLD, earn: -1 }] },
    { weekdays: { 7: 100 } },
    { money: { points: 0, worth: 100 } },
    { expiryDays: 0 },
    { recharge: { points: 1, per: 0 } },
  ];
  for (const one of wrong) {
    const set = it.kernel.transact(STAFF, (state) => setProgram(state, { ...PLAIN, ...one }, 0));
    assert.is(await refusal(set), 'command/rule-wrong', JSON.stringify(one));
  }
  await it.kernel.close();
});

test.run();
