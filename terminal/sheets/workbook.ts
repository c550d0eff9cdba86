/**
 * Workbooks by SheetJS (the npm package @e965/xlsx, which carries its current releases: Apache-2.0, no dependencies). Only
 * cells that exist are looked at: a page may claim a million rows. Formulas give the value that they had when it was saved;
 * macros are not looked at.
 */
import type { CellObject, Range, WorkBook } from '@e965/xlsx';
import { TerminalError } from '../../protocol/errors.js';
import { CELL_LENGTH_MAX, CELLS_MAX, ROWS_MAX, type Sheet, type SheetRow } from './types.js';

type Library = typeof import('@e965/xlsx');
type Cells = readonly (CellObject | undefined)[];

/** A merged cell's value stands in each of its rows, but for a page that is one big merge. */
const MERGED_CELLS_MAX = 10_000;

/** The first page that holds something. Throws `sheet/unreadable`. */
export async function readWorkbook(bytes: Uint8Array): Promise<Sheet> {
  const library = await import('@e965/xlsx');
  const book = open(library, bytes);
  for (const name of book.SheetNames) {
    const page = book.Sheets[name];
    const data = (page?.['!data'] ?? []) as readonly (Cells | undefined)[];
    spread(data, page?.['!merges'] ?? []);
    const rows = rowsOf(data);
    if (rows.length > 0) return { name, rows: rows.slice(0, ROWS_MAX), cutOff: rows.length > ROWS_MAX };
  }
  return { name: book.SheetNames[0] ?? '', rows: [], cutOff: false };
}

function open(library: Library, bytes: Uint8Array): WorkBook {
  try {
    return library.read(bytes, {
      type: 'array',
      dense: true,
      cellDates: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      bookVBA: false,
      sheetRows: 0,
    });
  } catch (cause) {
    throw new TerminalError('sheet/unreadable', 'this is no spreadsheet that can be read', { cause });
  }
}

function rowsOf(data: readonly (Cells | undefined)[]): SheetRow[] {
  const rows: SheetRow[] = [];
  data.forEach((cells, index) => {
    if (!cells || rows.length > ROWS_MAX) return;
    const texts = Array.from({ length: Math.min(cells.length, CELLS_MAX) }, (_, at) => textOf(cells[at]));
    if (texts.some((text) => text !== '')) rows.push({ line: index + 1, cells: texts });
  });
  return rows;
}

function spread(data: readonly (Cells | undefined)[], merges: readonly Range[]): void {
  let filled = 0;
  for (const { s: from, e: to } of merges) {
    const value = data[from.r]?.[from.c];
    if (!value) continue;
    for (let row = from.r + 1; row <= to.r && filled < MERGED_CELLS_MAX; row++, filled++) {
      const cells = data[row] as (CellObject | undefined)[] | undefined;
      if (cells && cells[from.c] === undefined) cells[from.c] = value;
    }
  }
}

/** As a person would write it: a phone number kept as a number has all its digits, a day is 2026-11-22. */
function textOf(cell: CellObject | undefined): string {
  const value = cell?.v;
  if (cell === undefined || value === undefined || cell.t === 'e' || cell.t === 'z') return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dayOf(value);
  if (typeof value === 'number') return Number.isInteger(value) ? value.toFixed(0) : String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return value.trim().slice(0, CELL_LENGTH_MAX);
}

/** SheetJS gives days as local midnight, some seconds off; noon of it is surely that day. */
function dayOf(date: Date): string {
  const noon = new Date(date.getTime() + 12 * 3600_000);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${noon.getFullYear()}-${two(noon.getMonth() + 1)}-${two(noon.getDate())}`;
}
