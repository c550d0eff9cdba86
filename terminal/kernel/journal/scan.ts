/** Reads a segment line by line and tells where it is damaged. */
import type { Disk } from '../../../drivers/host/types.js';
import type { Commit } from '../events.js';
import { decodeLine } from './line.js';

export interface ScannedLine {
  readonly commit: Commit;
  /** The bytes with the line feed, as they stand in the file. */
  readonly bytes: Uint8Array;
  /** Offset of the byte after the line feed. */
  readonly end: number;
}

/** `damaged`: a line whose checksum is wrong. `partial`: bytes after the last line feed. */
export type Scanned =
  | ScannedLine
  | { readonly damaged: number; readonly end: number }
  | { readonly partial: number };

const CHUNK = 1024 * 1024;
const LINE_FEED = 0x0a;

/** Every line from `offset` on, in blocks; memory stays within a block and the longest line. */
export async function* scanSegment(disk: Disk, path: string, offset: number): AsyncGenerator<Scanned[]> {
  let rest: Uint8Array = new Uint8Array(0);
  let restAt = offset;
  for (;;) {
    const chunk = await disk.readAt(path, restAt + rest.length, CHUNK);
    if (chunk.length === 0) break;
    const data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const { lines, used } = splitLines(data, restAt);
    rest = data.subarray(used);
    restAt += used;
    if (lines.length > 0) yield lines;
  }
  if (rest.length > 0) yield [{ partial: restAt }];
}

function splitLines(data: Uint8Array, at: number): { lines: Scanned[]; used: number } {
  const lines: Scanned[] = [];
  let used = 0;
  for (;;) {
    const feed = data.indexOf(LINE_FEED, used);
    if (feed < 0) return { lines, used };
    const commit = decodeLine(data.subarray(used, feed));
    const end = at + feed + 1;
    lines.push(commit ? { commit, bytes: data.subarray(used, feed + 1), end } : { damaged: at + used, end });
    used = feed + 1;
  }
}
