/**
 * Customers that are one person. An alias points to the one it was merged into; `main` is where that way ends. Nothing else moves:
 * whoever asks for what a person has asks for the person and the aliases.
 */
import type { Reader, Writer } from '../kernel/database.js';

/** Makes `alias` a name of `into`, unless they are one already: two tills may merge the same two the other way round. */
export function join(db: Writer, into: number, alias: number, at: number, filled: string): void {
  if (mainOf(db, into) === mainOf(db, alias) || isAlias(db, alias)) return;
  db.run('INSERT INTO customer_aliases VALUES (?, ?, ?, ?, ?)', alias, into, into, at, filled);
  db.run('UPDATE customers SET removed = ? WHERE no = ? AND removed IS NULL', at, alias);
  findMains(db);
}

export function separate(db: Writer, alias: number): void {
  if (!isAlias(db, alias)) return;
  db.run('DELETE FROM customer_aliases WHERE alias = ?', alias);
  db.run('UPDATE customers SET removed = NULL WHERE no = ?', alias);
  findMains(db);
}

/** The row of the person that a row belongs to: mostly itself. */
export function mainOf(state: Reader, no: number): number {
  return state.value<number>('SELECT main FROM customer_aliases WHERE alias = ?', no) ?? no;
}

/** Every row of the person shown as `no`, that one first. */
export function rowsOf(state: Reader, no: number): number[] {
  const aliases = state.all<{ alias: number }>(
    'SELECT alias FROM customer_aliases WHERE main = ? ORDER BY alias',
    no,
  );
  return [no, ...aliases.map(({ alias }) => alias)];
}

function isAlias(state: Reader, no: number): boolean {
  return state.value('SELECT 1 FROM customer_aliases WHERE alias = ?', no) !== undefined;
}

/** There are few aliases, and each has one way up. */
function findMains(db: Writer): void {
  db.run(`WITH RECURSIVE way (alias, main) AS (
      SELECT alias, into_no FROM customer_aliases
      UNION ALL SELECT way.alias, up.into_no FROM way JOIN customer_aliases up ON up.alias = way.main)
    UPDATE customer_aliases SET main = (
      SELECT main FROM way WHERE way.alias = customer_aliases.alias
        AND main NOT IN (SELECT alias FROM customer_aliases))`);
}
