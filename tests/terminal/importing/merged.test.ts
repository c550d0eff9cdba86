/** Imports of people who are merged with somebody, before or after. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { change } from '../../../terminal/customers/commands.js';
import { merge } from '../../../terminal/customers/merging.js';
import { customerById, customerCount, customersByPhone } from '../../../terminal/customers/queries.js';
import { startImport, undoImport } from '../../../terminal/importing/job.js';
import { knownCustomer } from '../../../terminal/importing/known.js';
import { planImport, type Who } from '../../../terminal/importing/plan.js';
import { importsDone } from '../../../terminal/importing/queries.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { createStamps } from '../../../terminal/kernel/stamp.js';
import { balancesOf } from '../../../terminal/ledger/index.js';
import { happen, openTestKernel, STAFF } from '../../support/kernel.js';

const LONG_AGO = '000000000000001-00000-till-1';
const event = (type: string, facts: object) => ({ type, v: 1, ...facts }) as unknown as DomainEvent;

/** 王小明, known for years, with 500.00; and a table with 小王, who is the same man under another number, with 100.00. */
async function shop() {
  const { kernel, clock } = await openTestKernel();
  const stamps = createStamps(clock, 'till-1');
  const { state } = kernel;
  await happen(
    kernel,
    event('customers.registered', { customer: 'old', name: '王小明', level: '', stamp: LONG_AGO }),
    event('customers.phone-added', { customer: 'old', key: '+8613800138000' }),
    event('ledger.entered', {
      ...{ customer: 'old', account: 'principal', amount: 50_000, reason: 'recharge', cause: 'c1' },
    }),
  );
  async function takes(cells: readonly string[]) {
    const known = (who: Who) => knownCustomer(state, who);
    const plan = planImport([{ line: 2, cells }], ['name', 'phone', 'level', 'principal'], known);
    const job = startImport({ kernel, stamps }, 'x.csv', plan.rows);
    await new Promise<void>((resolve) => job.onChange(() => job.state() !== 'running' && resolve()));
    return { id: job.id, kind: plan.rows[0]?.kind };
  }
  const { id } = await takes(['小王', '13912345678', '', '100']);
  const [young] = customersByPhone(state, '+8613912345678');
  assert.ok(young);
  const joins = (customer: string, other: string) =>
    kernel.transact(STAFF, (now) => merge(now, { customer, other, stamp: stamps.next() }));
  const has = (who: string) => balancesOf(state, customerById(state, who)?.no ?? 0).principal;
  const undo = (which = id) => undoImport({ kernel, stamps }, which, () => undefined);
  return { kernel, state, stamps, takes, undo, joins, has, young: young.id };
}

for (const [stays, goes] of [
  ['who was known', 'who was imported'],
  ['who was imported', 'who was known'],
] as const) {
  test(`the undo of an import takes no money and nobody away after ${goes} was merged into ${stays}`, async () => {
    const it = await shop();
    const main = stays === 'who was known' ? 'old' : it.young;
    await it.joins(main, main === 'old' ? it.young : 'old');
    assert.is(it.has(main), 60_000);
    await it.undo();
    assert.is(it.has(main), 60_000);
    assert.is(customerCount(it.state), 1);
    assert.is(importsDone(it.state, 0, 1)[0]?.kept, 1);
    await it.kernel.close();
  });
}

test('the same table again knows who was merged by the name and number that the table has', async () => {
  const it = await shop();
  await it.joins('old', it.young);
  assert.is((await it.takes(['小王', '13912345678', '', '100'])).kind, 'same');
  assert.is((await it.takes(['小王', '13912345678', '金卡', '100'])).kind, 'changed');
  assert.is(customerCount(it.state), 1);
  const main = customerById(it.state, 'old');
  assert.equal([main?.name, main?.level], ['王小明', '金卡']);
  await it.kernel.close();
});

test('an undo leaves what somebody has set right since', async () => {
  const it = await shop();
  const { id } = await it.takes(['王小明', '13800138000', '银卡', '']);
  const right = { customer: 'old', level: '金卡', birthday: '1990-05-01', stamp: it.stamps.next() };
  await it.kernel.transact(STAFF, (state) => change(state, right));
  await it.undo(id);
  assert.is(customerById(it.state, 'old')?.level, '金卡');
  await it.kernel.close();
});

test('a change from a table takes, and is undone, also when a clock a year ahead wrote what stood there', async () => {
  const it = await shop();
  const ahead = { customer: 'old', fields: { level: '铜卡' }, stamp: '001826849979255-00005-till-2' };
  await happen(it.kernel, event('customers.changed', ahead));
  const { id } = await it.takes(['王小明', '13800138000', '银卡', '']);
  assert.is(customerById(it.state, 'old')?.level, '银卡');
  await it.undo(id);
  assert.is(customerById(it.state, 'old')?.level, '铜卡');
  await it.kernel.close();
});

test.run();
