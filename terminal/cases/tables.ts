import { defineTables } from '../kernel/capability.js';
import type { CasesEvents } from './events.js';

export const casesTables = defineTables<CasesEvents>({
  name: 'cases',
  version: 1,
  // state: open, answered, closed; asked: 1 while an answer of 1 to 5 counts.
  schema: `CREATE TABLE cases (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL, kind TEXT NOT NULL,
      body TEXT NOT NULL, via TEXT NOT NULL, state TEXT NOT NULL, assignee TEXT NOT NULL, answer TEXT NOT NULL, result TEXT NOT NULL,
      score INTEGER, asked INTEGER NOT NULL, at INTEGER NOT NULL, closed INTEGER);
    CREATE INDEX cases_key ON cases (key, state) WHERE key <> '';
    CREATE INDEX cases_open ON cases (no) WHERE state <> 'closed'`,
  apply: {
    'cases.opened': (db, { case: id, number, key, kind, body, via }, { at }) => {
      db.run(
        "INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?, 'open', '', '', '', NULL, 0, ?, NULL)",
        ...[number, id, key, kind, body, via, at],
      );
    },
    'cases.added': (db, { case: id, body }) => {
      db.run("UPDATE cases SET body = body || char(10) || ?, state = 'open' WHERE id = ?", body, id);
    },
    'cases.sorted': (db, { case: id, kind }) => db.run('UPDATE cases SET kind = ? WHERE id = ?', kind, id),
    'cases.assigned': (db, { case: id, to }) => db.run('UPDATE cases SET assignee = ? WHERE id = ?', to, id),
    'cases.answered': (db, { case: id, body }) => {
      db.run("UPDATE cases SET answer = ?, state = 'answered' WHERE id = ?", body, id);
    },
    'cases.closed': (db, { case: id, result, asked }, { at }) => {
      db.run(
        "UPDATE cases SET state = 'closed', result = ?, asked = ?, closed = ? WHERE id = ?",
        ...[result, asked ? 1 : 0, at, id],
      );
    },
    'cases.rated': (db, { case: id, score }) => {
      db.run('UPDATE cases SET score = ?, asked = 0 WHERE id = ?', score, id);
    },
  },
});
