/** Puts lines of a copy, the office's or a backup's, in the place of damaged and missing ones. The copy's are the same bytes. */
import type { Disk } from '../../../drivers/host/types.js';
import { decodeLine } from './line.js';
import { scanSegment } from './scan.js';
import { segmentPath } from './segments.js';

export interface Mended {
  /** Commits that came out of the copy. */
  readonly seqs: readonly number[];
  /** Damaged files as they were. */
  readonly aside: readonly string[];
}

const LINE_FEED = 0x0a;

/** Good lines of a text of journal lines, by commit; others are left out. */
export function linesOfCopy(copy: Uint8Array): Map<number, Uint8Array> {
  const lines = new Map<number, Uint8Array>();
  for (let at = 0; at < copy.length; ) {
    const feed = copy.indexOf(LINE_FEED, at);
    const end = feed < 0 ? copy.length : feed;
    const line = copy.subarray(at, end);
    const commit = decodeLine(line);
    if (commit) lines.set(commit.seq, Buffer.concat([line, Buffer.of(LINE_FEED)]));
    at = end + 1;
  }
  return lines;
}

/**
 * Mends every sealed segment of the journal in `dir` for which the copy has all that is wanting; the others, and the last
 * segment, stay as they are. A file that is replaced is kept in `aside/`.
 */
export async function mendJournal(
  disk: Disk,
  dir: string,
  copy: ReadonlyMap<number, Uint8Array>,
): Promise<Mended> {
  const firsts = (await disk.list(dir))
    .filter((name) => /^\d{12}\.log$/.test(name))
    .map((name) => Number.parseInt(name, 10));
  const starts = firsts[0] === undefined || firsts[0] === 1 ? firsts : [1, ...firsts];
  const seqs: number[] = [];
  const aside: string[] = [];
  for (const [index, first] of starts.slice(0, -1).entries()) {
    const next = starts[index + 1] ?? first;
    const path = segmentPath(dir, first);
    const { lines, whole } = await goodLines(disk, path);
    const wanted = Array.from({ length: next - first }, (_, n) => first + n);
    const missing = wanted.filter((seq) => !lines.has(seq));
    if (whole && missing.length === 0) continue;
    const found = wanted.flatMap((seq) => lines.get(seq) ?? copy.get(seq) ?? []);
    if (found.length < wanted.length) continue;
    aside.push(...(await replace(disk, dir, path, Buffer.concat(found))));
    seqs.push(...missing);
  }
  return { seqs, aside };
}

async function goodLines(disk: Disk, path: string) {
  const lines = new Map<number, Uint8Array>();
  let whole = true;
  if ((await disk.size(path)) === undefined) return { lines, whole: false };
  for await (const block of scanSegment(disk, path, 0)) {
    for (const line of block) {
      if ('commit' in line) lines.set(line.commit.seq, line.bytes);
      else whole = false;
    }
  }
  return { lines, whole };
}

/** Beside, synced, and renamed over the old file, which is copied first. */
async function replace(disk: Disk, dir: string, path: string, bytes: Uint8Array): Promise<string[]> {
  const kept: string[] = [];
  if ((await disk.size(path)) !== undefined) {
    const folder = `${dir}/aside`;
    await disk.makeDir(folder);
    const copy = `${folder}/${path.slice(path.lastIndexOf('/') + 1)}.${(await disk.list(folder)).length}`;
    await disk.write(copy, await disk.read(path));
    await disk.syncDir(folder);
    kept.push(copy);
  }
  await disk.write(`${path}.new`, bytes);
  await disk.rename(`${path}.new`, path);
  await disk.syncDir(dir);
  return kept;
}
