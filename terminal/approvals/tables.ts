import { defineTables } from '../kernel/capability.js';
import type { ApprovalsEvents } from './events.js';

export const approvalsTables = defineTables<ApprovalsEvents>({
  name: 'approvals',
  version: 2,
  // approval_rules.limit_amount: fen, -1 for none. approvals.state: waiting, granted, refused, used
  schema: `CREATE TABLE approvals (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, what TEXT NOT NULL, amount INTEGER NOT NULL,
    state TEXT NOT NULL, expires INTEGER NOT NULL);
    CREATE TABLE approval_rules (one INTEGER PRIMARY KEY CHECK (one = 1), limit_amount INTEGER NOT NULL);
    INSERT INTO approval_rules VALUES (1, -1)`,
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
    'approvals.limit-set': (db, { amount }) => {
      db.run('UPDATE approval_rules SET limit_amount = ?', amount ?? -1);
    },
    'approvals.given': () => undefined,
    'approvals.used': (db, { approval }) => {
      db.run("UPDATE approvals SET state = 'used' WHERE id = ?", approval);
    },
  },
});
