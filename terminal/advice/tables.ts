import { defineTables } from '../kernel/capability.js';
import type { AdviceEvents } from './events.js';

export const adviceTables = defineTables<AdviceEvents>({
  name: 'advice',
  version: 1,
  schema: 'CREATE TABLE advice_rules (kind TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID',
  apply: {
    'advice.rule-set': (db, { rule }) => {
      db.run('INSERT OR REPLACE INTO advice_rules VALUES (?, ?)', rule.kind, JSON.stringify(rule));
    },
  },
});
