import { defineTables } from '../kernel/capability.js';
import type { ApprovalsEvents } from './events.js';

export const approvalsTables = defineTables<ApprovalsEvents>({
  name: 'approvals',
  version: 1,
  // state: waiting, granted, refused, used
  schema: `CREATE TABLE approvals (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, what TEXT NOT NULL, amount INTEGER NOT NULL,
    state TEXT NOT NULL, expires INTEGER NOT NULL)`,
  apply: {
    'approvals.asked': (db, { approval, number, what, amount, expires }) => {
      db.run(
        "INSERT INTO approvals VALUES (?, ?, ?, ?, 'waiting', ?)",
        ...[number, approval, what, amount, expires],
      );
    },
    'approvals.settled': (db, { approval, granted }) => {
      db.run('UPDATE approvals SET state = ? WHERE id = ?', granted ? 'granted' : 'refused', approval);
    },
    'approvals.used': (db, { approval }) => {
      db.run("UPDATE approvals SET state = 'used' WHERE id = ?", approval);
    },
  },
});
