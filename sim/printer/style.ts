/** How the next character and the next line are printed, and the commands that change it. */

import type { Align, Cell } from './types.js';

export interface Style {
  bold: boolean;
  underline: boolean;
  align: Align;
  scaleX: number;
  scaleY: number;
  /** Of two-byte characters alone (FS !, FS W). */
  chineseX: number;
  chineseY: number;
  chinese: boolean;
  /** Dots from line to line. */
  spacing: number;
  barcode: { height: number; module: number; textBelow: boolean };
  qr: { module: number; level: 'L' | 'M' | 'Q' | 'H'; data: Uint8Array };
}

/** What ESC @ sets. Chinese mode is off: a driver that forgets FS & is found out. */
export function initialStyle(): Style {
  return {
    bold: false,
    underline: false,
    align: 'left',
    scaleX: 1,
    scaleY: 1,
    chineseX: 1,
    chineseY: 1,
    chinese: false,
    spacing: 34,
    barcode: { height: 162, module: 3, textBelow: false },
    qr: { module: 3, level: 'L', data: new Uint8Array() },
  };
}

const ALIGNS: readonly Align[] = ['left', 'center', 'right'];
const LEVELS = ['L', 'M', 'Q', 'H'] as const;

/** Applies a command of fixed length; false when it is not about style. */
export function applyStyle(style: Style, name: string, [n = 0]: readonly number[]): boolean {
  switch (name) {
    case '1b40':
      Object.assign(style, initialStyle());
      return true;
    case '1b21': // bit 3 bold, 4 double height, 5 double width, 7 underline
      style.bold = (n & 0x08) !== 0;
      style.underline = (n & 0x80) !== 0;
      return scale(style, (n & 0x20) === 0 ? 1 : 2, (n & 0x10) === 0 ? 1 : 2);
    case '1d21': // high nibble width, low nibble height, each less one
      return scale(style, ((n >> 4) & 7) + 1, (n & 7) + 1);
    case '1c21': // bit 2 double width, 3 double height
      style.chineseX = (n & 0x04) === 0 ? 1 : 2;
      style.chineseY = (n & 0x08) === 0 ? 1 : 2;
      return true;
    case '1c57':
      style.chineseX = style.chineseY = (n & 1) === 0 ? 1 : 2;
      return true;
    case '1b45':
    case '1b47':
      style.bold = (n & 1) !== 0;
      return true;
    case '1b2d':
      style.underline = n % 48 !== 0;
      return true;
    case '1b61':
      style.align = ALIGNS[n % 48] ?? style.align;
      return true;
    case '1b32':
      style.spacing = 34;
      return true;
    case '1b33':
      style.spacing = n;
      return true;
    case '1c26':
    case '1c2e':
      style.chinese = name === '1c26';
      return true;
    case '1d68':
      style.barcode.height = n;
      return true;
    case '1d77':
      style.barcode.module = n;
      return true;
    case '1d48':
      style.barcode.textBelow = n % 48 >= 2;
      return true;
    default:
      return false;
  }
}

function scale(style: Style, x: number, y: number): true {
  style.scaleX = x;
  style.scaleY = y;
  return true;
}

/** GS ( k functions 167, 169 and 180 of the QR code: keeps what function 181 prints later. */
export function applyQr(style: Style, fn: number, data: Uint8Array): void {
  if (fn === 67) style.qr.module = data[0] ?? style.qr.module;
  else if (fn === 69) style.qr.level = LEVELS[(data[0] ?? 48) - 48] ?? style.qr.level;
  else if (fn === 80) style.qr.data = data.slice(1);
}

const GB18030 = new TextDecoder('gb18030');

/** A character as this style prints it. Outside Chinese mode a high byte is one of the code page. */
export function cellOf(style: Style, code: readonly number[]): Cell {
  const wide = code.length > 1;
  return {
    char: style.chinese ? GB18030.decode(Uint8Array.from(code)) : String.fromCharCode(code[0] ?? 0x20),
    code,
    columns: wide ? 2 : 1,
    scaleX: wide ? Math.max(style.scaleX, style.chineseX) : style.scaleX,
    scaleY: wide ? Math.max(style.scaleY, style.chineseY) : style.scaleY,
    bold: style.bold,
    underline: style.underline,
  };
}
