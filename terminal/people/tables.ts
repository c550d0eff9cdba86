import { defineTables } from '../kernel/capability.js';
import type { Writer } from '../kernel/database.js';
import type { PeopleEvents } from './events.js';

export const peopleTables = defineTables<PeopleEvents>({
  name: 'people',
  version: 1,
  // employees.wrong: PINs in a row, wrong_at: of the last one, ms since 1970 UTC. roles.rights: a JSON array.
  schema: `CREATE TABLE employees (id TEXT PRIMARY KEY, no INTEGER NOT NULL, name TEXT NOT NULL, department TEXT NOT NULL,
      role TEXT NOT NULL, active INTEGER NOT NULL, salt TEXT NOT NULL, hash TEXT NOT NULL, wrong INTEGER NOT NULL,
      wrong_at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE roles (id TEXT PRIMARY KEY, name TEXT NOT NULL, rights TEXT NOT NULL) WITHOUT ROWID;
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
    'people.role-set': (db, { role, name, rights }) => {
      db.run('INSERT OR REPLACE INTO roles VALUES (?, ?, ?)', role, name, JSON.stringify(rights));
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
});

function setPin(
  db: Writer,
  { employee, salt, hash }: PeopleEvents['people.pin-set'] | PeopleEvents['people.pin-changed'],
) {
  db.run('UPDATE employees SET salt = ?, hash = ?, wrong = 0 WHERE id = ?', salt, hash, employee);
}
