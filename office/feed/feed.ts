/** The numbered feed of each store. Items are checked when they are published, so a terminal never gets a wrong one. */

import type { Clock } from '../../drivers/host/types.js';
import { parseFeedItem } from '../../protocol/sync/feed.js';
import { type FeedItem, MAX_PAYLOAD } from '../../protocol/sync/messages.js';
import type { ItemStore, NewItem } from './store.js';

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

export async function createFeed(store: ItemStore, clock: Clock): Promise<Feed> {
  const heads = await store.heads();
  let last: Promise<unknown> = Promise.resolve();

  async function add(item: Omit<NewItem, 'n' | 'atMs'>): Promise<number | undefined> {
    const n = (heads.get(item.store) ?? 0) + 1;
    if (!(await store.add({ ...item, n, atMs: clock.now() }))) return undefined;
    heads.set(item.store, n);
    return n;
  }

  return {
    head: (of) => heads.get(of) ?? 0,
    publish: async ({ source, ...item }) => {
      const body = JSON.stringify(parseFeedItem(item.kind, item.body).body);
      const mine = last.then(() => add({ ...item, body, ...(source !== undefined && { source }) }));
      last = mine.catch(() => undefined);
      return mine;
    },
    page: async (of, cursor) => {
      const found = await store.after(of, cursor, PAGE_ITEMS);
      const items: FeedItem[] = [];
      let bytes = 0;
      for (const { n, kind, body } of found) {
        bytes += Buffer.byteLength(body) + 128;
        if (bytes > PAGE_BYTES) break;
        items.push({ n, kind, body: JSON.parse(body) });
      }
      return { items, head: heads.get(of) ?? 0 };
    },
  };
}
