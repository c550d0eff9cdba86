/**
 * Brings a journal to a known good end at boot.
 *
 * INVARIANTS
 * - Nothing that anybody was told of is ever cut. A commit is told of only after the sync of its whole group (`sync`),
 *   so damage counts as torn only while nothing intact of a later group follows it; anything else stops the boot.
 * - What is cut is first copied to `aside/`, and synced there.
 */
import type { Disk } from '../../../drivers/host/types.js';
import { TerminalError } from '../../../protocol/errors.js';
import type { Commit } from '../events.js';
import { type Scanned, scanSegment } from './scan.js';
import { checkContinuity, listSegments, missingSegment, type Segment } from './segments.js';

export interface Position {
  /** Last commit before the position; 0 at the very start. */
  readonly seq: number;
  /** First commit of the segment that the position is in. */
  readonly segment: number;
  /** Offset in that segment. */
  readonly offset: number;
}

export const START: Position = { seq: 0, segment: 1, offset: 0 };

export interface TornTail {
  readonly segment: Segment;
  readonly offset: number;
  readonly bytes: number;
}

export interface Recovery {
  readonly end: Position;
  readonly torn?: TornTail;
}

/**
 * Reads everything after `from`, gives it to `take` in order, and tells where the good part ends. Changes nothing.
 * Throws `journal/damaged`, `journal/missing-segment` or `journal/behind`.
 */
export async function readJournal(
  disk: Disk,
  dir: string,
  from: Position,
  take: (commit: Commit) => void,
): Promise<Recovery> {
  const segments = await listSegments(disk, dir);
  const index = segments.findIndex((segment) => segment.first === from.segment);
  if (segments.length === 0 && from.seq === 0) return { end: START };
  if (index < 0) throw missingSegment(from.segment, from.seq);
  await checkContinuity(disk, segments, from.segment);
  await checkStart(disk, segments[index] as Segment, from);
  let seq = from.seq;
  for (let i = index; i < segments.length; i++) {
    const segment = segments[i] as Segment;
    if (segment.first !== seq + 1 && i !== index) throw missingSegment(seq + 1, segment.first - 1);
    const last = i === segments.length - 1;
    const result = await readSegment(disk, segment, i === index ? from.offset : 0, seq, take);
    seq = result.seq;
    if (result.torn !== undefined && !last) throw damaged(segment, result.torn, seq);
    if (last) {
      const end = { seq, segment: segment.first, offset: result.end };
      const bytes = ((await disk.size(segment.path)) ?? 0) - result.end;
      return bytes > 0 ? { end, torn: { segment, offset: result.end, bytes } } : { end };
    }
  }
  return { end: from };
}

async function checkStart(disk: Disk, segment: Segment, from: Position): Promise<void> {
  const size = (await disk.size(segment.path)) ?? 0;
  if (size >= from.offset) return;
  throw new TerminalError(
    'journal/behind',
    'the journal ends before the snapshot: commits were lost by the disk',
    {
      retry: 'person',
      context: { segment: segment.path, size, expected: from.offset, seq: from.seq },
    },
  );
}

interface SegmentEnd {
  readonly seq: number;
  /** Offset after the last good line. */
  readonly end: number;
  /** Offset of damage, when what follows is a torn group. */
  readonly torn?: number;
}

async function readSegment(
  disk: Disk,
  segment: Segment,
  offset: number,
  after: number,
  take: (commit: Commit) => void,
): Promise<SegmentEnd> {
  let seq = after;
  let end = offset;
  let torn: number | undefined;
  for await (const block of scanSegment(disk, segment.path, offset)) {
    for (const line of block) {
      if (torn !== undefined) {
        checkTornGroup(segment, torn, seq, line);
      } else if ('commit' in line && line.commit.seq === seq + 1) {
        take(line.commit);
        seq = line.commit.seq;
        end = line.end;
      } else if ('commit' in line) {
        throw damaged(segment, end, seq);
      } else {
        torn = end;
      }
    }
  }
  return torn === undefined ? { seq, end } : { seq, end, torn };
}

/** After damage, only lines of the same unsynced group may follow. */
function checkTornGroup(segment: Segment, torn: number, seq: number, line: Scanned): void {
  if ('commit' in line && line.commit.sync > seq + 1) throw damaged(segment, torn, seq);
}

export function damaged(segment: Segment, offset: number, seq: number): TerminalError {
  return new TerminalError(
    'journal/damaged',
    `the journal is damaged after commit ${seq} (${segment.path}, byte ${offset}); run: zhanggui journal repair`,
    { retry: 'person', context: { segment: segment.path, offset, seq } },
  );
}

/** Copies the torn tail to `aside/` and cuts it off. Returns the path of the copy. */
export async function cutAside(disk: Disk, dir: string, torn: TornTail): Promise<string> {
  const aside = `${dir}/aside`;
  await disk.makeDir(aside);
  const path = `${aside}/${String(torn.segment.first).padStart(12, '0')}-${torn.offset}-${(await disk.list(aside)).length}.bin`;
  await disk.write(path, await disk.readAt(torn.segment.path, torn.offset, torn.bytes));
  await disk.syncDir(aside);
  await disk.syncDir(dir);
  const file = await disk.openAppend(torn.segment.path);
  try {
    await file.truncate(torn.offset);
    await file.sync();
  } finally {
    await file.close();
  }
  return path;
}
