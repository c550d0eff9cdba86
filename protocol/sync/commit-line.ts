/**
 * One line of a terminal's journal, as it travels to the office:
 *
 *     crc32(JSON) as 8 lower-case hex digits, one space, JSON, \n
 *
 * The CRC-32 is that of IEEE 802.3 (zlib, PNG), taken over the UTF-8 bytes of the JSON.
 */

import { crc32 } from 'node:zlib';
import { messageOf, TerminalError } from '../errors.js';

export interface CommitEvent {
  readonly type: string;
  /** Schema version of this event's type. */
  readonly v: number;
}

/** What every commit has; each event carries more fields of its own. */
export interface CommitFields {
  /** 1, 2, 3 … for each terminal, without a gap. */
  readonly seq: number;
  /** Wall clock, milliseconds since 1970 UTC. */
  readonly at: number;
  readonly actor: string;
  readonly origin: string;
  readonly id: string;
  readonly events: readonly CommitEvent[];
}

const JSON_START = 9;

/**
 * Checks and reads one line, with or without its line end.
 * @throws TerminalError `sync/damaged-line` when the checksum does not fit or the JSON is not a commit
 */
export function readCommitLine(line: string): CommitFields {
  const json = line.slice(JSON_START, line.endsWith('\n') ? -1 : undefined);
  if (line[8] !== ' ' || checksumOf(json) !== line.slice(0, 8)) {
    throw damaged('the checksum does not fit', line);
  }
  const fields = parseJson(json, line);
  const wrong = firstWrongField(fields);
  if (wrong !== undefined) throw damaged(`the field ${wrong} is missing or wrong`, line);
  return fields as CommitFields;
}

/** Eight lower-case hex digits. */
export function checksumOf(json: string | Uint8Array): string {
  return crc32(json).toString(16).padStart(8, '0');
}

function parseJson(json: string, line: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw damaged(`not JSON: ${messageOf(cause).slice(0, 80)}`, line, cause);
  }
}

/** Written out by hand: this runs for every commit of every terminal, and a general validator is ten times slower. */
function firstWrongField(value: unknown): string | undefined {
  if (!isRecord(value)) return 'commit';
  const { seq, at, actor, origin, id, events } = value;
  if (!Number.isSafeInteger(seq) || (seq as number) < 1) return 'seq';
  if (!Number.isSafeInteger(at)) return 'at';
  if (typeof actor !== 'string') return 'actor';
  if (typeof origin !== 'string') return 'origin';
  if (typeof id !== 'string' || id === '') return 'id';
  if (!Array.isArray(events) || events.length === 0) return 'events';
  return events.every(isEvent) ? undefined : 'events';
}

function isEvent(value: unknown): boolean {
  return (
    isRecord(value) && typeof value.type === 'string' && value.type !== '' && Number.isSafeInteger(value.v)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function damaged(why: string, line: string, cause?: unknown): TerminalError {
  return new TerminalError('sync/damaged-line', `a journal line is damaged: ${why}`, {
    context: { starts: line.slice(0, 24), length: line.length },
    cause,
  });
}
