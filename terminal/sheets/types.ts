/** A table as people keep them: rows of texts. */
export interface Page {
  /** Of the workbook's page; empty for a text file. */
  readonly name: string;
  /** Rows that hold something, in order; cells are texts as people would write them, empty ones ''. */
  readonly rows: readonly SheetRow[];
  /** More rows than `ROWS_MAX`: the rest was not read. */
  readonly cutOff: boolean;
}

export interface Sheet extends Page {
  /** More pages of the workbook that hold something, in their order. */
  readonly further?: readonly Page[];
}

export interface SheetRow {
  /** As the spreadsheet numbers it, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Columns, from 0, whose cell is one with the cell above. */
  readonly continued?: readonly number[];
}

/** Reads a spreadsheet or a text table; see read.ts for the errors. */
export type ReadSheet = (fileName: string, bytes: Uint8Array) => Promise<Sheet>;

export const ROWS_MAX = 200_000;
export const CELLS_MAX = 100;
/** Characters of a cell that are kept. */
export const CELL_LENGTH_MAX = 1_000;
export const FILE_BYTES_MAX = 64 * 1024 * 1024;
