import { defineTables } from '../kernel/capability.js';
import type { Writer } from '../kernel/database.js';
import type { LedgerEvents } from '../ledger/index.js';
import type { DepositsEvents } from './events.js';

type Followed = Pick<LedgerEvents, 'ledger.entered'>;

export const depositsTables = defineTables<DepositsEvents, Followed>({
  name: 'deposits',
  version: 2,
  // deposits.customer: whose it was when it was taken; a merge moves nothing. held: the amount and its moves, added up move by
  // move; till: who took it, empty for this one. deposits_elsewhere: what other tills hold. deposit_moves.change: what is held more by it, cash: what came into the drawer, of: the move that it reverses.
  schema: `CREATE TABLE deposits (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
      customer INTEGER, amount INTEGER NOT NULL, held INTEGER NOT NULL, what TEXT NOT NULL, at INTEGER NOT NULL,
      till TEXT NOT NULL);
    CREATE TABLE deposits_elsewhere (customer INTEGER, till TEXT, held INTEGER NOT NULL, since INTEGER NOT NULL,
      PRIMARY KEY (customer, till)) WITHOUT ROWID;
    CREATE INDEX deposits_customer ON deposits (customer);
    CREATE INDEX deposits_open ON deposits (at) WHERE held > 0;
    CREATE INDEX deposits_at ON deposits (at);
    CREATE TABLE deposit_moves (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
      deposit INTEGER NOT NULL, kind TEXT NOT NULL, change INTEGER NOT NULL, cash INTEGER NOT NULL, why TEXT NOT NULL,
      at INTEGER NOT NULL, of INTEGER);
    CREATE INDEX deposit_moves_deposit ON deposit_moves (deposit);
    CREATE INDEX deposit_moves_at ON deposit_moves (at);
    CREATE INDEX deposit_moves_of ON deposit_moves (of)`,
  apply: {
    'deposits.taken': (db, { deposit, number, customer, amount, what }, { at }) => {
      db.run(
        `INSERT INTO deposits (id, number, customer, amount, held, what, at, till)
           SELECT ?1, ?2, (SELECT no FROM customers WHERE id = ?3), ?4, ?4, ?5, ?6, ''`,
        ...[deposit, number, customer, amount, what, at],
      );
    },
    'deposits.taken-over': (db, { deposit, number, customer, till, amount }) => {
      db.run(
        `INSERT INTO deposits (id, number, customer, amount, held, what, at, till)
           SELECT ?1, ?2, customer, ?5, ?5, '', since, till FROM deposits_elsewhere
             WHERE customer = (SELECT no FROM customers WHERE id = ?3) AND till = ?4`,
        ...[deposit, number, customer, till, amount],
      );
      db.run(
        `UPDATE deposits_elsewhere SET held = held - ?3
           WHERE customer = (SELECT no FROM customers WHERE id = ?1) AND till = ?2`,
        ...[customer, till, amount],
      );
    },
    'deposits.returned': (db, { amount, ...move }, { at }) =>
      keep(db, { ...move, kind: 'returned', change: -amount, cash: -amount, at }),
    'deposits.kept': (db, { amount, ...move }, { at }) =>
      keep(db, { ...move, kind: 'kept', change: -amount, cash: 0, at }),
    'deposits.reversed': (db, { amount, ...move }, { at }) =>
      keep(db, { ...move, kind: 'reversed', change: amount, at }),
  },
  follow: {
    'ledger.entered': (db, { account, customer, amount, from }) => {
      if (account !== 'deposit' || from === undefined) return;
      db.run(
        `INSERT INTO deposits_elsewhere SELECT no, ?2, ?3, ?4 FROM customers WHERE id = ?1
           ON CONFLICT DO UPDATE SET since = iif(held = 0, excluded.since, since), held = held + excluded.held`,
        ...[customer, from.terminal, amount, from.at],
      );
    },
  },
});

interface Kept {
  readonly move: string;
  readonly number: string;
  readonly deposit: string;
  readonly kind: string;
  readonly change: number;
  readonly cash: number;
  readonly at: number;
  readonly why?: string;
  readonly of?: string;
}

function keep(db: Writer, { move, number, deposit, kind, change, cash, at, why = '', of = '' }: Kept): void {
  db.run(
    `INSERT INTO deposit_moves (id, number, deposit, kind, change, cash, why, at, of)
       SELECT ?2, ?3, no, ?4, ?5, ?6, ?7, ?8, (SELECT no FROM deposit_moves WHERE id = ?9) FROM deposits WHERE id = ?1`,
    ...[deposit, move, number, kind, change, cash, why, at, of],
  );
  db.run('UPDATE deposits SET held = held + ? WHERE id = ?', change, deposit);
}
