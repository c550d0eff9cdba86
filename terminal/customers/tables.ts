import { defineTables } from '../kernel/capability.js';
import type { Writer } from '../kernel/database.js';
import type { CustomersEvents, ProfileFields } from './events.js';
import { cleanName } from './name.js';
import { initials } from './pinyin.js';

export const customersTables = defineTables<CustomersEvents>({
  name: 'customers',
  version: 4,
  schema: `CREATE TABLE customers (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
      initials TEXT NOT NULL, level TEXT NOT NULL, created INTEGER NOT NULL, stamp TEXT NOT NULL,
      gender TEXT NOT NULL DEFAULT '', birthday TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '',
      email TEXT NOT NULL DEFAULT '', removed INTEGER);
    CREATE TABLE customer_phones (key TEXT, customer INTEGER, PRIMARY KEY (key, customer)) WITHOUT ROWID;
    CREATE INDEX customer_phones_customer ON customer_phones (customer);
    CREATE TABLE customer_stamps (customer INTEGER, field TEXT, stamp TEXT NOT NULL,
      PRIMARY KEY (customer, field)) WITHOUT ROWID`,
  apply: {
    'customers.registered': (db, { customer, name, level, stamp }, { at }) => {
      const clean = cleanName(name);
      db.run(
        'INSERT INTO customers (id, name, initials, level, created, stamp) VALUES (?, ?, ?, ?, ?, ?)',
        customer,
        clean,
        initials(clean),
        level,
        at,
        stamp,
      );
    },
    'customers.changed': (db, { customer, fields, stamp }) => {
      const no = numberOf(db, customer);
      if (no === undefined) return;
      for (const [field, value] of Object.entries(fields)) {
        change(db, no, field as keyof ProfileFields, value, stamp);
      }
    },
    'customers.phone-added': (db, { customer, key }) => {
      db.run('INSERT OR IGNORE INTO customer_phones SELECT ?, no FROM customers WHERE id = ?', key, customer);
    },
    'customers.removed': (db, { customer }, { at }) => {
      db.run('UPDATE customers SET removed = ? WHERE id = ? AND removed IS NULL', at, customer);
    },
    'customers.restored': (db, { customer }) => {
      db.run('UPDATE customers SET removed = NULL WHERE id = ?', customer);
    },
  },
});

function numberOf(db: Writer, id: string): number | undefined {
  return db.value<number>('SELECT no FROM customers WHERE id = ?', id);
}

function change(db: Writer, no: number, field: keyof ProfileFields, value: string, stamp: string): void {
  const known =
    db.value<string>('SELECT stamp FROM customer_stamps WHERE customer = ? AND field = ?', no, field) ??
    db.value<string>('SELECT stamp FROM customers WHERE no = ?', no) ??
    '';
  if (stamp <= known) return;
  db.run('INSERT OR REPLACE INTO customer_stamps VALUES (?, ?, ?)', no, field, stamp);
  switch (field) {
    case 'name': {
      const clean = cleanName(value);
      db.run('UPDATE customers SET name = ?, initials = ? WHERE no = ?', clean, initials(clean), no);
      return;
    }
    case 'level':
      db.run('UPDATE customers SET level = ? WHERE no = ?', value, no);
      return;
    case 'gender':
      db.run('UPDATE customers SET gender = ? WHERE no = ?', value, no);
      return;
    case 'birthday':
      db.run('UPDATE customers SET birthday = ? WHERE no = ?', value, no);
      return;
    case 'tags':
      db.run('UPDATE customers SET tags = ? WHERE no = ?', value, no);
      return;
    case 'email':
      db.run('UPDATE customers SET email = ? WHERE no = ?', value, no);
      return;
  }
}
