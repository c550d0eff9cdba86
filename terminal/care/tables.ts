import { defineTables } from '../kernel/capability.js';
import type { CareEvents } from './events.js';

export const careTables = defineTables<CareEvents>({
  name: 'care',
  version: 3,
  // state: proposed, approved, wished, declined, stopped. person: the same occasion, by customer instead of number.
  schema: `CREATE TABLE care_rules (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE care_days (day INTEGER PRIMARY KEY, through INTEGER NOT NULL, done INTEGER NOT NULL);
    CREATE TABLE care_wishes (no INTEGER PRIMARY KEY, occasion TEXT NOT NULL UNIQUE, person TEXT NOT NULL UNIQUE, rule TEXT NOT NULL,
      customer TEXT NOT NULL, key TEXT NOT NULL, until INTEGER NOT NULL, state TEXT NOT NULL, text TEXT, why TEXT);
    CREATE INDEX care_open ON care_wishes (state, no) WHERE state IN ('proposed', 'approved')`,
  apply: {
    'care.rule-set': (db, { rule }) => {
      db.run('INSERT OR REPLACE INTO care_rules VALUES (?, ?)', rule.id, JSON.stringify(rule));
      // A rule of this morning counts today: the day is looked at again, and what is known is not proposed twice.
      db.run('DELETE FROM care_days');
    },
    'care.proposed': (db, { day, through, done, wishes }) => {
      db.run('INSERT OR REPLACE INTO care_days VALUES (?, ?, ?)', day, through, done ? 1 : 0);
      for (const { rule, customer, key, what, once, until, auto } of wishes)
        db.run(
          `INSERT OR IGNORE INTO care_wishes (occasion, person, rule, customer, key, until, state)
           VALUES (?, ?, ?, ?, ?, ?, ?)`,
          ...[`${what} ${key}`, `${once} ${customer}`, rule, customer, key, until],
          auto ? 'approved' : 'proposed',
        );
    },
    'care.approved': (db, { occasions }) => {
      const sql = "UPDATE care_wishes SET state = 'approved' WHERE occasion = ? AND state = 'proposed'";
      for (const occasion of occasions) db.run(sql, occasion);
    },
    'care.declined': (db, { occasions }) => {
      const sql =
        "UPDATE care_wishes SET state = 'declined' WHERE occasion = ? AND state IN ('proposed', 'approved')";
      for (const occasion of occasions) db.run(sql, occasion);
    },
    'care.recalled': (db, { occasions }) => {
      const sql =
        "UPDATE care_wishes SET state = 'proposed', text = NULL WHERE occasion = ? AND state IN ('approved', 'wished')";
      for (const occasion of occasions) db.run(sql, occasion);
    },
    'care.wished': (db, { occasion, text, why }) => {
      const sql = 'UPDATE care_wishes SET state = ?, text = ?, why = ? WHERE occasion = ?';
      db.run(sql, text === undefined ? 'stopped' : 'wished', text ?? null, why ?? null, occasion);
    },
  },
});
