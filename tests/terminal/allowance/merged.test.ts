/** What a merged person spends comes out of the rows that had it: a merge that is undone gives nothing back that was spent. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { settleNext } from '../../../terminal/allowance/commands.js';
import { spendable } from '../../../terminal/allowance/index.js';
import { sell, type WantedSale } from '../../../terminal/counter/commands.js';
import { merge, unmerge } from '../../../terminal/customers/merging.js';
import { customerById } from '../../../terminal/customers/queries.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import type { Kernel } from '../../../terminal/kernel/kernel.js';
import { balancesOf } from '../../../terminal/ledger/index.js';
import { happen, NOW_MS, openTestKernel, STAFF } from '../../support/kernel.js';

const stamp = (n: number): string => `${String(n).padStart(15, '0')}-00000-till-1`;
const event = (type: string, facts: object) => ({ type, v: 1, ...facts }) as unknown as DomainEvent;
const entered = (customer: string, account: string, amount: number) =>
  event('ledger.entered', { customer, account, amount, reason: 'opening', cause: `opening ${customer}` });

async function merged() {
  const { kernel } = await openTestKernel();
  const people = ['a', 'b'].map((customer) =>
    event('customers.registered', { customer, name: `顾客${customer}`, level: '', stamp: stamp(1) }),
  );
  await happen(kernel, ...people, entered('a', 'principal', 1_000), entered('b', 'principal', 5_000));
  await happen(kernel, entered('a', 'points', 30), entered('b', 'points', 100));
  await kernel.transact(STAFF, (state) => merge(state, { customer: 'a', other: 'b', stamp: stamp(2) }));
  return kernel;
}

const rowOf = ({ state }: Kernel, id: string): number => customerById(state, id)?.no ?? 0;

const sale = (facts: Partial<WantedSale>): WantedSale => ({
  ...{ sale: 's1', customer: 'a', items: [], amount: 4_000, tendered: 0, stored: 'all' },
  ...{ now: NOW_MS, time: '2026-11-22 10:00', terminal: 'till-1', job: 'j1', text: 't1' },
  ...facts,
});

// World, seeds 66, 99, 113: stored value was spent, and stood there again when the merge was undone.
test('stored value that a merged person spent is not there again when the merge is undone', async () => {
  const kernel = await merged();
  await kernel.transact(STAFF, (state) => sell(state, sale({})));
  assert.is(balancesOf(kernel.state, rowOf(kernel, 'a')).principal, 2_000);
  await kernel.transact(STAFF, (state) => unmerge(state, { customer: 'a', other: 'b', stamp: stamp(3) }));
  assert.is(spendable(kernel.state, rowOf(kernel, 'a'), 'principal'), 0);
  assert.is(balancesOf(kernel.state, rowOf(kernel, 'a')).principal, 0);
  assert.is(balancesOf(kernel.state, rowOf(kernel, 'b')).principal, 2_000);
  const again = kernel.transact(STAFF, (state) =>
    sell(state, sale({ sale: 's2', customer: 'b', job: 'j2', text: 't2', stored: 4_000 })),
  );
  const code = await again.then(
    () => 'sold',
    (error: { readonly code: string }) => error.code,
  );
  assert.is(code, 'command/balance-short');
  await kernel.close();
});

test('another till that asks is given what each row has here, and no row owes another', async () => {
  const kernel = await merged();
  await happen(
    kernel,
    event('allowance.tills-set', { tills: ['till-1', 'till-2'], home: 'till-1', here: 'till-1' }),
    event('allowance.asked', { ask: 'k1', customer: 'a', account: 'principal', amount: 4_000, by: 'till-2' }),
  );
  for (let more = true; more; ) more = await kernel.transact(STAFF, (state) => settleNext(state, NOW_MS));
  await kernel.transact(STAFF, (state) => unmerge(state, { customer: 'a', other: 'b', stamp: stamp(3) }));
  assert.is(spendable(kernel.state, rowOf(kernel, 'a'), 'principal'), 0);
  assert.is(spendable(kernel.state, rowOf(kernel, 'b'), 'principal'), 2_000);
  await kernel.close();
});

test.run();
