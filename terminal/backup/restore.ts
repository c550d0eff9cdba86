/** Puts a backup into a data folder. The journal that was there stays aside; the new one takes its place at one stroke. */
import type { AppendFile, Disk } from '../../drivers/host/types.js';
import { TerminalError } from '../../protocol/errors.js';
import { isChainedTo } from '../../protocol/sync/chain.js';
import { decodeLine } from '../kernel/journal/line.js';
import { beginSwap, commitSwap, finishSwap, forgetRestored, incomingDir } from '../kernel/journal/swap.js';
import type { BackupHead } from './format.js';
import { type OpenedBackup, openBackup } from './read.js';

export interface RestorePlan {
  readonly disk: Disk;
  /** The backup's file. */
  readonly from: string;
  readonly passphrase: string;
  /** The data folder. */
  readonly data: string;
  /** There may be a journal: it is set aside. */
  readonly replace: boolean;
  /** The office is lost, or there never was one: what the backup has is all there is, and nobody is asked for more. */
  readonly withoutOffice?: boolean;
  /** Whose backup it must be; anybody's when left out. */
  readonly store?: string;
  readonly terminal?: string;
  readonly progress?: (part: number) => void;
}

export interface Restored {
  readonly head: BackupHead;
  readonly commits: number;
  /** Where the old journal is now. */
  readonly aside?: string;
}

const SEGMENT_BYTES = 8 * 1024 * 1024;
const LINE_FEED = 0x0a;

/** Writes everything beside and makes it due; `finishSwap`, or the next start, puts it in place. Throws `restore/…`, `backup/…`, `disk/…`. */
export async function prepareRestore(plan: RestorePlan): Promise<Restored> {
  const { disk, data } = plan;
  const old = (await disk.list(`${data}/journal`)).filter((name) => name.endsWith('.log'));
  const sizes = await Promise.all(old.map((name) => disk.size(`${data}/journal/${name}`)));
  const blank = sizes.every((size) => (size ?? 0) === 0);
  if (!blank && !plan.replace) throw notBlank(data);
  const backup = await openBackup(disk, plan.from, plan.passphrase);
  const { store = backup.head.store, terminal = backup.head.terminal } = plan;
  if (backup.head.store !== store || backup.head.terminal !== terminal)
    throw another(backup.head, { store, terminal });
  await beginSwap(disk, data);
  const segments = await writeSegments(plan, backup);
  const folder = `replaced-${(await disk.list(data)).filter((name) => name.startsWith('replaced-')).length + 1}`;
  await commitSwap(disk, data, {
    segments,
    ...(old.length > 0 && { old: { folder } }),
    ...(plan.withoutOffice !== true && { restored: true as const }),
  });
  const aside = blank ? {} : { aside: `${data}/${folder}` };
  return { head: backup.head, commits: backup.head.last, ...aside };
}

/** As `prepareRestore`, and at once; the folder must not be in use. */
export async function restoreBackup(plan: RestorePlan): Promise<Restored> {
  const restored = await prepareRestore(plan);
  await finishSwap(plan.disk, plan.data);
  if (plan.withoutOffice) await forgetRestored(plan.disk, plan.data); // Of a restore before this one.
  return restored;
}

async function writeSegments({ disk, data, progress }: RestorePlan, backup: OpenedBackup): Promise<string[]> {
  const names: string[] = [];
  let file: AppendFile | undefined;
  const close = async (): Promise<void> => {
    await file?.sync();
    await file?.close();
    file = undefined;
  };
  try {
    for await (const lines of linesOf(backup)) {
      if (file && file.size >= SEGMENT_BYTES) await close();
      if (!file) {
        const name = `${String(lines.first).padStart(12, '0')}.log`;
        names.push(name);
        file = await disk.openAppend(`${incomingDir(data)}/${name}`);
      }
      await file.append(lines.bytes);
      progress?.(backup.read());
    }
  } finally {
    await close();
  }
  return names;
}

/** Whole lines of each piece, every one checked. */
async function* linesOf(backup: OpenedBackup) {
  let [seq, chain] = [0, ''];
  let rest: Uint8Array = new Uint8Array(0);
  for await (const piece of backup.chunks()) {
    const bytes = Buffer.concat([rest, piece]);
    const first = seq + 1;
    let used = 0;
    for (let feed = bytes.indexOf(LINE_FEED); feed >= 0; feed = bytes.indexOf(LINE_FEED, used)) {
      const commit = decodeLine(bytes.subarray(used, feed));
      const good = commit?.seq === seq + 1 && (commit.chain === undefined || isChainedTo(chain, commit));
      if (!commit || !good) throw badLine(seq + 1);
      [seq, chain, used] = [commit.seq, commit.chain ?? '', feed + 1];
    }
    rest = bytes.subarray(used);
    if (used > 0) yield { first, bytes: bytes.subarray(0, used) };
  }
  if (rest.length > 0 || seq !== backup.head.last || chain !== backup.head.chain) throw badLine(seq + 1);
}

function badLine(seq: number): TerminalError {
  return new TerminalError('backup/damaged', `record ${seq} in the backup is not good`, {
    context: { seq },
    retry: 'person',
  });
}

function notBlank(data: string): TerminalError {
  const why = `${data} has a journal already: --replace sets it aside and puts the backup in its place`;
  return new TerminalError('restore/not-blank', why, { context: { data }, retry: 'person' });
}

function another(head: BackupHead, own: Pick<BackupHead, 'store' | 'terminal'>): TerminalError {
  const [terminal, here] = [nameOf(head), nameOf(own)];
  const why = `this backup is of ${terminal}, and this terminal is ${here}`;
  return new TerminalError('restore/other-terminal', why, { context: { terminal, here }, retry: 'person' });
}

/** Tills of two shops may have one name. */
function nameOf({ store, terminal }: Pick<BackupHead, 'store' | 'terminal'>): string {
  return `${store}/${terminal}`;
}
