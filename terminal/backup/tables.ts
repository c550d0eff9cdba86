import { defineTables } from '../kernel/capability.js';
import type { BackupEvents } from './events.js';

export const backupTables = defineTables<BackupEvents>({
  name: 'backup',
  version: 1,
  schema: `CREATE TABLE backup_state (one INTEGER PRIMARY KEY CHECK (one = 1), made INTEGER, file TEXT NOT NULL,
      auto INTEGER, failed INTEGER, why TEXT NOT NULL);
    INSERT INTO backup_state VALUES (1, NULL, '', NULL, NULL, '')`,
  apply: {
    'backup.made': (db, { file, auto }, { at }) => {
      db.run("UPDATE backup_state SET made = ?, file = ?, failed = NULL, why = ''", at, file);
      if (auto) db.run('UPDATE backup_state SET auto = ?', at);
    },
    'backup.failed': (db, { why }, { at }) => db.run('UPDATE backup_state SET failed = ?, why = ?', at, why),
  },
});
