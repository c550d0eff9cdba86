/** What one till tells the others through the office, and the office's books: on a real PostgreSQL, embedded. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { systemClock } from '../../drivers/host/index.js';
import { migrate } from '../../office/db/migrations.js';
import { openPglite } from '../../office/db/pglite.js';
import type { Database } from '../../office/db/types.js';
import { createFeed, type Feed } from '../../office/feed/feed.js';
import { itemsIn } from '../../office/feed/store.js';
import { announceTills } from '../../office/feed/tills.js';
import { createFollower, type Follower } from '../../office/follow/follower.js';
import { balancesOf, enteredTwice, totalsOf, wentOver } from '../../office/follow/money.js';
import { pageOf } from '../../office/follow/page.js';
import { type FollowStore, followIn } from '../../office/follow/store.js';
import { createIngest } from '../../office/ingest/ingest.js';
import { commitsIn } from '../../office/ingest/store.js';
import { TerminalError } from '../../protocol/errors.js';
import { lineOf, memoryLog } from './support.js';

let db: Database;
let stores = 0;

test.before(async () => {
  db = await openPglite('memory://');
  await migrate(db);
});
test.after(() => db.close());

const entered = (customer: string, amount: number, cause: string, account = 'principal') => ({
  ...{ type: 'ledger.entered', v: 1, customer, account, amount, reason: 'sale', cause },
});

/** A store with two tills, and an office that can be thrown away and begun again on the same database. */
async function shop(follow: FollowStore = followIn(db)) {
  const store = `store-${++stores}`;
  const tills = [`${store}-a`, `${store}-b`] as const;
  const terminals = tills.map((terminal) => ({ store, terminal }));
  for (const { terminal } of terminals)
    await db.query('insert into terminals (terminal, store) values ($1, $2)', [terminal, store]);
  const items = itemsIn(db);
  const seqs = new Map<string, number>();
  let feed: Feed;
  let follower: Follower;
  let ingest: Awaited<ReturnType<typeof createIngest>>;
  const pushed: string[] = [];

  async function begin(): Promise<void> {
    ingest = await createIngest(commitsIn(db), systemClock);
    feed = await createFeed(items, systemClock);
    const log = memoryLog();
    follower = await createFollower({
      ...{ terminals, ingest, commits: commitsIn(db), items, feed, follow, clock: systemClock, log },
      onShared: (of) => void pushed.push(of),
    });
  }
  await begin();

  async function send(terminal: string, ...events: object[]): Promise<void> {
    const seq = (seqs.get(terminal) ?? 0) + 1;
    seqs.set(terminal, seq);
    const body = Buffer.from(lineOf(seq, events));
    await ingest.take({ terminal, first: seq, last: seq, body });
  }

  /** Until nothing is behind. */
  async function settle(): Promise<void> {
    follower.start();
    const until = Date.now() + 10_000;
    while (follower.behind() > 0 && Date.now() < until)
      await new Promise<void>((resolve) => void setImmediate(resolve));
    await follower.stop();
  }

  return {
    ...{ store, a: tills[0], b: tills[1], terminals, send, settle, begin, items, pushed },
    feed: () => feed,
    follower: () => follower,
    page: async (terminal: string, cursor = 0) => (await feed.page(store, cursor, terminal)).items,
    balance: async (customer: string) => (await balancesOf(db, store, { customer }))[0]?.balances,
  };
}

test('what happened at one till is told to the other, and not to itself', async () => {
  const it = await shop();
  await it.send(it.a, { type: 'customers.phone-added', v: 1, customer: 'c1', key: '+8613800138000' });
  await it.send(it.a, { type: 'calls.rang', v: 1, call: 'x' });
  await it.send(it.a, entered('c1', 5000, 'r1'), { type: 'receipts.queued', v: 1, job: 'j' });
  await it.settle();
  const items = await it.page(it.b);
  const bodies = items.map(({ body }) => body as { from: string; seq: number; at: number; events: object[] });
  assert.equal(
    bodies.map(({ from, seq, events }) => [from, seq, events.length]),
    [
      [it.a, 1, 1],
      [it.a, 3, 1],
    ],
  );
  assert.equal(bodies[1]?.events[0], entered('c1', 5000, 'r1'));
  assert.is(bodies[1]?.at, 1_700_000_000_003);
  assert.equal(await it.page(it.a), [{ n: 2, from: 1, kind: 'passed', body: {} }], 'its own are passed over');
  assert.equal(it.pushed, [it.store]);
});

test('what a till took from the feed is not told again', async () => {
  const it = await shop();
  await it.send(it.b, entered('c1', 100, 'r1'), { type: 'sync.advanced', v: 1, cursor: 4 });
  await it.settle();
  assert.equal([await it.page(it.a), await totalsOf(db, it.store)], [[], {}]);
});

test('balances are the sums of all tills’ journals and of what the office entered', async () => {
  const it = await shop();
  const opening = { customer: 'c1', points: 7, principal: 1000, bonus: 0 };
  await it.feed().publish({ store: it.store, kind: 'opening', body: opening });
  it.follower().opened();
  await it.send(it.a, entered('c1', 5000, 'r1'), entered('c1', 500, 'r1', 'bonus'));
  await it.send(it.b, entered('c1', -2999, 's1'));
  await it.send(it.b, entered('c2', 3, 's2', 'points'));
  await it.settle();
  assert.equal(await it.balance('c1'), { bonus: 500, points: 7, principal: 3001 });
  assert.equal(await it.balance('c2'), { points: 3 });
  assert.equal(await totalsOf(db, it.store), { bonus: 500, points: 10, principal: 3001 });
  assert.equal(
    (await balancesOf(db, it.store, { after: 'c1' })).map(({ customer }) => customer),
    ['c2'],
  );
});

test('an office that dies after any transaction of the follower counts and tells everything once', async () => {
  let failing = true;
  const real = followIn(db);
  const it = await shop({
    through: real.through,
    async keep(page, firstN, nowMs) {
      await real.keep(page, firstN, nowMs);
      // The transaction is through, and nobody hears of it.
      if (failing) throw new TerminalError('database/failed', 'the line broke', { retry: 'retry' });
    },
  });
  for (let seq = 1; seq <= 3; seq++) await it.send(it.a, entered('c1', 100, `r${seq}`));
  it.follower().start();
  const until = Date.now() + 5_000;
  while ((await it.balance('c1')) === undefined && Date.now() < until)
    await new Promise<void>((resolve) => void setImmediate(resolve));
  await it.follower().stop();
  failing = false;
  await it.begin();
  await it.send(it.a, entered('c1', 100, 'r4'));
  await it.settle();
  assert.equal(await it.balance('c1'), { principal: 400 });
  const told = (await it.page(it.b)).map(({ body }) => (body as { seq: number }).seq);
  assert.equal(told, [1, 2, 3, 4]);
});

test('a page that another office has kept meanwhile is not kept again', async () => {
  const it = await shop();
  await it.send(it.a, entered('c1', 100, 'r1'));
  await it.settle();
  const page = { store: it.store, stream: it.a, after: 0, through: 1, rows: [], shared: [], refusals: [] };
  try {
    await followIn(db).keep(page, 9, 0);
    assert.unreachable();
  } catch (error) {
    assert.is((error as TerminalError).code, 'office/moved');
  }
});

test('what cannot be read is kept for a person, and what stands beside and behind it is told', async () => {
  const it = await shop();
  await it.send(it.a, entered('c1', 1.5, 'r1'), entered('c1', 200, 'r1'));
  await it.send(it.a, entered('bad\u0000id', 1, 'r2'), { ...entered('c1', 1, 'r3'), v: 9 });
  await it.send(it.a, { type: 'customers.changed', v: 1, customer: 'c1', fields: 'x', stamp: 's' });
  await it.send(it.a, entered('c1', 50, 'r4'));
  await it.settle();
  assert.equal(await it.balance('c1'), { principal: 250 });
  const kept = await db.query('select seq, reason from quarantine where terminal = $1 order by seq', [it.a]);
  assert.equal(
    kept.map(({ seq, reason }) => [Number(seq), reason]),
    [
      [1, 'unreadable'],
      [2, 'unreadable'],
      [3, 'unreadable'],
    ],
  );
});

test('the same voucher at two tills counts once and is listed', async () => {
  const it = await shop();
  await it.send(it.a, entered('c1', -500, 'voucher-7'));
  await it.send(it.b, entered('c1', -500, 'voucher-7'));
  await it.settle();
  assert.equal(await it.balance('c1'), { principal: -500 });
  assert.equal(await enteredTwice(db, it.store), [
    { customer: 'c1', account: 'principal', amount: -500, cause: 'voucher-7', terminal: it.b },
  ]);
});

test('money spent at two tills beyond what is there is listed with who took how much', async () => {
  const it = await shop();
  await it.send(it.a, entered('c1', 1000, 'r1'), entered('c2', 10, 'r2'));
  await it.send(it.a, entered('c1', -800, 's1'));
  await it.send(it.b, entered('c1', -700, 's2'));
  await it.settle();
  assert.equal(await wentOver(db, it.store), [
    { customer: 'c1', account: 'principal', balance: -500, by: { [it.a]: 200, [it.b]: -700 } },
  ]);
});

test('a large commit is told in parts that fit into messages, all of it', async () => {
  const it = await shop();
  const events = Array.from({ length: 600 }, (_, index) => entered(`customer-${index}`, 1, 'x'.repeat(60)));
  await it.send(it.a, ...events);
  await it.settle();
  const bodies = (await it.page(it.b)).map(({ body }) => body as { part: number; events: object[] });
  assert.equal(
    bodies.map(({ part }) => part),
    bodies.map((_, index) => index),
  );
  assert.ok(bodies.length > 1);
  assert.is(
    bodies.reduce((sum, body) => sum + body.events.length, 0),
    600,
  );
});

test('a restored office gives no number twice: its feed goes on far above what a terminal has', async () => {
  const it = await shop();
  await it.send(it.a, entered('c1', 100, 'r1'));
  await it.settle();
  await it.feed().jump(it.store, 40);
  await it.send(it.a, entered('c1', 100, 'r2'));
  await it.settle();
  const items = await it.page(it.b, 40);
  assert.equal(
    items.map(({ n, from, kind }) => [n, from, kind]),
    [
      [1_000_040, 41, 'passed'],
      [1_000_041, undefined, 'shared'],
    ],
  );
});

test('the tills of a store are told when they change, and the home till stays', async () => {
  const it = await shop();
  const bodies = async () => (await it.page('nobody')).map(({ body }) => body);
  await announceTills(it.feed(), it.items, it.terminals.slice(0, 1));
  await announceTills(it.feed(), it.items, it.terminals.slice(0, 1));
  await announceTills(it.feed(), it.items, [...it.terminals].reverse());
  await announceTills(it.feed(), it.items, it.terminals.slice(1));
  assert.equal(await bodies(), [
    { tills: [it.a], home: it.a },
    { tills: [it.b, it.a], home: it.a },
    { tills: [it.b], home: it.b },
  ]);
});

test('sales of customers are told in a part of their own, and sales of nobody not at all', () => {
  const sold = (facts: object) => ({
    ...{
      type: 'counter.sold',
      v: 1,
      sale: 's1',
      number: 'a-000001',
      items: [{ name: '苹果', quantity: 1, price: 8800 }],
    },
    ...{ amount: 8800, tendered: 10_000, change: 1200, points: 88, ...facts },
  });
  const entry = { type: 'ledger.entered', v: 1, customer: 'c1', account: 'points', amount: 88 };
  const lines = [
    lineOf(1, [sold({ customer: 'c1' }), { ...entry, reason: 'sale', cause: 's1' }]),
    lineOf(2, [sold({ sale: 's2' })]),
  ].map((line) => line.trimEnd());
  const { shared, refusals } = pageOf('s', 'a', 0, lines);
  assert.equal(
    shared.map(({ seq, part, events }) => [seq, part, events]),
    [
      [1, 0, [{ ...entry, reason: 'sale', cause: 's1' }]],
      [1, 1, [{ type: 'counter.sold', v: 1, sale: 's1', customer: 'c1', amount: 8800, points: 88 }]],
    ],
  );
  assert.equal(refusals, []);
});

test.run();
