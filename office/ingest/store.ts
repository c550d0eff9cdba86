/** What the office keeps of the terminals' journals: the shape that the ingest works with, and its SQL. */

import { TerminalError } from '../../protocol/errors.js';
import { printable } from '../../protocol/text/columns.js';
import type { Database, Query } from '../db/types.js';
import { type Batch, pack, unpackLines } from './prepare.js';

/** Rows of quarantine kept for one terminal; the oldest go, so that a terminal gone wrong cannot fill the disk. */
const QUARANTINE_MAX = 200;

export interface PackedBatch extends Batch {
  readonly packed: Uint8Array;
}

/** Where the ingest keeps commits. The deterministic world keeps them in memory. */
export interface CommitStore {
  /** The bytes of a batch as they will be kept. */
  pack(body: Uint8Array): Promise<Uint8Array>;
  /** Highest commit of each terminal that is kept. */
  through(): Promise<Map<string, number>>;
  /**
   * Adds batches, in order, all or none, and resolves after that is durable.
   * @throws TerminalError `office/moved` when a terminal does not stand before its first batch
   */
  append(batches: readonly PackedBatch[], nowMs: number): Promise<void>;
  /** Journal lines `first` … `last` of a terminal, without line ends; fewer when fewer are kept. */
  lines(terminal: string, first: number, last: number): Promise<string[]>;
}

export function commitsIn(db: Database): CommitStore {
  return {
    pack,
    through: () => readThrough(db),
    append: (batches, nowMs) => appendBatches(db, batches, nowMs),
    lines: (terminal, first, last) => readLines(db, terminal, first, last),
  };
}

export interface Refusal {
  readonly terminal: string;
  readonly reason: string;
  readonly seq?: number;
  readonly detail: string;
  readonly payload: Uint8Array;
}

async function readThrough(db: Query): Promise<Map<string, number>> {
  const rows = await db.query('select terminal, through from terminals');
  return new Map(rows.map((row) => [String(row.terminal), Number(row.through)]));
}

async function appendBatches(db: Database, batches: readonly PackedBatch[], nowMs: number): Promise<void> {
  const byTerminal = new Map<string, PackedBatch[]>();
  for (const batch of batches)
    byTerminal.set(batch.terminal, [...(byTerminal.get(batch.terminal) ?? []), batch]);
  const groups = [...byTerminal.values()];
  // One statement is a transaction of its own, in a third of the time.
  if (groups.length === 1) return appendOf(db, batches, nowMs);
  await db.transaction(async (tx) => {
    for (const group of groups) await appendOf(tx, group, nowMs);
  });
}

/** Moves one terminal's place and adds its rows, or does neither. */
async function appendOf(on: Query, batches: readonly PackedBatch[], nowMs: number): Promise<void> {
  const [head] = batches;
  const tail = batches.at(-1);
  if (!head || !tail) return;
  const rows = batches.map((_, i) => `($${i * 3 + 5}::bigint, $${i * 3 + 6}::bigint, $${i * 3 + 7}::bytea)`);
  const added = await on.query(
    `with moved as (update terminals set through = $3, seen_ms = $4 where terminal = $1 and through = $2 returning 1)
     insert into batches (terminal, first, last, received_ms, lines)
     select $1, b.first, b.last, $4, b.lines from (values ${rows.join(', ')}) as b (first, last, lines), moved
     returning 1`,
    [
      head.terminal,
      head.first - 1,
      tail.last,
      nowMs,
      ...batches.flatMap(({ first, last, packed }) => [first, last, packed]),
    ],
  );
  if (added.length === batches.length) return;
  throw new TerminalError(
    'office/moved',
    `the database does not stand before ${head.terminal} ${head.first}`,
    {
      context: { terminal: head.terminal, first: head.first },
      retry: 'retry',
    },
  );
}

async function readLines(db: Query, terminal: string, first: number, last: number): Promise<string[]> {
  const rows = await db.query(
    `select first, lines from batches where terminal = $1 and first <= $3 and first >= coalesce(
       (select max(b.first) from batches b where b.terminal = $1 and b.first <= $2), 0) order by first`,
    [terminal, first, last],
  );
  const lines: string[] = [];
  for (const row of rows) {
    const start = Number(row.first);
    const all = await unpackLines(row.lines as Uint8Array);
    lines.push(...all.slice(Math.max(0, first - start), last - start + 1));
  }
  return lines;
}

/** Keeps what was refused, for a person to look at. */
export async function quarantine(db: Database, refusal: Refusal, nowMs: number): Promise<void> {
  await db.transaction((tx) => addRefusal(tx, refusal, nowMs));
}

export async function addRefusal(tx: Query, refusal: Refusal, nowMs: number): Promise<void> {
  const { terminal, reason, seq, detail, payload } = refusal;
  await tx.query(
    `insert into quarantine (terminal, received_ms, reason, seq, detail, payload) values ($1, $2, $3, $4, $5, $6)`,
    [terminal, nowMs, reason, seq ?? null, printable(detail).slice(0, 500), payload],
  );
  await tx.query(
    `delete from quarantine where terminal = $1 and id <= (
       select id from quarantine where terminal = $1 order by id desc offset ${QUARANTINE_MAX} limit 1)`,
    [terminal],
  );
}
