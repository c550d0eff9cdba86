/** A table to a file: a workbook or a text table. */
import { TerminalError } from '../../protocol/errors.js';

export type SheetFormat = 'xlsx' | 'csv';
export type CellValue = string | number;

/** Rows of texts and numbers to a file's bytes; texts stay texts, whatever they begin with. */
export async function writeSheet(
  format: SheetFormat,
  name: string,
  rows: readonly (readonly CellValue[])[],
): Promise<Uint8Array> {
  return format === 'csv' ? csvOf(rows) : workbookOf(name, rows);
}

const MARK = '\ufeff';
/** A spreadsheet takes a text that begins so for a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** UTF-8 with a byte order mark, without which spreadsheets take it for another encoding; RFC 4180 otherwise. */
function csvOf(rows: readonly (readonly CellValue[])[]): Uint8Array {
  const lines = rows.map((row) => row.map(csvCell).join(','));
  return Buffer.from(`${MARK}${lines.join('\r\n')}\r\n`, 'utf8');
}

function csvCell(value: CellValue): string {
  if (typeof value === 'number') return String(value);
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const SHEET_NAME_MAX = 31;

async function workbookOf(name: string, rows: readonly (readonly CellValue[])[]): Promise<Uint8Array> {
  const { utils, write } = await import('@e965/xlsx');
  const book = utils.book_new();
  // Texts become cells of the type text: nothing in them is reckoned.
  const page = utils.aoa_to_sheet(
    rows.map((row) => [...row]),
    { dense: true },
  );
  utils.book_append_sheet(book, page, name.slice(0, SHEET_NAME_MAX));
  const bytes: unknown = write(book, { type: 'array', bookType: 'xlsx', compression: true });
  if (!(bytes instanceof ArrayBuffer)) throw new TerminalError('sheet/unwritten', 'no workbook came out');
  return new Uint8Array(bytes);
}
