/**
 * Deposits at tills of one store without a line to each other: each gives back what it took and nothing else, so that nobody is paid
 * twice; when the line is back, all of them and the office say the same.
 */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pageOf } from '../../../office/follow/page.js';
import type { FeedItem } from '../../../protocol/sync/messages.js';
import { parseShared } from '../../../protocol/sync/shared.js';
import { spendable } from '../../../terminal/allowance/index.js';
import { giveBack, takeDeposit } from '../../../terminal/deposits/commands.js';
import { depositsSince } from '../../../terminal/deposits/index.js';
import { takeOver } from '../../../terminal/deposits/take-over.js';
import type { Kernel } from '../../../terminal/kernel/kernel.js';
import { depositOf } from '../../../terminal/ledger/index.js';
import { keptReceipt } from '../../../terminal/receipts/queries.js';
import { takeItem } from '../../../terminal/sync/commands.js';
import { lineOf } from '../../office/support.js';
import { NOW_MS, openTestKernel, STAFF } from '../../support/kernel.js';
import { refusal, TIME } from '../counter/money.js';

const NAMES = ['till-1', 'till-2'] as const;

interface Till {
  readonly name: string;
  readonly kernel: Kernel;
  readonly lines: string[];
  takes(deposit: string, amount: number): Promise<unknown>;
  returns(deposit: string, amount: number, move: string): Promise<unknown>;
}

async function openTill(name: string): Promise<Till> {
  const { kernel } = await openTestKernel();
  const lines: string[] = [];
  kernel.onCommit(({ seq, events }) => void lines.push(lineOf(seq, events).trimEnd()));
  const place = (job: string) => ({ now: NOW_MS, time: '2026-11-22 10:42', terminal: name, job });
  return {
    ...{ name, kernel, lines },
    takes: (deposit, amount) =>
      kernel.transact(STAFF, (state) =>
        takeDeposit(state, { ...place(deposit), deposit, customer: 'c', amount, what: '苹果箱' }),
      ),
    returns: (deposit, amount, move) =>
      kernel.transact(STAFF, (state) => giveBack(state, { ...place(move), move, deposit, amount })),
  };
}

async function openStore() {
  const feed: Array<FeedItem & { readonly origin?: string }> = [];
  const publish = (kind: string, body: unknown): void => void feed.push({ n: feed.length + 1, kind, body });
  publish('tills', { tills: NAMES, home: NAMES[0] });
  publish('customer', { id: 'c', name: '王小明', stamp: '000000000000001-00000-office' });
  const tills = await Promise.all(NAMES.map(openTill));
  const taken = new Map(NAMES.map((name) => [name as string, 0]));

  async function deliver(): Promise<void> {
    for (const { name, kernel } of tills) {
      for (const item of feed.slice(taken.get(name)))
        await kernel.transact(STAFF, (state) => takeItem(state, item, name));
      taken.set(name, feed.length);
    }
  }

  /** The line is back: everything that was told reaches everybody. */
  async function meet(): Promise<void> {
    for (const { name, lines } of tills) {
      const after = followed.get(name) ?? 0;
      for (const body of pageOf('s', name, after, lines.slice(after)).shared) publish('shared', body);
      followed.set(name, lines.length);
    }
    await deliver();
  }
  const followed = new Map<string, number>();
  await deliver();
  const [one, two] = tills as [Till, Till];
  return { one, two, meet, publish, owed: () => tills.map(({ kernel }) => depositOf(kernel.state, 1)) };
}

test('two tills without a line cannot both give the same deposit back', async () => {
  const { one, two, meet, owed } = await openStore();
  await one.takes('d', 5000);
  await meet();
  assert.equal(owed(), [5000, 5000], 'both know of it');
  assert.is(await refusal(two.returns('till-1-Y00001', 5000, 'm1')), 'command/deposit-elsewhere');
  assert.is(await refusal(two.returns('d', 5000, 'm2')), 'command/deposit-unknown');
  await one.returns('till-1-Y00001', 5000, 'm3');
  assert.is(await refusal(two.returns('till-1-Y00001', 1, 'm4')), 'command/deposit-elsewhere');
  await meet();
  assert.equal(owed(), [0, 0]);
  for (const { kernel } of [one, two]) await kernel.close();
});

test('each gives back its own while the other does the same, and no sum is lost or counted twice', async () => {
  const { one, two, meet, owed } = await openStore();
  await one.takes('a', 5000);
  await two.takes('b', 3000);
  await meet();
  await Promise.all([one.returns('a', 2000, 'm1'), two.returns('b', 3000, 'm2')]);
  assert.equal(owed(), [6000, 5000], 'each knows its own');
  await meet();
  assert.equal(owed(), [3000, 3000]);
  for (const { kernel } of [one, two]) await kernel.close();
});

test('what a till held that is gone is given back at the home till, once, and at no other', async () => {
  const { one, two, meet, publish, owed } = await openStore();
  await two.takes('a', 5000);
  await two.takes('b', 700);
  await two.returns('b', 200, 'm0');
  await meet();
  const over = { customer: 'c', till: 'till-2', terminal: 'till-1', now: NOW_MS, time: TIME };
  const takesOver = (deposit: string) =>
    one.kernel.transact(STAFF, (state) => takeOver(state, { ...over, deposit, job: `j ${deposit}` }));
  assert.is(await refusal(takesOver('x')), 'command/deposit-unknown', 'while till-2 is there');
  publish('tills', { tills: ['till-1'], home: 'till-1' });
  await meet();
  const here = { ...over, till: 'till-1', terminal: 'till-2', deposit: 'y', job: 'j y' };
  assert.is(
    await refusal(two.kernel.transact(STAFF, (state) => takeOver(state, here))),
    'command/deposit-unknown',
  );
  const both = await Promise.all(['x', 'z'].map((id) => refusal(takesOver(id))));
  assert.equal(both, ['not refused', 'command/deposit-unknown']);
  assert.is(await refusal(takesOver('x')), 'command/counted-already');
  assert.is(owed()[0], 5500, 'nothing moved');
  const paper = JSON.stringify(keptReceipt(one.kernel.state, 'j x')?.blocks);
  assert.match(paper, /押金转入.*till-1-Y00001.*"原收银机","right":"till-2".*￥55\.00/);
  assert.not.match(paper, /"drawer"/, 'no cash moves');
  assert.is(depositsSince(one.kernel.state, 0).taken, 0, 'no cash came');
  await one.returns('till-1-Y00001', 5500, 'm1');
  assert.is(owed()[0], 0);
  assert.is(await refusal(one.returns('x', 1, 'm2')), 'command/deposit-short');
  for (const { kernel } of [one, two]) await kernel.close();
});

test('a deposit is lent to no till and spent at none', async () => {
  const { one, two, meet } = await openStore();
  await one.takes('a', 5000);
  await meet();
  for (const { kernel } of [one, two]) {
    assert.is(spendable(kernel.state, 1, 'principal'), 0);
    assert.is(kernel.state.value("SELECT count(*) FROM allowance_held WHERE account = 'deposit'"), 0);
  }
  const ask = { v: 1, ask: 'x', customer: 'c', account: 'deposit', amount: 1, by: 'till-2' };
  assert.throws(
    () => parseShared('allowance.asked', ask),
    (error: { code?: string }) => error.code === 'sync/schema',
  );
  for (const { kernel } of [one, two]) await kernel.close();
});

test.run();
