/**
 * Puts other segments in the place of the journal's: after an erasure, and out of a backup. They are written beside, into
 * `incoming/`, and take effect with `incoming/ready`, which says what there is to do.
 *
 * INVARIANTS
 * - Before `ready` is durable nothing of the journal was touched; what lies in `incoming/` is thrown away.
 * - After it, every start finishes the swap before it reads anything; each step may be done twice.
 */
import type { Disk } from '../../../drivers/host/types.js';
import { TerminalError } from '../../../protocol/errors.js';

export interface Swap {
  /** Files in `incoming/` that go into `journal/`, under the same names. */
  readonly segments: readonly string[];
  /** All other segments of `journal/` are set aside before that, into this folder of the data; they stay where there is none. */
  readonly old?: { readonly folder: string };
  /** Left behind as the file `restored`: the journal came out of a backup, and the office may have more. */
  readonly restored?: true;
}

const READY = 'ready';

export const incomingDir = (data: string): string => `${data}/incoming`;

/** An empty `incoming/`. */
export async function beginSwap(disk: Disk, data: string): Promise<void> {
  await disk.makeDir(incomingDir(data));
  await disk.syncDir(data);
  for (const name of await disk.list(incomingDir(data))) await disk.remove(`${incomingDir(data)}/${name}`);
}

/** From here on the swap happens, whatever becomes of the power. All files in `incoming/` are synced. */
export async function commitSwap(disk: Disk, data: string, swap: Swap): Promise<void> {
  const dir = incomingDir(data);
  await disk.syncDir(dir);
  await disk.write(`${dir}/${READY}.new`, Buffer.from(JSON.stringify(swap)));
  await disk.rename(`${dir}/${READY}.new`, `${dir}/${READY}`);
  await disk.syncDir(dir);
}

/** Finishes a swap that was begun for good, and throws away what was not. Snapshots go: they are of another journal. */
export async function finishSwap(disk: Disk, data: string): Promise<boolean> {
  const dir = incomingDir(data);
  const names = await disk.list(dir);
  if (names.length === 0) return false;
  if (!names.includes(READY)) {
    for (const name of names) await disk.remove(`${dir}/${name}`);
    return false;
  }
  const swap = swapIn(await disk.read(`${dir}/${READY}`));
  await removeSnapshots(disk, data);
  if (swap.old) await setAside(disk, data, swap, swap.old);
  await disk.makeDir(`${data}/journal`);
  for (const name of swap.segments) {
    if ((await disk.size(`${dir}/${name}`)) !== undefined)
      await disk.rename(`${dir}/${name}`, `${data}/journal/${name}`);
  }
  await disk.syncDir(`${data}/journal`);
  if (swap.restored) await disk.write(restoredNote(data), Buffer.from('the office may have more\n'));
  await disk.syncDir(data);
  await disk.remove(`${dir}/${READY}`);
  await disk.syncDir(dir);
  return true;
}

const restoredNote = (data: string): string => `${data}/restored`;

/** The journal came out of a backup, and nobody has looked yet whether the office has more. */
export async function isRestored(disk: Disk, data: string): Promise<boolean> {
  return (await disk.size(restoredNote(data))) !== undefined;
}

export async function forgetRestored(disk: Disk, data: string): Promise<void> {
  if (!(await isRestored(disk, data))) return;
  await disk.remove(restoredNote(data));
  await disk.syncDir(data);
}

async function removeSnapshots(disk: Disk, data: string): Promise<void> {
  for (const dir of [`${data}/snapshots`, `${data}/snapshots/aside`]) {
    const names = (await disk.list(dir)).filter((name) => /\.snapshot/.test(name));
    for (const name of names) await disk.remove(`${dir}/${name}`);
    if (names.length > 0) await disk.syncDir(dir);
  }
}

/** Also segments that were begun after the plan was made. A name that a new segment has taken already is the new one. */
async function setAside(disk: Disk, data: string, swap: Swap, old: NonNullable<Swap['old']>): Promise<void> {
  const to = `${data}/${old.folder}`;
  await disk.makeDir(to);
  for (const name of (await disk.list(`${data}/journal`)).filter((one) => one.endsWith('.log'))) {
    const waits = (await disk.size(`${incomingDir(data)}/${name}`)) !== undefined;
    if (swap.segments.includes(name) && !waits) continue;
    await disk.rename(`${data}/journal/${name}`, `${to}/${name}`);
  }
  await disk.syncDir(to);
}

function swapIn(bytes: Uint8Array): Swap {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as Swap;
  } catch (cause) {
    throw new TerminalError('journal/swap', 'the plan in incoming/ready cannot be read', {
      cause,
      retry: 'person',
    });
  }
}
