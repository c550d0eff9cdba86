/** A stick with a backup of a till, and the new machine that is set up out of it when the old one is gone. */
import type { Random } from '../../drivers/host/types.js';
import { isTerminalError } from '../../protocol/errors.js';
import { restoreBackup } from '../../terminal/backup/restore.js';
import { makeBackup } from '../../terminal/backup/write.js';
import type { Commit } from '../../terminal/kernel/events.js';
import { readJournal, START } from '../../terminal/kernel/journal/recover.js';
import { DATA } from './books.js';
import { type MemoryDisk, memoryDisk } from './disk/memory-disk.js';
import { STORE } from './head-office.js';

export interface Stick {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Last commit that it has. */
  readonly last: number;
}

const FOLDER = '/stick';
const PASSPHRASE = 'a passphrase of the world';
/** Nobody guesses at it. */
const COST = 1024;

/** What `medium` keeps, as a backup; undefined when its journal is damaged. */
export async function backUp(
  medium: MemoryDisk,
  terminal: string,
  random: Random,
  at: number,
): Promise<Stick | undefined> {
  let last: Commit | undefined;
  try {
    const { end } = await readJournal(medium, `${DATA}/journal`, START, (commit) => {
      last = commit;
    });
    await medium.makeDir(FOLDER);
    const names = { store: STORE, terminal, passphrase: PASSPHRASE, folder: FOLDER, keep: 1 };
    const plan = { disk: medium, random, data: DATA, end, chain: last?.chain ?? '', at, cost: COST };
    const { path } = await makeBackup({ ...plan, ...names });
    return { path, bytes: medium.bytes(path), last: end.seq };
  } catch (error) {
    if (!isTerminalError(error, 'journal/') && !isTerminalError(error, 'backup/journal')) throw error;
    return undefined;
  }
}

/** A blank medium with what the stick has. */
export async function newMachine(stick: Stick, terminal: string): Promise<MemoryDisk> {
  const blank = memoryDisk();
  await blank.makeDir(FOLDER);
  blank.put(stick.path, stick.bytes);
  await blank.makeDir(DATA);
  const whose = { store: STORE, terminal };
  const plan = { disk: blank, from: stick.path, passphrase: PASSPHRASE, data: DATA, replace: false };
  await restoreBackup({ ...plan, ...whose });
  blank.lose(stick.path); // It goes back into the drawer.
  return blank.durable();
}
