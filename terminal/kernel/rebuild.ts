/** A database made from nothing but the journal. */
import type { Disk } from '../../drivers/host/types.js';
import type { Tables } from './capability.js';
import type { Database } from './database.js';
import { openEmpty } from './empty.js';
import { readJournal, START } from './journal/recover.js';
import { createProjection } from './projection.js';

/** Throws `journal/…` and `disk/…`; nothing stays open then. */
export async function rebuild(disk: Disk, data: string, tables: readonly Tables[]): Promise<Database> {
  const projection = createProjection(tables);
  const db = await openEmpty(projection);
  try {
    db.run('BEGIN');
    await readJournal(disk, `${data}/journal`, START, (commit) => projection.apply(db, commit));
    db.run('COMMIT');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
