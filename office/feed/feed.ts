/** The numbered feed of each store. Items are checked when they are published, so a terminal never gets a wrong one. */

import type { Clock } from '../../drivers/host/types.js';
import { TerminalError } from '../../protocol/errors.js';
import { isFeedKind, OWN_KINDS, parseFeedItem } from '../../protocol/sync/feed.js';
import { type FeedItem, MAX_PAYLOAD } from '../../protocol/sync/messages.js';
import type { ItemStore, NewItem, StoredItem } from './store.js';

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
  /**
   * Gives numbers from `first` on to `count` items that `write` keeps, all or none. Nobody else is given a number meanwhile.
   * Rejects as `write` does.
   */
  append(store: string, count: number, write: (first: number) => Promise<void>): Promise<void>;
  /** Items after `cursor` that `terminal` did not tell itself, as many as fit into one message. */
  page(store: string, cursor: number, terminal: string): Promise<Page>;
  /**
   * A terminal has items up to `cursor`, where this feed ends before: the office was restored. Numbers go on far above, so
   * that none is given a second time.
   */
  jump(store: string, cursor: number): Promise<void>;
}

const PAGE_ITEMS = 200;
/** Bytes of a page's items: the message around them takes less than the rest. */
const PAGE_BYTES = MAX_PAYLOAD - 1024;
/** More than any terminal can be ahead of a backup; one that says it is further ahead is not believed. */
const JUMP = 1_000_000;

/**
 * What a person or a file may publish.
 * @throws TerminalError `sync/unknown-kind` for items that the office makes itself
 */
export function checkPublishable(kind: string): void {
  if (!isFeedKind(kind) || !OWN_KINDS.includes(kind)) return;
  throw new TerminalError('sync/unknown-kind', `"${kind}" is published by the office itself`, {
    context: { kind },
  });
}

export async function createFeed(store: ItemStore, clock: Clock): Promise<Feed> {
  let heads = await store.heads();
  let last: Promise<unknown> = Promise.resolve();

  /** One behind the other: numbers are given here and nowhere else. */
  function inOrder<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(async () => {
      try {
        return await work();
      } catch (error) {
        // A server may have committed before its line broke: only the database knows the heads.
        heads = await store.heads().catch(() => heads);
        throw error;
      }
    });
    last = mine.catch(() => undefined);
    return mine;
  }

  const headOf = (of: string): number => heads.get(of) ?? 0;

  async function add(item: Omit<NewItem, 'n' | 'atMs'>, n = headOf(item.store) + 1): Promise<boolean> {
    const added = await store.add({ ...item, n, atMs: clock.now() });
    if (added) heads.set(item.store, n);
    return added;
  }

  return {
    head: headOf,
    publish: async ({ source, ...item }) => {
      const body = JSON.stringify(parseFeedItem(item.kind, item.body).body);
      return inOrder(async () =>
        (await add({ ...item, body, ...(source !== undefined && { source }) }))
          ? headOf(item.store)
          : undefined,
      );
    },
    append: (of, count, write) =>
      inOrder(async () => {
        const head = headOf(of);
        await write(head + 1);
        heads.set(of, head + count);
      }),
    page: async (of, cursor, terminal) => {
      const head = headOf(of);
      const found = await store.after(of, cursor, PAGE_ITEMS, terminal);
      return { items: itemsOf(found, cursor, head), head: headOf(of) };
    },
    jump: (of, cursor) =>
      inOrder(async () => {
        const ahead = cursor - headOf(of);
        if (ahead > 0 && ahead < JUMP) await add({ store: of, kind: 'passed', body: '{}' }, cursor + JUMP);
      }),
  };
}

/** Says which numbers between them hold nothing for the terminal, also those up to `head` when this is the last page. */
function itemsOf(found: readonly StoredItem[], cursor: number, head: number): FeedItem[] {
  const items: FeedItem[] = [];
  let last = cursor;
  let bytes = 0;
  for (const { n, kind, body } of found) {
    bytes += Buffer.byteLength(body) + 160;
    if (bytes > PAGE_BYTES) return items;
    items.push({ n, ...(n > last + 1 && { from: last + 1 }), kind, body: JSON.parse(body) });
    last = n;
  }
  if (found.length < PAGE_ITEMS && last < head) {
    items.push({ n: head, ...(head > last + 1 && { from: last + 1 }), kind: 'passed', body: {} });
  }
  return items;
}
