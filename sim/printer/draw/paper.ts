/** Draws a receipt as the paper that a thermal printer of 8 dots/mm would hand out. */

import qr from 'qr-image';
import { code128Modules } from '../code128.js';
import { cellColumns } from '../text.js';
import type { Align, Barcode, Cell, Line, PaperItem, QrSymbol, Raster, SimReceipt } from '../types.js';
import { type Canvas, createCanvas } from './canvas.js';
import type { Face, Fonts } from './fonts.js';
import { encodePng, type IndexedImage } from './png.js';

const COLUMN_DOTS = 12;
const CHAR_DOTS = 24;
/** Paper beside and above what the head can reach: 4 mm and 3 mm. */
const MARGIN_SIDE = 32;
const MARGIN_TOP = 24;
const MARGIN_BOTTOM = 40;
const TOOTH = 8;

const NOTHING = 0;
const PAPER = 1;
const INK = 2;
const EDGE = 3;
const PALETTE: IndexedImage['palette'] = [
  [255, 255, 255, 0],
  [253, 253, 250, 255],
  [38, 36, 42, 255],
  [214, 212, 206, 255],
];

/** PNG of one receipt, one pixel a dot. */
export function drawReceipt(receipt: SimReceipt, fonts: Fonts): Uint8Array {
  const canvas = createCanvas(receipt.columns * COLUMN_DOTS);
  let top = 0;
  for (const item of receipt.items) {
    top += drawItem(canvas, item, top, fonts);
    canvas.extend(top);
  }
  return encodePng(onPaper(canvas));
}

/** Draws at row `top`; the rows it took. */
function drawItem(canvas: Canvas, item: PaperItem, top: number, fonts: Fonts): number {
  switch (item.kind) {
    case 'line':
      return drawLine(canvas, item, top, fonts);
    case 'qr':
      return drawQr(canvas, item, top);
    case 'barcode':
      return drawBarcode(canvas, item, top, fonts);
    case 'raster':
      return drawRaster(canvas, item, top);
    case 'feed':
      return item.dots;
  }
}

function startOf(canvas: Canvas, width: number, align: Align): number {
  if (align === 'left') return 0;
  const space = Math.max(0, canvas.width - width);
  return align === 'right' ? space : space >> 1;
}

function drawLine(canvas: Canvas, line: Line, top: number, fonts: Fonts): number {
  const width = line.cells.reduce((sum, cell) => sum + cellColumns(cell) * COLUMN_DOTS, 0);
  const tallest = Math.max(1, ...line.cells.map((cell) => cell.scaleY));
  let left = startOf(canvas, width, line.align);
  for (const cell of line.cells) {
    // characters of one line stand on one baseline
    drawCell(canvas, cell, left, top + (tallest - cell.scaleY) * CHAR_DOTS, fonts.face(cell));
    left += cellColumns(cell) * COLUMN_DOTS;
  }
  return line.spacing;
}

function drawCell(canvas: Canvas, cell: Cell, left: number, top: number, face: Face | undefined): void {
  const wide = cell.columns * COLUMN_DOTS;
  const lit = face === undefined ? emptyBox(cell, wide) : faceDots(face);
  for (let y = 0; y < CHAR_DOTS; y++) {
    for (let x = 0; x < wide; x++) {
      const under = cell.underline && y >= CHAR_DOTS - 2;
      // bold is the same dots struck again one dot to the right
      if (!under && !lit(x, y) && !(cell.bold && lit(x - 1, y))) continue;
      canvas.fill(left + x * cell.scaleX, top + y * cell.scaleY, cell.scaleX, cell.scaleY);
    }
  }
}

type Dots = (x: number, y: number) => boolean;

function faceDots({ glyph, enlarge }: Face): Dots {
  return (x, y) => glyph.dot(Math.floor(x / enlarge) - glyph.left, Math.floor(y / enlarge) - glyph.top);
}

function emptyBox(cell: Cell, wide: number): Dots {
  if (cell.char === ' ') return () => false;
  return (x, y) =>
    x >= 1 && x < wide - 1 && y >= 3 && y < 22 && (x === 1 || x === wide - 2 || y === 3 || y === 21);
}

function drawQr(canvas: Canvas, symbol: QrSymbol, top: number): number {
  const rows = qr.matrix(Buffer.from(symbol.data), symbol.level);
  const size = rows.length * symbol.module;
  if (size > canvas.width) return 0; // as a printer does: a symbol wider than the paper is left out
  const left = startOf(canvas, size, symbol.align);
  rows.forEach((row, y) => {
    row.forEach((dark, x) => {
      const at = { x: left + x * symbol.module, y: top + symbol.module + y * symbol.module };
      if (dark === 1) canvas.fill(at.x, at.y, symbol.module, symbol.module);
    });
  });
  return size + symbol.module * 3;
}

function drawBarcode(canvas: Canvas, symbol: Barcode, top: number, fonts: Fonts): number {
  const modules = code128Modules(symbol.data);
  const width = modules.length * symbol.module;
  if (width > canvas.width) return 0;
  const left = startOf(canvas, width, symbol.align);
  modules.forEach((bar, at) => {
    if (bar) canvas.fill(left + at * symbol.module, top, symbol.module, symbol.height);
  });
  if (!symbol.textBelow) return symbol.height + 8;
  const cells = [...symbol.text].map(
    (char): Cell => ({
      ...{ char, code: [char.charCodeAt(0)], columns: 1, scaleX: 1, scaleY: 1 },
      ...{ bold: false, underline: false },
    }),
  );
  const text: Line = { kind: 'line', cells, align: symbol.align, spacing: CHAR_DOTS + 8 };
  return symbol.height + 4 + drawLine(canvas, text, top + symbol.height + 4, fonts);
}

function drawRaster(canvas: Canvas, { bytesPerRow, rows, bits, align }: Raster, top: number): number {
  const left = startOf(canvas, bytesPerRow * 8, align);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < bytesPerRow * 8; x++) {
      const byte = bits[y * bytesPerRow + (x >> 3)] ?? 0;
      if (((byte >> (7 - (x & 7))) & 1) === 1) canvas.set(left + x, top + y);
    }
  }
  return rows;
}

/** The dots on paper with margins, an edge, and the teeth of the cutter above and below. */
function onPaper(canvas: Canvas): IndexedImage {
  const width = canvas.width + 2 * MARGIN_SIDE;
  const height = canvas.height() + MARGIN_TOP + MARGIN_BOTTOM + 2 * TOOTH;
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      pixels[y * width + x] = canvas.get(x - MARGIN_SIDE, y - MARGIN_TOP - TOOTH)
        ? INK
        : paperAt(x, y, width, height);
    }
  }
  return { width, height, pixels, palette: PALETTE };
}

function paperAt(x: number, y: number, width: number, height: number): number {
  const tooth = Math.abs((x % (2 * TOOTH)) - TOOTH);
  const depth = Math.min(y, height - 1 - y) - tooth;
  if (depth < 0) return NOTHING;
  return depth < 2 || x < 2 || x >= width - 2 ? EDGE : PAPER;
}
