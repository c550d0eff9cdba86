/** Deposits of customers who were disabled, removed, merged and taken apart again. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { change } from '../../../terminal/customers/commands.js';
import { merge, unmerge } from '../../../terminal/customers/merging.js';
import { depositsOf, openDeposits } from '../../../terminal/deposits/queries.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { happen, STAFF } from '../../support/kernel.js';
import { refusal } from '../counter/money.js';
import { depositTill } from './till.js';

async function twoCustomers() {
  const it = await depositTill();
  const second = { customer: 'c2', name: '王明', level: '', stamp: '1' };
  await happen(it.kernel, { type: 'customers.registered', v: 1, ...second } as DomainEvent);
  const stamp = (n: number): string => `00179500000000${n}-00000-till-1`;
  const pair = { customer: 'c1', other: 'c2' };
  return {
    ...it,
    merges: () => it.kernel.transact(STAFF, (state) => merge(state, { ...pair, stamp: stamp(1) })),
    parts: () => it.kernel.transact(STAFF, (state) => unmerge(state, { ...pair, stamp: stamp(2) })),
  };
}

test('whoever was merged counts with the person: one list, one sum, given back to either', async () => {
  const it = await twoCustomers();
  await it.takes(5000, { deposit: 'one' });
  await it.takes(3000, { deposit: 'two', customer: 'c2', what: '瓶子' });
  await it.merges();
  assert.is(it.owed(1), 8000);
  assert.equal(
    depositsOf(it.kernel.state, 1, 0, 9).map(({ what, held, name }) => [what, held, name]),
    [
      ['苹果箱', 5000, '王小明'],
      ['瓶子', 3000, '王小明'],
    ],
  );
  await it.returns('two', 1000);
  assert.is(it.owed(1), 7000);
  await it.kernel.close();
});

test('taken apart again, each is owed what is held of their own deposits: nobody has less than nothing', async () => {
  const it = await twoCustomers();
  await it.takes(5000, { deposit: 'one' });
  await it.takes(3000, { deposit: 'two', customer: 'c2' });
  await it.merges();
  await it.returns('two', 3000);
  await it.keeps('one', 500);
  await it.parts();
  assert.equal([it.owed(1), it.owed(2)], [4500, 0]);
  await it.kernel.close();
});

test('a deposit of somebody who was merged while the screen stood open becomes the person’s', async () => {
  const it = await twoCustomers();
  await it.merges();
  await it.takes(5000, { deposit: 'late', customer: 'c2' });
  assert.is(depositsOf(it.kernel.state, 1, 0, 9)[0]?.owner, 1);
  await it.kernel.close();
});

test('nothing is lent to who was disabled or removed, and both get back what is theirs', async () => {
  const it = await twoCustomers();
  await it.takes(5000, { deposit: 'd' });
  await it.takes(900, { deposit: 'e', customer: 'c2' });
  const disabled = { customer: 'c1', disabled: '1', stamp: '2' };
  await it.kernel.transact(STAFF, (state) => change(state, disabled));
  assert.is(await refusal(it.takes(5000)), 'command/deposit-disabled');
  await happen(it.kernel, { type: 'customers.removed', v: 1, customer: 'c2', stamp: '2' } as DomainEvent);
  assert.is(await refusal(it.takes(5000, { customer: 'c2' })), 'command/customer-unknown');
  assert.is(await refusal(it.takes(5000, { customer: 'nobody' })), 'command/customer-unknown');
  assert.is(openDeposits(it.kernel.state, 0, 9).length, 2, 'the shop still owes both');
  await it.returns('d', 5000);
  await it.returns('e', 900);
  assert.equal([it.owed(1), it.owed(2), openDeposits(it.kernel.state, 0, 9).length], [0, 0, 0]);
  await it.kernel.close();
});

test.run();
