/**
 * One commit is one line: CRC-32 (IEEE 802.3, as zlib) of the JSON's UTF-8 bytes in 8 lower-case hex digits, a space, the
 * JSON, a line feed. JSON.stringify never writes a raw line feed, so a line feed always ends a commit.
 */

import { TerminalError } from '../../../protocol/errors.js';
import { sealJson } from '../../../protocol/sync/chain.js';
import { checksumOf } from '../../../protocol/sync/commit-line.js';
import { MAX_PAYLOAD } from '../../../protocol/sync/messages.js';
import type { Commit } from '../events.js';

const PREFIX = 9;
const LINE_FEED = Buffer.from('\n');
/** A commit must fit into one message to the office, with its head. */
const LINE_BYTES_MAX = MAX_PAYLOAD - 1024;

/** The line of a commit that has its chain, or of one from before there was a chain. Throws as `sealLine`. */
export function encodeLine(commit: Commit): Uint8Array {
  return lineOf(JSON.stringify(commit));
}

/**
 * A new commit's line, with its line feed, and its chain. Throws `journal/commit-too-large` when the line could never be
 * sent to the office. @param before the chain of the commit before it; '' where the chain begins
 */
export function sealLine(
  before: string,
  commit: Commit,
): { readonly line: Uint8Array; readonly chain: string } {
  const { json, chain } = sealJson(before, commit);
  return { line: lineOf(json, roomToErase(commit)), chain };
}

/** What a personal value adds to its line when one of them is erased: a salt or a digest of its own, a stand-in (protocol/sync/veil.ts). */
const ERASED_BYTES = 50;

/** A line that grew beyond a message by an erasure could never be written: the person would stay. */
function roomToErase({ veil }: Commit): number {
  return veil?.of.reduce((sum, pointer) => sum + pointer.length + ERASED_BYTES, 0) ?? 0;
}

function lineOf(text: string, room = 0): Uint8Array {
  const json = Buffer.from(text);
  const size = PREFIX + json.length + 1;
  if (size + room > LINE_BYTES_MAX) {
    throw new TerminalError(
      'journal/commit-too-large',
      'this is too much for one step; do it in smaller ones',
      {
        context: { size, max: LINE_BYTES_MAX },
      },
    );
  }
  return Buffer.concat([Buffer.from(`${checksumOf(json)} `), json, LINE_FEED]);
}

/** The commit in a line (without its line feed), or undefined when the line is damaged. */
export function decodeLine(line: Uint8Array): Commit | undefined {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
  if (bytes.length <= PREFIX || bytes[8] !== 0x20) return undefined;
  const body = bytes.subarray(PREFIX);
  if (bytes.toString('latin1', 0, 8) !== checksumOf(body)) return undefined;
  return parseCommit(body.toString('utf8'));
}

function parseCommit(json: string): Commit | undefined {
  try {
    const value = JSON.parse(json) as Partial<Commit>;
    const whole =
      Number.isSafeInteger(value.seq) && Number.isSafeInteger(value.sync) && Array.isArray(value.events);
    return whole ? (value as Commit) : undefined;
  } catch {
    return undefined; // A right checksum over wrong JSON: somebody wrote it by hand. It is damage all the same.
  }
}
