/** Opens the database that the configuration names. */

import type { Disk, Log } from '../../drivers/host/types.js';
import { migrate } from './migrations.js';
import { openPglite } from './pglite.js';
import { openPostgres } from './postgres.js';
import type { Database } from './types.js';

/** @param where a folder for the embedded database, or a `postgres://` URL */
export async function openDatabase(where: string, disk: Disk, log: Log): Promise<Database> {
  const db = await openAny(where, disk, log);
  try {
    await migrate(db);
  } catch (error) {
    await db.close();
    throw error;
  }
  return db;
}

/** The embedded database in a folder: one process at a time. A server takes care of itself, and memory is nobody else's. */
export function isFolder(where: string): boolean {
  return !where.includes('://');
}

async function openAny(where: string, disk: Disk, log: Log): Promise<Database> {
  if (/^postgres(ql)?:\/\//.test(where)) {
    return openPostgres(where, (error) =>
      log.warn({ err: error }, 'the database server closed a connection'),
    );
  }
  if (isFolder(where)) await disk.makeDir(where);
  return openPglite(where);
}
