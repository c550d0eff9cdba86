/** Text tables: RFC 4180, with what spreadsheets make of it: semicolons or tabs between, any line end, stray quotes. */
import { CELL_LENGTH_MAX, CELLS_MAX, ROWS_MAX, type Sheet, type SheetRow } from './types.js';

const DELIMITERS = [',', '\t', ';', '，', '|'] as const;
const SAMPLE = 4_000;
/** The mark before a text that a spreadsheet would take for a formula, as csv-out.ts and others put it there: no part of the text. */
const MARKED = /^'(?=[=+\-@＝＋－＠])/;

/** How systems keep a spreadsheet from shortening a number: `="13800138000"`. */
const FORMULA_OF_TEXT = /^="(.*)"$/s;

export function parseTable(text: string): Sheet {
  const { delimiter, body } = dialectOf(text);
  const rows: SheetRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  /** Where the quote that is open began. */
  let opened = { at: 0, line: 1 };
  /** A quote that nobody closes would swallow the rest: from there on quotes are characters like others. */
  let plain = false;
  let line = 1;
  let rowBegan = 1;
  const endCell = (): void => {
    if (cells.length < CELLS_MAX) cells.push(textOf(cell.trim()).slice(0, CELL_LENGTH_MAX));
    cell = '';
  };
  const endRow = (): void => {
    endCell();
    if (cells.some((one) => one !== '') && rows.length <= ROWS_MAX) rows.push({ line: rowBegan, cells });
    cells = [];
    rowBegan = line;
  };
  for (let at = 0; at < body.length && rows.length <= ROWS_MAX; at++) {
    const char = body[at];
    if (char === '\n' || (char === '\r' && body[at + 1] !== '\n')) line += 1;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (body[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && cell.trim() === '' && !plain) {
      cell = '';
      quoted = true;
      opened = { at, line };
    } else if (char === delimiter) endCell();
    else if (char === '\n') endRow();
    else if (char === '\r') {
      if (body[at + 1] !== '\n') endRow();
    } else cell += char;
    if (quoted && at === body.length - 1) {
      [quoted, plain, cell, line, at] = [false, true, '"', opened.line, opened.at];
    }
  }
  endRow();
  return { name: '', rows: rows.slice(0, ROWS_MAX), cutOff: rows.length > ROWS_MAX };
}

function textOf(cell: string): string {
  const formula = FORMULA_OF_TEXT.exec(cell);
  return formula ? (formula[1] ?? '').replaceAll('""', '"').trim() : cell.replace(MARKED, '');
}

/** `sep=;` in the first line is Excel's own word; else what stands in most of the first lines, and there most often: addresses hold commas. */
function dialectOf(text: string): { readonly delimiter: string; readonly body: string } {
  const said = /^sep=(.)\r?\n/i.exec(text);
  if (said) return { delimiter: said[1] ?? ',', body: text.slice(said[0].length) };
  const sample = text.slice(0, SAMPLE).replace(/"[^"]*"/g, '');
  const lines = sample.split(/[\r\n]+/);
  let [delimiter, mostLines, most]: [string, number, number] = [',', 0, 0];
  for (const one of DELIMITERS) {
    const within = lines.filter((line) => line.includes(one)).length;
    const count = sample.split(one).length - 1;
    if (within > mostLines || (within === mostLines && count > most))
      [delimiter, mostLines, most] = [one, within, count];
  }
  return { delimiter, body: text };
}
