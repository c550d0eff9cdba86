/** Answers of the office that are lost or come twice, and a note that cannot be read. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TerminalError } from '../../../protocol/errors.js';
import { ALL_TABLES } from '../../../terminal/capabilities.js';
import { createSync } from '../../../terminal/sync/service.js';
import { DATA, happen, openTestKernel, type TestKernelOptions } from '../../support/kernel.js';
import { silentLog } from '../../support/silent-log.js';
import { fakeLink } from '../fake-devices.js';

const LOG = `${DATA}/journal/000000000001.log`;

async function terminal(options: TestKernelOptions = {}) {
  const opened = await openTestKernel(options);
  const { kernel, clock, disk } = opened;
  const link = fakeLink();
  const where = { store: 'fuyuan', terminal: 'till-1', software: 'test', dir: DATA };
  const sync = createSync({ kernel, link, clock, disk, log: silentLog, ...where });
  await sync.start();
  await clock.settle();
  return {
    ...opened,
    sync,
    link,
    async say(message: object, body = '') {
      await link.say(`${JSON.stringify({ v: 1, ...message })}\n${body}`);
      await clock.settle();
    },
    /** Kinds of what it said, by the first line of each message (docs/PROTOCOL.md). */
    said: (): string[] =>
      link.published.map(
        (payload) => JSON.parse(Buffer.from(payload).toString().split('\n')[0] ?? '').kind as string,
      ),
    async stop() {
      await sync.stop();
      await kernel.close();
    },
  };
}

const product = (n: number) =>
  ({ type: 'catalog.product-set', v: 1, sku: `s${n}`, name: '苹果', price: 1 }) as never;

/** A journal of six commits, as the office has it. */
async function sixLines() {
  const { kernel, disk } = await openTestKernel();
  for (let n = 1; n <= 6; n++) await happen(kernel, product(n));
  await kernel.close();
  return Buffer.from(disk.bytes(LOG))
    .toString()
    .split(/(?<=\n)/);
}

test('what the office gives back twice is no other journal, and is taken once', async () => {
  const lines = await sixLines();
  const { disk, kernel } = await openTestKernel();
  await kernel.close();
  disk.put(LOG, Buffer.from(lines.slice(0, 2).join('')));
  disk.put(`${DATA}/restored`, Buffer.from('x'));
  const it = await terminal({ disk });
  await it.say({ kind: 'ack', through: 6 });
  const two = lines.slice(2, 4).join('');
  await it.say({ kind: 'lines', first: 3, last: 4, through: 6 }, two);
  await it.say({ kind: 'lines', first: 3, last: 4, through: 6 }, two);
  assert.equal([it.kernel.end().seq, it.sync.status().refused], [4, undefined]);
  await it.say({ kind: 'lines', first: 5, last: 6, through: 6 }, lines.slice(4).join(''));
  assert.equal([it.kernel.end().seq, it.kernel.waitsForOffice()], [6, false]);
  await it.stop();
});

// World, seed 6963: a backup had what an erasure took out of the office's lines, and both together broke a rule of the tables.
test('a line of the office that the tables refuse is not in the journal at the next start', async () => {
  const lines = await sixLines();
  const { disk, kernel } = await openTestKernel();
  await kernel.close();
  disk.put(LOG, Buffer.from(lines.slice(0, 2).join('')));
  disk.put(`${DATA}/restored`, Buffer.from('x'));
  const tables = ALL_TABLES.map((one) => {
    const refusing = (_: unknown, { sku }: { readonly sku?: string }) => {
      if (sku === 's5') throw new TerminalError('database/failed', 'twice');
    };
    return one.name === 'catalog'
      ? { ...one, apply: { ...one.apply, 'catalog.product-set': refusing } }
      : one;
  }) as unknown as typeof ALL_TABLES;
  const it = await terminal({ disk, tables });
  await it.say({ kind: 'ack', through: 6 });
  await it.say({ kind: 'lines', first: 3, last: 6, through: 6 }, lines.slice(2).join(''));
  assert.equal([it.kernel.end().seq, it.sync.status().refused], [2, 'conflict']);
  await it.stop();
  const again = await terminal({ disk, tables });
  assert.is(again.kernel.end().seq, 2);
  await again.stop();
});

test('a PDU that a backup has and that came again after an erasure is known once', async () => {
  const { kernel } = await openTestKernel();
  const kept = { type: 'messaging.pdu-kept', v: 1, hash: 'h1', pdu: '00', outcome: 'report' } as never;
  await happen(kernel, kept);
  await happen(kernel, kept);
  assert.is(kernel.state.value<number>("SELECT count(*) FROM known_pdus WHERE hash = 'h1'"), 1);
  await kernel.close();
});

test('a note of what was acknowledged that cannot be read keeps nobody from starting', async () => {
  const it = await terminal();
  await happen(it.kernel, product(1));
  await it.say({ kind: 'ack', through: 1 });
  await it.stop();
  const read = it.disk.read;
  it.disk.read = (path) =>
    path.endsWith('/acked') ? Promise.reject(new Error('EIO: i/o error')) : read(path);
  const again = await terminal({ disk: it.disk });
  assert.is(again.sync.status().acked, 0);
  await again.say({ kind: 'ack', through: 1 });
  assert.is(again.sync.status().acked, 1);
  await again.stop();
});

test('items of the feed that the office could not give just then are asked for again', async () => {
  const it = await terminal();
  await happen(it.kernel, product(1));
  // Its database is away: it knows where the journal stood, and no more.
  await it.say({ kind: 'ack', through: 1 });
  await it.say({ kind: 'ack', through: 1 });
  await it.clock.advance(61_000);
  assert.equal(
    it.said().filter((kind) => kind === 'hello'),
    ['hello', 'hello', 'hello'],
  );
  await it.say({ kind: 'ack', through: 1 });
  const item = (n: number) => ({ n, kind: 'product', body: { sku: `p${n}`, name: '梨', price: 1 } });
  await it.say({ kind: 'feed', items: [item(1)], head: 2 });
  await it.clock.advance(31_000);
  assert.is(it.said().at(-1), 'hello', 'nor the second page');
  await it.say({ kind: 'ack', through: 2 });
  await it.say({ kind: 'feed', items: [item(2)], head: 2 });
  await it.say({ kind: 'ack', through: it.kernel.end().seq });
  const before = it.said().length;
  await it.clock.advance(3_600_000);
  assert.equal(it.said().slice(before), []);
  await it.stop();
});

test('an erasure that the office does not answer is told again, although the line never breaks', async () => {
  const it = await terminal();
  const registered = {
    type: 'customers.registered',
    v: 1,
    customer: 'c1',
    name: '欧阳',
    level: '',
    stamp: 's',
  };
  await happen(it.kernel, registered as never);
  await happen(it.kernel, {
    type: 'customers.erased',
    v: 1,
    customer: 'c1',
    erasure: 'e1',
    reason: '',
  } as never);
  await happen(it.kernel, { type: 'erasure.done', v: 1, erasure: 'e1', commits: [] } as never);
  await it.say({ kind: 'feed', items: [], head: 0 });
  await it.say({ kind: 'ack', through: 0 });
  await it.say({ kind: 'ack', through: 3 });
  const told = (): number => it.said().filter((kind) => kind === 'erased').length;
  assert.is(told(), 1);
  await it.clock.advance(2 * 3_600_000);
  assert.ok(told() >= 2, `told ${told()} times`);
  await it.say({ kind: 'erased', erasure: 'e1' });
  await it.say({ kind: 'ack', through: 4 });
  const before = told();
  await it.clock.advance(24 * 3_600_000);
  assert.equal([told(), it.clock.pending], [before, 0]);
  await it.stop();
});

test.run();
