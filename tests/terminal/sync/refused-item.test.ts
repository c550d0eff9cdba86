/** An item that reads well and that the tables will not take must not keep back the items behind it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ALL_TABLES } from '../../../terminal/capabilities.js';
import { customerById } from '../../../terminal/customers/index.js';
import { skippedItems } from '../../../terminal/sync/queries.js';
import { createSync } from '../../../terminal/sync/service.js';
import { DATA, openTestKernel } from '../../support/kernel.js';
import { silentLog } from '../../support/silent-log.js';
import { fakeLink } from '../fake-devices.js';

/** Tables that break at one customer. */
const tables = ALL_TABLES.map((one) => {
  const applier = one.apply['customers.registered'];
  if (!applier) return one;
  const apply: typeof applier = (db, event, commit) => {
    if ('customer' in event && event.customer === 'bad') throw new TypeError('not a function');
    applier(db, event, commit);
  };
  return { ...one, apply: { ...one.apply, 'customers.registered': apply } };
});

test('an item that the tables refuse is passed over and recorded, and the next one is taken', async () => {
  const { kernel, clock, disk } = await openTestKernel({ tables });
  const link = fakeLink();
  const where = { store: 'fuyuan', terminal: 'till-1', software: 'test', dir: DATA };
  const sync = createSync({ kernel, link, clock, disk, log: silentLog, ...where });
  await sync.start();
  await clock.settle();
  const item = (n: number, id: string) => ({ n, kind: 'customer', body: { id, name: '王小明', stamp: 's' } });
  await link.say(JSON.stringify({ v: 1, kind: 'feed', items: [item(1, 'bad'), item(2, 'good')], head: 2 }));
  await clock.settle();
  assert.equal(
    skippedItems(kernel.state).map(({ n, kind }) => [n, kind]),
    [[1, 'customer']],
  );
  assert.ok(customerById(kernel.state, 'good'));
  assert.is(sync.status().cursor, 2);
  await sync.stop();
  await kernel.close();
});

test('an item that makes more than fits into a commit is passed over, and the next one is taken', async () => {
  const { kernel, clock, disk } = await openTestKernel();
  const link = fakeLink();
  const where = { store: 'fuyuan', terminal: 'till-1', software: 'test', dir: DATA };
  const sync = createSync({ kernel, link, clock, disk, log: silentLog, ...where });
  await sync.start();
  await clock.settle();
  const entry = (n: number) => {
    const [customer, account, cause] = ['c'.repeat(64), 'points', `${n}`];
    return { type: 'ledger.entered', v: 1, customer, account, amount: 1, reason: 'sale', cause };
  };
  const events = Array.from({ length: 1_400 }, (_, n) => entry(n));
  const huge = { n: 1, kind: 'shared', body: { from: 'till-2', seq: 1, part: 0, at: 0, events } };
  const good = { n: 2, kind: 'customer', body: { id: 'good', name: '王小明', stamp: 's' } };
  await link.say(JSON.stringify({ v: 1, kind: 'feed', items: [huge, good], head: 2 }));
  await clock.settle();
  assert.equal(
    skippedItems(kernel.state).map(({ n, kind }) => [n, kind]),
    [[1, 'shared']],
  );
  assert.ok(customerById(kernel.state, 'good'));
  await sync.stop();
  await kernel.close();
});

test.run();
