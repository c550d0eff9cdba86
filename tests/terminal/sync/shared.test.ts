/** What another till of the store told, taken in: fields, cards, refusals and entries of both end up the same at both. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { spendable } from '../../../terminal/allowance/index.js';
import { cardHolder } from '../../../terminal/cards/index.js';
import {
  dayTotals,
  purchasesOf,
  recentSales,
  saleBy,
  salesTotal,
  spentSince,
} from '../../../terminal/counter/queries.js';
import { quote } from '../../../terminal/counter/quote.js';
import { customerById, customersByPhone } from '../../../terminal/customers/index.js';
import { balancesOf } from '../../../terminal/ledger/index.js';
import { PLAIN } from '../../../terminal/loyalty/program.js';
import { hasRefused } from '../../../terminal/messaging/index.js';
import { takeItem } from '../../../terminal/sync/commands.js';
import { feedCursor, skippedItems } from '../../../terminal/sync/queries.js';
import { happen, openTestKernel, STAFF } from '../../support/kernel.js';

const DAY_MS = 24 * 3600_000;
const KEY = '+8613800138000';
const stamp = (ms: number, writer = 'till-2') => `${String(ms).padStart(15, '0')}-00000-${writer}`;
const registered = (customer: string, name = '王小明', ms = 1000) => ({
  ...{ type: 'customers.registered', v: 1, customer, name, level: '', stamp: stamp(ms) },
});
const renamed = (customer: string, name: string, ms: number, writer = 'till-2') => ({
  ...{ type: 'customers.changed', v: 1, customer, fields: { name }, stamp: stamp(ms, writer) },
});
const entered = (amount: number, cause: string) => ({
  ...{ type: 'ledger.entered', v: 1, customer: 'c1', account: 'points', amount, reason: 'sale', cause },
});

async function till(here = 'till-1') {
  const { kernel } = await openTestKernel();
  let n = 0;
  const take = (item: object) =>
    kernel.transact(STAFF, (state) => takeItem(state, { n: ++n, kind: 'shared', body: item }, here));
  return {
    kernel,
    state: kernel.state,
    take,
    /** Commit `seq` of till-2, at 1,000 ms times `seq`. */
    told: (seq: number, ...events: object[]) =>
      take({ from: 'till-2', seq, part: 0, at: seq * 1000, events }),
  };
}

test('a customer of the other till is known here, with name, number, card and points', async () => {
  const { kernel, state, told } = await till();
  await told(1, registered('c1'), { type: 'customers.phone-added', v: 1, customer: 'c1', key: KEY });
  await told(2, { type: 'cards.issued', v: 1, uid: '04A1', customer: 'c1' }, entered(80, 's1'));
  const customer = customerById(state, 'c1');
  assert.is(customer?.name, '王小明');
  assert.equal(
    customersByPhone(state, KEY).map(({ id }) => id),
    ['c1'],
  );
  assert.is(cardHolder(state, '04A1'), customer?.no);
  assert.is(balancesOf(state, customer?.no ?? 0).points, 80);
  assert.is(state.value('SELECT at FROM ledger'), 2000, 'an entry keeps its own time');
  await kernel.close();
});

test('a commit told twice under two numbers of the feed counts once, as after an office was restored', async () => {
  const { kernel, state, told } = await till();
  await told(1, registered('c1'));
  await told(2, entered(80, 's1'));
  await told(2, entered(80, 's1'));
  await told(1, registered('c1'));
  await told(3, entered(20, 's2'));
  assert.equal([balancesOf(state, 1).points, feedCursor(state)], [100, 5]);
  await kernel.close();
});

test('what this till told itself changes nothing here', async () => {
  const { kernel, state, told } = await till('till-2');
  await happen(kernel, registered('c1'), entered(80, 's1'));
  await told(1, registered('c1'));
  await told(2, entered(80, 's1'));
  assert.equal([balancesOf(state, 1).points, spendable(state, 1, 'points')], [80, 80]);
  await kernel.close();
});

test('the newest change of a name wins, whichever till hears of it last', async () => {
  for (const order of [
    [2000, 3000],
    [3000, 2000],
  ]) {
    const { kernel, state, told } = await till();
    await told(1, registered('c1'));
    for (const [index, ms] of order.entries()) await told(index + 2, renamed('c1', `王${ms}`, ms));
    assert.is(customerById(state, 'c1')?.name, '王3000');
    await kernel.close();
  }
});

test('two people registered under one number at two tills stay two', async () => {
  const { kernel, state, told } = await till();
  const phone = (customer: string) => ({ type: 'customers.phone-added', v: 1, customer, key: KEY });
  await happen(kernel, registered('mine'), phone('mine'));
  await told(1, registered('theirs'), phone('theirs'));
  assert.equal(
    customersByPhone(state, KEY).map(({ id }) => id),
    ['mine', 'theirs'],
  );
  await kernel.close();
});

test('one card issued to two people at two tills is the earlier one’s at both', async () => {
  const holder = async (mineFirst: boolean) => {
    const { kernel, state, told } = await till();
    await happen(kernel, registered('a'), registered('b'));
    const issue = (customer: string) => ({ type: 'cards.issued', v: 1, uid: '04A1', customer });
    await told(mineFirst ? 1 : 5, issue('a'));
    await kernel.transact(STAFF, (current) =>
      takeItem(
        current,
        {
          ...{ n: 2, kind: 'shared' },
          body: { from: 'till-3', seq: 1, part: 0, at: 3000, events: [issue('b')] },
        },
        'till-1',
      ),
    );
    const no = cardHolder(state, '04A1');
    const id = state.value('SELECT id FROM customers WHERE no = ?', no ?? 0);
    await kernel.close();
    return id;
  };
  assert.equal([await holder(true), await holder(false)], ['a', 'b']);
});

test('who refused at the other till gets no advertisement from this one', async () => {
  const { kernel, state, told } = await till();
  await told(1, { type: 'messaging.refused', v: 1, key: KEY, by: 'TD' });
  assert.ok(hasRefused(state, KEY, 'marketing'));
  await kernel.close();
});

test('the same entry made at two tills counts once', async () => {
  const { kernel, state, told } = await till();
  await happen(kernel, registered('c1'), entered(-50, 'voucher-1'));
  await told(1, entered(-50, 'voucher-1'), entered(-50, 'voucher-2'));
  assert.is(balancesOf(state, 1).points, -100);
  await kernel.close();
});

for (const [what, body] of [
  ['an event that no till tells', { from: 'till-2', events: [{ type: 'counter.sold', v: 1 }] }],
  ['a wrong amount', { from: 'till-2', events: [{ ...entered(1, 'x'), amount: '1' }] }],
  ['no events', { from: 'till-2', events: [] }],
  ['a till of no name', { from: '../x', events: [registered('x')] }],
] as const) {
  test(`${what} is passed over and recorded, and the next item is taken`, async () => {
    const { kernel, state, take, told } = await till();
    await take({ seq: 1, part: 0, at: 1, ...body });
    await told(2, registered('c1'));
    assert.equal([skippedItems(state).length, feedCursor(state)], [1, 2]);
    assert.ok(customerById(state, 'c1'));
    await kernel.close();
  });
}

test('numbers that hold nothing for this till are skipped in one step, and a missing number is a gap', async () => {
  const { kernel, state } = await till();
  const take = (n: number, from?: number) =>
    kernel.transact(STAFF, (current) =>
      takeItem(current, { n, ...(from !== undefined && { from }), kind: 'passed', body: {} }, 'till-1'),
    );
  assert.equal(
    [await take(9), await take(9, 3), await take(9, 1), await take(9, 1)],
    ['gap', 'gap', 'taken', 'known'],
  );
  assert.is(feedCursor(state), 9);
  await kernel.close();
});

test('what a customer bought at the other till counts for their level and their rhythm here, less what went back there', async () => {
  const { kernel, state, told } = await till();
  const levels = [{ name: '金卡', spent: 100_000, earned: 900, earn: 100, pays: 80 }];
  const program = { ...PLAIN, levels };
  await happen(kernel, { type: 'loyalty.program-set', v: 1, from: 0, program } as never);
  await told(1, registered('c1'));
  const now = 100 * DAY_MS;
  const due = () => quote(state, { customer: 'c1', amount: 1000, now, time: '1970-04-11 08:00' }).due;
  const sold = { type: 'counter.sold', v: 1, sale: 's1', customer: 'c1', amount: 100_000, points: 50 };
  await told(2, sold);
  await told(2, sold);
  assert.equal([spentSince(state, 1, 0), due()], [100_000, 800]);
  assert.equal(state.one('SELECT visits, spent, last FROM customer_value'), {
    ...{ visits: 1, spent: 100_000, last: 2000 },
  });
  assert.equal(purchasesOf(state, 1, 5), [{ at: 2000, amount: 100_000, items: '' }]);
  const back = {
    type: 'counter.refunded',
    v: 1,
    refund: 'r1',
    sale: 's1',
    customer: 'c1',
    amount: 40_000,
    points: 20,
  };
  await told(3, back);
  assert.equal([spentSince(state, 1, 0), due()], [60_000, 1000]);
  assert.is(state.value('SELECT spent FROM customer_value'), 60_000);
  await told(4, { ...sold, sale: 's2', amount: 1, points: 870 });
  assert.is(due(), 800, 'points earned at both tills reach it too');
  assert.equal(
    [dayTotals(state, 0).sales, saleBy(state, 's1'), recentSales(state, 5), salesTotal(state, {})],
    [{ count: 0, amount: 0 }, undefined, [], 0],
    'it is no sale of this till',
  );
  await kernel.close();
});

test.run();
