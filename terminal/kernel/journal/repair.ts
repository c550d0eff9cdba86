/**
 * What `zhanggui journal repair` does: what a copy has is put back, everything after damage that stays is moved aside, nothing
 * is deleted.
 */
import type { Disk } from '../../../drivers/host/types.js';
import { isTerminalError } from '../../../protocol/errors.js';
import { linesOfCopy, mendJournal } from './mend.js';
import { cutAside, readJournal, START } from './recover.js';
import { listSegments, type Segment } from './segments.js';

export interface RepairReport {
  /** Last commit that is kept. */
  readonly last: number;
  /** Commits that were put back out of the copy. */
  readonly mended: readonly number[];
  /** Files that hold what was cut off or replaced. */
  readonly cut: readonly string[];
}

/**
 * `data` is the data folder; its journal must not be open. Snapshots that know more than the journal are moved too.
 * @param copy journal lines of this terminal, from the office or a backup, in any order.
 */
export async function repairJournal(disk: Disk, data: string, copy?: Uint8Array): Promise<RepairReport> {
  const dir = `${data}/journal`;
  const mended = copy ? await mendJournal(disk, dir, linesOfCopy(copy)) : { seqs: [], aside: [] };
  const cut: string[] = [...mended.aside];
  let last = 0;
  for (;;) {
    last = 0;
    try {
      const { torn } = await readJournal(disk, dir, START, (commit) => {
        last = commit.seq;
      });
      if (torn) cut.push(await cutAside(disk, dir, torn));
      break;
    } catch (error) {
      if (!isTerminalError(error, 'journal/damaged') && !isTerminalError(error, 'journal/missing-segment'))
        throw error;
      cut.push(...(await moveRest(disk, dir, last, error.context.offset as number | undefined)));
    }
  }
  cut.push(...(await moveSnapshots(disk, `${data}/snapshots`, last)));
  return { last, mended: mended.seqs, cut };
}

/** Cuts the segment that holds commit `last` at `offset`, and moves every later segment aside. */
async function moveRest(
  disk: Disk,
  dir: string,
  last: number,
  offset: number | undefined,
): Promise<string[]> {
  const moved: string[] = [];
  const segments = await disk.list(dir).then((names) => names.filter((name) => name.endsWith('.log')));
  const all: Segment[] = segments.map((name) => ({
    first: Number.parseInt(name, 10),
    path: `${dir}/${name}`,
  }));
  await disk.makeDir(`${dir}/aside`);
  for (const segment of all.filter(({ first }) => first > last + (offset === undefined ? 0 : 1))) {
    moved.push(await moveAside(disk, segment.path, `${dir}/aside`));
  }
  await disk.syncDir(`${dir}/aside`); // The new names first: a power cut must not leave a file with neither.
  const holder = (await listSegmentsOrNone(disk, dir)).at(-1);
  if (holder && offset !== undefined) {
    const bytes = ((await disk.size(holder.path)) ?? 0) - offset;
    if (bytes > 0) moved.push(await cutAside(disk, dir, { segment: holder, offset, bytes }));
  }
  await disk.syncDir(dir);
  return moved;
}

async function listSegmentsOrNone(disk: Disk, dir: string): Promise<Segment[]> {
  return (await disk.list(dir)).length === 0 ? [] : listSegments(disk, dir);
}

async function moveSnapshots(disk: Disk, dir: string, last: number): Promise<string[]> {
  const moved: string[] = [];
  for (const name of await disk.list(dir)) {
    if (!name.endsWith('.snapshot') || Number.parseInt(name, 10) <= last) continue;
    await disk.makeDir(`${dir}/aside`);
    moved.push(await moveAside(disk, `${dir}/${name}`, `${dir}/aside`));
    await disk.syncDir(`${dir}/aside`);
    await disk.syncDir(dir);
  }
  return moved;
}

async function moveAside(disk: Disk, path: string, aside: string): Promise<string> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const to = `${aside}/${name}.${(await disk.list(aside)).length}`;
  await disk.rename(path, to);
  return to;
}
