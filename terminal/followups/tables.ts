import { defineTables } from '../kernel/capability.js';
import type { FollowupsEvents } from './events.js';

export const followupsTables = defineTables<FollowupsEvents>({
  name: 'followups',
  version: 1,
  // state: note (nothing to do), open, done; actor: who wrote it
  schema: `CREATE TABLE followups (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, customer INTEGER NOT NULL, words TEXT NOT NULL,
      due INTEGER, state TEXT NOT NULL, word TEXT NOT NULL, actor TEXT NOT NULL, at INTEGER NOT NULL, done INTEGER);
    CREATE INDEX followups_customer ON followups (customer, at);
    CREATE INDEX followups_open ON followups (due, no) WHERE state = 'open'`,
  apply: {
    'followups.noted': (db, { followup, customer, words, due }, { at, actor }) => {
      db.run(
        `INSERT INTO followups (id, customer, words, due, state, word, actor, at)
           SELECT ?, no, ?, ?, ?, '', ?, ? FROM customers WHERE id = ?`,
        ...[followup, words, due ?? null, due === undefined ? 'note' : 'open', actor, at, customer],
      );
    },
    'followups.postponed': (db, { followup, due }) => {
      db.run("UPDATE followups SET due = ?, state = 'open' WHERE id = ?", due, followup);
    },
    'followups.done': (db, { followup, word }, { at }) => {
      db.run("UPDATE followups SET state = 'done', word = ?, done = ? WHERE id = ?", word, at, followup);
    },
  },
});
