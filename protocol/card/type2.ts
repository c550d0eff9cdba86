/**
 * The memory of an NFC Forum Type 2 tag (NTAG 21x, MIFARE Ultralight): Type 2 Tag 1.2, clauses 6.1 (capability container),
 * 6.2 and 6.3 (TLV blocks, reserved bytes). Pages have 4 bytes; page 3 is the container, the data begins at page 4.
 */

import { TerminalError } from '../errors.js';
import { concat } from './bytes.js';

export const PAGE_BYTES = 4;
const DATA_START = 16;

export interface Type2Capability {
  /** Bytes of the data area, from page 4 on. */
  readonly size: number;
  readonly writable: boolean;
}

/**
 * What page 3 says; undefined on a tag that carries no NDEF: another magic number than E1, another major version than 1,
 * or no right to read. Takes the memory from page 0 on.
 */
export function parseType2Capability(memory: Uint8Array): Type2Capability | undefined {
  const [magic, version, size, access] = memory.subarray(12, 16);
  if (magic !== 0xe1 || version === undefined || size === undefined || access === undefined) return undefined;
  if (version >> 4 !== 1 || access >> 4 !== 0) return undefined;
  return { size: size * 8, writable: (access & 0x0f) === 0 };
}

/** `more`: the walk needs the memory up to `length` bytes from page 0 on. */
export type Type2Walk =
  | { readonly state: 'found'; readonly ndef: Uint8Array }
  | { readonly state: 'none' }
  | { readonly state: 'more'; readonly length: number };

const TLV = { null: 0x00, lock: 0x01, memory: 0x02, ndef: 0x03, terminator: 0xfe } as const;

/**
 * Walks the TLV blocks to the first NDEF message. `memory` begins at page 0 and may be read bit by bit: call again with
 * more when told so. Bytes that a lock or memory control block reserves are stepped over.
 * @throws TerminalError `card/bad-tlv` when a block reaches beyond the data area.
 */
export function findNdef(memory: Uint8Array): Type2Walk {
  if (memory.length < DATA_START) return { state: 'more', length: DATA_START };
  const capability = parseType2Capability(memory);
  if (capability === undefined) return { state: 'none' };
  return walkTlvs({
    memory,
    at: DATA_START,
    end: DATA_START + capability.size,
    reserved: new Set(),
    wanted: 0,
  });
}

interface Walk {
  readonly memory: Uint8Array;
  at: number;
  readonly end: number;
  readonly reserved: Set<number>;
  /** Bytes of memory that the walk asked for and did not have; zero as long as it had all. */
  wanted: number;
}

function walkTlvs(walk: Walk): Type2Walk {
  while (!atEnd(walk)) {
    const tag = take(walk, 1)[0];
    if (tag === TLV.terminator) break;
    if (tag === TLV.null && walk.wanted === 0) continue;
    const value = take(walk, takeLength(walk));
    if (walk.wanted > 0) return { state: 'more', length: walk.wanted };
    if (tag === TLV.ndef) return { state: 'found', ndef: value };
    if (tag === TLV.lock) reserve(walk, value, ((value[1] || 256) + 7) >> 3);
    if (tag === TLV.memory) reserve(walk, value, value[1] || 256);
  }
  return { state: 'none' };
}

/** One byte, or FF and two bytes (6.3.1). */
function takeLength(walk: Walk): number {
  const [short = 0] = take(walk, 1);
  if (short !== 0xff) return short;
  const [high = 0, low = 0] = take(walk, 2);
  return (high << 8) | low;
}

/** The next bytes that are not reserved; where the memory was not read yet, zeroes and a note in `wanted`. */
function take(walk: Walk, count: number): Uint8Array {
  const taken = new Uint8Array(walk.wanted > 0 ? 0 : count);
  for (let n = 0; n < taken.length; walk.at++) {
    if (walk.at >= walk.end) throw beyond(walk.end);
    if (walk.reserved.has(walk.at)) continue;
    if (walk.at >= walk.memory.length) walk.wanted ||= Math.min(walk.end, walk.at + count - n);
    taken[n++] = walk.memory[walk.at] ?? 0;
  }
  return taken;
}

function beyond(end: number): TerminalError {
  return new TerminalError('card/bad-tlv', 'a block reaches beyond the memory of the card', {
    context: { end },
  });
}

function atEnd(walk: Walk): boolean {
  while (walk.reserved.has(walk.at)) walk.at++;
  return walk.at >= walk.end;
}

/** Position (page, offset), size, and the bytes of a page as a power of two: 6.3.2 lock control, 6.3.3 memory control. */
function reserve(walk: Walk, value: Uint8Array, count: number): void {
  const [position, , control] = value;
  if (position === undefined || control === undefined) return;
  const start = (position >> 4) * 2 ** (control & 0x0f) + (position & 0x0f);
  for (let n = 0; n < count; n++) walk.reserved.add(start + n);
}

/**
 * The data area for one message, whole pages from page 4 on: NDEF block, terminator, zeroes to the end of the page.
 * @param size bytes of the data area, from the capability container.
 * @throws TerminalError `card/too-large` when the message does not fit.
 */
export function layNdef(ndef: Uint8Array, size: number): Uint8Array {
  const length = ndef.length < 0xff ? [ndef.length] : [0xff, ndef.length >> 8, ndef.length & 0xff];
  const block = concat(Uint8Array.of(TLV.ndef, ...length), ndef);
  if (block.length > size) {
    throw new TerminalError('card/too-large', 'the message does not fit on the card', {
      context: { bytes: block.length, size },
    });
  }
  const end = block.length < size ? concat(block, Uint8Array.of(TLV.terminator)) : block;
  return concat(end, new Uint8Array((PAGE_BYTES - (end.length % PAGE_BYTES)) % PAGE_BYTES));
}
