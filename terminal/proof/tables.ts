import { defineTables } from '../kernel/capability.js';
import type { Writer } from '../kernel/database.js';
import type { ProofEvents } from './events.js';

const DAY_MS = 24 * 3600_000;

export const proofTables = defineTables<ProofEvents>({
  name: 'proof',
  version: 2,
  // proof_tries: wrong PINs, each by its stamp, so that those of several tills count once each and in any order.
  schema: `CREATE TABLE proof_rules (since INTEGER PRIMARY KEY, begins INTEGER NOT NULL, rules TEXT NOT NULL);
    CREATE TABLE proof_pins (customer INTEGER PRIMARY KEY, salt TEXT NOT NULL, hash TEXT NOT NULL, stamp TEXT NOT NULL);
    CREATE TABLE proof_tries (customer INTEGER, stamp TEXT, PRIMARY KEY (customer, stamp)) WITHOUT ROWID;
    CREATE TABLE proof_right (customer INTEGER PRIMARY KEY, stamp TEXT NOT NULL);
    CREATE TABLE proof_codes (code TEXT PRIMARY KEY, customer INTEGER NOT NULL, salt TEXT NOT NULL, hash TEXT NOT NULL,
      amount INTEGER NOT NULL, until INTEGER NOT NULL, wrong INTEGER NOT NULL, used INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX proof_codes_customer ON proof_codes (customer, at);
    CREATE TABLE proof_passes (pass TEXT PRIMARY KEY, customer INTEGER NOT NULL, how TEXT NOT NULL, amount INTEGER NOT NULL,
      until INTEGER NOT NULL, used INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX proof_passes_customer ON proof_passes (customer, at)`,
  apply: {
    'proof.rules-set': (db, { from, rules }, { seq }) => {
      db.run('INSERT OR REPLACE INTO proof_rules VALUES (?, ?, ?)', seq, from, JSON.stringify(rules));
    },
    'proof.pin-set': (db, { customer, salt, hash, stamp }) => keepPin(db, customer, { salt, hash, stamp }),
    'proof.pin-removed': (db, { customer, stamp }) => keepPin(db, customer, { salt: '', hash: '', stamp }),
    'proof.pin-wrong': (db, { customer, stamp }) => {
      const no = numberOf(db, customer);
      if (no !== undefined) db.run(KEEP_TRY, no, stamp);
    },
    'proof.pin-right': (db, { customer, stamp }) => {
      const no = numberOf(db, customer);
      if (no !== undefined) forgive(db, no, stamp);
    },
    'proof.code-sent': (db, { code, customer, salt, hash, amount, until }, { at }) => {
      const no = numberOf(db, customer) ?? 0;
      db.run('DELETE FROM proof_codes WHERE customer = ? AND at < ?', no, at - DAY_MS);
      db.run(
        'INSERT INTO proof_codes VALUES (?, ?, ?, ?, ?, ?, 0, 0, ?)',
        code,
        no,
        salt,
        hash,
        amount,
        until,
        at,
      );
    },
    'proof.code-wrong': (db, { code }) =>
      db.run('UPDATE proof_codes SET wrong = wrong + 1 WHERE code = ?', code),
    'proof.given': (db, { pass, customer, how, amount, until, code }, { at }) => {
      const no = numberOf(db, customer) ?? 0;
      db.run('DELETE FROM proof_passes WHERE customer = ? AND at < ?', no, at - 2 * DAY_MS);
      db.run('INSERT INTO proof_passes VALUES (?, ?, ?, ?, ?, 0, ?)', pass, no, how, amount, until, at);
      if (code !== undefined) db.run('UPDATE proof_codes SET used = 1 WHERE code = ?', code);
    },
    'proof.used': (db, { pass }) => db.run('UPDATE proof_passes SET used = 1 WHERE pass = ?', pass),
  },
});

/** One that another till told late, after a right one, is forgiven already. */
const KEEP_TRY = `INSERT OR IGNORE INTO proof_tries SELECT ?1, ?2
  WHERE NOT EXISTS (SELECT 1 FROM proof_right WHERE customer = ?1 AND stamp >= ?2)`;

function numberOf(db: Writer, customer: string): number | undefined {
  return db.value<number>('SELECT no FROM customers WHERE id = ?', customer);
}

function forgive(db: Writer, no: number, stamp: string): void {
  db.run(
    'INSERT INTO proof_right VALUES (?, ?) ON CONFLICT DO UPDATE SET stamp = max(stamp, excluded.stamp)',
    no,
    stamp,
  );
  db.run('DELETE FROM proof_tries WHERE customer = ? AND stamp <= ?', no, stamp);
}

/** An empty hash is no PIN. */
function keepPin(
  db: Writer,
  customer: string,
  { salt, hash, stamp }: { readonly salt: string; readonly hash: string; readonly stamp: string },
): void {
  const no = numberOf(db, customer);
  if (no === undefined) return;
  db.run(
    `INSERT INTO proof_pins VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET salt = excluded.salt, hash = excluded.hash,
       stamp = excluded.stamp WHERE excluded.stamp > stamp`,
    ...[no, salt, hash, stamp],
  );
  forgive(db, no, stamp);
}
