/** A file to a table: what it is, its first bytes say; its name may lie. */
import { TerminalError } from '../../protocol/errors.js';
import { parseTable } from './csv.js';
import { decodeText, encodingOf } from './decode.js';
import { FILE_BYTES_MAX, type ReadSheet } from './types.js';
import { readMarkup, readWorkbook } from './workbook.js';
import { unpackedBytes } from './zip.js';

/** Real workbooks of 100,000 customers unpack to some 60 MB. */
const UNPACKED_BYTES_MAX = 512 * 1024 * 1024;
const ZIP = [0x50, 0x4b];
/** Compound File Binary: .xls of Excel 97 to 2003, and workbooks with a password. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const PDF = [0x25, 0x50, 0x44, 0x46];

/** Throws `sheet/too-big`, `sheet/bomb` (it would unpack to hundreds of megabytes), `sheet/not-a-table`, `sheet/unreadable`. */
export const readSheet: ReadSheet = async (fileName, bytes) => {
  if (bytes.length > FILE_BYTES_MAX)
    throw new TerminalError('sheet/too-big', `more than ${FILE_BYTES_MAX} bytes`);
  if (startsWith(bytes, ZIP)) {
    const unpacked = unpackedBytes(bytes);
    if (unpacked === undefined) throw new TerminalError('sheet/unreadable', 'the archive is damaged');
    if (unpacked > UNPACKED_BYTES_MAX)
      throw new TerminalError('sheet/bomb', `unpacking would make ${unpacked} bytes`);
    return readWorkbook(bytes);
  }
  if (startsWith(bytes, COMPOUND)) return readWorkbook(bytes);
  const encoding = encodingOf(bytes);
  if (startsWith(bytes, PDF) || (!encoding.startsWith('utf-16') && looksBinary(bytes)))
    throw new TerminalError('sheet/not-a-table', `${fileName} is neither a spreadsheet nor a text table`);
  const text = decodeText(bytes, encoding).replace(CONTROLS, '');
  return MARKUP.test(text) ? readMarkup(text) : parseTable(text);
};

/** Web pages and XML that shop systems call .xls, because Excel opens them. */
const MARKUP = /^\s*<(?:html|!doctype|table|meta|head|body|div|\?xml|\?mso)/i;

function startsWith(bytes: Uint8Array, first: readonly number[]): boolean {
  return first.every((byte, at) => bytes[at] === byte);
}

/** Control characters that no table needs: a line that was pasted from elsewhere has some, what is no text is full of them. */
const CONTROLS = /[^\P{Cc}\s]/gu;
const CONTROLS_FEW = 3;
const CONTROLS_SHARE_MAX = 0.01;

function looksBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 4_000);
  const controls = sample.filter((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0d, 0x1a].includes(byte)).length;
  return controls > Math.max(CONTROLS_FEW, sample.length * CONTROLS_SHARE_MAX);
}
