/** A stick with a backup of a till, and the new machine that is set up out of it when the old one is gone. */
import type { Random } from '../../drivers/host/types.js';
import { isTerminalError } from '../../protocol/errors.js';
import { restoreBackup } from '../../terminal/backup/restore.js';
import { makeBackup } from '../../terminal/backup/write.js';
import type { Commit } from '../../terminal/kernel/events.js';
import { readJournal, START } from '../../terminal/kernel/journal/recover.js';
import type { Kernel } from '../../terminal/kernel/kernel.js';
import type { SimReceipt } from '../printer/types.js';
import { type Books, createBooks, DATA } from './books.js';
import type { Chance } from './chance.js';
import { type MemoryDisk, memoryDisk } from './disk/memory-disk.js';
import { STORE } from './head-office.js';
import type { Timeline } from './timeline.js';
import type { Trace } from './trace.js';

interface Stick {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Last commit that it has. */
  readonly last: number;
}

export interface Spare {
  /** Makes a backup of what `medium` keeps, and puts it into the drawer. */
  backUp(medium: MemoryDisk): void;
  hasStick(): boolean;
  /**
   * Gives `place` a blank medium with the last backup in the place of `left`, of whose commits the office has `officeHas`. Not while
   * some are nowhere else: what neither the backup nor the office has is lost, and nobody promises otherwise.
   */
  setUp(left: MemoryDisk, officeHas: number, place: (medium: MemoryDisk) => void): void;
  isReplaced(): boolean;
  /** What came out of a backup has not all of its journal before the office has given back the rest: it is looked at then. */
  whenWhole(alive: () => boolean, kernel: Kernel, go: () => void): void;
  /** Paper, which is looked at then as well. */
  see(receipt: SimReceipt): void;
}

export interface SpareParts {
  readonly name: string;
  readonly timeline: Timeline;
  readonly trace: Trace;
  chance(name: string): Chance;
  /** Looks at what came out of the printer. */
  readonly see: (receipt: SimReceipt) => void;
}

const WHOLE_LOOK_MS = 100;

export function createSpare({ name, timeline, trace, chance, see }: SpareParts): Spare {
  const random = chance(`${name} drawer`);
  let stick: Stick | undefined;
  let isReplaced = false;
  let isWhole = true;
  const unseen: SimReceipt[] = [];

  async function keep(medium: MemoryDisk): Promise<void> {
    stick = (await backUp(medium, name, random, timeline.now())) ?? stick;
    trace.add(name, `in the drawer: a backup up to commit ${stick?.last ?? 'none'}`);
  }

  async function begin(from: Stick, officeHas: number, place: (medium: MemoryDisk) => void): Promise<void> {
    place(await newMachine(from, name));
    [isReplaced, isWhole] = [true, false];
    trace.add(name, `a new machine has the backup up to commit ${from.last}, the office ${officeHas}`);
  }

  function whenWhole(alive: () => boolean, kernel: Kernel, go: () => void): void {
    if (!alive()) return;
    isWhole = !kernel.waitsForOffice();
    if (!isWhole) return void timeline.after(WHOLE_LOOK_MS, () => whenWhole(alive, kernel, go));
    go();
    unseen.splice(0).forEach(see);
  }

  return {
    backUp: (medium) => timeline.hold(keep(medium)),
    hasStick: () => stick !== undefined,
    setUp(left, officeHas, place) {
      const books = createBooks(left);
      if (stick && wasErasedSince(books, stick)) {
        trace.add(name, 'throws the backup away: it is of before somebody was erased whom it does not know');
        stick = undefined;
      }
      if (stick && books.commits().length === officeHas) timeline.hold(begin(stick, officeHas, place));
    },
    isReplaced: () => isReplaced,
    whenWhole,
    see: (receipt) => void (isWhole ? see(receipt) : unseen.push(receipt)),
  };
}

/** Nothing in a backup says whose a number is that the shop learned later: what it holds of it cannot be erased anew. */
function wasErasedSince(books: Books, { last }: Stick): boolean {
  const known = new Set(
    books.events('customers.registered').flatMap(({ seq, event }) => (seq <= last ? [event.customer] : [])),
  );
  return books.events('customers.erased').some(({ seq, event }) => seq > last && !known.has(event.customer));
}

const FOLDER = '/stick';
const PASSPHRASE = 'a passphrase of the world';
/** Nobody guesses at it. */
const COST = 1024;

/** What `medium` keeps, as a backup; undefined when its journal is damaged. */
async function backUp(
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
async function newMachine(stick: Stick, terminal: string): Promise<MemoryDisk> {
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
