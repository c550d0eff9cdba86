/** The commit before a position: the chain goes on from it. */
import type { Disk } from '../../../drivers/host/types.js';
import { MAX_PAYLOAD } from '../../../protocol/sync/messages.js';
import type { Commit } from '../events.js';
import { decodeLine } from './line.js';
import type { Position } from './recover.js';
import { listSegments, segmentPath } from './segments.js';

const LINE_FEED = 0x0a;

/** Undefined at the very start, and when it cannot be read: `journal verify` then says where the chain begins again. */
export async function lastCommit(disk: Disk, dir: string, end: Position): Promise<Commit | undefined> {
  if (end.seq === 0) return undefined;
  if (end.offset > 0) return before(disk, segmentPath(dir, end.segment), end.offset);
  const sealed = (await listSegments(disk, dir)).filter(({ first }) => first < end.segment).at(-1);
  return sealed && before(disk, sealed.path, (await disk.size(sealed.path)) ?? 0);
}

/** No line is longer than a message. */
async function before(disk: Disk, path: string, offset: number): Promise<Commit | undefined> {
  const from = Math.max(0, offset - MAX_PAYLOAD);
  const bytes = await disk.readAt(path, from, offset - from);
  const start = bytes.lastIndexOf(LINE_FEED, bytes.length - 2) + 1;
  return decodeLine(bytes.subarray(start, bytes.length - 1));
}
