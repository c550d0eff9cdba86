/** Reads durable commits in order and follows the journal as it grows: what sync sends to the office. */
import type { Disk } from '../../../drivers/host/types.js';
import { TerminalError } from '../../../protocol/errors.js';
import type { Position } from './recover.js';
import { listSegments, missingSegment } from './segments.js';

export interface TailLine {
  readonly seq: number;
  /** The journal line with its line feed; its checksum is not looked at here: whoever receives it does. */
  readonly bytes: Uint8Array;
}

export interface Tail {
  /** The next lines, at most `bytes` in all but always one; empty when there is nothing new. */
  next(bytes: number): Promise<TailLine[]>;
}

const CHUNK = 256 * 1024;
const LINE_FEED = 0x0a;
/** `crc32 {"seq":N,` : the writer puts `seq` first. */
const HEAD = /^[0-9a-f]{8} \{"seq":(\d+),/;

/**
 * A reader of the commits after `after`, up to what `end()` says is durable.
 * @param swaps grows when segments were replaced by others (swap.ts): places in files mean nothing then
 */
export function openTail(
  disk: Disk,
  dir: string,
  after: number,
  end: () => Position,
  swaps: () => number = () => 0,
): Tail {
  let seq = after;
  let known = swaps();
  let at: { segment: number; path: string; offset: number } | undefined;
  let read: { bytes: Uint8Array; used: number } = { bytes: new Uint8Array(0), used: 0 };

  async function findStart(): Promise<NonNullable<typeof at>> {
    const segments = await listSegments(disk, dir);
    const segment = segments.filter((candidate) => candidate.first <= seq + 1).at(-1);
    if (!segment) throw missingSegment(seq + 1, end().seq);
    return { segment: segment.first, path: segment.path, offset: 0 };
  }

  /** How much may be read: what follows the durable end may be taken back and written otherwise. */
  function durable({ segment, offset }: NonNullable<typeof at>): number {
    const last = end();
    return last.segment === segment ? Math.min(CHUNK, Math.max(0, last.offset - offset)) : CHUNK;
  }

  /** The next line as it stands, or undefined at the end of what can be read. */
  async function line(): Promise<Uint8Array | undefined> {
    at ??= await findStart();
    for (;;) {
      const feed = read.bytes.indexOf(LINE_FEED, read.used);
      if (feed >= 0) {
        const bytes = read.bytes.subarray(read.used, feed + 1);
        read.used = feed + 1;
        return bytes;
      }
      const rest = read.bytes.subarray(read.used);
      const chunk = await disk.readAt(at.path, at.offset, durable(at));
      at.offset += chunk.length;
      read = { bytes: rest.length === 0 ? chunk : Buffer.concat([rest, chunk]), used: 0 };
      if (chunk.length > 0) continue;
      const next = (await listSegments(disk, dir)).find((segment) => segment.first === seq + 1);
      if (!next || next.first === at.segment) return undefined;
      at = { segment: next.first, path: next.path, offset: 0 };
      read = { bytes: new Uint8Array(0), used: 0 };
    }
  }

  async function next(limit: number): Promise<TailLine[]> {
    const lines: TailLine[] = [];
    let size = 0;
    if (known !== swaps()) {
      known = swaps();
      at = undefined;
      read = { bytes: new Uint8Array(0), used: 0 };
    }
    while (seq < end().seq) {
      const bytes = await line();
      if (!bytes) break;
      const found = seqOf(bytes);
      if (found <= seq) continue;
      if (lines.length > 0 && size + bytes.length > limit) {
        read.used -= bytes.length;
        break;
      }
      lines.push({ seq: found, bytes });
      size += bytes.length;
      seq = found;
    }
    return lines;
  }

  return { next };
}

function seqOf(line: Uint8Array): number {
  const head = Buffer.from(line.buffer, line.byteOffset, Math.min(line.length, 40)).toString('latin1');
  const match = HEAD.exec(head);
  if (!match)
    throw new TerminalError('journal/damaged', 'a journal line cannot be read', { context: { head } });
  return Number(match[1]);
}
