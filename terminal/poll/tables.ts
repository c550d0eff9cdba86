import { defineTables } from '../kernel/capability.js';
import type { PollEvents } from './events.js';

export const pollTables = defineTables<PollEvents>({
  name: 'poll',
  version: 1,
  schema: `CREATE TABLE polls (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL,
      questions TEXT NOT NULL, opens INTEGER NOT NULL, closes INTEGER NOT NULL, changeable INTEGER NOT NULL);
    CREATE TABLE poll_answers (poll TEXT, key TEXT, question INTEGER, choice INTEGER, words TEXT, at INTEGER NOT NULL,
      PRIMARY KEY (poll, question, key)) WITHOUT ROWID;
    CREATE TABLE poll_asked (key TEXT PRIMARY KEY, poll TEXT NOT NULL, question INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID`,
  apply: {
    'poll.opened': (db, { poll, number, kind, title, questions, opens, closes, changeable }) => {
      db.run(
        'INSERT INTO polls VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        ...[number, poll, kind, title, JSON.stringify(questions), opens, closes, changeable ? 1 : 0],
      );
    },
    'poll.answered': (db, { poll, key, question, choice, words }, { at }) => {
      db.run(
        'INSERT OR REPLACE INTO poll_answers VALUES (?, ?, ?, ?, ?, ?)',
        ...[poll, key, question, choice ?? null, words ?? null, at],
      );
      db.run('DELETE FROM poll_asked WHERE key = ? AND poll = ? AND question = ?', key, poll, question);
    },
    'poll.asked': (db, { poll, key, question }, { at }) => {
      db.run('INSERT OR REPLACE INTO poll_asked VALUES (?, ?, ?, ?)', key, poll, question, at);
    },
    'poll.closed': (db, { poll }, { at }) => {
      db.run('UPDATE polls SET closes = min(closes, ?) WHERE id = ?', at, poll);
      db.run('DELETE FROM poll_asked WHERE poll = ?', poll);
    },
  },
});
