/** A document to a file's bytes: a workbook, a text table, or a text document. */
import { TerminalError } from '../../protocol/errors.js';
import { csvOf } from './csv-out.js';
import { type CellValue, clean, DOCX_ROWS_MAX, type Document, type SheetFormat } from './document.js';

/** Throws `sheet/too-big` for a text document of more than DOCX_ROWS_MAX rows. */
export async function writeDocument(format: SheetFormat, document: Document): Promise<Uint8Array> {
  switch (format) {
    case 'csv':
      return csvOf(document);
    case 'xlsx':
      return workbookOf(document);
    case 'docx': {
      const rows = document.tables.reduce((sum, table) => sum + table.rows.length, 0);
      if (rows > DOCX_ROWS_MAX) throw new TerminalError('sheet/too-big', `${rows} rows are no document`);
      const { docxOf } = await import('./docx.js');
      return docxOf(document);
    }
  }
}

/** One table. */
export function writeSheet(
  format: SheetFormat,
  title: string,
  rows: readonly (readonly CellValue[])[],
): Promise<Uint8Array> {
  return writeDocument(format, { title, facts: [], tables: [{ title, rows }] });
}

/** Excel: 31 characters, and none of these. */
const SHEET_NAME_MAX = 31;
const SHEET_NAME_BARRED = /[[\]:*?/\\']/g;
/** Texts are marked as such: a cell that is edited later does not become a formula. */
const TEXT_FORMAT = '@';

/** Each table is a page. Texts become cells of the type text: nothing in them is reckoned. */
async function workbookOf({ title, facts, tables }: Document): Promise<Uint8Array> {
  const { utils, write } = await import('@e965/xlsx');
  const book = utils.book_new();
  const pages = facts.length === 0 ? tables : [...tables, { title, rows: facts }];
  for (const [index, page] of pages.entries()) {
    const cells = page.rows.map((row) =>
      row.map((value) =>
        typeof value === 'number'
          ? { t: 'n' as const, v: value }
          : { t: 's' as const, v: clean(value), z: TEXT_FORMAT },
      ),
    );
    const name = clean(page.title).replace(SHEET_NAME_BARRED, ' ').slice(0, SHEET_NAME_MAX);
    const free = book.SheetNames.includes(name) || name.trim() === '' ? `${index + 1}` : name;
    utils.book_append_sheet(book, utils.aoa_to_sheet(cells, { dense: true }), free);
  }
  const bytes: unknown = write(book, { type: 'array', bookType: 'xlsx', compression: true });
  if (!(bytes instanceof ArrayBuffer)) throw new TerminalError('sheet/unwritten', 'no workbook came out');
  return new Uint8Array(bytes);
}
