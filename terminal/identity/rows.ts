/**
 * What a merge made one person (`customers/merging.ts`) stays in its own rows; an alias points to the one that is shown. So whoever asks
 * for what a person has asks for all rows of the person.
 */
import type { Reader } from '../kernel/database.js';

/** SQL: every row of the person shown as `shown`. */
export const everyRow = (shown: string): string =>
  `(SELECT ${shown} UNION ALL SELECT alias FROM customer_aliases WHERE main = ${shown})`;

/** SQL: every row of the person shown as `?1`. */
export const PERSON_ROWS = everyRow('?1');

/** SQL: the row that is shown for `row`, mostly itself. */
export const personOf = (row: string): string =>
  `coalesce((SELECT main FROM customer_aliases WHERE alias = ${row}), ${row})`;

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
