import { removeForGood } from '../customers/index.js';
import { defineTables } from '../kernel/capability.js';
import { DECLARED } from './declared.js';
import type { ErasureEvents } from './events.js';

/** Also gives the kernel what is personal in every capability's events. */
export const erasureTables = defineTables<ErasureEvents>({
  name: 'erasure',
  version: 2,
  schema: `CREATE TABLE erasures (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, customer TEXT NOT NULL, at INTEGER NOT NULL,
      done INTEGER, told INTEGER);
    CREATE TABLE erasure_commits (erasure TEXT, first INTEGER, last INTEGER NOT NULL, PRIMARY KEY (erasure, first)) WITHOUT ROWID`,
  apply: {
    'customers.erased': (db, { customer, erasure }, { at }) => {
      db.run('INSERT OR IGNORE INTO erasures (id, customer, at) VALUES (?, ?, ?)', erasure, customer, at);
      removeForGood(db, customer, at);
    },
    'erasure.done': (db, { erasure, commits }, { at }) => {
      db.run('UPDATE erasures SET done = ?, told = NULL WHERE id = ?', at, erasure);
      for (const [first, last] of commits)
        db.run('INSERT OR REPLACE INTO erasure_commits VALUES (?, ?, ?)', erasure, first, last);
    },
    'erasure.renewed': (db, { erasure }) => db.run('UPDATE erasures SET done = NULL WHERE id = ?', erasure),
    'erasure.told': (db, { erasure }, { at }) =>
      db.run('UPDATE erasures SET told = ? WHERE id = ?', at, erasure),
  },
  personal: Object.fromEntries(Object.entries(DECLARED).map(([type, { hide }]) => [type, Object.keys(hide)])),
});
