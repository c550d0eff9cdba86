/** What a balance says is the sum of its entries, whoever made them and in whatever order. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { balancesOf, entriesOf, entryCount } from '../../../terminal/ledger/index.js';
import { happen, openTestKernel } from '../../support/kernel.js';

const entry = (customer: string, account: string, amount: number, cause: string, from?: object) =>
  ({
    ...{ type: 'ledger.entered', v: 1, customer, account, amount, reason: 'sale', cause },
    ...(from && { from }),
  }) as unknown as DomainEvent;

async function ledger() {
  const it = await openTestKernel();
  for (const customer of ['c1', 'c2'])
    await happen(it.kernel, {
      ...{ type: 'customers.registered', v: 1, customer, name: '王', level: '', stamp: '1' },
    } as DomainEvent);
  return it;
}

test('balances are the sums of entries, below zero too, and strangers’ entries are nobody’s', async () => {
  const { kernel } = await ledger();
  await happen(kernel, entry('c1', 'points', 88, 's1'), entry('c2', 'points', 5, 's1'));
  await happen(kernel, entry('c1', 'points', -100, 'r1'), entry('c1', 'bonus', 7, 'b1'));
  await happen(kernel, entry('c1', 'principal', 900, 's9', { terminal: 'till-2', at: 5 }));
  await happen(kernel, entry('nobody', 'points', 1000, 's2'));
  assert.equal(balancesOf(kernel.state, 1), { points: -12, principal: 900, bonus: 7 });
  assert.equal(balancesOf(kernel.state, 2), { points: 5, principal: 0, bonus: 0 });
  assert.equal(balancesOf(kernel.state, 3), { points: 0, principal: 0, bonus: 0 });
  assert.is(entryCount(kernel.state, 1), 4);
  assert.is(entryCount(kernel.state, 3), 0);
  await kernel.close();
});

test('entries of one account are numbered without a gap, each with the balance after it', async () => {
  const { kernel } = await ledger();
  for (let n = 1; n <= 5; n++) await happen(kernel, entry('c1', 'points', n, `s${n}`));
  const numbers = kernel.state.all<{ entry: number }>('SELECT entry FROM ledger WHERE customer = 1');
  assert.equal(
    numbers.map(({ entry: no }) => no),
    [1, 2, 3, 4, 5],
  );
  assert.equal(
    entriesOf(kernel.state, 1, 0, 5).map(({ balance }) => balance),
    [15, 10, 6, 3, 1],
  );
  await kernel.close();
});

test.run();
