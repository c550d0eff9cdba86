/**
 * Erasure on request, at the office: lines of a journal with values erased take the place of those that are kept, and what was told
 * from them goes: items of the feed, refused messages, and the pages and the log in which the database keeps what it no longer shows.
 */

import type { Log } from '../../drivers/host/types.js';
import { messageOf, TerminalError } from '../../protocol/errors.js';
import { isErasureOf } from '../../protocol/sync/erased.js';
import type { Database, Query } from '../db/types.js';
import { tracesIn, withoutPerson } from './erase-feed.js';
import { linesOf, pack, unpackLines } from './prepare.js';

export interface Eraser {
  /**
   * Puts lines `first` … in the place of those that are kept; lines that are not kept yet are left aside.
   * @throws TerminalError `sync/conflict` when one is not the same commit with values erased
   */
  replace(terminal: string, first: number, body: Uint8Array): Promise<void>;
  /** What else the office keeps of a customer of a store. */
  forget(store: string, customer: string): Promise<void>;
}

export function createEraser(db: Database, log: Log): Eraser {
  return {
    replace: (terminal, first, body) =>
      db.transaction((tx) => replaceLines(tx, terminal, first, linesOf(body))),
    async forget(store, customer) {
      await db.transaction((tx) => forgetItems(tx, store, customer));
      await sweep(db, log);
    },
  };
}

async function replaceLines(
  tx: Query,
  terminal: string,
  first: number,
  lines: readonly string[],
): Promise<void> {
  const last = first + lines.length - 1;
  const rows = await tx.query(
    'select first, last, lines from batches where terminal = $1 and first <= $3 and last >= $2 order by first',
    [terminal, first, last],
  );
  for (const row of rows) {
    const start = Number(row.first);
    const kept = await unpackLines(row.lines as Uint8Array);
    const fresh = linesAfter(terminal, { first: start, lines: kept }, { first, lines });
    const packed = await pack(Buffer.from(fresh.map((line) => `${line}\n`).join('')));
    await tx.query('update batches set lines = $3 where terminal = $1 and first = $2', [
      terminal,
      start,
      packed,
    ]);
  }
}

/** Lines of one terminal from commit `first` on. */
interface Lines {
  readonly first: number;
  readonly lines: readonly string[];
}

/**
 * The kept lines, with those that are given in their place. Where the terminal was erased twice, the one with more values erased stays.
 * @throws TerminalError `sync/conflict` when one is not the same commit with values erased
 */
export function linesAfter(terminal: string, kept: Lines, given: Lines): string[] {
  return kept.lines.map((line, index) => {
    const fresh = given.lines[kept.first + index - given.first];
    if (fresh === undefined || isErasureOf(line, fresh, true)) return line;
    if (!isErasureOf(fresh, line, true)) throw conflict(terminal, kept.first + index);
    return fresh;
  });
}

async function forgetItems(tx: Query, store: string, customer: string): Promise<void> {
  const rows = await tx.query(
    `select n, kind, body from feed where store = $1 and kind in ('shared', 'customer') order by n`,
    [store],
  );
  const items = rows.map((row) => ({ n: Number(row.n), kind: String(row.kind), body: String(row.body) }));
  const traces = tracesIn(items, customer);
  for (const item of items) {
    const without = withoutPerson(item, traces);
    if (without !== item.body)
      await tx.query('update feed set body = $3 where store = $1 and n = $2', [store, item.n, without]);
  }
  // What was refused is kept for a person to look at, unread: nobody knows whom it is about.
  await tx.query(
    'delete from quarantine where terminal in (select terminal from terminals where store = $1)',
    [store],
  );
}

/**
 * New files for tables, indexes and statistics, and a new write-ahead log: old pages keep what was deleted. PostgreSQL 17, VACUUM and
 * `wal_recycle`: without recycling, a checkpoint deletes the log files before it.
 */
const SWEEP = [
  'set wal_recycle = off',
  'vacuum full analyze batches',
  'vacuum full analyze feed',
  'vacuum full analyze quarantine',
  'vacuum full pg_statistic',
  'select pg_switch_wal()',
  'checkpoint',
  'select pg_switch_wal()',
  'checkpoint',
];

/** A server may not let us do all of it: whoever runs it then does it by hand (docs/INTEGRITY.md). */
async function sweep(db: Query, log: Log): Promise<void> {
  for (const statement of SWEEP) {
    try {
      await db.query(statement);
    } catch (error) {
      log.warn({ statement, error: messageOf(error) }, 'the database was not swept after an erasure');
    }
  }
}

function conflict(terminal: string, seq: number): TerminalError {
  return new TerminalError(
    'sync/conflict',
    `commit ${seq} of ${terminal} is not the one that is kept, erased`,
    {
      context: { terminal, seq },
      retry: 'person',
    },
  );
}
