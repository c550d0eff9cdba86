/** Reads the journal twice: to know the person, and to write what holds something of them anew, beside. */
import type { Disk } from '../../drivers/host/types.js';
import { TerminalError } from '../../protocol/errors.js';
import type { Commit } from '../kernel/events.js';
import { encodeLine } from '../kernel/journal/line.js';
import { scanSegment } from '../kernel/journal/scan.js';
import { listSegments, type Segment } from '../kernel/journal/segments.js';
import { incomingDir } from '../kernel/journal/swap.js';
import type { Eraser } from './rewrite.js';

/** Of whole segments. */
export interface Commits {
  /** First commit of a segment; 0 for all. */
  readonly from: number;
  /** The commit behind the last one. */
  readonly until: number;
}

/** These commits, in order. Throws `erasure/journal` at damage: a person must repair that first. */
export async function eachCommit(
  disk: Disk,
  data: string,
  { from, until }: Commits,
  take: (commit: Commit, bytes: Uint8Array, segment: Segment) => void,
  ended?: (segment: Segment) => Promise<void>,
): Promise<void> {
  const segments = await listSegments(disk, `${data}/journal`);
  for (const segment of segments.filter(({ first }) => first >= from && first < until)) {
    for await (const block of scanSegment(disk, segment.path, 0)) {
      for (const line of block) {
        if (!('commit' in line)) throw damaged(segment);
        take(line.commit, line.bytes, segment);
      }
    }
    await ended?.(segment);
  }
}

export interface Rewritten {
  /** Names of the segments that were written into `incoming/`. */
  readonly segments: readonly string[];
  /** Commits that are others now. */
  readonly commits: readonly number[];
  /** Commits that had lost values before. */
  readonly gone: readonly number[];
}

export async function rewriteSegments(
  disk: Disk,
  data: string,
  range: Commits,
  erase: Eraser,
): Promise<Rewritten> {
  const segments: string[] = [];
  const commits: number[] = [];
  const gone: number[] = [];
  let lines: Uint8Array[] = [];
  let changed = false;
  await eachCommit(
    disk,
    data,
    range,
    (commit, bytes) => {
      if (commit.veil?.gone) gone.push(commit.seq);
      const erased = erase(commit);
      changed ||= erased !== undefined;
      if (erased) commits.push(commit.seq);
      lines.push(erased ? encodeLine(erased) : bytes);
    },
    async ({ path }) => {
      if (changed) {
        const name = path.slice(path.lastIndexOf('/') + 1);
        await disk.write(`${incomingDir(data)}/${name}`, Buffer.concat(lines));
        segments.push(name);
      }
      lines = [];
      changed = false;
    },
  );
  return { segments, commits, gone };
}

/** The data as it will be after the swap, up to commit `until`. */
export function swapped(disk: Disk, data: string, segments: readonly string[], until: number): Disk {
  const dir = `${data}/journal`;
  const of = (path: string): string => {
    const name = path.slice(dir.length + 1);
    return path.startsWith(`${dir}/`) && segments.includes(name) ? `${incomingDir(data)}/${name}` : path;
  };
  return {
    ...disk,
    async list(folder) {
      const names = await disk.list(folder);
      return folder === dir
        ? names.filter((name) => !/^\d{12}\.log$/.test(name) || Number.parseInt(name, 10) < until)
        : names;
    },
    size: (path) => disk.size(of(path)),
    read: (path) => disk.read(of(path)),
    readAt: (path, offset, length) => disk.readAt(of(path), offset, length),
  };
}

/** 1, 2, 3, 7 → [1, 3], [7, 7] */
export function rangesOf(numbers: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

function damaged({ path }: Segment): TerminalError {
  const why = `the journal is damaged (${path}): repair it first, then erase`;
  return new TerminalError('erasure/journal', why, { context: { path }, retry: 'person' });
}
