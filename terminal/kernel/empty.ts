import { type Database, openDatabase } from './database.js';
import type { Projection } from './projection.js';

/** Databases with the tables and nothing in them, by version: to make one takes ten times as long as to copy it. */
const empties = new Map<string, Uint8Array>();

/** A database with the tables of `projection` and nothing in them. */
export async function openEmpty(projection: Projection): Promise<Database> {
  const known = empties.get(projection.version);
  if (known) return openDatabase(known);
  const db = await openDatabase();
  projection.createSchema(db);
  empties.set(projection.version, db.export());
  return db;
}
