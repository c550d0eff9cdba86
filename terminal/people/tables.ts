import { defineTables } from '../kernel/capability.js';
import type { Writer } from '../kernel/database.js';
import type { CommitHead } from '../kernel/events.js';
import type { PeopleEvents } from './events.js';
import { DAY_MS } from './limits.js';
import type { Right } from './rights.js';

/** Of the events of others what is of interest here. */
interface Followed {
  'counter.refunded': { amount: number };
  'prepaid.recharge-refunded': { cash: number };
}

export const peopleTables = defineTables<PeopleEvents, Followed>({
  name: 'people',
  version: 2,
  // employees.wrong: PINs in a row, wrong_at: of the last one, ms since 1970 UTC. roles.rights: a JSON array, limits: an object.
  // people_given: money that employees gave back alone, in fen, by the right that it needs.
  schema: `CREATE TABLE employees (id TEXT PRIMARY KEY, no INTEGER NOT NULL, name TEXT NOT NULL, department TEXT NOT NULL,
      role TEXT NOT NULL, active INTEGER NOT NULL, salt TEXT NOT NULL, hash TEXT NOT NULL, wrong INTEGER NOT NULL,
      wrong_at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE roles (id TEXT PRIMARY KEY, name TEXT NOT NULL, rights TEXT NOT NULL, limits TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE people_given (employee TEXT NOT NULL, need TEXT NOT NULL, amount INTEGER NOT NULL, at INTEGER NOT NULL);
    CREATE INDEX people_given_employee ON people_given (employee, at);
    CREATE TABLE departments (id TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE people_rules (one INTEGER PRIMARY KEY CHECK (one = 1), idle_minutes INTEGER NOT NULL);
    INSERT INTO people_rules VALUES (1, 5)`,
  apply: {
    'people.joined': (db, { employee, no, name, department, role, salt, hash }) => {
      db.run(
        'INSERT INTO employees VALUES (?, ?, ?, ?, ?, 1, ?, ?, 0, 0)',
        ...[employee, no, name, department, role, salt, hash],
      );
    },
    'people.changed': (db, { employee, name, department, role }) => {
      db.run(
        'UPDATE employees SET name = ?, department = ?, role = ? WHERE id = ?',
        ...[name, department, role, employee],
      );
    },
    'people.left': (db, { employee }) => db.run('UPDATE employees SET active = 0 WHERE id = ?', employee),
    'people.returned': (db, { employee }) => db.run('UPDATE employees SET active = 1 WHERE id = ?', employee),
    'people.pin-set': (db, event) => setPin(db, event),
    'people.pin-changed': (db, event) => setPin(db, event),
    'people.pin-wrong': (db, { employee }, { at }) => {
      db.run('UPDATE employees SET wrong = wrong + 1, wrong_at = ? WHERE id = ?', at, employee);
    },
    'people.unlocked': (db, { employee }) => {
      db.run('UPDATE employees SET wrong = 0 WHERE id = ?', employee);
    },
    'people.logged-in': (db, { employee }) => {
      db.run('UPDATE employees SET wrong = 0 WHERE id = ?', employee);
    },
    'people.logged-out': () => undefined,
    'people.role-set': (db, { role, name, rights, limits = {} }) => {
      const facts = [role, name, JSON.stringify(rights), JSON.stringify(limits)];
      db.run('INSERT OR REPLACE INTO roles VALUES (?, ?, ?, ?)', ...facts);
    },
    'people.role-removed': (db, { role }) => db.run('DELETE FROM roles WHERE id = ?', role),
    'people.department-set': (db, { department, name }) => {
      db.run('INSERT OR REPLACE INTO departments VALUES (?, ?)', department, name);
    },
    'people.department-removed': (db, { department }) => {
      db.run('DELETE FROM departments WHERE id = ?', department);
      db.run("UPDATE employees SET department = '' WHERE department = ?", department);
    },
    'people.idle-set': (db, { minutes }) => db.run('UPDATE people_rules SET idle_minutes = ?', minutes),
  },
  follow: {
    'counter.refunded': (db, { amount }, commit) => gaveBack(db, commit, 'counter.refund', amount),
    'prepaid.recharge-refunded': (db, { cash }, commit) => gaveBack(db, commit, 'prepaid.refund', cash),
  },
});

/** What somebody else allowed with a PIN is not theirs. */
function gaveBack(db: Writer, { actor, approver, at }: CommitHead, need: Right, amount: number): void {
  if (approver !== undefined) return;
  db.run('DELETE FROM people_given WHERE employee = ? AND at < ?', actor, at - 2 * DAY_MS);
  db.run('INSERT INTO people_given VALUES (?, ?, ?, ?)', actor, need, amount, at);
}

function setPin(
  db: Writer,
  { employee, salt, hash }: PeopleEvents['people.pin-set'] | PeopleEvents['people.pin-changed'],
) {
  db.run('UPDATE employees SET salt = ?, hash = ?, wrong = 0 WHERE id = ?', salt, hash, employee);
}
