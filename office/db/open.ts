/** Opens the database that the configuration names. */

import type { Log } from '../../drivers/host/types.js';
import { migrate } from './migrations.js';
import { openPglite } from './pglite.js';
import { openPostgres } from './postgres.js';
import type { Database } from './types.js';

/** @param where a folder for the embedded database, or a `postgres://` URL */
export async function openDatabase(where: string, log: Log): Promise<Database> {
  const db = /^postgres(ql)?:\/\//.test(where)
    ? await openPostgres(where, (error) =>
        log.warn({ err: error }, 'the database server closed a connection'),
      )
    : await openPglite(where);
  try {
    await migrate(db);
  } catch (error) {
    await db.close();
    throw error;
  }
  return db;
}
