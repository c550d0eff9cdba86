/** Stored value: recharging with a bonus, and taking it back. Money in fen. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dayTotals } from '../../../terminal/counter/queries.js';
import { rechargeBack } from '../../../terminal/prepaid/rules.js';
import { printStatement } from '../../../terminal/prepaid/statement.js';
import { keptReceipt } from '../../../terminal/receipts/queries.js';
import { NOW_MS, STAFF } from '../../support/kernel.js';
import { type MoneyTill, moneyTill, refusal, TIME } from '../counter/money.js';

const EMPTY = { points: 0, principal: 0, bonus: 0 };
const BONUSES = [
  { amount: 50_000, bonus: 10_000 },
  { amount: 20_000, bonus: 2000 },
];

async function withBonuses(): Promise<MoneyTill> {
  const it = await moneyTill(EMPTY);
  await it.rules({ bonuses: BONUSES });
  return it;
}

test('500 get 100: the highest step that is reached counts, once', async () => {
  const it = await withBonuses();
  const got: number[] = [];
  for (const amount of [19_999, 20_000, 49_999, 50_000, 100_000])
    got.push((await it.recharges(amount)).bonus);
  assert.equal(got, [0, 2000, 2000, 10_000, 10_000]);
  assert.is(dayTotals(it.kernel.state, 0).cash, 19_999 + 20_000 + 49_999 + 50_000 + 100_000);
  await it.kernel.close();
});

test('more than the cap is refused, and says the cap', async () => {
  const it = await withBonuses();
  assert.is(await refusal(it.recharges(490_001)), 'command/stored-cap');
  assert.is((await it.recharges(490_000)).balance, 500_000);
  assert.is(await refusal(it.recharges(1)), 'command/stored-cap');
  await it.kernel.close();
});

test('a recharge of nothing, less than nothing, or twice by a retry is refused', async () => {
  const it = await withBonuses();
  for (const amount of [0, -100, 0.5, Number.NaN])
    assert.is(await refusal(it.recharges(amount)), 'command/amount-missing');
  await it.recharges(50_000, 'same');
  assert.is(await refusal(it.recharges(50_000, 'same')), 'command/counted-already');
  assert.equal(it.balances(), { points: 0, principal: 50_000, bonus: 10_000 });
  await it.kernel.close();
});

test('points for recharging are taken back with it', async () => {
  const it = await withBonuses();
  await it.program({ recharge: { points: 1, per: 1000 } });
  await it.recharges(50_000, 'c');
  assert.is(it.balances().points, 50);
  await it.refundsRecharge('c', 25_010);
  assert.is(it.balances().points, 24);
  await it.refundsRecharge('c', 24_990);
  assert.equal(it.balances(), EMPTY);
  await it.kernel.close();
});

test('the refund calculator: the bonus goes with its share, and what of it is spent is kept from the cash', () => {
  const left = { amount: 50_000, bonus: 10_000, points: 0 };
  const rows: ReadonlyArray<readonly [number, number, number[]]> = [
    // amount, bonus still there, → bonus taken, kept, cash
    [50_000, 10_000, [10_000, 0, 50_000]],
    [25_000, 10_000, [5000, 0, 25_000]],
    [50_000, 4000, [4000, 6000, 44_000]],
    [50_000, 0, [0, 10_000, 40_000]],
    [1, 10_000, [1, 0, 1]],
    [1, 0, [0, 1, 0]],
  ];
  for (const [amount, bonus, expected] of rows) {
    const back = rechargeBack(amount, left, { principal: 50_000, bonus });
    assert.equal([back.bonus, back.kept, back.cash], expected, `${amount} of it, ${bonus} there`);
  }
});

test('a spent principal does not come back, and neither does a bonus as cash', async () => {
  const it = await withBonuses();
  await it.rules({ bonuses: BONUSES, order: 'bonus-first' });
  const { number } = await it.recharges(50_000);
  await it.sells(10_000, { stored: 'all' });
  assert.equal(it.balances(), { points: 0, principal: 50_000, bonus: 0 });
  const back = await it.refundsRecharge(number, 50_000);
  assert.equal([back.cash, back.kept], [40_000, 10_000]);
  assert.equal(it.balances(), EMPTY);
  assert.is(await refusal(it.refundsRecharge(number, 1)), 'command/refund-too-much');
  assert.is(dayTotals(it.kernel.state, 0).cash, 10_000, 'the shop sold for 100.00 and has 100.00');
  await it.kernel.close();
});

test('taken back twice from two screens: the second finds nothing', async () => {
  const it = await withBonuses();
  await it.recharges(50_000, 'c');
  const both = await Promise.all([1, 2].map(() => refusal(it.refundsRecharge('c', 50_000))));
  assert.equal(both, ['not refused', 'command/refund-too-much']);
  assert.is(await refusal(it.refundsRecharge('nothing', 1)), 'command/recharge-unknown');
  await it.kernel.close();
});

test('the receipt of a recharge shows what was given and what is there', async () => {
  const it = await withBonuses();
  await it.recharges(50_000, 'c');
  const blocks = keptReceipt(it.kernel.state, 'j c')?.blocks ?? [];
  const pairs = blocks.flatMap((block) => (block.kind === 'pair' ? [`${block.left} ${block.right}`] : []));
  assert.equal(pairs, [
    '编号 till-1-C00001',
    '时间 2026-11-22 10:42',
    '会员 王*明 138****8000',
    '充值 ￥500.00',
    '赠送 ￥100.00',
    '储值余额 ￥600.00',
    '其中本金 ￥500.00',
    '其中赠送 ￥100.00',
  ]);
  await it.kernel.close();
});

test('a statement lists every entry with the balance after it, and ends with what the ledger has', async () => {
  const it = await withBonuses();
  await it.recharges(50_000);
  await it.clock.advance(60_000);
  await it.sells(8800, { stored: 'all' });
  const wanted = { now: NOW_MS, time: TIME, terminal: 'till-1', job: 'st', customer: 'c1' };
  await it.kernel.transact(STAFF, (state) => printStatement(state, { ...wanted, when: () => '11-22' }));
  const blocks = keptReceipt(it.kernel.state, 'st')?.blocks ?? [];
  const pairs = blocks.flatMap((block) => (block.kind === 'pair' ? [`${block.left} ${block.right}`] : []));
  assert.equal(pairs.slice(2), [
    ...['11-22 消费 积分 +88', ' 余 88', '11-22 消费 本金 -￥88.00', ' 余 ￥412.00'],
    ...['11-22 充值 本金 +￥500.00', ' 余 ￥500.00', '11-22 充值 赠送 +￥100.00', ' 余 ￥100.00'],
    ...['储值余额 ￥512.00', '其中本金 ￥412.00', '其中赠送 ￥100.00', '现有积分 88'],
  ]);
  await it.kernel.close();
});

test.run();
