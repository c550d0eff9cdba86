/**
 * Customers that are one person. An alias points to the one it was merged into; `main` is where that way ends. Nothing else moves:
 * whoever asks for what a person has asks for the person and the aliases.
 */
import { type Joint, mainIn, waysOf } from '../../protocol/sync/one-person.js';
import type { Reader, Writer } from '../kernel/database.js';
import { FOR_GOOD } from './queries.js';

/** A merge or its undoing, by row numbers. */
export interface Join {
  readonly into: number;
  readonly alias: number;
  readonly stamp: string;
}

/** Makes `alias` a name of `into`, as far as what else was merged and undone, here and at other tills, lets it be one. */
export function join(db: Writer, { into, alias, stamp }: Join, at: number, filled: string): void {
  db.run(
    `INSERT INTO customer_merges VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET stamp = excluded.stamp, at = excluded.at,
       filled = excluded.filled WHERE excluded.stamp > stamp`,
    ...[into, alias, stamp, at, filled],
  );
  findWays(db, into);
}

export function separate(db: Writer, { into, alias, stamp }: Join): void {
  db.run(
    'INSERT INTO customer_partings VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET stamp = max(stamp, excluded.stamp)',
    ...[into, alias, stamp],
  );
  findWays(db, into);
}

/** The newest stamp of what joined or parted one of these rows with anybody; empty when nothing did. */
export function joinStamp(state: Reader, rows: readonly number[]): string {
  const sql = `SELECT max(stamp) FROM (SELECT stamp, into_no, alias FROM customer_merges
    UNION ALL SELECT stamp, into_no, alias FROM customer_partings)
    WHERE into_no IN (SELECT value FROM json_each(?1)) OR alias IN (SELECT value FROM json_each(?1))`;
  return state.value<string | null>(sql, JSON.stringify(rows)) ?? '';
}

/** Whether somebody is out of sight: an alias is, and who was removed. */
export function findRemoved(db: Writer, no: number): void {
  const sql = `UPDATE customers SET removed = coalesce((SELECT at FROM customer_aliases WHERE alias = no), gone) WHERE no = ?`;
  db.run(sql, no);
}

/** Who was erased: no till brings them back. */
export function removeForGood(db: Writer, customer: string, at: number): void {
  const no = db.value<number>('SELECT no FROM customers WHERE id = ?', customer);
  if (no === undefined) return;
  db.run("INSERT OR REPLACE INTO customer_stamps VALUES (?, 'gone', ?)", no, FOR_GOOD);
  db.run('UPDATE customers SET gone = coalesce(gone, ?) WHERE no = ?', at, no);
  findRemoved(db, no);
}

/**
 * Every row that was ever merged with this one or with one of those, also when it was undone; this one first. Whoever keeps something of
 * a person looks at all of these after a merge: it may give another one its turn.
 */
export function everJoined(state: Reader, no: number): number[] {
  return state
    .all<{ no: number }>(
      `WITH RECURSIVE near (no) AS (VALUES (?)
         UNION SELECT into_no FROM customer_merges JOIN near ON alias = no
         UNION SELECT alias FROM customer_merges JOIN near ON into_no = no)
       SELECT no FROM near`,
      no,
    )
    .map((row) => row.no);
}

/** The aliases among those who have to do with a row anew: two tills that heard of merges in different orders must come to the same. */
function findWays(db: Writer, no: number): void {
  const rows = everJoined(db, no);
  const near = JSON.stringify(rows);
  const ways = waysOf(jointsIn(db, 'customer_merges', near), jointsIn(db, 'customer_partings', near));
  const rowOf = (id: string): number => db.value<number>('SELECT no FROM customers WHERE id = ?', id) ?? 0;
  db.run('DELETE FROM customer_aliases WHERE alias IN (SELECT value FROM json_each(?))', near);
  for (const [alias, into] of ways) {
    db.run(
      'INSERT INTO customer_aliases SELECT alias, into_no, ?, at, filled FROM customer_merges WHERE into_no = ? AND alias = ?',
      ...[rowOf(mainIn(ways, alias)), rowOf(into), rowOf(alias)],
    );
  }
  for (const row of rows) findRemoved(db, row);
}

/** By ids: of two with the same stamp each till must take the same one first. */
function jointsIn(db: Writer, table: 'customer_merges' | 'customer_partings', rows: string): Joint[] {
  return db.all<Joint>(
    `SELECT i.id AS "into", a.id AS alias, j.stamp AS stamp FROM ${table} j JOIN customers i ON i.no = j.into_no
       JOIN customers a ON a.no = j.alias WHERE j.alias IN (SELECT value FROM json_each(?))`,
    rows,
  );
}
