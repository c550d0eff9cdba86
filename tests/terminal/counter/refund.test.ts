/** Refunds: money goes back the way it came, points are taken back even when they are spent. Money in fen. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dayTotals, saleBy } from '../../../terminal/counter/queries.js';
import { shareOut } from '../../../terminal/counter/share.js';
import { expirePoints } from '../../../terminal/loyalty/expire.js';
import { keptReceipt } from '../../../terminal/receipts/queries.js';
import { STAFF } from '../../support/kernel.js';
import { moneyTill, refusal } from './money.js';

const DAY_MS = 24 * 3600_000;

test('a cash sale refunded whole gives the cash and takes the points back', async () => {
  const it = await moneyTill({ points: 0 });
  const sale = await it.sells(8800);
  assert.is(it.balances().points, 88);
  const back = await it.refunds(sale);
  assert.equal(back.paid, { cash: 8800, principal: 0, bonus: 0, used: 0, worth: 0 });
  assert.equal([back.points, back.number, it.balances().points], [88, 'till-1-R00001', 0]);
  assert.is(dayTotals(it.kernel.state, 0).cash, 0);
  await it.kernel.close();
});

test('a sale paid from principal, bonus and cash goes back in the same parts', async () => {
  const it = await moneyTill({ principal: 3000, bonus: 1000, points: 0 });
  const sale = await it.sells(10_000, { stored: 'all', tendered: 6000 });
  assert.equal(it.balances(), { points: 90, principal: 0, bonus: 0 });
  const half = await it.refunds(sale, 5000);
  assert.equal(half.paid, { cash: 3000, principal: 1500, bonus: 500, used: 0, worth: 0 });
  const rest = await it.refunds(sale);
  assert.equal(rest.paid, { cash: 3000, principal: 1500, bonus: 500, used: 0, worth: 0 });
  assert.equal(it.balances(), { points: 0, principal: 3000, bonus: 1000 });
  await it.kernel.close();
});

test('points given for money come back as points, never as cash', async () => {
  const it = await moneyTill({ points: 500, principal: 0, bonus: 0 });
  await it.program({ money: { points: 100, worth: 100 } });
  const sale = await it.sells(800, { use: 500, tendered: 300 });
  assert.is(it.balances().points, 3);
  const back = await it.refunds(sale);
  assert.equal([back.paid.cash, back.paid.used, back.points], [300, 500, 3]);
  assert.is(it.balances().points, 500);
  await it.kernel.close();
});

test('buy, redeem, refund, keep the points: they are taken back all the same, and stand below zero', async () => {
  const it = await moneyTill({ points: 0 });
  const sale = await it.sells(10_000);
  await it.redeems('g1');
  assert.is(it.balances().points, 0);
  assert.is((await it.refunds(sale)).pointsAfter, -100);
  assert.is(it.balances().points, -100);
  assert.is(await refusal(it.redeems('g1')), 'command/points-short');
  await it.kernel.close();
});

test('all refunds of a sale together never give more than was paid', async () => {
  const it = await moneyTill();
  const sale = await it.sells(8800);
  await it.refunds(sale, 8000);
  assert.is(await refusal(it.refunds(sale, 801)), 'command/refund-too-much');
  await it.refunds(sale, 800);
  assert.is(await refusal(it.refunds(sale, 1)), 'command/refund-nothing-left');
  await it.kernel.close();
});

test('refunded twice from two screens at once: one of them is told that nothing is left', async () => {
  const it = await moneyTill();
  const sale = await it.sells(8800);
  const both = await Promise.all([refusal(it.refunds(sale)), refusal(it.refunds(sale))]);
  assert.equal(both, ['not refused', 'command/refund-nothing-left']);
  const retry = await it.sells(500);
  assert.is(await refusal(it.refunds(retry, 100, 'same')), 'not refused');
  assert.is(await refusal(it.refunds(retry, 100, 'same')), 'command/counted-already');
  await it.kernel.close();
});

test('a refund of a refund, of another till’s sale and of nothing are refused, each in its own words', async () => {
  const it = await moneyTill();
  const sale = await it.sells(8800);
  const { number } = await it.refunds(sale, 100);
  assert.is(await refusal(it.refunds(number)), 'command/refund-of-refund');
  assert.is(await refusal(it.refunds('till-2-000001')), 'command/sale-elsewhere');
  assert.is(await refusal(it.refunds('till-1-000009')), 'command/sale-unknown');
  for (const amount of [0, -100, 0.5, Number.NaN])
    assert.is(await refusal(it.refunds(sale, amount)), 'command/amount-missing');
  assert.is(await refusal(it.refunds('till-1-000001', 8700)), 'not refused');
  await it.kernel.close();
});

test('the receipt of a refund names the sale and the parts, and opens the drawer for cash alone', async () => {
  const it = await moneyTill({ bonus: 0 });
  const sale = await it.sells(8800, { stored: 'all' });
  await it.refunds(sale, undefined, 'r1');
  const receipt = keptReceipt(it.kernel.state, 'j r1');
  const pairs = receipt?.blocks.flatMap((block) =>
    block.kind === 'pair' ? [[block.left, block.right]] : [],
  );
  assert.equal(pairs, [
    ['退款单', 'till-1-R00001'],
    ['原单', 'till-1-000001'],
    ['时间', '2026-11-22 10:42'],
    ['退款', '￥88.00'],
    ['退回本金', '￥88.00'],
    ['会员 王*明', '138****8000'],
    ['扣回积分', '-88'],
    ['现有积分', '300'],
    ['储值余额', '￥100.00'],
    ['顾客签名', '__________'],
  ]);
  assert.not.ok(receipt?.blocks.some(({ kind }) => kind === 'drawer'));
  await it.kernel.close();
});

test('the parts on the receipt of a refund come to its sum, what points stood for among them', async () => {
  const it = await moneyTill({ points: 200, principal: 10_000, bonus: 0 });
  await it.program({ money: { points: 100, worth: 100 } });
  const sale = await it.sells(12_345, { stored: 'all', use: 200, tendered: 2145 });
  await it.refunds(sale, 5000, 'r1');
  const pairs = keptReceipt(it.kernel.state, 'j r1')?.blocks.flatMap((block) =>
    block.kind === 'pair' && /^退/.test(block.left) ? [`${block.left} ${block.right}`] : [],
  );
  assert.equal(pairs?.slice(1), ['退款 ￥50.00', '退现金 ￥8.69', '退回本金 ￥40.50', '退回积分 81 ￥0.81']);
  await it.kernel.close();
});

test('refunded fen by fen, no part of a point stays and no fen is lost', async () => {
  const it = await moneyTill({ principal: 333, bonus: 0, points: 0 });
  const sale = await it.sells(777, { stored: 'all', tendered: 444 });
  assert.is(it.balances().points, 7);
  let cash = 0;
  let worst = 7;
  for (let fen = 1; fen <= 777; fen++) {
    cash += (await it.refunds(sale, 1)).paid.cash;
    const earnedByRest = Math.floor((7 * (777 - fen)) / 777);
    worst = Math.min(worst, earnedByRest - it.balances().points);
  }
  assert.equal([cash, it.balances()], [444, { points: 0, principal: 333, bonus: 0 }]);
  assert.ok(worst >= 0, 'the points kept are never more than the rest of the sale earned');
  assert.is(saleBy(it.kernel.state, sale)?.left.amount, 0);
  await it.kernel.close();
});

test('shares are whole, fit into their parts and add up', () => {
  for (const parts of [
    [1, 1, 1],
    [0, 5, 0, 7],
    [333, 1, 99_999_999],
    [0, 0, 3],
  ]) {
    const total = parts.reduce((sum, part) => sum + part, 0);
    for (const amount of [0, 1, 2, Math.floor(total / 3), total - 1, total]) {
      const shares = shareOut(amount, parts);
      assert.is(
        shares.reduce((sum, share) => sum + share, 0),
        amount,
      );
      assert.ok(shares.every((share, index) => share >= 0 && share <= (parts[index] ?? 0)));
    }
  }
});

test('points that expired are not taken once more when what earned them goes back, in steps or at once', async () => {
  const it = await moneyTill({ points: 0, principal: 0, bonus: 0 });
  await it.program({ expiryDays: 30, recharge: { points: 1, per: 100 } });
  const [whole, steps] = [await it.sells(50_000), await it.sells(50_000)];
  await it.recharges(20_000, 'c');
  await it.redeems('g1');
  await it.clock.advance(31 * DAY_MS);
  await it.kernel.transact(STAFF, (state) =>
    expirePoints(state, { now: it.clock.now(), after: 0, ids: it.kernel.ids }),
  );
  assert.is(it.balances().points, 0);
  await it.refunds(whole);
  assert.is(it.balances().points, -100, 'a hundred of its points had become a gift');
  await it.refunds(steps, 20_001);
  await it.refunds(steps);
  await it.refundsRecharge('c', 5000);
  await it.refundsRecharge('c', 15_000);
  assert.equal(it.balances(), { points: -100, principal: 0, bonus: 0 });
});

test.run();
