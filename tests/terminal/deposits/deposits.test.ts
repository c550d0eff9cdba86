/** Deposits: taken, given back, kept, undone. Money in fen. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dayTotals } from '../../../terminal/counter/queries.js';
import { usualDeposits } from '../../../terminal/deposits/queries.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { entriesOf } from '../../../terminal/ledger/index.js';
import { timelineOf } from '../../../terminal/timeline/queries.js';
import { happen, openTestKernel } from '../../support/kernel.js';
import { refusal } from '../counter/money.js';
import { depositTill } from './till.js';

const event = (type: string, body: object): DomainEvent => ({ type, v: 1, ...body });

test('a crate is lent for 50.00 and comes back in two parts: the drawer ends as it began', async () => {
  const it = await depositTill();
  await it.takes(5000, { deposit: 'd' });
  assert.equal([it.held('d'), it.owed()], [5000, 5000]);
  assert.is(dayTotals(it.kernel.state, 0).cash, 5000);
  await it.returns('d', 2000);
  assert.equal([it.held('d'), it.owed(), dayTotals(it.kernel.state, 0).cash], [3000, 3000, 3000]);
  assert.is((await it.returns('till-1-Y00001', 3000)).left, 0);
  assert.equal([it.held('d'), it.owed(), dayTotals(it.kernel.state, 0).cash], [0, 0, 0]);
  assert.is(await refusal(it.returns('d', 1)), 'command/deposit-short');
  await it.kernel.close();
});

test('a deposit is no stored value: no sale is paid with it, and no top-up sees it', async () => {
  const it = await depositTill();
  const before = it.balances();
  await it.takes(1_000_000);
  assert.equal(it.balances(), before);
  assert.is(await refusal(it.sells(20_000, { stored: 'all' })), 'command/tendered-short');
  assert.is((await it.recharges(100)).balance, before.principal + before.bonus + 100);
  await it.kernel.close();
});

test('nothing, less than nothing, parts of a fen and slips of the finger are refused, taken and given back', async () => {
  const it = await depositTill();
  for (const amount of [0, -100, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
    assert.is(await refusal(it.takes(amount)), 'command/amount-missing');
  assert.is(await refusal(it.takes(10_000_000)), 'command/deposit-much');
  assert.is(await refusal(it.takes(5000, { what: ' \u0007 ' })), 'command/deposit-words');
  await it.takes(5000, { deposit: 'd' });
  for (const amount of [0, -100, 0.5, Number.NaN])
    assert.is(await refusal(it.returns('d', amount)), 'command/amount-missing');
  assert.is(await refusal(it.returns('d', 5001)), 'command/deposit-short');
  assert.is(await refusal(it.keeps('d', 5001)), 'command/deposit-short');
  assert.is(await refusal(it.keeps('d', 100, '  ')), 'command/deposit-words');
  assert.is(it.held('d'), 5000);
  await it.kernel.close();
});

test('given back twice from two screens, and a retry after a power cut, pay once', async () => {
  const it = await depositTill();
  await it.takes(5000, { deposit: 'd' });
  const both = await Promise.all(['a', 'b'].map((move) => refusal(it.returns('d', 5000, move))));
  assert.equal(both, ['not refused', 'command/deposit-short']);
  assert.is(await refusal(it.takes(5000, { deposit: 'd' })), 'command/counted-already');
  await it.takes(5000, { deposit: 'e' });
  await it.returns('e', 1000, 'same');
  assert.is(await refusal(it.returns('e', 1000, 'same')), 'command/counted-already');
  assert.is(await refusal(it.keeps('e', 1000, '坏了', 'same')), 'command/counted-already');
  assert.equal([it.held('e'), it.owed()], [4000, 4000]);
  await it.kernel.close();
});

test('what is kept becomes the shop’s without a move of cash, and is undone like what was given back', async () => {
  const it = await depositTill();
  await it.takes(5000, { deposit: 'd' });
  await it.keeps('d', 1500, '箱子坏了', 'k');
  await it.returns('d', 3500, 'r');
  const { cash, deposits } = dayTotals(it.kernel.state, 0);
  assert.equal([cash, deposits.kept, it.owed()], [1500, 1500, 0]);
  assert.equal(await it.undoes('k', 'uk'), { number: 'till-1-H00003', left: 1500, cash: 0 });
  assert.equal(await it.undoes('r', 'ur'), { number: 'till-1-H00004', left: 5000, cash: 3500 });
  assert.equal([it.held('d'), it.owed(), dayTotals(it.kernel.state, 0).cash], [5000, 5000, 5000]);
  for (const of of ['k', 'r', 'uk']) assert.is(await refusal(it.undoes(of)), 'command/deposit-reversed');
  assert.is(await refusal(it.undoes('nothing')), 'command/deposit-unknown');
  await it.returns('d', 5000);
  assert.equal([it.held('d'), it.owed()], [0, 0]);
  await it.kernel.close();
});

test('another till’s deposit is given back there, and the number says where', async () => {
  const it = await depositTill();
  await happen(
    it.kernel,
    event('ledger.entered', {
      ...{ customer: 'c1', account: 'deposit', amount: 700, reason: 'deposit', cause: 'x' },
      from: { terminal: 'till-2', at: 5 },
    }),
  );
  assert.is(it.owed(), 700, 'it is known here');
  assert.is(await refusal(it.returns('till-2-Y00001', 700)), 'command/deposit-elsewhere');
  assert.is(await refusal(it.returns('till-1-Y00009', 700)), 'command/deposit-unknown');
  assert.is(await refusal(it.returns('x', 700)), 'command/deposit-unknown');
  await it.kernel.close();
});

test('each deed has its receipt, and the drawer opens when cash moves', async () => {
  const it = await depositTill();
  await it.takes(5000, { deposit: 'd' });
  await it.keeps('d', 1500, '箱子坏了', 'k');
  await it.returns('d', 1000, 'r');
  await it.undoes('r', 'u');
  const who = ['时间 2026-11-22 10:42', '会员 王*明 138****8000'];
  assert.equal(it.paper('d'), [
    ...['编号 till-1-Y00001', ...who, '用途 苹果箱', '收押金 ￥50.00', '押金合计 ￥50.00', 'drawer'],
  ]);
  assert.equal(it.paper('k'), [
    ...['编号 till-1-H00001', ...who, '原单 till-1-Y00001', '原因 箱子坏了', '扣押金 ￥15.00'],
    ...['此单未退 ￥35.00', '顾客签名 __________'],
  ]);
  assert.equal(it.paper('r').slice(3), [
    ...['原单 till-1-Y00001', '退现金 ￥10.00', '此单未退 ￥25.00', '顾客签名 __________', 'drawer'],
  ]);
  assert.equal(it.paper('u').slice(3), [
    ...['原单 till-1-Y00001', '冲正 till-1-H00002', '恢复押金 ￥10.00', '收回现金 ￥10.00'],
    ...['此单未退 ￥35.00', 'drawer'],
  ]);
  await it.kernel.close();
});

test('the statement and the timeline tell of it, each entry with the reason', async () => {
  const it = await depositTill();
  await it.takes(5000, { deposit: 'd' });
  await it.keeps('d', 1500, '箱子坏了');
  await it.returns('d', 3500);
  const entries = entriesOf(it.kernel.state, 1, 0, 9).filter(({ account }) => account === 'deposit');
  assert.equal(
    entries.map(({ reason, amount, balance }) => [reason, amount, balance]),
    [
      ['deposit-return', -3500, 0],
      ['deposit-kept', -1500, 3500],
      ['deposit', 5000, 5000],
    ],
  );
  const { rows } = timelineOf(it.kernel.state, 1, { kind: 'money', offset: 0, limit: 9 });
  const told = rows.filter(({ what }) => what.startsWith('deposit'));
  assert.equal(told.map(({ what, words, money }) => [what, words, money]).sort(), [
    ['deposit', '苹果箱', 5000],
    ['deposit-kept', '箱子坏了', -1500],
    ['deposit-returned', '苹果箱', -3500],
  ]);
  await it.kernel.close();
});

test('what is lent twice is remembered with its last amount; what was said once is not', async () => {
  const it = await depositTill();
  for (const amount of [5000, 6000]) await it.takes(amount);
  await it.takes(20_000, { what: '王小明生日蛋糕' });
  assert.equal(
    usualDeposits(it.kernel.state, 9).map(({ what, amount }) => [what, amount]),
    [['苹果箱', 6000]],
  );
  await it.kernel.close();
});

test('the same after a restart from the journal alone', async () => {
  const it = await depositTill();
  await it.takes(5000, { deposit: 'd' });
  await it.keeps('d', 1500, '坏了', 'k');
  await it.undoes('k');
  const hash = it.kernel.contentHash();
  await it.kernel.close();
  const again = await openTestKernel({ disk: it.disk });
  assert.is(again.kernel.contentHash(), hash);
  await again.kernel.close();
});

test.run();
