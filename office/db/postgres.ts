/** A PostgreSQL server, by its URL. Durable as the server is: with its defaults, a commit is on its disk. */

import pg from 'pg';
import { databaseError } from './errors.js';
import type { Database, Param, Query, Row } from './types.js';

const CONNECTIONS_MAX = 4;
const CONNECT_TIMEOUT_MS = 10_000;

/** @param url `postgres://user:password@host:port/database` */
export async function openPostgres(url: string, onError: (error: Error) => void): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  // An idle connection that the server closes is an event of the pool; without a listener it would end the process.
  pool.on('error', onError);
  await databaseError(() => pool.query('select 1'));
  return {
    name: 'PostgreSQL server',
    query: (sql, params) => run(pool, sql, params),
    transaction: (work) => databaseError(() => inTransaction(pool, work, onError)),
    close: () => pool.end(),
  };
}

async function inTransaction<T>(
  pool: pg.Pool,
  work: (tx: Query) => Promise<T>,
  onError: (error: Error) => void,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // The pool listens to idle connections only: one that breaks in here would end the process.
  client.on('error', onError);
  try {
    await client.query('begin');
    const result = await work({ query: (sql, params) => run(client, sql, params) });
    await client.query('commit');
    return result;
  } catch (error) {
    // After a failed rollback nobody knows what the connection is in: it is thrown away.
    await client.query('rollback').catch((failed: Error) => {
      broken = failed;
    });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

async function run(
  on: Pick<pg.Pool, 'query'>,
  sql: string,
  params: readonly Param[] = [],
): Promise<readonly Row[]> {
  const result = await databaseError(() => on.query<Record<string, unknown>>(sql, [...params]));
  return result.rows;
}
