import { defineTables } from '../kernel/capability.js';
import type { TypingEvents } from './events.js';

export const typingTables = defineTables<TypingEvents>({
  name: 'typing',
  version: 1,
  schema: 'CREATE TABLE learned_words (text TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID',
  apply: {
    'typing.learned': (db, { text }) => {
      db.run('INSERT INTO learned_words VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1', text);
    },
  },
});
