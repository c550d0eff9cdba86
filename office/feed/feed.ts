/** The numbered feed of each store. Items are checked when they are published, so a terminal never gets a wrong one. */

import type { Clock } from '../../drivers/host/types.js';
import { parseFeedItem } from '../../protocol/sync/feed.js';
import { type FeedItem, MAX_PAYLOAD } from '../../protocol/sync/messages.js';
import type { Database } from '../db/types.js';

export interface Page {
  readonly items: readonly FeedItem[];
  /** The newest item's number, 0 for an empty feed. */
  readonly head: number;
}

export interface Publication {
  readonly store: string;
  readonly kind: string;
  readonly body: unknown;
  /** Names where it comes from; a second publication from the same source does nothing. */
  readonly source?: string;
}

export interface Feed {
  head(store: string): number;
  /**
   * The new item's number, or undefined when its source was published before.
   * @throws TerminalError `sync/unknown-kind`, `sync/schema` or `database/failed`
   */
  publish(item: Publication): Promise<number | undefined>;
  /** Items after `cursor`, as many as fit into one message. */
  page(store: string, cursor: number): Promise<Page>;
}

const PAGE_ITEMS = 200;
/** Bytes of a page's items: the message around them takes less than the rest. */
const PAGE_BYTES = MAX_PAYLOAD - 1024;

export async function createFeed(db: Database, clock: Clock): Promise<Feed> {
  const rows = await db.query('select store, max(n) as head from feed group by store');
  const heads = new Map(rows.map((row) => [String(row.store), Number(row.head)]));
  let last: Promise<unknown> = Promise.resolve();

  async function add({ store, kind, body, source }: Publication): Promise<number | undefined> {
    const n = (heads.get(store) ?? 0) + 1;
    const added = await db.query(
      `insert into feed (store, n, kind, body, at_ms, source) values ($1, $2, $3, $4, $5, $6)
       on conflict (store, source) do nothing returning n`,
      [store, n, kind, JSON.stringify(body), clock.now(), source ?? null],
    );
    if (added.length === 0) return undefined;
    heads.set(store, n);
    return n;
  }

  return {
    head: (store) => heads.get(store) ?? 0,
    publish: async (item) => {
      const { body } = parseFeedItem(item.kind, item.body);
      const mine = last.then(() => add({ ...item, body }));
      last = mine.catch(() => undefined);
      return mine;
    },
    page: async (store, cursor) => {
      const found = await db.query(
        'select n, kind, body from feed where store = $1 and n > $2 order by n limit $3',
        [store, cursor, PAGE_ITEMS],
      );
      const items: FeedItem[] = [];
      let bytes = 0;
      for (const row of found) {
        const text = String(row.body);
        bytes += Buffer.byteLength(text) + 128;
        if (bytes > PAGE_BYTES) break;
        items.push({ n: Number(row.n), kind: String(row.kind), body: JSON.parse(text) });
      }
      return { items, head: heads.get(store) ?? 0 };
    },
  };
}
