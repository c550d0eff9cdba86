import { defineTables } from '../kernel/capability.js';
import type { LoyaltyEvents } from './events.js';

export const loyaltyTables = defineTables<LoyaltyEvents>({
  name: 'loyalty',
  version: 1,
  schema:
    'CREATE TABLE points_rules (since INTEGER PRIMARY KEY, points INTEGER NOT NULL, per INTEGER NOT NULL)',
  apply: {
    'loyalty.rule-set': (db, { points, per }, { seq }) => {
      db.run('INSERT OR REPLACE INTO points_rules VALUES (?, ?, ?)', seq, points, per);
    },
  },
});
