/** Segment files: `000000000001.log`, named by the first commit in them, so that a missing one shows. */

import type { Disk } from '../../../drivers/host/types.js';
import { TerminalError } from '../../../protocol/errors.js';

export interface Segment {
  readonly first: number;
  readonly path: string;
}

const NAME = /^(\d{12})\.log$/;

export function segmentPath(dir: string, first: number): string {
  return `${dir}/${String(first).padStart(12, '0')}.log`;
}

/** The segments in order. Throws `journal/missing-segment` when the first one is not there. */
export async function listSegments(disk: Disk, dir: string): Promise<Segment[]> {
  const segments: Segment[] = [];
  for (const name of await disk.list(dir)) {
    const match = NAME.exec(name);
    if (match) segments.push({ first: Number(match[1]), path: `${dir}/${name}` });
  }
  segments.sort((a, b) => a.first - b.first);
  const start = segments[0];
  if (start && start.first !== 1) throw missingSegment(1, start.first - 1);
  return segments;
}

export function missingSegment(from: number, to: number): TerminalError {
  return new TerminalError(
    'journal/missing-segment',
    `commits ${from} to ${to} are missing: a journal file is gone; run: zhanggui journal repair`,
    {
      retry: 'person',
      context: { from, to },
    },
  );
}

const TAIL_BYTES = 64 * 1024;

/**
 * Checks that each sealed segment before `until` ends just before the next one begins, by its last line alone.
 * Throws `journal/missing-segment`.
 */
export async function checkContinuity(
  disk: Disk,
  segments: readonly Segment[],
  until: number,
): Promise<void> {
  const sealed = segments.slice(0, -1).filter(({ first }) => first < until);
  const lasts = await Promise.all(sealed.map((segment) => lastSeq(disk, segment)));
  for (const [index, last] of lasts.entries()) {
    const next = segments[index + 1] as Segment;
    if (last !== undefined && last + 1 !== next.first) throw missingSegment(last + 1, next.first - 1);
  }
}

/**
 * `seq` of the last whole line; the one before the segment when there is none, as a disk that lied leaves it. Undefined when that line is
 * longer than the tail: replay or `journal verify` looks closer.
 */
async function lastSeq(disk: Disk, { path, first }: Segment): Promise<number | undefined> {
  const size = (await disk.size(path)) ?? 0;
  const from = Math.max(0, size - TAIL_BYTES);
  const text = Buffer.from(await disk.readAt(path, from, TAIL_BYTES)).toString('latin1');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const match = /(?:^|\n)[0-9a-f]{8} \{"seq":(\d+),[^\n]*\n$/.exec(whole);
  if (match) return Number(match[1]);
  return from === 0 ? first - 1 : undefined;
}
