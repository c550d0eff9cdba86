/** Text tables out. */
import { type CellValue, clean, type Document, type Row } from './document.js';

const MARK = '\ufeff';
/**
 * A spreadsheet takes a text that begins so for a formula (OWASP, CSV injection); spreadsheets of East Asia take the full-width signs for
 * the same.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** Where a comma is a decimal one, spreadsheets cut rows at semicolons: what stands behind one would be a cell of its own, and a formula. */
const SEPARATES = /[",;|\t\r\n]/;

/** UTF-8 with a byte order mark, without which spreadsheets take it for another encoding; RFC 4180 otherwise. An empty row between tables. */
export function csvOf({ tables }: Document): Uint8Array {
  const bodies = tables.map(({ rows }) => rows.map(csvRow).join(''));
  return Buffer.from(`${MARK}${bodies.join('\r\n')}`, 'utf8');
}

const csvRow = (row: Row): string => `${row.map(csvCell).join(',')}\r\n`;

function csvCell(value: CellValue): string {
  if (typeof value === 'number') return String(value);
  const text = clean(value);
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return SEPARATES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
