/** The office's tables, in numbered steps. A step that was released is never changed; a new one is added. */

import { TerminalError } from '../../protocol/errors.js';
import type { Database, Query } from './types.js';

/**
 * INVARIANTS
 * - `batches` is the truth: for each terminal its journal lines 1 … `terminals.through`, each exactly once, no gap.
 *   `lines` holds the lines as they stood in the journal, deflated (RFC 1951); one row is what arrived in one message.
 * - `feed` is numbered 1, 2, 3 … for each store; items never change. `origin` is the terminal that told an item, if one did.
 * - `ledger` holds the ledger entries of all commits up to `followed.through` of each terminal, each once; `twice` marks one that
 *   another terminal has made as well, and is not counted. Of the stream `feed:STORE` the items of kind `opening` are followed.
 * - What was refused stands in `quarantine`, so that a person can look.
 */
const STEPS: readonly (readonly string[])[] = [
  [
    `create table terminals (
       terminal text primary key, store text not null, through bigint not null default 0,
       cursor bigint not null default 0, software text not null default '', seen_ms bigint not null default 0)`,
    `create table batches (
       terminal text not null, first bigint not null, last bigint not null, received_ms bigint not null,
       lines bytea not null, primary key (terminal, first), check (last >= first))`,
    // Already deflated: PostgreSQL need not try again.
    'alter table batches alter column lines set storage external',
    `create table quarantine (
       id bigint generated always as identity primary key, terminal text not null, received_ms bigint not null,
       reason text not null, seq bigint, detail text not null, payload bytea not null)`,
    'create index quarantine_terminal on quarantine (terminal, id)',
    `create table feed (
       store text not null, n bigint not null, kind text not null, body text not null, at_ms bigint not null,
       source text, primary key (store, n), unique (store, source))`,
  ],
  [
    'alter table feed add column origin text',
    `create index feed_kind on feed (store, kind, n) where kind in ('opening', 'tills')`,
    'create table followed (stream text primary key, through bigint not null default 0)',
    `create table ledger (
       store text not null, terminal text not null, seq bigint not null, part integer not null, customer text not null,
       account text not null, amount bigint not null, reason text not null, cause text not null, at_ms bigint not null,
       twice boolean not null, primary key (store, terminal, seq, part))`,
    'create index ledger_customer on ledger (store, customer, account, cause)',
  ],
];

/**
 * Brings the database to this program's version.
 * @throws TerminalError `office/newer-database` when a newer program has used it
 */
export async function migrate(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query('create table if not exists migrations (step integer primary key)');
    const [row] = await tx.query('select coalesce(max(step), 0) as step from migrations');
    const done = Number(row?.step);
    if (done > STEPS.length) {
      throw new TerminalError(
        'office/newer-database',
        `the database is of version ${done}, this program knows ${STEPS.length}: install the newer program`,
        { context: { done, known: STEPS.length }, retry: 'person' },
      );
    }
    for (let step = done; step < STEPS.length; step++) await applyStep(tx, step);
  });
}

async function applyStep(tx: Query, step: number): Promise<void> {
  for (const statement of STEPS[step] ?? []) await tx.query(statement);
  await tx.query('insert into migrations (step) values ($1)', [step + 1]);
}
