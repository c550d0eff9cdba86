/**
 * Checks the journal lines of a `commits` message as bytes: every checksum, every number, nothing else. The checksum proves
 * that a line is what the terminal's journal holds; what it says is read by whoever needs it (`readCommitLine`). This is
 * the hot path of the office: reading all the JSON would take most of the time of taking a batch.
 */

import { crc32 } from 'node:zlib';
import { TerminalError } from '../errors.js';
import { readCommitLine } from './commit-line.js';

const LF = 0x0a;
const SPACE = 0x20;
const CLOSE = 0x7d;
const JSON_START = 9;
const DIGIT_0 = 0x30;

/** How a journal writes every line's JSON; another order is read the slow way. */
const USUAL_START = [...'{"seq":'].map((character) => character.charCodeAt(0));

/**
 * Checks that `body` is exactly the lines `first` … `last`, each with its line end.
 * @throws TerminalError `sync/damaged-line`, `sync/wrong-seq` or `sync/schema`; the first two with `seq` in the context
 */
export function scanCommits(body: Uint8Array, first: number, last: number): void {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  let seq = first;
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(LF, start);
    if (end < 0) throw miscounted('the last journal line is cut');
    if (seq > last) throw miscounted(`more journal lines than ${first} to ${last}`);
    checkLine(bytes, start, end, seq);
    start = end + 1;
    seq += 1;
  }
  if (seq <= last) throw miscounted(`journal lines ${seq} to ${last} are not there`);
}

function checkLine(bytes: Buffer, start: number, end: number, seq: number): void {
  const json = bytes.subarray(start + JSON_START, end);
  const framed = bytes[start + 8] === SPACE && json.length > 0 && json[json.length - 1] === CLOSE;
  if (!framed || hexAt(bytes, start) !== crc32(json)) {
    throw new TerminalError('sync/damaged-line', `commit ${seq} is damaged`, { context: { seq } });
  }
  const found = usualSeq(json) ?? readCommitLine(bytes.toString('utf8', start, end)).seq;
  if (found === seq) return;
  throw new TerminalError('sync/wrong-seq', `commit ${found} stands where ${seq} should be`, {
    context: { seq, found },
  });
}

/** Eight lower-case hex digits as a number, or -1. */
function hexAt(bytes: Buffer, start: number): number {
  let value = 0;
  for (let at = start; at < start + 8; at++) {
    const byte = bytes[at] ?? 0;
    const digit = byte <= 0x39 ? byte - DIGIT_0 : byte - 0x57;
    if (digit < 0 || digit > 15 || (byte > 0x39 && digit < 10)) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/** The number behind a leading `{"seq":`, or undefined when the JSON begins in another way. */
function usualSeq(json: Buffer): number | undefined {
  for (const [at, byte] of USUAL_START.entries()) if (json[at] !== byte) return undefined;
  let value = 0;
  let at = USUAL_START.length;
  for (; at < json.length; at++) {
    const digit = (json[at] ?? 0) - DIGIT_0;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return json[at] === 0x2c && Number.isSafeInteger(value) ? value : undefined;
}

function miscounted(why: string): TerminalError {
  return new TerminalError('sync/schema', why, {
    context: { what: 'message to the office', field: 'lines' },
  });
}
