/**
 * The printer's side of ESC/POS: from bytes to commands, one at a time. Written from the Epson ESC/POS Application
 * Programming Guide; commands that we do not simulate are skipped with the length that the guide gives them.
 */

export type Command =
  | { readonly kind: 'char'; readonly code: readonly number[] }
  | { readonly kind: 'line-feed' }
  | { readonly kind: 'carriage-return' }
  /** A command of fixed length: its name as hex (`1b61`), and its parameters. */
  | { readonly kind: 'set'; readonly name: string; readonly parameters: readonly number[] }
  /** GS ( k for QR: function number and parameters after it. */
  | { readonly kind: 'symbol'; readonly cn: number; readonly fn: number; readonly data: Uint8Array }
  | { readonly kind: 'barcode'; readonly type: number; readonly data: Uint8Array }
  | {
      readonly kind: 'raster';
      readonly bytesPerRow: number;
      readonly rows: number;
      readonly bits: Uint8Array;
    }
  /** Known but without effect here, or unknown. */
  | { readonly kind: 'skipped'; readonly bytes: Uint8Array };

export interface Parsed {
  readonly command: Command;
  /** Bytes it took. */
  readonly length: number;
}

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;

/** Parameters of the commands of fixed length, by their two bytes. */
const FIXED: Readonly<Record<string, number>> = {
  '1b40': 0, // ESC @  initialise
  '1b21': 1, // ESC !  print mode
  '1b2d': 1, // ESC -  underline
  '1b45': 1, // ESC E  bold
  '1b47': 1, // ESC G  double strike
  '1b61': 1, // ESC a  justification
  '1b64': 1, // ESC d  feed lines
  '1b4a': 1, // ESC J  feed dots
  '1b32': 0, // ESC 2  default line spacing
  '1b33': 1, // ESC 3  line spacing
  '1b70': 3, // ESC p  drawer pulse
  '1b4d': 1, // ESC M  font
  '1b52': 1, // ESC R  international set
  '1b74': 1, // ESC t  code page
  '1b20': 1, // ESC SP character spacing
  '1b7b': 1, // ESC {  upside down
  '1b24': 2, // ESC $  absolute position
  '1b5c': 2, // ESC \  relative position
  '1c26': 0, // FS &   Chinese on
  '1c2e': 0, // FS .   Chinese off
  '1c21': 1, // FS !   Chinese print mode
  '1c2d': 1, // FS -   Chinese underline
  '1c57': 1, // FS W   Chinese double size
  '1c53': 2, // FS S   Chinese spacing
  '1d21': 1, // GS !   character size
  '1d42': 1, // GS B   reverse
  '1d61': 1, // GS a   automatic status
  '1d66': 1, // GS f   barcode text font
  '1d68': 1, // GS h   barcode height
  '1d77': 1, // GS w   barcode width
  '1d48': 1, // GS H   barcode text position
  '1d72': 1, // GS r   transmit status
  '1d49': 1, // GS I   printer ID
  '1d4c': 2, // GS L   left margin
  '1d57': 2, // GS W   print area width
  '1d50': 2, // GS P   motion units
};

/**
 * The command at the start of `bytes`, or undefined when it has not arrived whole.
 * @param chinese whether bytes from 81 on begin a character of two or four bytes
 */
export function parseCommand(bytes: Uint8Array, chinese: boolean): Parsed | undefined {
  const first = bytes[0];
  if (first === undefined) return undefined;
  if (first === 0x0a) return { command: { kind: 'line-feed' }, length: 1 };
  if (first === 0x0d) return { command: { kind: 'carriage-return' }, length: 1 };
  if (first === ESC || first === FS || first === GS) return parseEscape(bytes);
  if (first < 0x20 || first === 0x7f) return skipped(bytes, 1);
  return parseChar(bytes, first, chinese);
}

function parseChar(bytes: Uint8Array, first: number, chinese: boolean): Parsed | undefined {
  const char = (length: number): Parsed | undefined =>
    bytes.length < length
      ? undefined
      : { command: { kind: 'char', code: [...bytes.subarray(0, length)] }, length };
  if (!chinese || first < 0x81 || first === 0xff) return char(1);
  const second = bytes[1];
  if (second === undefined) return undefined;
  if (second >= 0x30 && second <= 0x39) return char(4);
  return second >= 0x40 && second !== 0x7f && second !== 0xff ? char(2) : skipped(bytes, 1);
}

function parseEscape(bytes: Uint8Array): Parsed | undefined {
  if (bytes.length < 2) return undefined;
  const name = ((bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)).toString(16).padStart(4, '0');
  const count = FIXED[name];
  if (count !== undefined) {
    if (bytes.length < 2 + count) return undefined;
    return {
      command: { kind: 'set', name, parameters: [...bytes.subarray(2, 2 + count)] },
      length: 2 + count,
    };
  }
  switch (name) {
    case '1d56': // GS V: m 0, 1, 48, 49 alone; 65, 66 and others with n
      return parseCut(bytes);
    case '1d6b':
      return parseBarcode(bytes);
    case '1d28':
      return parseSymbol(bytes);
    case '1d76':
      return parseRaster(bytes);
    default:
      return skipped(bytes, 2);
  }
}

function parseCut(bytes: Uint8Array): Parsed | undefined {
  const mode = bytes[2];
  if (mode === undefined) return undefined;
  const length = [0, 1, 48, 49].includes(mode) ? 3 : 4;
  if (bytes.length < length) return undefined;
  return { command: { kind: 'set', name: '1d56', parameters: [...bytes.subarray(2, length)] }, length };
}

/** GS k m: m up to 6 ends with NUL, from 65 on a length stands before the data. */
function parseBarcode(bytes: Uint8Array): Parsed | undefined {
  const type = bytes[2];
  if (type === undefined) return undefined;
  if (type <= 6) {
    const end = bytes.indexOf(0, 3);
    if (end < 0) return bytes.length > 260 ? skipped(bytes, 3) : undefined;
    return { command: { kind: 'barcode', type, data: bytes.slice(3, end) }, length: end + 1 };
  }
  const count = bytes[3];
  if (count === undefined || bytes.length < 4 + count) return undefined;
  return { command: { kind: 'barcode', type, data: bytes.slice(4, 4 + count) }, length: 4 + count };
}

/** GS ( x pL pH …: every command of this family tells its own length, so an unknown one can be stepped over. */
function parseSymbol(bytes: Uint8Array): Parsed | undefined {
  const [, , family, low, high] = bytes;
  if (family === undefined || low === undefined || high === undefined) return undefined;
  const length = 5 + low + high * 256;
  if (bytes.length < length) return undefined;
  const [cn, fn] = bytes.subarray(5, 7);
  if (family !== 0x6b || cn === undefined || fn === undefined) return skipped(bytes, length);
  return { command: { kind: 'symbol', cn, fn, data: bytes.slice(7, length) }, length };
}

/** GS v 0 m xL xH yL yH data. */
function parseRaster(bytes: Uint8Array): Parsed | undefined {
  const [, , zero, , xLow, xHigh, yLow, yHigh] = bytes;
  if (zero === undefined) return undefined;
  if (zero !== 0x30) return skipped(bytes, 3);
  if (xLow === undefined || xHigh === undefined || yLow === undefined || yHigh === undefined)
    return undefined;
  const bytesPerRow = xLow + xHigh * 256;
  const rows = yLow + yHigh * 256;
  const length = 8 + bytesPerRow * rows;
  if (bytes.length < length) return undefined;
  return { command: { kind: 'raster', bytesPerRow, rows, bits: bytes.slice(8, length) }, length };
}

function skipped(bytes: Uint8Array, length: number): Parsed {
  return { command: { kind: 'skipped', bytes: bytes.slice(0, length) }, length };
}
