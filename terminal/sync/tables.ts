import { defineTables } from '../kernel/capability.js';
import type { SyncEvents } from './events.js';

export const syncTables = defineTables<SyncEvents>({
  name: 'sync',
  version: 2,
  schema: `CREATE TABLE feed_cursor (one INTEGER PRIMARY KEY CHECK (one = 1), cursor INTEGER NOT NULL);
    INSERT INTO feed_cursor VALUES (1, 0);
    CREATE TABLE feed_skipped (n INTEGER PRIMARY KEY, kind TEXT NOT NULL, reason TEXT NOT NULL);
    CREATE TABLE feed_tills (terminal TEXT PRIMARY KEY, seq INTEGER NOT NULL, part INTEGER NOT NULL) WITHOUT ROWID`,
  apply: {
    'sync.advanced': (db, { cursor }) => db.run('UPDATE feed_cursor SET cursor = ?', cursor),
    'sync.skipped': (db, { n, kind, reason }) => {
      db.run('INSERT OR REPLACE INTO feed_skipped VALUES (?, ?, ?)', n, kind, reason);
    },
    'sync.shared': (db, { from, seq, part }) => {
      db.run('INSERT OR REPLACE INTO feed_tills VALUES (?, ?, ?)', from, seq, part);
    },
  },
});
