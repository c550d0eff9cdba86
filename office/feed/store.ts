/** What the office keeps of its feeds: the shape that the feed works with, and its SQL. */

import type { Database, Row } from '../db/types.js';

export interface StoredItem {
  readonly n: number;
  readonly kind: string;
  /** JSON. */
  readonly body: string;
}

export interface NewItem extends StoredItem {
  readonly store: string;
  readonly atMs: number;
  /** Names where it comes from, once for each store. */
  readonly source?: string;
  /** The terminal that told it, and need not be told. */
  readonly origin?: string;
}

/** Where the feed keeps its items. The deterministic world keeps them in memory. */
export interface ItemStore {
  /** The newest number of each store that has items. */
  heads(): Promise<Map<string, number>>;
  /** False when its source was there before; true after it is durable. */
  add(item: NewItem): Promise<boolean>;
  /** Items of a store after number `n`, in order, without those that `terminal` told. */
  after(store: string, n: number, limit: number, terminal: string): Promise<readonly StoredItem[]>;
  /** Items of kind `opening` after number `n`, in order. */
  openings(store: string, n: number, limit: number): Promise<readonly StoredItem[]>;
  /** The newest item of a kind. */
  last(store: string, kind: string): Promise<StoredItem | undefined>;
}

export function itemsIn(db: Database): ItemStore {
  return {
    heads: async () => {
      const rows = await db.query('select store, max(n) as head from feed group by store');
      return new Map(rows.map((row) => [String(row.store), Number(row.head)]));
    },
    add: async ({ store, n, kind, body, atMs, source }) => {
      const added = await db.query(
        `insert into feed (store, n, kind, body, at_ms, source) values ($1, $2, $3, $4, $5, $6)
         on conflict (store, source) do nothing returning n`,
        [store, n, kind, body, atMs, source ?? null],
      );
      return added.length > 0;
    },
    after: async (store, n, limit, terminal) => {
      const rows = await db.query(
        `select n, kind, body from feed where store = $1 and n > $2 and origin is distinct from $4
         order by n limit $3`,
        [store, n, limit, terminal],
      );
      return rows.map(itemOf);
    },
    openings: async (store, n, limit) => {
      const rows = await db.query(
        `select n, kind, body from feed where store = $1 and kind = 'opening' and n > $2 order by n limit $3`,
        [store, n, limit],
      );
      return rows.map(itemOf);
    },
    last: async (store, kind) => {
      const rows = await db.query(
        'select n, kind, body from feed where store = $1 and kind = $2 order by n desc limit 1',
        [store, kind],
      );
      return rows.map(itemOf)[0];
    },
  };
}

function itemOf({ n, kind, body }: Row): StoredItem {
  return { n: Number(n), kind: String(kind), body: String(body) };
}
