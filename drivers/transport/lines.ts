import { ReadlineParser } from '@serialport/parser-readline';
import type { Unsubscribe } from '../device.js';
import type { Transport } from './types.js';

const LINE_BYTES_MAX = 4096;
const LF = 0x0a;

/**
 * Whole lines (ended by LF, blanks trimmed, empty ones left out) of a device that sends nothing else. serialport's readline
 * parser fits there: never for a modem in use, because a prompt has no line end. The parser's buffer has no limit of its own and
 * is copied at each piece, so bytes beyond 4 KiB without a line end do not reach it.
 */
export function onLines(transport: Transport, listener: (line: string) => void): Unsubscribe {
  const parser = new ReadlineParser({ delimiter: '\n', encoding: 'latin1' });
  let unended = 0;
  parser.on('data', (text: string) => {
    const line = text.trim();
    if (line !== '') listener(line);
  });
  const unsubscribe = transport.onData((bytes) => {
    const end = bytes.lastIndexOf(LF);
    const before = unended;
    unended = end < 0 ? before + bytes.length : bytes.length - end - 1;
    if (end < 0 && unended > LINE_BYTES_MAX) return;
    // The rest of an overlong line goes with its end; a piece that is itself too long after its last line end goes too.
    const from = before > LINE_BYTES_MAX ? bytes.indexOf(LF) : 0;
    const to = unended > LINE_BYTES_MAX ? end + 1 : bytes.length;
    parser.write(Buffer.from(bytes.subarray(from, to)));
  });
  return () => {
    unsubscribe();
    parser.destroy();
  };
}
