/** Draws the cells of a screen with bitmap fonts: 12×24 pixels a column, 24×24 a Chinese character. */
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const COLUMN = 12;
const ROW = 28;
const GLYPH = 24;
/** Rows stand a little apart, so that Chinese can be read; lines and bars fill the whole cell. */
const LEADING = (ROW - GLYPH) / 2;
const MARGIN = 24;
const RADIUS = 14;

/** Index 0 is outside the glass, 1 the glass, 2 its rim, then text, then the sixteen colours of a terminal. */
const OUTSIDE = 0;
const GLASS = 1;
const RIM = 2;
const TEXT = 3;
const FIRST_COLOUR = 4;
const PALETTE = [
  [0, 0, 0, 0],
  [16, 20, 27, 255],
  [52, 61, 75, 255],
  [214, 221, 230, 255],
  // black, red, green, yellow, blue, magenta, cyan, white
  [16, 20, 27, 255],
  [232, 104, 104, 255],
  [126, 207, 124, 255],
  [240, 196, 84, 255],
  [104, 158, 240, 255],
  [204, 140, 226, 255],
  [92, 204, 218, 255],
  [214, 221, 230, 255],
  // the same, light
  [122, 134, 150, 255],
  [245, 138, 138, 255],
  [160, 228, 156, 255],
  [250, 216, 120, 255],
  [146, 188, 250, 255],
  [224, 172, 240, 255],
  [140, 226, 236, 255],
  [245, 248, 252, 255],
];

/** @returns an image for `encodePng` */
export async function drawScreen(rows, parsePcf) {
  const glyphOf = await loadFaces(parsePcf);
  const columns = Math.max(...rows.map((row) => row.reduce((sum, cell) => sum + cell.columns, 0)));
  const image = createImage(columns * COLUMN + MARGIN * 2, rows.length * ROW + MARGIN * 2);
  rows.forEach((row, index) => {
    for (const cell of row) drawCell(image, cell, index, glyphOf);
  });
  return image.finish();
}

function createImage(width, height) {
  const pixels = new Uint8Array(width * height).fill(GLASS);
  const set = (x, y, colour) => {
    pixels[y * width + x] = colour;
  };
  return {
    set,
    fill(x, y, w, h, colour) {
      for (let dy = 0; dy < h; dy++) for (let dx = 0; dx < w; dx++) set(x + dx, y + dy, colour);
    },
    finish() {
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const depth = depthInside(x, y, width, height);
          if (depth < 0) set(x, y, OUTSIDE);
          else if (depth < 2) set(x, y, RIM);
        }
      }
      return { width, height, pixels, palette: PALETTE };
    },
  };
}

/** Pixels from the rim of the rounded glass inwards; negative outside. */
function depthInside(x, y, width, height) {
  const dx = Math.min(x, width - 1 - x);
  const dy = Math.min(y, height - 1 - y);
  if (dx >= RADIUS || dy >= RADIUS) return Math.min(dx, dy);
  return RADIUS - Math.hypot(RADIUS - dx, RADIUS - dy);
}

function drawCell(image, cell, row, glyphOf) {
  const left = MARGIN + cell.column * COLUMN;
  const top = MARGIN + row * ROW;
  const width = cell.columns * COLUMN;
  let ink = cell.foreground === undefined ? TEXT : FIRST_COLOUR + (cell.foreground & 15);
  let paper = cell.background === undefined ? GLASS : FIRST_COLOUR + (cell.background & 15);
  if (cell.inverse) [ink, paper] = [paper, ink];
  if (paper !== GLASS) image.fill(left, top, width, ROW, paper);
  if (cell.char === ' ' || drawShape(image, cell.char, left, top, ink)) return;
  const dot = glyphOf(cell);
  for (let y = 0; y < GLYPH; y++) {
    for (let x = 0; x < width; x++) {
      if (dot(x, y) || (cell.bold && dot(x - 1, y))) image.set(left + x, top + LEADING + y, ink);
    }
  }
}

/** Arms of the line drawing characters: left, right, up, down. */
const LINES = {
  '─': 'lr',
  '│': 'ud',
  '┌': 'rd',
  '┐': 'ld',
  '└': 'ru',
  '┘': 'lu',
  '├': 'rud',
  '┤': 'lud',
  '┬': 'lrd',
  '┴': 'lru',
  '┼': 'lrud',
};
const LINE_WIDTH = 2;

/** Lines and bars join with those of the next cell, so they are drawn, not taken from a font. */
function drawShape(image, char, left, top, ink) {
  const eighths = char.codePointAt(0) - 0x2580;
  if (eighths >= 1 && eighths <= 8) {
    const height = Math.round(((ROW - LEADING) * eighths) / 8);
    // A gap of two pixels tells bars of a signal apart; the full block is one area.
    const gap = eighths === 8 ? 0 : 2;
    image.fill(left, top + ROW - LEADING - height, COLUMN - gap, height, ink);
    return true;
  }
  const arms = LINES[char];
  if (arms === undefined) return false;
  const x = left + (COLUMN - LINE_WIDTH) / 2;
  const y = top + (ROW - LINE_WIDTH) / 2;
  if (arms.includes('l')) image.fill(left, y, x - left + LINE_WIDTH, LINE_WIDTH, ink);
  if (arms.includes('r')) image.fill(x, y, left + COLUMN - x, LINE_WIDTH, ink);
  if (arms.includes('u')) image.fill(x, top, LINE_WIDTH, y - top + LINE_WIDTH, ink);
  if (arms.includes('d')) image.fill(x, y, LINE_WIDTH, top + ROW - y, ink);
  return true;
}

const FONTS = '/usr/share/fonts/X11/misc';

/** A function from a cell to its dots in a box of 12 or 24 by 24. */
async function loadFaces(parsePcf) {
  const unzip = promisify(gunzip);
  const [latin, chinese, universal] = await Promise.all(
    ['12x24', 'gb24st', 'unifont'].map(async (name) =>
      parsePcf(await unzip(await readFile(`${FONTS}/${name}.pcf.gz`))),
    ),
  );
  const codes = gb2312Codes();
  return ({ char, columns }) => {
    const point = char.codePointAt(0);
    const code = codes.get(char);
    const own =
      columns === 1 && point < 256
        ? latin.glyph(0, point)
        : columns === 2 && code !== undefined
          ? chinese.glyph(code >> 8, code & 0xff)
          : undefined;
    if (own !== undefined) return placed(own, 1, 1);
    const other = universal.glyph(point >> 8, point & 0xff);
    if (other === undefined) return () => false;
    // Unifont's characters are 8 or 16 by 16 dots; one that is wider than its cell is made as narrow as the cell.
    const natural = other.left + other.width > 8 ? 16 : 8;
    return placed(other, (columns * COLUMN) / natural, GLYPH / 16);
  };
}

function placed(glyph, scaleX, scaleY) {
  return (x, y) => glyph.dot(Math.floor(x / scaleX) - glyph.left, Math.floor(y / scaleY) - glyph.top);
}

/** Characters of GB 2312 to their row and column, as the font numbers them: both bytes without the high bit. */
function gb2312Codes() {
  const decoder = new TextDecoder('gbk');
  const codes = new Map();
  for (let high = 0xa1; high <= 0xf7; high++) {
    for (let low = 0xa1; low <= 0xfe; low++) {
      const char = decoder.decode(Uint8Array.of(high, low));
      if (char.length === 1 && char !== '\ufffd') codes.set(char, ((high & 0x7f) << 8) | (low & 0x7f));
    }
  }
  return codes;
}
