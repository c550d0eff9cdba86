/**
 * Cells that are merged with the one above. A name over two rows is one customer with what both say; an amount over two rows is one amount, and
 * the first row has it: couples stand so in a shop's table, with their one balance. Pure.
 */
import type { SheetRow } from '../sheets/index.js';
import type { ColumnMeaning } from './columns.js';

const AMOUNTS: readonly ColumnMeaning[] = ['points', 'principal', 'bonus'];

/** Rows of customers, each amount once. */
export function withoutMergedCells(
  rows: readonly SheetRow[],
  meanings: readonly ColumnMeaning[],
): readonly SheetRow[] {
  if (rows.every(({ continued }) => continued === undefined)) return rows;
  const taken: SheetRow[] = [];
  for (const row of rows) {
    const before = taken.at(-1);
    if (before && goesOn(row, meanings)) taken[taken.length - 1] = withNumbersOf(before, row, meanings);
    else taken.push(withoutAmounts(row, meanings));
  }
  return taken;
}

/** The same customer's name, and nothing but more numbers. */
function goesOn({ cells, continued = [] }: SheetRow, meanings: readonly ColumnMeaning[]): boolean {
  if (!continued.includes(meanings.indexOf('name'))) return false;
  return cells.every(
    (cell, at) =>
      cell === '' || continued.includes(at) || meanings[at] === 'phone' || meanings[at] === 'ignored',
  );
}

function withNumbersOf(before: SheetRow, { cells }: SheetRow, meanings: readonly ColumnMeaning[]): SheetRow {
  const both = (cell: string, more: string): string => [cell, more].filter((one) => one !== '').join('/');
  return {
    ...before,
    cells: before.cells.map((cell, at) => (meanings[at] === 'phone' ? both(cell, cells[at] ?? '') : cell)),
  };
}

function withoutAmounts(row: SheetRow, meanings: readonly ColumnMeaning[]): SheetRow {
  const { cells, continued = [] } = row;
  const isAgain = (at: number): boolean =>
    continued.includes(at) && AMOUNTS.includes(meanings[at] ?? 'ignored');
  return continued.some(isAgain)
    ? { ...row, cells: cells.map((cell, at) => (isAgain(at) ? '' : cell)) }
    : row;
}
