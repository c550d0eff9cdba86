/**
 * Workbooks by SheetJS (the npm package @e965/xlsx, which carries its current releases: Apache-2.0, no dependencies). Only
 * cells that exist are looked at: a page may claim a million rows. Formulas give the value that they had when it was saved;
 * macros are not looked at.
 */
import type { CellObject, Range, WorkBook } from '@e965/xlsx';
import { TerminalError } from '../../protocol/errors.js';
import { CELL_LENGTH_MAX, CELLS_MAX, type Page, ROWS_MAX, type Sheet, type SheetRow } from './types.js';

type Library = typeof import('@e965/xlsx');
type Cells = readonly (CellObject | undefined)[];

/** A merged cell's value stands in each of its rows, but for a page that is one big merge. */
const MERGED_CELLS_MAX = 10_000;

/** Of a workbook with more pages nobody looks at the rest. */
const PAGES_MAX = 20;

/** The first page that holds something, with those behind it. Throws `sheet/unreadable`. */
export async function readWorkbook(bytes: Uint8Array): Promise<Sheet> {
  const library = await import('@e965/xlsx');
  return pagesOf(library, open(library, { type: 'array', data: bytes }));
}

/** The same of a web page's table, or of the XML that Excel 2003 wrote; texts in it stay texts: 0755… keeps its zero. */
export async function readMarkup(text: string): Promise<Sheet> {
  const library = await import('@e965/xlsx');
  return pagesOf(library, open(library, { type: 'string', data: text }));
}

/** Pages that somebody has hidden hold lists and sums for the others: they are looked at when nothing else is there. */
function pagesOf(library: Library, book: WorkBook): Sheet {
  const reading: Reading = { library, date1904: book.Workbook?.WBProps?.date1904 === true };
  const names = book.SheetNames.slice(0, PAGES_MAX);
  const hidden = names.filter((_, at) => (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0);
  const shown = filledPages(
    book,
    reading,
    names.filter((name) => !hidden.includes(name)),
  );
  const [first, ...further] = shown.length > 0 ? shown : filledPages(book, reading, hidden);
  return { ...(first ?? { name: names[0] ?? '', rows: [], cutOff: false }), further };
}

/** Together they have no more rows than one page may have: the last one is cut off there. */
function filledPages(book: WorkBook, reading: Reading, names: readonly string[]): Page[] {
  const pages: Page[] = [];
  let left = ROWS_MAX;
  for (const name of names) {
    const page = book.Sheets[name];
    const data = (page?.['!data'] ?? []) as readonly (Cells | undefined)[];
    spread(data, page?.['!merges'] ?? []);
    const rows = rowsOf(data, reading, left);
    if (rows.length === 0) continue;
    pages.push({ name, rows: rows.slice(0, left), cutOff: rows.length > left });
    left -= rows.length;
    if (left < 0) break;
  }
  return pages;
}

const [YEAR_AND_MONTH, MONTH_AND_DAY] = ['yyyy"年"m"月"', 'm"月"d"日"'];

/** Built-in formats of a Chinese Excel, which it does not write into the file (ECMA-376, 18.8.30, zh-cn); the library has none of them. */
const CHINESE_FORMATS: readonly (readonly [number, string])[] = [
  ...[27, 36, 50, 52, 57].map((id) => [id, YEAR_AND_MONTH] as const),
  ...[28, 29, 51, 53, 54, 58].map((id) => [id, MONTH_AND_DAY] as const),
  [30, 'm-d-yy'],
  [31, 'yyyy"年"m"月"d"日"'],
];

type Source =
  | { readonly type: 'array'; readonly data: Uint8Array }
  | { readonly type: 'string'; readonly data: string };

function open(library: Library, { type, data }: Source): WorkBook {
  try {
    return library.read(data, {
      ...{ type, raw: type === 'string' },
      dense: true,
      cellDates: false,
      cellNF: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      // The library empties its formats first and asks for this then: the one moment to add some.
      get bookVBA() {
        for (const [id, format] of CHINESE_FORMATS) library.SSF.load(format, id);
        return false;
      },
      sheetRows: 0,
    });
  } catch (cause) {
    throw new TerminalError('sheet/unreadable', 'this is no spreadsheet that can be read', { cause });
  }
}

/** One more than `limit`, when there are so many. */
function rowsOf(data: readonly (Cells | undefined)[], reading: Reading, limit: number): SheetRow[] {
  const rows: SheetRow[] = [];
  data.forEach((cells, index) => {
    if (!cells || rows.length > limit) return;
    const above = data[index - 1];
    const texts: string[] = [];
    const continued: number[] = [];
    for (let at = 0; at < cells.length && at < CELLS_MAX; at++) {
      const text = textOf(cells[at], reading);
      if (text !== '' && cells[at] === above?.[at]) continued.push(at);
      texts.push(text);
    }
    if (texts.every((text) => text === '')) return;
    rows.push({ line: index + 1, cells: texts, ...(continued.length > 0 && { continued }) });
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

/** How a workbook's cells become texts. */
interface Reading {
  readonly library: Library;
  /** Days are counted from 1904, as Excel for the Mac did. */
  readonly date1904: boolean;
}

/** As a person would write it: a phone number kept as a number has all its digits, a day is 2026-11-22. */
function textOf(cell: CellObject | undefined, reading: Reading): string {
  const value = cell?.v;
  if (cell === undefined || value === undefined || cell.t === 'e' || cell.t === 'z') return '';
  if (typeof value === 'number') return dayOf(value, cell, reading) ?? numberText(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return String(value).trim().slice(0, CELL_LENGTH_MAX);
}

/** As spreadsheets show it, with 15 digits: the formula 0.1 + 0.2 left 0.30000000000000004 in the file. */
function numberText(value: number): string {
  return Number.isInteger(value) ? value.toFixed(0) : String(Number(value.toPrecision(15)));
}

/**
 * The day of a number that is shown as one, whatever its time; undefined for another number. Who types 3月12日 has the year of that day kept
 * behind it, and never sees it: only what is shown is told. Reckoned without the time zone of this machine: the library's own dates are an
 * hour off in summers that had another time.
 */
function dayOf(
  value: number,
  { z }: CellObject,
  { library: { SSF }, date1904 }: Reading,
): string | undefined {
  if (z === undefined || !SSF.is_date(String(z))) return undefined;
  const day = SSF.parse_date_code(value, { date1904 }) as { y: number; m: number; d: number } | null;
  if (!day || day.d < 1) return undefined;
  const two = (n: number): string => String(n).padStart(2, '0');
  // Words in quotes, `[$-804]` and `\\,` are no letters of the format (ECMA-376, 18.8.31).
  const letters = String(z).replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  return [
    ...(/[ye]/i.test(letters) || !/m/i.test(letters) ? [String(day.y)] : []),
    two(day.m),
    ...(/d/i.test(letters) || !/y/i.test(letters) ? [two(day.d)] : []),
  ].join('-');
}
