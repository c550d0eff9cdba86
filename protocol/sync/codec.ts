/** Messages to payloads and back: a head of one line of JSON, then journal lines for `commits`. */

import { messageOf, TerminalError } from '../errors.js';
import { type DownMessage, MAX_PAYLOAD, SYNC_VERSION, type UpHead } from './messages.js';
import { downSchema, parseWith, upSchema } from './schemas.js';

export interface UpMessage {
  readonly head: UpHead;
  /** Journal lines without their line ends; not checked yet, see `readCommitLine`. */
  readonly lines: readonly string[];
}

const LF = 0x0a;
const encoder = new TextEncoder();

/**
 * @param lines journal bytes as they stand in the journal: one piece of whole lines, or one piece for each line
 * @throws TerminalError `sync/too-large`
 */
export function encodeUp(head: UpHead, lines: Uint8Array | readonly Uint8Array[] = []): Uint8Array {
  const pieces = lines instanceof Uint8Array ? [lines] : lines;
  const start = encoder.encode(`${JSON.stringify(head)}\n`);
  const size = pieces.reduce((sum, piece) => sum + piece.length + (endsLine(piece) ? 0 : 1), start.length);
  checkSize(size);
  const payload = new Uint8Array(size);
  payload.set(start);
  let at = start.length;
  for (const piece of pieces) {
    payload.set(piece, at);
    at += piece.length;
    if (!endsLine(piece)) payload[at++] = LF;
  }
  return payload;
}

/**
 * @throws TerminalError `sync/too-large`, `sync/not-text`, `sync/not-json`, `sync/version` or `sync/schema`
 */
export function decodeUp(payload: Uint8Array): UpMessage {
  const text = textOf(payload);
  const end = text.indexOf('\n');
  const head = parseWith(upSchema, versioned(end < 0 ? text : text.slice(0, end)), 'message to the office');
  const lines = end < 0 || end === text.length - 1 ? [] : linesOf(text, end + 1);
  const expected = head.kind === 'commits' ? head.last - head.first + 1 : 0;
  if (lines.length === expected && (head.kind !== 'commits' || expected > 0)) return { head, lines };
  throw new TerminalError('sync/schema', `${expected} journal lines announced, ${lines.length} there`, {
    context: { what: 'message to the office', field: 'lines' },
  });
}

/** @throws TerminalError `sync/too-large` */
export function encodeDown(message: DownMessage): Uint8Array {
  const payload = encoder.encode(`${JSON.stringify(message)}\n`);
  checkSize(payload.length);
  return payload;
}

/**
 * @throws TerminalError `sync/too-large`, `sync/not-text`, `sync/not-json`, `sync/version` or `sync/schema`
 */
export function decodeDown(payload: Uint8Array): DownMessage {
  return parseWith(downSchema, versioned(textOf(payload)), 'message from the office');
}

function endsLine(bytes: Uint8Array): boolean {
  return bytes.length === 0 || bytes[bytes.length - 1] === LF;
}

function checkSize(size: number): void {
  if (size <= MAX_PAYLOAD) return;
  throw new TerminalError('sync/too-large', `a message of ${size} bytes; ${MAX_PAYLOAD} are allowed`, {
    context: { size, limit: MAX_PAYLOAD },
  });
}

function textOf(payload: Uint8Array): string {
  checkSize(payload.length);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload);
  } catch (cause) {
    throw new TerminalError('sync/not-text', 'a message is not UTF-8 text', { cause });
  }
}

function linesOf(text: string, start: number): string[] {
  const whole = text.endsWith('\n');
  const lines = text.slice(start, whole ? -1 : undefined).split('\n');
  if (whole) return lines;
  throw new TerminalError('sync/schema', 'the last journal line is cut', {
    context: { what: 'message to the office', field: 'lines' },
  });
}

function versioned(json: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new TerminalError(
      'sync/not-json',
      `a message's head is not JSON: ${messageOf(cause)}`.slice(0, 160),
      {
        cause,
      },
    );
  }
  const version = typeof value === 'object' && value !== null && 'v' in value ? value.v : undefined;
  if (version === SYNC_VERSION || typeof version !== 'number') return value;
  throw new TerminalError(
    'sync/version',
    `a message of version ${version}; this program speaks ${SYNC_VERSION}`,
    {
      context: { version },
    },
  );
}
