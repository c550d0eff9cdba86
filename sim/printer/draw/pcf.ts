/**
 * Bitmap fonts of X11 in the PCF format: one bitmap a character, found by the two bytes of its code. Source: the format as
 * libXfont reads it (bitmap/pcfread.c) and FontForge's description "The X11 PCF bitmap font file format".
 */

import { isTerminalError, messageOf, TerminalError } from '../../../protocol/errors.js';

/** A character's dots, placed on the baseline of its cell. */
export interface Glyph {
  readonly width: number;
  readonly height: number;
  /** Dots from the cell's left edge and top to the bitmap. */
  readonly left: number;
  readonly top: number;
  dot(x: number, y: number): boolean;
}

export interface BitmapFont {
  /** Dots from the top of the tallest character to the bottom of the lowest. */
  readonly height: number;
  /** The glyph for a code of one (row 0) or two bytes. */
  glyph(row: number, column: number): Glyph | undefined;
}

const METRICS = 1 << 2;
const BITMAPS = 1 << 3;
const ENCODINGS = 1 << 5;
const ACCELERATORS = 1 << 1;
const BDF_ACCELERATORS = 1 << 8;
const COMPRESSED_METRICS = 0x100;

/** A table of the file: big or little endian as its own format word says. */
interface Table {
  readonly format: number;
  u8(at: number): number;
  i16(at: number): number;
  i32(at: number): number;
}

/** @throws TerminalError `sim/bad-font` when the file is not a PCF font */
export function parsePcf(bytes: Uint8Array): BitmapFont {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (view.getUint32(0) !== 0x01666370) throw badFont('no PCF header');
    return readFont(view);
  } catch (error) {
    throw isTerminalError(error) ? error : badFont(messageOf(error));
  }
}

function badFont(why: string): TerminalError {
  return new TerminalError('sim/bad-font', `not a PCF font: ${why}`);
}

function readFont(view: DataView): BitmapFont {
  const encodings = table(view, ENCODINGS);
  const metrics = table(view, METRICS);
  const bitmaps = table(view, BITMAPS);
  const accelerators = findTable(view, BDF_ACCELERATORS) ?? table(view, ACCELERATORS);
  const ascent = accelerators.i32(12);
  const [firstColumn, lastColumn, firstRow, lastRow] = [4, 6, 8, 10].map((at) => encodings.i16(at)) as [
    number,
    number,
    number,
    number,
  ];
  return {
    height: ascent + accelerators.i32(16),
    glyph(row, column) {
      if (row < firstRow || row > lastRow || column < firstColumn || column > lastColumn) return undefined;
      const at = (row - firstRow) * (lastColumn - firstColumn + 1) + (column - firstColumn);
      const index = encodings.i16(14 + at * 2) & 0xffff;
      return index === 0xffff ? undefined : readGlyph(metrics, bitmaps, index, ascent);
    },
  };
}

function findTable(view: DataView, type: number): Table | undefined {
  const count = view.getUint32(4, true);
  for (let at = 8; at < 8 + count * 16; at += 16) {
    if (view.getUint32(at, true) !== type) continue;
    const offset = view.getUint32(at + 12, true);
    const format = view.getUint32(offset, true);
    const little = (format & 4) === 0;
    return {
      format,
      u8: (position) => view.getUint8(offset + position),
      i16: (position) => view.getInt16(offset + position, little),
      i32: (position) => view.getInt32(offset + position, little),
    };
  }
  return undefined;
}

function table(view: DataView, type: number): Table {
  const found = findTable(view, type);
  if (found === undefined) throw badFont(`no table ${type}`);
  return found;
}

function readGlyph(metrics: Table, bitmaps: Table, index: number, fontAscent: number): Glyph {
  const [left, right, , ascent, descent] = readMetrics(metrics, index);
  const width = right - left;
  const height = ascent + descent;
  const padding = 1 << (bitmaps.format & 3);
  const bytesPerRow = Math.ceil(width / 8 / padding) * padding;
  const count = bitmaps.i32(4);
  const start = 8 + count * 4 + 16 + bitmaps.i32(8 + index * 4);
  const leftBitFirst = (bitmaps.format & 8) !== 0;
  return {
    width,
    height,
    left,
    top: fontAscent - ascent,
    dot(x, y) {
      if (x < 0 || y < 0 || x >= width || y >= height) return false;
      const byte = bitmaps.u8(start + y * bytesPerRow + (x >> 3));
      return ((byte >> (leftBitFirst ? 7 - (x & 7) : x & 7)) & 1) === 1;
    },
  };
}

/** Left bearing, right bearing, width, ascent, descent. */
function readMetrics(metrics: Table, index: number): [number, number, number, number, number] {
  const fields = [0, 1, 2, 3, 4];
  const values =
    (metrics.format & COMPRESSED_METRICS) !== 0
      ? fields.map((field) => metrics.u8(6 + index * 5 + field) - 0x80)
      : fields.map((field) => metrics.i16(8 + index * 12 + field * 2));
  return values as [number, number, number, number, number];
}
