import { defineTables } from '../kernel/capability.js';
import type { Writer } from '../kernel/database.js';
import type { DepositsEvents } from './events.js';

export const depositsTables = defineTables<DepositsEvents>({
  name: 'deposits',
  version: 1,
  // deposits.customer: whose it was when it was taken; a merge moves nothing. held: the amount and its moves, added up move by
  // move. deposit_moves.change: what is held more by it, cash: what came into the drawer, of: the move that it reverses.
  schema: `CREATE TABLE deposits (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
      customer INTEGER, amount INTEGER NOT NULL, held INTEGER NOT NULL, what TEXT NOT NULL, at INTEGER NOT NULL);
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
        `INSERT INTO deposits (id, number, customer, amount, held, what, at)
           SELECT ?1, ?2, (SELECT no FROM customers WHERE id = ?3), ?4, ?4, ?5, ?6`,
        ...[deposit, number, customer, amount, what, at],
      );
    },
    'deposits.returned': (db, { amount, ...move }, { at }) =>
      keep(db, { ...move, kind: 'returned', change: -amount, cash: -amount, at }),
    'deposits.kept': (db, { amount, ...move }, { at }) =>
      keep(db, { ...move, kind: 'kept', change: -amount, cash: 0, at }),
    'deposits.reversed': (db, { amount, ...move }, { at }) =>
      keep(db, { ...move, kind: 'reversed', change: amount, at }),
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
