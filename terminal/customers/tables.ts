import { stampOfOld } from '../../protocol/sync/one-person.js';
import { defineTables } from '../kernel/capability.js';
import type { Writer } from '../kernel/database.js';
import type { CustomersEvents } from './events.js';
import { isProfileField, PROFILE_FIELDS, type ProfileField } from './fields.js';
import { findRemoved, type Join, join, separate } from './joining.js';
import { cleanName } from './name.js';
import { initials, readings } from './pinyin.js';

/** Fields that `customers.registered` does not tell. */
const LATER = PROFILE_FIELDS.filter((field) => field !== 'name' && field !== 'level');

export const customersTables = defineTables<CustomersEvents>({
  name: 'customers',
  version: 8,
  // readings: as pinyin.ts writes them. gone: removed by a person; removed: gone, or an alias. Merges and partings are what people said,
  // aliases what follows from it: `main` is who is shown for a customer that was merged into another, `into`.
  schema: `CREATE TABLE customers (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
      initials TEXT NOT NULL, readings TEXT NOT NULL, level TEXT NOT NULL, created INTEGER NOT NULL, stamp TEXT NOT NULL,
      ${LATER.map((field) => `${field} TEXT NOT NULL DEFAULT ''`).join(', ')}, removed INTEGER,
      gone INTEGER);
    CREATE INDEX customers_readings ON customers (readings, name);
    CREATE INDEX customers_removed ON customers (removed) WHERE removed IS NOT NULL;
    CREATE TABLE customer_phones (key TEXT, customer INTEGER, PRIMARY KEY (key, customer)) WITHOUT ROWID;
    CREATE INDEX customer_phones_customer ON customer_phones (customer);
    CREATE TABLE customer_stamps (customer INTEGER, field TEXT, stamp TEXT NOT NULL,
      PRIMARY KEY (customer, field)) WITHOUT ROWID;
    CREATE TABLE customer_items (id TEXT PRIMARY KEY, customer INTEGER NOT NULL, kind TEXT NOT NULL,
      facts TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX customer_items_customer ON customer_items (customer, kind);
    CREATE TABLE customer_owners (customer INTEGER, at INTEGER, owner TEXT NOT NULL, reason TEXT NOT NULL,
      actor TEXT NOT NULL, stamp TEXT, PRIMARY KEY (customer, stamp)) WITHOUT ROWID;
    CREATE TABLE customer_fields (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, choices TEXT NOT NULL,
      removed INTEGER NOT NULL, stamp TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE customer_custom (customer INTEGER, field TEXT, value TEXT NOT NULL,
      PRIMARY KEY (customer, field)) WITHOUT ROWID;
    CREATE TABLE customer_merges (into_no INTEGER, alias INTEGER, stamp TEXT NOT NULL, at INTEGER NOT NULL, filled TEXT NOT NULL,
      PRIMARY KEY (into_no, alias)) WITHOUT ROWID;
    CREATE INDEX customer_merges_alias ON customer_merges (alias);
    CREATE TABLE customer_partings (into_no INTEGER, alias INTEGER, stamp TEXT NOT NULL, PRIMARY KEY (into_no, alias)) WITHOUT ROWID;
    CREATE TABLE customer_aliases (alias INTEGER PRIMARY KEY, into_no INTEGER NOT NULL, main INTEGER NOT NULL,
      at INTEGER NOT NULL, filled TEXT NOT NULL);
    CREATE INDEX customer_aliases_main ON customer_aliases (main)`,
  apply: {
    'customers.registered': (db, { customer, name, level, stamp }, { at }) => {
      const clean = cleanName(name);
      db.run(
        'INSERT INTO customers (id, name, initials, readings, level, created, stamp) VALUES (?, ?, ?, ?, ?, ?, ?)',
        ...[customer, clean, initials(clean), readings(clean), level, at, stamp],
      );
    },
    'customers.changed': (db, { customer, fields, stamp }) => {
      const no = numberOf(db, customer);
      if (no === undefined) return;
      for (const [field, value] of Object.entries(fields)) change(db, no, field, value, stamp);
    },
    'customers.phone-added': (db, { customer, key }) => {
      db.run('INSERT OR IGNORE INTO customer_phones SELECT ?, no FROM customers WHERE id = ?', key, customer);
    },
    'customers.phone-removed': (db, { customer, key }) => {
      const of = 'customer = (SELECT no FROM customers WHERE id = ?)';
      db.run(`DELETE FROM customer_phones WHERE key = ? AND ${of}`, key, customer);
    },
    'customers.item-added': (db, { customer, item, kind, facts }) => {
      db.run(
        'INSERT OR IGNORE INTO customer_items SELECT ?, no, ?, ? FROM customers WHERE id = ?',
        ...[item, kind, JSON.stringify(facts), customer],
      );
    },
    'customers.item-removed': (db, { item }) => db.run('DELETE FROM customer_items WHERE id = ?', item),
    'customers.handed-over': (db, { customer, owner, reason, stamp }, { at, actor }) => {
      const no = numberOf(db, customer);
      if (no === undefined) return;
      change(db, no, 'owner', owner, stamp);
      db.run(
        'INSERT OR IGNORE INTO customer_owners VALUES (?, ?, ?, ?, ?, ?)',
        ...[no, at, owner, reason, actor, stamp],
      );
    },
    'customers.removed': (db, { customer, stamp }, { at, seq }) =>
      setGone(db, customer, at, stamp ?? stampOfOld(seq)),
    'customers.restored': (db, { customer, stamp }, { seq }) =>
      setGone(db, customer, null, stamp ?? stampOfOld(seq)),
    'customers.merged': (db, told, { at, seq }) => {
      const wanted = joinOf(db, told, seq);
      if (wanted) join(db, wanted, at, JSON.stringify(told.filled));
    },
    'customers.unmerged': (db, told, { seq }) => {
      const wanted = joinOf(db, told, seq);
      if (wanted) separate(db, wanted);
    },
    'customers.field-set': (db, { field, name, kind, choices, stamp }) => {
      db.run(
        `INSERT INTO customer_fields VALUES (?, ?, ?, ?, 0, ?) ON CONFLICT DO UPDATE SET name = excluded.name,
           kind = excluded.kind, choices = excluded.choices, removed = 0, stamp = excluded.stamp
           WHERE excluded.stamp > stamp`,
        ...[field, name, kind, JSON.stringify(choices), stamp],
      );
    },
    'customers.field-removed': (db, { field, stamp }) => {
      db.run('UPDATE customer_fields SET removed = 1, stamp = ?2 WHERE id = ?1 AND stamp < ?2', field, stamp);
    },
  },
});

function numberOf(db: Writer, id: string): number | undefined {
  return db.value<number>('SELECT no FROM customers WHERE id = ?', id);
}

type Told = CustomersEvents['customers.merged'] | CustomersEvents['customers.unmerged'];

function joinOf(db: Writer, { customer, other, stamp = '' }: Told, seq: number): Join | undefined {
  const [into, alias] = [numberOf(db, customer), numberOf(db, other)];
  if (into === undefined || alias === undefined) return undefined;
  return { into, alias, stamp: stamp === '' ? stampOfOld(seq) : stamp };
}

/** Somebody is removed, or is there again (null); the newest stamp says which. */
function setGone(db: Writer, customer: string, at: number | null, stamp: string): void {
  const no = numberOf(db, customer);
  if (no === undefined || !isNewer(db, no, 'gone', stamp, '')) return;
  db.run('UPDATE customers SET gone = ? WHERE no = ?', at, no);
  findRemoved(db, no);
}

/** A field that this program does not know is another's affair, and left out. */
function change(db: Writer, no: number, field: string, value: string, stamp: string): void {
  const custom = field.startsWith('x:');
  if (!custom && !isProfileField(field)) return;
  const registered = db.value<string>('SELECT stamp FROM customers WHERE no = ?', no) ?? '';
  if (!isNewer(db, no, field, stamp, registered)) return;
  if (custom) setCustom(db, no, field.slice(2), value);
  else setField(db, no, field as ProfileField, value);
}

/** Keeps the stamp when it is newer than the one that stands, or `orElse` where none does. */
function isNewer(db: Writer, no: number, field: string, stamp: string, orElse: string): boolean {
  const sql = 'SELECT stamp FROM customer_stamps WHERE customer = ? AND field = ?';
  if (stamp <= (db.value<string>(sql, no, field) ?? orElse)) return false;
  db.run('INSERT OR REPLACE INTO customer_stamps VALUES (?, ?, ?)', no, field, stamp);
  return true;
}

function setField(db: Writer, no: number, field: ProfileField, value: string): void {
  if (field !== 'name') {
    db.run(`UPDATE customers SET ${field} = ? WHERE no = ?`, value, no);
    return;
  }
  const clean = cleanName(value);
  db.run(
    'UPDATE customers SET name = ?, initials = ?, readings = ? WHERE no = ?',
    ...[clean, initials(clean), readings(clean), no],
  );
}

function setCustom(db: Writer, no: number, field: string, value: string): void {
  if (value === '') db.run('DELETE FROM customer_custom WHERE customer = ? AND field = ?', no, field);
  else db.run('INSERT OR REPLACE INTO customer_custom VALUES (?, ?, ?)', no, field, value);
}
