import { defineTables } from '../kernel/capability.js';
import type { AudienceEvents } from './events.js';

export const audienceTables = defineTables<AudienceEvents>({
  name: 'audience',
  version: 2,
  schema:
    'CREATE TABLE audiences (id TEXT PRIMARY KEY, name TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID',
  apply: {
    'audience.saved': (db, { audience, name, filter }) => {
      db.run('INSERT OR REPLACE INTO audiences VALUES (?, ?, ?)', audience, name, JSON.stringify(filter));
    },
    'audience.deleted': (db, { audience }) => db.run('DELETE FROM audiences WHERE id = ?', audience),
  },
});
