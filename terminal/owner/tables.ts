import { defineTables } from '../kernel/capability.js';
import type { OwnerEvents } from './events.js';

export const ownerTables = defineTables<OwnerEvents>({
  name: 'owner',
  version: 1,
  // owners.wrong: PINs in a row; sent: of the newest text that was obeyed. owner_terminal.minute: -1 for no summary.
  schema: `CREATE TABLE owners (key TEXT PRIMARY KEY, name TEXT NOT NULL, salt TEXT NOT NULL, hash TEXT NOT NULL,
      wrong INTEGER NOT NULL, sent INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE owner_terminal (one INTEGER PRIMARY KEY CHECK (one = 1), minute INTEGER NOT NULL, day TEXT NOT NULL,
      locked INTEGER NOT NULL);
    INSERT INTO owner_terminal VALUES (1, -1, '', 0)`,
  apply: {
    'owner.enrolled': (db, { key, name, salt, hash }) => {
      db.run('INSERT OR REPLACE INTO owners VALUES (?, ?, ?, ?, 0, 0)', key, name, salt, hash);
    },
    'owner.removed': (db, { key }) => db.run('DELETE FROM owners WHERE key = ?', key),
    'owner.pin-wrong': (db, { key }) => db.run('UPDATE owners SET wrong = wrong + 1 WHERE key = ?', key),
    'owner.obeyed': (db, { key, sent }) => {
      db.run('UPDATE owners SET wrong = 0, sent = max(sent, ?) WHERE key = ?', sent ?? 0, key);
    },
    'owner.unlocked': (db, { key }) => db.run('UPDATE owners SET wrong = 0 WHERE key = ?', key),
    'owner.summary-set': (db, { minute, told }) => {
      db.run('UPDATE owner_terminal SET minute = ?, day = max(day, ?)', minute ?? -1, told ?? '');
    },
    'owner.summary-sent': (db, { day }) => db.run('UPDATE owner_terminal SET day = ?', day),
    'owner.terminal-locked': (db) => db.run('UPDATE owner_terminal SET locked = 1'),
    'owner.terminal-unlocked': (db) => db.run('UPDATE owner_terminal SET locked = 0'),
  },
});
