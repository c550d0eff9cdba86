/**
 * Customer displays of two lines by twenty columns that speak CD5220, the command set that nearly all of them know.
 * Source: "CD5220 / CD6220 Vacuum Fluorescent Customer Display, User's Manual", 7.2 "Standard Mode Command List".
 */

import { gb18030, place, printerColumns, printerText } from '../escpos/text.js';

export const DISPLAY_COLUMNS = 20;

const ESC = 0x1b;
const CR = 0x0d;
const CLR = 0x0c;

/** ESC @, then CLR: initialise, clear the screen and leave the string mode. */
export const RESET = Uint8Array.of(ESC, 0x40, CLR);

/**
 * ESC Q A … CR and ESC Q B … CR: both lines, each padded to twenty columns so that nothing of the old text stays.
 * Chinese goes out as GB18030, two columns a character; what does not fit is cut.
 */
export function showLines(top: string, bottom: string): Uint8Array {
  return Uint8Array.of(
    ...[ESC, 0x51, 0x41, ...gb18030(displayLine(top)), CR],
    ...[ESC, 0x51, 0x42, ...gb18030(displayLine(bottom)), CR],
  );
}

/** `text` as one line of the display: printable, exactly twenty columns. */
export function displayLine(text: string): string {
  let line = '';
  for (const char of printerText(text)) {
    if (printerColumns(line + char) > DISPLAY_COLUMNS) break;
    line += char;
  }
  return place(line, DISPLAY_COLUMNS, 'left');
}
