/** Spreadsheets and text tables, and where they lie. */
export { createShelf, type Shelf, type ShelfFile } from './shelf.js';
export { type Sheets, sheetsInThread } from './thread.js';
export type { Sheet, SheetRow } from './types.js';
export type { CellValue, SheetFormat } from './write.js';
