import { defineTables } from '../kernel/capability.js';
import type { CallsEvents } from './events.js';

export const callsTables = defineTables<CallsEvents>({
  name: 'calls',
  version: 3,
  // state: ringing, answered, ended, missed, closed, rejected; open: 1 while it is a task
  schema: `CREATE TABLE calls (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, number TEXT NOT NULL,
      key TEXT NOT NULL, validity TEXT NOT NULL, state TEXT NOT NULL, answered INTEGER, ended INTEGER,
      open INTEGER NOT NULL DEFAULT 0, call_back INTEGER, note TEXT NOT NULL DEFAULT '', tried INTEGER, word TEXT);
    CREATE INDEX calls_open ON calls (no) WHERE open = 1;
    CREATE INDEX calls_key ON calls (key, at) WHERE key <> '';
    CREATE TABLE blocked_numbers (key TEXT PRIMARY KEY, why TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID`,
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
      db.run(
        `UPDATE calls SET state = CASE state WHEN 'rejected' THEN state ELSE ?1 END, ended = ?2,
           open = CASE WHEN ?1 = 'missed' AND state <> 'rejected' THEN 1 ELSE open END WHERE id = ?3`,
        missed ? 'missed' : 'ended',
        at,
        call,
      );
    },
    'calls.closed': (db, { call, word }) => {
      db.run(
        `UPDATE calls SET state = CASE state WHEN 'missed' THEN 'closed' ELSE state END, open = 0, call_back = NULL, word = ?
         WHERE id = ?`,
        word ?? null,
        call,
      );
    },
    'calls.rejected': (db, { call }) => {
      db.run("UPDATE calls SET state = 'rejected', open = 0 WHERE id = ?", call);
    },
    'calls.noted': (db, { call, note }) => db.run('UPDATE calls SET note = ? WHERE id = ?', note, call),
    'calls.call-back-set': (db, { call, at }) => {
      db.run('UPDATE calls SET call_back = ?, open = 1 WHERE id = ?', at, call);
    },
    'calls.called-back': (db, { call }, { at }) =>
      db.run('UPDATE calls SET tried = ? WHERE id = ?', at, call),
    'calls.blocked': (db, { key, why }, { at }) => {
      db.run('INSERT OR REPLACE INTO blocked_numbers VALUES (?, ?, ?)', key, why, at);
    },
    'calls.unblocked': (db, { key }) => db.run('DELETE FROM blocked_numbers WHERE key = ?', key),
  },
});
