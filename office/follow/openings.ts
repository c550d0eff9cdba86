/** What the office itself entered: openings in a store's feed, as rows of its ledger. */

import { parseFeedItem } from '../../protocol/sync/feed.js';
import type { StoredItem } from '../feed/store.js';
import type { FollowedPage, LedgerRow } from './page.js';

export function openingsStream(store: string): string {
  return `feed:${store}`;
}

/** @param items `opening` items after `after`, in order, at least one */
export function openingsPage(store: string, after: number, items: readonly StoredItem[]): FollowedPage {
  const rows = items.flatMap((item) => rowsOf(store, item));
  const through = items.at(-1)?.n ?? after;
  return { store, stream: openingsStream(store), after, through, rows, shared: [], refusals: [] };
}

function rowsOf(store: string, { n, kind, body }: StoredItem): LedgerRow[] {
  const item = parseFeedItem(kind, JSON.parse(body));
  if (item.kind !== 'opening') return [];
  const { customer, points, principal, bonus } = item.body;
  return Object.entries({ points, principal, bonus }).flatMap(([account, amount], part) => {
    if (amount === 0) return [];
    const entry = { store, terminal: '', seq: n, part, customer, account, amount };
    return [{ ...entry, reason: 'opening', cause: `feed:${n}`, atMs: 0 }];
  });
}
