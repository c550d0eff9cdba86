/**
 * PostgreSQL embedded in this process (PGlite), for one shop, the demo and tests. It survives the death of the process;
 * it runs without fsync, so after a power cut the newest commits may be missing: the terminals then send them again,
 * because their journals keep everything.
 */

import { PGlite, types } from '@electric-sql/pglite';
import { databaseError } from './errors.js';
import type { Database, Param, Row } from './types.js';

/** @param folder must be there, and may be empty; `memory://` keeps nothing */
export async function openPglite(folder: string): Promise<Database> {
  const db = await databaseError(() =>
    PGlite.create(folder, {
      // Bytes go over as bytes; the library's own way is text in hexadecimal, thirty times slower.
      serializers: { [types.BYTEA]: (value: unknown) => value as string },
      parsers: { [types.INT8]: (text: string) => text },
    }),
  );
  return {
    name: `embedded PostgreSQL in ${folder}`,
    query: (sql, params) => run(db, sql, params),
    transaction: (work) =>
      databaseError(() => db.transaction((tx) => work({ query: (sql, params) => run(tx, sql, params) }))),
    close: () => db.close(),
  };
}

async function run(
  on: Pick<PGlite, 'query'>,
  sql: string,
  params: readonly Param[] = [],
): Promise<readonly Row[]> {
  const result = await databaseError(() => on.query<Row>(sql, [...params]));
  return result.rows;
}
