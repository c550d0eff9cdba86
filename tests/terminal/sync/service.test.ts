/** The conversation with the head office, over a line that a test holds in its hands. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TerminalError } from '../../../protocol/errors.js';
import { productCount } from '../../../terminal/catalog/queries.js';
import { skippedItems } from '../../../terminal/sync/queries.js';
import { createSync } from '../../../terminal/sync/service.js';
import { DATA, happen, openTestKernel, type TestKernelOptions } from '../../support/kernel.js';
import { silentLog } from '../../support/silent-log.js';
import { fakeLink } from '../fake-devices.js';

interface Heard {
  readonly kind: string;
  readonly last: number;
  readonly cursor: number;
  readonly first: number;
  readonly lines: readonly string[];
}

/** A message to the office, read by hand: a line of JSON and then journal lines (protocol/sync/messages.ts). */
function read(payload: Uint8Array): Heard {
  const [head = '', ...rest] = Buffer.from(payload).toString().split('\n');
  return { ...(JSON.parse(head) as Heard), lines: rest.slice(0, -1) };
}

const said = (message: Heard): string =>
  message.kind === 'commits' ? `commits ${message.first}-${message.last}` : message.kind;

async function office(options: TestKernelOptions & { commits?: number; size?: number } = {}) {
  const opened = await openTestKernel(options);
  const { kernel, clock, disk } = opened;
  const commit = (n: number, size = 10) =>
    happen(kernel, {
      type: 'catalog.product-set',
      v: 1,
      sku: `s${n}`,
      name: 'x'.repeat(size),
      price: 1,
    } as never);
  for (let n = 1; n <= (options.commits ?? 0); n++) await commit(n, options.size);
  const link = fakeLink();
  const where = { store: 'fuyuan', terminal: 'till-1', software: 'test', dir: DATA };
  const sync = createSync({ kernel, link, clock, disk, log: silentLog, ...where });
  await sync.start();
  await clock.settle();
  return {
    ...opened,
    link,
    sync,
    commit,
    heard: () => link.published.map(read),
    said: () => link.published.map(read).map(said),
    ack: async (through: number, extra: object = {}) => {
      await link.say(JSON.stringify({ v: 1, kind: 'ack', through, ...extra }));
      await clock.settle();
    },
    feed: async (head: number, ...items: object[]) => {
      await link.say(JSON.stringify({ v: 1, kind: 'feed', items, head }));
      await clock.settle();
    },
    async stop() {
      await sync.stop();
      await kernel.close();
    },
  };
}

const product = (n: number) => ({ n, kind: 'product', body: { sku: `p${n}`, name: '苹果', price: 390 } });

test('hello tells where both stand; after the answer the journal lines go out as they stand in the file', async () => {
  const it = await office({ commits: 3 });
  assert.equal(
    it.heard().map(({ kind, last, cursor }) => [kind, last, cursor]),
    [['hello', 3, 0]],
  );
  await it.ack(0);
  assert.equal(it.said(), ['hello', 'commits 1-3']);
  const journal = Buffer.from(it.disk.bytes(`${DATA}/journal/000000000001.log`)).toString();
  assert.is(`${it.heard()[1]?.lines.join('\n')}\n`, journal);
  assert.is(it.sync.status().unsent, 3, 'the broker having it proves nothing');
  await it.ack(3);
  assert.equal([it.sync.status().unsent, it.sync.status().acked], [0, 3]);
  await it.stop();
});

test('of what the office has, only its last commit is sent again, once after a start, to be compared', async () => {
  const it = await office({ commits: 5 });
  await it.ack(3);
  assert.equal(it.said(), ['hello', 'commits 3-5']);
  await it.ack(5);
  it.link.become('absent');
  await it.commit(6);
  it.link.become('ready');
  await it.clock.settle();
  await it.ack(5);
  assert.equal(it.said(), ['hello', 'commits 3-5', 'hello', 'commits 6-6']);
  await it.stop();
});

test('new commits follow at once', async () => {
  const it = await office({ commits: 1 });
  await it.ack(0);
  await it.ack(1);
  await it.commit(2);
  await it.clock.settle();
  assert.equal(it.said(), ['hello', 'commits 1-1', 'commits 2-2']);
  await it.stop();
});

test('no more than sixteen batches are out without an answer', async () => {
  const it = await office({ commits: 20, size: 100_000 });
  await it.ack(0);
  assert.is(it.said().length, 1 + 16);
  await it.ack(2);
  assert.is(it.said().length, 1 + 18);
  await it.stop();
});

test('after the line was lost the office says where to go on, whatever the broker had taken', async () => {
  const it = await office({ commits: 4 });
  await it.ack(0);
  it.link.become('absent');
  await it.commit(5);
  assert.is(it.sync.status().unsent, 5);
  it.link.become('ready');
  await it.clock.settle();
  await it.ack(2);
  assert.equal(it.said(), ['hello', 'commits 1-4', 'hello', 'commits 3-5']);
  await it.stop();
});

test('a gap makes it go back to where the office stands', async () => {
  const it = await office({ commits: 3 });
  await it.ack(0);
  await it.ack(1, { gap: true });
  assert.equal(it.said(), ['hello', 'commits 1-3', 'commits 2-3']);
  await it.stop();
});

test('an office that does not answer for half a minute is greeted again', async () => {
  const it = await office({ commits: 1 });
  await it.clock.advance(29_000);
  assert.equal(it.said(), ['hello']);
  await it.clock.advance(2_000);
  assert.equal(it.said(), ['hello', 'hello']);
  await it.ack(0);
  await it.clock.advance(31_000);
  assert.equal(it.said(), ['hello', 'hello', 'commits 1-1', 'hello']);
  await it.stop();
});

test('an idle line is left in peace', async () => {
  const it = await office({ commits: 1 });
  await it.feed(0);
  await it.ack(1);
  await it.ack(1);
  await it.clock.advance(3_600_000);
  assert.equal([it.said(), it.clock.pending], [['hello', 'commits 1-1'], 0]);
  await it.stop();
});

test('a line that is there but takes nothing is not tried without a pause', async () => {
  const it = await office();
  it.link.become('absent');
  it.link.refuse = new TerminalError('link/refused', 'not now');
  let tries = 0;
  const { publish } = it.link;
  it.link.publish = (topic, payload) => {
    tries += 1;
    return publish(topic, payload);
  };
  it.link.become('ready');
  await it.clock.advance(10_000);
  assert.ok(tries >= 3 && tries <= 10, `${tries} tries in ten seconds`);
  it.link.refuse = undefined;
  await it.clock.advance(5_000);
  assert.is(it.said().at(-1), 'hello');
  await it.stop();
});

test('a refusal is shown, and asked again after five minutes, not before', async () => {
  const it = await office({ commits: 2 });
  await it.ack(0);
  await it.link.say('{"v":1,"kind":"refused","reason":"damaged-line","seq":2}');
  assert.is(it.sync.status().refused, 'damaged-line');
  await it.commit(3);
  await it.clock.advance(290_000);
  assert.equal(it.said(), ['hello', 'commits 1-2']);
  await it.clock.advance(20_000);
  assert.equal(it.said(), ['hello', 'commits 1-2', 'hello']);
  await it.ack(2);
  assert.is(it.sync.status().refused, undefined);
  assert.is(it.said().at(-1), 'commits 3-3');
  await it.stop();
});

test('a refusal while nothing is out does not make it turn in circles', async () => {
  const it = await office({ commits: 1 });
  await it.ack(1);
  await it.link.say('{"v":1,"kind":"refused","reason":"closed"}');
  await it.clock.advance(3_600_000);
  assert.ok(it.said().length <= 14, `${it.said().length} messages in an hour`);
  await it.stop();
});

test('items of the feed are taken in order, once, and journaled', async () => {
  const it = await office();
  await it.ack(0);
  await it.feed(2, product(1), product(2));
  assert.equal([productCount(it.kernel.state), it.sync.status().cursor], [2, 2]);
  const before = it.kernel.end().seq;
  await it.feed(2, product(1), product(2));
  assert.is(it.kernel.end().seq, before, 'replayed items change nothing');
  await it.stop();
});

test('a hole in the feed is asked for, and what is beyond it waits', async () => {
  const it = await office();
  await it.ack(0);
  await it.feed(4, product(1), product(3), product(4));
  assert.is(it.sync.status().cursor, 1);
  assert.equal(
    it
      .heard()
      .filter(({ kind }) => kind === 'want')
      .map(({ cursor }) => cursor),
    [1],
  );
  await it.feed(4, product(2), product(3), product(4));
  assert.is(it.sync.status().cursor, 4);
  await it.stop();
});

test('more of a long feed is asked for until it is all there', async () => {
  const it = await office();
  await it.ack(0);
  await it.feed(4, product(1), product(2));
  const wants = () => it.heard().filter(({ kind }) => kind === 'want').length;
  assert.is(wants(), 1);
  await it.feed(4, product(3), product(4));
  assert.is(wants(), 1);
  await it.stop();
});

test('an item of an unknown kind or a wrong shape is passed over and remembered, and does not stop the ones behind', async () => {
  const it = await office();
  await it.ack(0);
  const free = { n: 2, kind: 'product', body: { sku: 'p2', name: '苹果', price: -1 } };
  await it.feed(
    4,
    { n: 1, kind: 'lottery', body: {} },
    free,
    { n: 3, kind: 'points-rule', body: null },
    product(4),
  );
  assert.equal([productCount(it.kernel.state), it.sync.status().cursor], [1, 4]);
  assert.equal(
    skippedItems(it.kernel.state).map(({ n, kind }) => [n, kind]),
    [
      [3, 'points-rule'],
      [2, 'product'],
      [1, 'lottery'],
    ],
  );
  await it.stop();
});

test('a feed that the full disk could not keep is not acknowledged, and is taken when it comes again', async () => {
  const it = await office();
  await it.ack(0);
  it.disk.fail({ error: 'full', nth: 1, lasting: true });
  const refused = await it.feed(1, product(1)).then(
    () => false,
    () => true,
  );
  assert.ok(refused);
  it.disk.heal();
  await it.feed(1, product(1));
  assert.is(it.sync.status().cursor, 1);
  await it.stop();
});

test('a feed that the full disk could not keep is asked for again when there is room (world, seed 23)', async () => {
  const it = await office();
  await it.ack(0);
  it.disk.fail({ error: 'full', nth: 1, lasting: true });
  await it.feed(1, product(1)).catch(() => undefined);
  it.disk.heal();
  const before = it.heard().length;
  await it.clock.advance(10_000);
  assert.equal(
    it
      .heard()
      .slice(before)
      .map(({ kind, cursor }) => [kind, cursor]),
    [['hello', 0]],
  );
  await it.stop();
});

// Seed 935 of the world on the day it was found: published while the line was cut, and nobody asked for it any more.
test('an announcement without its items is asked about, and once', async () => {
  const it = await office();
  await it.ack(0);
  await it.feed(2);
  await it.feed(2);
  assert.equal(
    it.heard().flatMap(({ kind, cursor }) => (kind === 'want' ? [cursor] : [])),
    [0],
  );
  await it.feed(2, product(1), product(2));
  assert.is(productCount(it.kernel.state), 2);
  await it.stop();
});

test('garbage, other versions and messages too large are acknowledged and forgotten', async () => {
  const it = await office({ commits: 1 });
  const strange = [
    '',
    'hello?',
    '{"v":2,"kind":"ack","through":1}',
    '{"v":1,"kind":"ack","through":-1}',
    '{"v":1,"kind":"ack"}',
    '{"v":1,"kind":"feed","items":[{"n":0}],"head":1}',
    `{"v":1,"kind":"ack","through":1,"x":"${'y'.repeat(300_000)}"}`,
    Buffer.from([0xff, 0xfe, 0x00]),
  ];
  for (const payload of strange) await it.link.say(payload);
  assert.equal([it.sync.status().acked, it.kernel.end().seq], [0, 1]);
  await it.stop();
});

test('how far the office was is remembered over a start without a line', async () => {
  const first = await office({ commits: 3 });
  await first.ack(0);
  await first.ack(3);
  await first.stop();
  const again = await office({ disk: first.disk });
  assert.equal([again.sync.status().acked, again.sync.status().unsent], [3, 0]);
  await again.stop();
});

test('an office that knows more than this terminal is told of as a loss, and is sent nothing under used numbers', async () => {
  const it = await office({ commits: 2 });
  await it.ack(5);
  assert.is(it.sync.status().refused, 'journal-behind');
  for (let n = 3; n <= 9; n++) await it.commit(n);
  await it.clock.advance(60_000);
  await it.ack(5);
  await it.clock.settle();
  assert.ok(
    !it.said().some((one) => one.startsWith('commits')),
    'not even when it has written more than that since',
  );
  assert.is(it.sync.status().refused, 'journal-behind');
  await it.stop();
});

test('commits that a lying disk lost are told of at the start, without a line, when the office had them', async () => {
  const first = await office({ commits: 4 });
  await first.ack(0);
  await first.ack(4);
  await first.stop();
  const disk = first.disk.durable();
  const path = `${DATA}/journal/000000000001.log`;
  const bytes = Buffer.from(disk.bytes(path));
  disk.put(path, bytes.subarray(0, bytes.indexOf(0x0a, bytes.indexOf(0x0a) + 1) + 1));
  for (const what of ['at the start', 'at the next one too']) {
    const again = await office({ disk });
    assert.is(again.sync.status().refused, 'journal-behind', what);
    await again.stop();
  }
});

test('numbers that were used twice after a loss are refused by the office, and nothing follows them', async () => {
  const it = await office({ commits: 5 });
  await it.ack(3);
  await it.link.say(JSON.stringify({ v: 1, kind: 'refused', reason: 'conflict', seq: 3 }));
  await it.commit(6);
  await it.ack(3);
  await it.clock.advance(60_000);
  assert.is(it.sync.status().refused, 'conflict');
  assert.equal(
    it.said().filter((one) => one.startsWith('commits')),
    ['commits 3-5'],
  );
  await it.stop();
});

test.run();
