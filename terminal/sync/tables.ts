import { defineTables } from '../kernel/capability.js';
import type { SyncEvents } from './events.js';

export const syncTables = defineTables<SyncEvents>({
  name: 'sync',
  version: 1,
  schema: `CREATE TABLE feed_cursor (one INTEGER PRIMARY KEY CHECK (one = 1), cursor INTEGER NOT NULL);
    INSERT INTO feed_cursor VALUES (1, 0);
    CREATE TABLE feed_skipped (n INTEGER PRIMARY KEY, kind TEXT NOT NULL, reason TEXT NOT NULL)`,
  apply: {
    'sync.advanced': (db, { cursor }) => db.run('UPDATE feed_cursor SET cursor = ?', cursor),
    'sync.skipped': (db, { n, kind, reason }) => {
      db.run('INSERT OR REPLACE INTO feed_skipped VALUES (?, ?, ?)', n, kind, reason);
    },
  },
});
