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
  return encode(head, lines);
}

function encode(head: UpHead | DownMessage, lines: Uint8Array | readonly Uint8Array[]): Uint8Array {
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

export interface SplitMessage {
  readonly head: UpHead;
  /** The bytes behind the head's line: journal lines, not checked yet, see `scanCommits`. */
  readonly body: Uint8Array;
}

/**
 * Reads only the head.
 * @throws TerminalError `sync/too-large`, `sync/not-text`, `sync/not-json`, `sync/version` or `sync/schema`
 */
export function splitUp(payload: Uint8Array): SplitMessage {
  checkSize(payload.length);
  const end = payload.indexOf(LF);
  const json = textOf(end < 0 ? payload : payload.subarray(0, end));
  const head = parseWith(upSchema, versioned(json), 'message to the office');
  const body = payload.subarray(end < 0 ? payload.length : end + 1);
  if (isCounted(head) ? head.last >= head.first : body.length === 0) return { head, body };
  throw new TerminalError('sync/schema', 'the journal lines do not fit the head', {
    context: { what: 'message to the office', field: isCounted(head) ? 'last' : 'lines' },
  });
}

/**
 * @throws TerminalError as `splitUp`
 */
export function decodeUp(payload: Uint8Array): UpMessage {
  const { head, body } = splitUp(payload);
  const lines = body.length === 0 ? [] : linesOf(textOf(body));
  const expected = isCounted(head) ? head.last - head.first + 1 : 0;
  if (lines.length === expected) return { head, lines };
  throw new TerminalError('sync/schema', `${expected} journal lines announced, ${lines.length} there`, {
    context: { what: 'message to the office', field: 'lines' },
  });
}

/**
 * @param lines journal lines, for `lines`
 * @throws TerminalError `sync/too-large`
 */
export function encodeDown(message: DownMessage, lines: readonly Uint8Array[] = []): Uint8Array {
  return encode(message, lines);
}

/**
 * @throws TerminalError `sync/too-large`, `sync/not-text`, `sync/not-json`, `sync/version` or `sync/schema`
 */
export function decodeDown(payload: Uint8Array): DownMessage {
  return splitDown(payload).message;
}

/**
 * The message, and behind its line the journal lines of `lines`, not checked yet.
 * @throws TerminalError as `decodeDown`
 */
export function splitDown(payload: Uint8Array): { readonly message: DownMessage; readonly body: Uint8Array } {
  checkSize(payload.length);
  const end = payload.indexOf(LF);
  const json = textOf(end < 0 ? payload : payload.subarray(0, end));
  const message = parseWith(downSchema, versioned(json), 'message from the office');
  const body = payload.subarray(end < 0 ? payload.length : end + 1);
  if (message.kind === 'lines' || body.length === 0) return { message, body };
  throw new TerminalError('sync/not-json', 'something stands behind the message', {
    context: { what: 'message from the office', field: 'lines' },
  });
}

type Counted = UpHead & { readonly first: number; readonly last: number };

/** Journal lines stand behind it. */
function isCounted(head: UpHead): head is Counted {
  return 'first' in head && head.first !== undefined && head.last !== undefined;
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
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload);
  } catch (cause) {
    throw new TerminalError('sync/not-text', 'a message is not UTF-8 text', { cause });
  }
}

function linesOf(text: string): string[] {
  if (text.endsWith('\n')) return text.slice(0, -1).split('\n');
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
