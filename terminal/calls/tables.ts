import { defineTables } from '../kernel/capability.js';
import type { CallsEvents } from './events.js';

export const callsTables = defineTables<CallsEvents>({
  name: 'calls',
  version: 2,
  // state: ringing, answered, ended, missed, closed
  schema: `CREATE TABLE calls (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, number TEXT NOT NULL,
      key TEXT NOT NULL, validity TEXT NOT NULL, state TEXT NOT NULL, answered INTEGER, ended INTEGER);
    CREATE INDEX calls_missed ON calls (no) WHERE state = 'missed';
    CREATE INDEX calls_key ON calls (key, at) WHERE key <> ''`,
  apply: {
    'calls.rang': (db, { call, number, key, validity }, { at }) => {
      db.run(
        "INSERT INTO calls (id, at, number, key, validity, state) VALUES (?, ?, ?, ?, ?, 'ringing')",
        call,
        at,
        number,
        key,
        validity,
      );
    },
    'calls.identified': (db, { call, number, key, validity }) => {
      db.run('UPDATE calls SET number = ?, key = ?, validity = ? WHERE id = ?', number, key, validity, call);
    },
    'calls.answered': (db, { call }, { at }) => {
      db.run("UPDATE calls SET state = 'answered', answered = ? WHERE id = ?", at, call);
    },
    'calls.ended': (db, { call, missed }, { at }) => {
      db.run('UPDATE calls SET state = ?, ended = ? WHERE id = ?', missed ? 'missed' : 'ended', at, call);
    },
    'calls.closed': (db, { call }) => db.run("UPDATE calls SET state = 'closed' WHERE id = ?", call),
  },
});
