/** Spreadsheets and text tables, and where they lie. */
export { type CellValue, DOCX_ROWS_MAX, type Row, type SheetFormat } from './document.js';
export { createShelf, type Shelf, type ShelfFile } from './shelf.js';
export { type Sheets, type SheetWriter, sheetsInThread } from './thread.js';
export type { Page, Sheet, SheetRow } from './types.js';
