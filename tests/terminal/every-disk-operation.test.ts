/**
 * A sale, a text that is answered, an item of the feed and a snapshot between them, through the real capabilities: once for
 * each disk operation with that one failing, and once with the power gone at it.
 */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../protocol/errors.js';
import { sell } from '../../terminal/counter/commands.js';
import type { Reader } from '../../terminal/kernel/database.js';
import { takeItem } from '../../terminal/sync/commands.js';
import { takePdu } from '../../terminal/uplink/commands.js';
import { NOW_MS, openTestKernel, STAFF, type TestKernel } from '../support/kernel.js';
import { JF } from './pdus.js';

const CUSTOMER = { id: 'c1', name: '王小明', phone: '13800138000', stamp: '1' };
const PRODUCT = { sku: 'p1', name: '苹果', price: 3900 };

const feed = ({ kernel }: TestKernel, n: number, kind: string, body: unknown) =>
  kernel.transact(STAFF, (state) => takeItem(state, { n, kind, body }, 'till-1'));
const REST = { nextStamp: () => '1', zone: 'Asia/Shanghai', devices: () => '' };
const text = ({ kernel }: TestKernel) =>
  kernel.transact(STAFF, (state) =>
    takePdu(state, { pdu: JF, ...REST, nextId: kernel.ids.next, now: NOW_MS }),
  );
const sale = ({ kernel }: TestKernel, id: string) =>
  kernel.transact(STAFF, (state) =>
    sell(state, {
      ...{ sale: id, job: `j${id}`, text: `t${id}`, items: [], amount: 8800, tendered: 10_000 },
      ...{ now: NOW_MS, time: '2026-11-22 10:42', terminal: 'till-1' },
    }),
  );

/** Each step, and a question to which the answer is 1 when it happened whole and 0 when it did not happen at all. */
const STEPS: ReadonlyArray<
  readonly [name: string, step: (it: TestKernel) => Promise<unknown>, happened: string]
> = [
  [
    'customer',
    (it) => feed(it, 1, 'customer', CUSTOMER),
    'SELECT min((SELECT count(*) FROM customers), (SELECT cursor FROM feed_cursor))',
  ],
  ['sale 1', (it) => sale(it, 's1'), "SELECT count(*) FROM sales WHERE id = 's1'"],
  ['snapshot 1', (it) => it.kernel.snapshot(), ''],
  ['text', text, "SELECT count(*) FROM inbox, texts WHERE cause = 'autoreply'"],
  ['product', (it) => feed(it, 2, 'product', PRODUCT), 'SELECT count(*) FROM products'],
  ['snapshot 2', (it) => it.kernel.snapshot(), ''],
  ['sale 2', (it) => sale(it, 's2'), "SELECT count(*) FROM sales WHERE id = 's2'"],
];
const segmentBytes = 900;

/** Names of the steps that were acknowledged. */
async function day(it: TestKernel): Promise<string[]> {
  const done: string[] = [];
  for (const [name, step] of STEPS) {
    const result = await step(it).catch((error: unknown) => {
      assert.ok(isTerminalError(error, 'disk/') || isTerminalError(error, 'journal/'), String(error));
      return 'refused';
    });
    if (result !== 'refused' && result !== 'gap') done.push(name);
  }
  return done;
}

function happened(state: Reader): string[] {
  return STEPS.filter(([, , sql]) => sql !== '' && (state.value<number>(sql) ?? 0) > 0).map(([name]) => name);
}

function commitsOf(done: readonly string[]): string[] {
  return done.filter((name) => !name.startsWith('snapshot'));
}

async function operationsOfDay(): Promise<number> {
  const it = await openTestKernel({ segmentBytes });
  const before = it.disk.operations();
  assert.equal((await day(it)).length, STEPS.length);
  return it.disk.operations() - before;
}

for (const error of ['full', 'failed'] as const) {
  test(`any one disk operation fails (${error}): each step is whole or refused, and all of it works afterwards`, async () => {
    const count = await operationsOfDay();
    for (let nth = 1; nth <= count; nth++) {
      const it = await openTestKernel({ segmentBytes });
      it.disk.fail({ error, nth, takes: 50 });
      const done = await day(it);
      assert.equal(happened(it.kernel.state), commitsOf(done), `operation ${nth}`);
      it.disk.heal();
      await sale(it, 's3');
      await it.kernel.snapshot();
      const hash = it.kernel.contentHash();
      const again = await openTestKernel({ disk: it.disk.durable(), segmentBytes });
      assert.is(again.kernel.contentHash(), hash, `operation ${nth}`);
    }
  });
}

for (const tornBytes of [0, 80]) {
  test(`the power goes at any disk operation (${tornBytes} bytes torn): what was acknowledged is there, nothing half`, async () => {
    const count = await operationsOfDay();
    for (let nth = 1; nth <= count; nth++) {
      const it = await openTestKernel({ segmentBytes });
      it.disk.fail({ error: 'failed', nth, takes: 1000, lasting: true });
      const done = commitsOf(await day(it));
      const again = await openTestKernel({ disk: it.disk.durable({ tornBytes }), segmentBytes });
      const found = happened(again.kernel.state);
      assert.equal(found.slice(0, done.length), done, `operation ${nth}`);
      assert.ok(found.length <= done.length + 1, `operation ${nth}: at most the one that was being written`);
      assert.is(
        again.kernel.state.value('SELECT count(*) FROM sales'),
        found.filter((name) => name.startsWith('sale')).length,
      );
      await sale(again, 's3');
    }
  });
}

test.run();
