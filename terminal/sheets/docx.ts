/** Text documents by docx (MIT): a title, facts, and tables whose heads stand on every page. */
import {
  Document as Docx,
  Table as DocxTable,
  HeadingLevel,
  Packer,
  PageOrientation,
  Paragraph,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { type CellValue, clean, type Document, type Row, type Table } from './document.js';

/** Half points. */
const FONT_SIZE = 20;
/** Every office has a font for Chinese under this name, or one in its place. */
const FONT = 'SimSun';
/** More columns are easier read across. */
const PORTRAIT_COLUMNS = 6;

export async function docxOf({ title, facts, tables }: Document): Promise<Uint8Array> {
  const columns = Math.max(0, ...tables.flatMap(({ rows }) => rows.map((row) => row.length)));
  const orientation = columns > PORTRAIT_COLUMNS ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT;
  const docx = new Docx({
    title: clean(title),
    creator: '',
    styles: { default: { document: { run: { font: FONT, size: FONT_SIZE } } } },
    sections: [
      {
        properties: { page: { size: { orientation } } },
        children: [
          new Paragraph({ text: clean(title), heading: HeadingLevel.TITLE }),
          ...facts.map(factOf),
          ...tables.flatMap((table) => tableOf(table, title)),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(docx));
}

function factOf([name, value]: readonly [string, string]): Paragraph {
  return new Paragraph({
    children: [new TextRun({ text: `${clean(name)}: `, bold: true }), new TextRun(clean(value))],
  });
}

function tableOf({ title, rows }: Table, above: string): (Paragraph | DocxTable)[] {
  const heading = new Paragraph({ text: clean(title), heading: HeadingLevel.HEADING_2 });
  const [heads, ...body] = rows;
  if (heads === undefined) return [heading];
  const table = new DocxTable({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [rowOf(heads, true), ...body.map((row) => rowOf(row, false))],
  });
  // Two tables without anything between them are one.
  return [...(title === above ? [] : [heading]), table, new Paragraph('')];
}

function rowOf(row: Row, isHead: boolean): TableRow {
  return new TableRow({
    tableHeader: isHead,
    cantSplit: true,
    children: row.map((value) => new TableCell({ children: cellOf(value, isHead) })),
  });
}

/** A line break in a text is one in its cell. */
function cellOf(value: CellValue, bold: boolean): Paragraph[] {
  const text = typeof value === 'number' ? String(value) : clean(value);
  return text.split(/\r?\n/).map((line) => new Paragraph({ children: [new TextRun({ text: line, bold })] }));
}
