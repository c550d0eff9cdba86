/** Paying from stored value and with points, at the discount of a level. Money in fen. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dayTotals } from '../../../terminal/counter/queries.js';
import { outbox } from '../../../terminal/messaging/queries.js';
import { keptReceipt } from '../../../terminal/receipts/queries.js';
import { NOW_MS } from '../../support/kernel.js';
import { moneyTill, refusal } from './money.js';

test('the principal goes first, then the bonus, unless the rule says the other way', async () => {
  const it = await moneyTill();
  await it.sells(11_000, { stored: 'all' });
  assert.equal(it.balances(), { points: 400, principal: 0, bonus: 1000 });
  const other = await moneyTill();
  await other.rules({ order: 'bonus-first' });
  await other.sells(11_000, { stored: 'all' });
  assert.equal(other.balances(), { points: 390, principal: 1000, bonus: 0 });
  await it.kernel.close();
  await other.kernel.close();
});

test('bonus and points earn no points', async () => {
  const it = await moneyTill({ principal: 0, bonus: 5000 });
  await it.program({ money: { points: 100, worth: 500 } });
  assert.is(it.quotes(5000, { stored: 'all' }).points, 0);
  assert.equal([it.quotes(5000, { use: 300 }).points, it.quotes(5000, { use: 300 }).cash], [35, 3500]);
  await it.kernel.close();
});

test('what is not there cannot be spent, and amounts below zero are refused', async () => {
  const it = await moneyTill({ principal: 100, bonus: 0, points: 50 });
  await it.program({ money: { points: 100, worth: 100 } });
  assert.is(await refusal(it.sells(8800, { stored: 101, tendered: 8699 })), 'command/balance-short');
  assert.is(await refusal(it.sells(8800, { use: 100, tendered: 8700 })), 'command/points-short');
  assert.is(await refusal(it.sells(8800, { use: 50 })), 'command/points-steps');
  for (const wrong of [-1, 0.5, Number.NaN]) {
    assert.is(await refusal(it.sells(8800, { stored: wrong, tendered: 8800 })), 'command/amount-missing');
    assert.is(await refusal(it.sells(8800, { use: wrong, tendered: 8800 })), 'command/points-steps');
  }
  assert.is(await refusal(it.sells(50, { stored: 60 })), 'command/amount-missing');
  assert.is(await refusal(it.sells(8800, { stored: 100, tendered: 8699 })), 'command/tendered-short');
  assert.equal(it.balances(), { points: 50, principal: 100, bonus: 0 });
  await it.kernel.close();
});

test('a sale without a customer cannot use anybody’s money', async () => {
  const it = await moneyTill();
  const nobody = {
    sale: 's',
    items: [],
    amount: 100,
    tendered: 0,
    now: NOW_MS,
    time: '',
    terminal: 'till-1',
  };
  const { sell } = await import('../../../terminal/counter/commands.js');
  assert.throws(
    () => sell(it.kernel.state, { ...nobody, job: 'j', text: 't', stored: 'all' }),
    (error: { code: string }) => error.code === 'command/customer-needed',
  );
  await it.kernel.close();
});

test('points doubled by a retry: the same sale counts once', async () => {
  const it = await moneyTill({ points: 0 });
  await it.sells(8800, { sale: 'same' });
  assert.is(await refusal(it.sells(8800, { sale: 'same' })), 'command/counted-already');
  assert.is(it.balances().points, 88);
  await it.kernel.close();
});

test('a thousand small sales: no fen and no point is made by rounding', async () => {
  const it = await moneyTill({ points: 0, principal: 33_000, bonus: 0 });
  await it.program({ levels: [{ name: '', earn: 150, pays: 95 }] });
  for (let n = 0; n < 1000; n++) await it.sells(33, { stored: 'all' });
  // 95 % of 0.33 is 0.3135: 0.32 is paid, less than a yuan, so nothing is earned.
  assert.equal(it.balances(), { points: 0, principal: 33_000 - 32_000, bonus: 0 });
  const { salesStored, cash, sales } = dayTotals(it.kernel.state, 0);
  assert.equal([sales, salesStored, cash], [{ count: 1000, amount: 32_000 }, 32_000, 0]);
  await it.kernel.close();
});

test('a level reached by spending gives its discount and its points from the next sale on', async () => {
  const it = await moneyTill({ points: 0 });
  await it.program({ levels: [{ name: '金卡', spent: 10_000, earn: 200, pays: 80 }] });
  assert.is(it.quotes(10_000).due, 10_000);
  const sale = await it.sells(10_000);
  assert.equal([it.quotes(1001).due, it.quotes(1000).points], [801, 16]);
  await it.refunds(sale);
  assert.is(it.quotes(1000).due, 1000, 'a refunded purchase is none');
  await it.kernel.close();
});

test('a program counts from its time on, and what was earned stays', async () => {
  const it = await moneyTill({ points: 0 });
  await it.sells(8800);
  await it.program({ weekdays: { 0: 300 } }, NOW_MS + 1);
  assert.is(it.quotes(8800).points, 88, 'not yet');
  assert.is(it.quotes(8800, { now: NOW_MS + 1 }).points, 264);
  assert.is(it.quotes(8800, { now: NOW_MS + 1, time: '2026-11-23 10:00' }).points, 88, 'Monday');
  assert.is(it.balances().points, 88);
  await it.kernel.close();
});

test('what was confirmed is what happens: figures that changed meanwhile are shown again', async () => {
  const it = await moneyTill();
  const { due, cash, used } = it.quotes(8800);
  await it.program({ levels: [{ name: '', earn: 100, pays: 90 }] });
  assert.is(await refusal(it.sells(8800, { confirmed: { due, cash, used } })), 'command/price-changed');
  await it.kernel.close();
});

test('the receipt shows how it was paid and what is left', async () => {
  const it = await moneyTill({ points: 200 });
  await it.program({ money: { points: 100, worth: 100 }, levels: [{ name: '', earn: 100, pays: 90 }] });
  await it.sells(20_000, { sale: 's', stored: 'all', use: 'all', tendered: 6000 });
  const blocks = keptReceipt(it.kernel.state, 'j s')?.blocks ?? [];
  const pairs = blocks.flatMap((block) => (block.kind === 'pair' ? [`${block.left} ${block.right}`] : []));
  assert.equal(pairs.slice(2), [
    '原价 ￥200.00',
    '优惠 -￥20.00',
    '合计 ￥180.00',
    '积分抵扣 200 ￥2.00',
    '储值本金 ￥100.00',
    '储值赠送 ￥20.00',
    '现金 ￥60.00',
    '找零 ￥2.00',
    '会员 王*明 138****8000',
    '原有积分 200',
    '抵扣积分 -200',
    '本次积分 +158',
    '现有积分 158',
    '储值余额 ￥0.00',
  ]);
  await it.kernel.close();
});

test('when little is left the customer is told, once', async () => {
  const it = await moneyTill({ principal: 10_000, bonus: 0 });
  await it.rules({ low: 5000 });
  await it.sells(6000, { stored: 'all', notice: 'n1' });
  await it.sells(1000, { stored: 'all', notice: 'n2' });
  const bodies = outbox(it.kernel.state, 0, 9).map(({ body }) => body);
  assert.is(bodies.filter((body) => body.includes('储值余额还有')).length, 1);
  assert.ok(bodies.some((body) => body.includes('储值余额还有40.00元')));
  await it.kernel.close();
});

test.run();
