/** The office's side of one terminal, over a broker that keeps the terminal connected whatever the office does. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Feed } from '../../office/feed/feed.js';
import { createDesk } from '../../office/fleet/terminal.js';
import type { Ingest } from '../../office/ingest/ingest.js';
import { silentLog } from '../support/silent-log.js';
import { virtualClock } from '../support/virtual-clock.js';

const ITEMS = [
  { n: 1, kind: 'product', body: {} },
  { n: 2, kind: 'product', body: {} },
];

test('an office that starts again sends what the terminal has not, unasked (world, seed 29)', async () => {
  const said: unknown[] = [];
  const ingest = { through: () => 7 } as Partial<Ingest> as Ingest;
  const feed = {
    head: () => 2,
    page: async (_: string, cursor: number) => ({ items: ITEMS.slice(cursor), head: 2 }),
  } as Partial<Feed> as Feed;
  const link = {
    publish: async (_: string, payload: Uint8Array) =>
      void said.push(JSON.parse(Buffer.from(payload).toString())),
  };
  const access = { store: 'shop', terminal: 'till-1', secret: '' };
  const nothing = async () => undefined;
  const clock = virtualClock();
  const desk = createDesk({
    access,
    ingest,
    feed,
    link,
    clock,
    log: silentLog,
    commits: { lines: async () => [] },
    quarantine: nothing,
    remember: nothing,
  });
  desk.notes.cursor = 1; // As its database remembers.
  await desk.announce();
  assert.equal(said, [
    { v: 1, kind: 'ack', through: 7 },
    { v: 1, kind: 'feed', items: [ITEMS[1]], head: 2 },
  ]);
});

test.run();
