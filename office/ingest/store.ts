/** What the office keeps of the terminals' journals. All SQL of the ingest stands here. */

import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { TerminalError } from '../../protocol/errors.js';
import type { Database, Query } from '../db/types.js';
import type { Batch } from './prepare.js';

const inflate = promisify(inflateRaw);

/** Lines of one message, inflated: far more than MAX_PAYLOAD would be a damaged row. */
const INFLATED_MAX = 1024 * 1024;
/** Rows of quarantine kept for one terminal; the oldest go, so that a terminal gone wrong cannot fill the disk. */
const QUARANTINE_MAX = 200;

export interface PackedBatch extends Batch {
  readonly packed: Uint8Array;
}

export interface Refusal {
  readonly terminal: string;
  readonly reason: string;
  readonly seq?: number;
  readonly detail: string;
  readonly payload: Uint8Array;
}

/** Highest commit of each terminal that is in the database. */
export async function readThrough(db: Query): Promise<Map<string, number>> {
  const rows = await db.query('select terminal, through from terminals');
  return new Map(rows.map((row) => [String(row.terminal), Number(row.through)]));
}

/**
 * Adds batches, in order, in one transaction. For each terminal they must continue where the database stands.
 * @throws TerminalError `office/moved` when it stands elsewhere: another office writes to the same database
 */
export async function appendBatches(
  db: Database,
  batches: readonly PackedBatch[],
  nowMs: number,
): Promise<void> {
  await db.transaction(async (tx) => {
    const rows = batches.map((_, i) => `($${i * 4 + 2}, $${i * 4 + 3}, $${i * 4 + 4}, $1, $${i * 4 + 5})`);
    await tx.query(
      `insert into batches (terminal, first, last, received_ms, lines) values ${rows.join(', ')}`,
      [nowMs, ...batches.flatMap(({ terminal, first, last, packed }) => [terminal, first, last, packed])],
    );
    for (const [terminal, span] of spans(batches)) {
      const moved = await tx.query(
        'update terminals set through = $3, seen_ms = $4 where terminal = $1 and through = $2 returning 1',
        [terminal, span.first - 1, span.last, nowMs],
      );
      if (moved.length === 1) continue;
      throw new TerminalError(
        'office/moved',
        `the database does not stand before ${terminal} ${span.first}`,
        {
          context: { terminal, first: span.first },
          retry: 'retry',
        },
      );
    }
  });
}

function spans(batches: readonly Batch[]): Map<string, { first: number; last: number }> {
  const found = new Map<string, { first: number; last: number }>();
  for (const { terminal, first, last } of batches) {
    found.set(terminal, { first: found.get(terminal)?.first ?? first, last });
  }
  return found;
}

/** Stored journal lines `first` … `last` of a terminal, without line ends; fewer when fewer are stored. */
export async function readLines(db: Query, terminal: string, first: number, last: number): Promise<string[]> {
  const rows = await db.query(
    `select first, lines from batches where terminal = $1 and first <= $3 and first >= coalesce(
       (select max(b.first) from batches b where b.terminal = $1 and b.first <= $2), 0) order by first`,
    [terminal, first, last],
  );
  const lines: string[] = [];
  for (const row of rows) {
    const start = Number(row.first);
    const unpacked = await inflate(row.lines as Uint8Array, { maxOutputLength: INFLATED_MAX });
    const all = unpacked.toString('utf8').split('\n').slice(0, -1);
    lines.push(...all.slice(Math.max(0, first - start), last - start + 1));
  }
  return lines;
}

/** Keeps what was refused, for a person to look at. */
export async function quarantine(db: Database, refusal: Refusal, nowMs: number): Promise<void> {
  const { terminal, reason, seq, detail, payload } = refusal;
  await db.transaction(async (tx) => {
    await tx.query(
      `insert into quarantine (terminal, received_ms, reason, seq, detail, payload) values ($1, $2, $3, $4, $5, $6)`,
      [terminal, nowMs, reason, seq ?? null, detail.slice(0, 500), payload],
    );
    await tx.query(
      `delete from quarantine where terminal = $1 and id <= (
         select id from quarantine where terminal = $1 order by id desc offset ${QUARANTINE_MAX} limit 1)`,
      [terminal],
    );
  });
}
