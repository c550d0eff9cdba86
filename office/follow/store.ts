/** What the follower keeps: how far it has read, the ledger of each store, and the feed's items, in one transaction. */

import { TerminalError } from '../../protocol/errors.js';
import type { Database, Query } from '../db/types.js';
import { addRefusal } from '../ingest/store.js';
import type { FollowedPage } from './page.js';

/** Where the follower keeps what it read. The deterministic world keeps it in memory. */
export interface FollowStore {
  /** How far each stream was followed. */
  through(): Promise<Map<string, number>>;
  /**
   * Keeps a page: its place, its rows, its `shared` items from number `firstN` on. All or nothing.
   * @throws TerminalError `office/moved` when the stream does not stand before the page
   */
  keep(page: FollowedPage, firstN: number, nowMs: number): Promise<void>;
}

export function followIn(db: Database): FollowStore {
  return {
    through: async () => {
      const rows = await db.query('select stream, through from followed');
      return new Map(rows.map((row) => [String(row.stream), Number(row.through)]));
    },
    keep: (page, firstN, nowMs) =>
      db.transaction(async (tx) => {
        await move(tx, page);
        if (page.rows.length > 0) await addRows(tx, page);
        if (page.shared.length > 0) await addItems(tx, page, firstN, nowMs);
        for (const refusal of page.refusals) await addRefusal(tx, refusal, nowMs);
      }),
  };
}

async function move(tx: Query, { stream, after, through }: FollowedPage): Promise<void> {
  await tx.query('insert into followed (stream) values ($1) on conflict do nothing', [stream]);
  const moved = await tx.query(
    'update followed set through = $3 where stream = $1 and through = $2 returning 1',
    [stream, after, through],
  );
  if (moved.length === 1) return;
  throw new TerminalError('office/moved', `${stream} was not followed up to ${after}`, {
    context: { stream, after },
    retry: 'retry',
  });
}

/** The same entry (customer, account, cause, amount) of two tills counts once: the later one is kept as `twice`. */
async function addRows(tx: Query, { rows }: FollowedPage): Promise<void> {
  await tx.query(
    `insert into ledger (store, terminal, seq, part, customer, account, amount, reason, cause, at_ms, twice)
     select x.store, x.terminal, x.seq, x.part, x.customer, x.account, x.amount, x.reason, x.cause, x."atMs", exists (
       select 1 from ledger l where l.store = x.store and l.customer = x.customer and l.account = x.account
         and l.cause = x.cause and l.amount = x.amount and l.terminal <> x.terminal)
     from json_to_recordset($1::json) as x (store text, terminal text, seq bigint, part integer, customer text,
       account text, amount bigint, reason text, cause text, "atMs" bigint)`,
    [JSON.stringify(rows)],
  );
}

async function addItems(
  tx: Query,
  { store, stream, shared }: FollowedPage,
  firstN: number,
  nowMs: number,
): Promise<void> {
  const items = shared.map((body, index) => ({
    n: firstN + index,
    body: JSON.stringify(body),
    source: `shared:${stream}:${body.seq}:${body.part}`,
  }));
  await tx.query(
    `insert into feed (store, n, kind, body, at_ms, source, origin)
     select $1, x.n, 'shared', x.body, $2, x.source, $3
     from json_to_recordset($4::json) as x (n bigint, body text, source text)`,
    [store, nowMs, stream, JSON.stringify(items)],
  );
}
