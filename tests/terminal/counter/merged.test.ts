/** Money and points that go back while two are one person must be right as well when they are two again. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { merge, unmerge } from '../../../terminal/customers/merging.js';
import { customerById } from '../../../terminal/customers/queries.js';
import { customerValue } from '../../../terminal/insight/queries.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { balancesOf } from '../../../terminal/ledger/index.js';
import { happen, STAFF } from '../../support/kernel.js';
import { moneyTill } from './money.js';

const stamp = (n: number): string => `${String(n).padStart(15, '0')}-00000-till-1`;
const event = (type: string, body: object) => ({ type, v: 1, ...body }) as unknown as DomainEvent;

/** What c1 bought and topped up goes back while c1 is another name of c2; then they are taken apart. */
async function shop() {
  const it = await moneyTill({ points: 0, principal: 0, bonus: 0 });
  const { kernel } = it;
  const known = { customer: 'c2', name: '李华', level: '', stamp: stamp(1) };
  await happen(kernel, event('customers.registered', known));
  const both = { customer: 'c2', other: 'c1' };
  const has = (id: string) => balancesOf(kernel.state, customerById(kernel.state, id)?.no ?? 0);
  return {
    ...it,
    has,
    joins: () => kernel.transact(STAFF, (state) => merge(state, { ...both, stamp: stamp(2) })),
    parts: () => kernel.transact(STAFF, (state) => unmerge(state, { ...both, stamp: stamp(3) })),
  };
}

const NOTHING = { points: 0, principal: 0, bonus: 0 };

test('a top-up paid back while its owner was merged is not there again after the undo', async () => {
  const it = await shop();
  await it.program({ recharge: { points: 1, per: 100 } });
  await it.rules({ bonuses: [{ amount: 10_000, bonus: 2_000 }] });
  await it.recharges(10_000, 'top-up');
  await it.joins();
  assert.equal(it.has('c2'), { points: 100, principal: 10_000, bonus: 2_000 });
  const { cash } = await it.refundsRecharge('top-up', 10_000);
  assert.is(cash, 10_000);
  assert.equal(it.has('c2'), NOTHING);
  await it.parts();
  assert.equal([it.has('c1'), it.has('c2')], [NOTHING, NOTHING]);
  await it.kernel.close();
});

test('points of a sale refunded while its buyer was merged do not stay with the buyer after the undo', async () => {
  const it = await shop();
  const sale = await it.sells(8_800);
  await it.joins();
  await it.refunds(sale);
  assert.equal(it.has('c2'), NOTHING);
  await it.parts();
  assert.equal([it.has('c1'), it.has('c2')], [NOTHING, NOTHING]);
  const worth = (id: string) =>
    customerValue(it.kernel.state, customerById(it.kernel.state, id)?.no ?? 0)?.spent ?? 0;
  assert.equal([worth('c1'), worth('c2')], [0, 0]);
  await it.kernel.close();
});

test.run();
