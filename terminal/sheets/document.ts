/** What is written to a file: a title, facts about it, and tables. */
export type SheetFormat = 'xlsx' | 'csv' | 'docx';
export type CellValue = string | number;
export type Row = readonly CellValue[];

export interface Table {
  readonly title: string;
  /** The first one holds the heads. */
  readonly rows: readonly Row[];
}

export interface Document {
  readonly title: string;
  /** What is so, by name: shown where there is room for it, not in text tables. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly tables: readonly Table[];
}

/** Rows of a document that people still scroll through; a spreadsheet holds more. */
export const DOCX_ROWS_MAX = 2_000;

/**
 * A text as every format can hold it: without the control characters that XML 1.0 (2.2) has no place for, and without halves of a
 * character.
 */
export function clean(text: string): string {
  return text.replace(HALF, '\ufffd').replace(FORBIDDEN, '');
}

const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that may not stand in XML
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
