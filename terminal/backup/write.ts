/**
 * Makes a backup: the journal, sealed, written beside, read back and opened whole, and only then named.
 *
 * INVARIANTS
 * - A file with a backup's name was synced and opened whole. What is begun ends in `.part`.
 * - Older backups are deleted after that, and only of this terminal: a backup that could be made is one, whatever cannot be deleted.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import type { Disk, Random } from '../../drivers/host/types.js';
import { isTerminalError, messageOf, TerminalError } from '../../protocol/errors.js';
import { isChainedTo } from '../../protocol/sync/chain.js';
import { decodeLine } from '../kernel/journal/line.js';
import type { Position } from '../kernel/journal/recover.js';
import { openTail } from '../kernel/journal/tail.js';
import { type BackupHead, CHUNK_BYTES, encodeHead, newKey, SALT_BYTES, sealChunk } from './format.js';
import { openBackup } from './read.js';

export interface BackupPlan {
  readonly disk: Disk;
  readonly random: Random;
  /** The data folder. */
  readonly data: string;
  /** The end of the journal, and its chain. */
  readonly end: Position;
  readonly chain: string;
  /** Where it goes: this folder must be there, so that a stick that is not plugged in is not taken for one. */
  readonly folder: string;
  readonly passphrase: string;
  readonly store: string;
  readonly terminal: string;
  /** Wall clock, ms since 1970 UTC. */
  readonly at: number;
  /** How many backups of this terminal stay. */
  readonly keep: number;
  readonly progress?: (part: number) => void;
  /** What a guess at the passphrase costs (N of scrypt); as usual when left out. */
  readonly cost?: number;
}

export interface BackupMade {
  readonly path: string;
  readonly bytes: number;
  readonly last: number;
}

const deflate = promisify(deflateRaw);
const UNFINISHED = '.part';
/** No backup takes longer. */
const AT_WORK_MS = 3600_000;
/** Shares of the progress: writing, and reading back. */
const WRITING = 0.7;

/** Rejects with `backup/…`, `disk/…` or `journal/…`; what was begun is removed where that can be done. */
export async function makeBackup(plan: BackupPlan): Promise<BackupMade> {
  const { disk, folder } = plan;
  await disk.syncDir(folder).catch((cause: unknown) => {
    throw noFolder(folder, cause);
  });
  const path = `${folder}/${nameOf(plan)}`;
  const part = `${path}${UNFINISHED}`;
  let bytes = 0;
  try {
    await removeParts(plan);
    const digest = await write(plan, part);
    await readBack(plan, part, digest);
    bytes = (await disk.size(part)) ?? 0;
    await disk.rename(part, path);
    await disk.syncDir(folder);
  } catch (error) {
    await disk.remove(part).catch(() => undefined); // The stick may be gone; the next backup removes it.
    throw mediumError(error, folder);
  }
  await prune(plan, path).catch(() => undefined); // The next backup tries again.
  return { path, bytes, last: plan.end.seq };
}

/**
 * Makes the folder of the daily backup where there is none, and no other: without the one that it stands in, a stick is not plugged in,
 * and its backups would go to the terminal's own disk. Rejects with `backup/no-folder` or `disk/…`.
 */
export async function makeFolder(disk: Disk, folder: string): Promise<void> {
  const isThere = await disk.syncDir(folder).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  const end = folder.replace(/\/+$/, '').lastIndexOf('/');
  await disk.syncDir(end > 0 ? folder.slice(0, end) : end < 0 ? '.' : '/').catch((cause: unknown) => {
    throw noFolder(folder, cause);
  });
  await disk.makeDir(folder);
}

/** `zhanggui-STORE-TERMINAL-20261122T024200Z.zgb`: names sort by time. */
function nameOf({ store, terminal, at }: Pick<BackupPlan, 'store' | 'terminal' | 'at'>): string {
  const time = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
  return `zhanggui-${store}-${terminal}-${time}.zgb`;
}

async function write(plan: BackupPlan, part: string): Promise<string> {
  const { disk, end, at, store, terminal, chain } = plan;
  const { key, kdf, check } = await newKey(plan.passphrase, plan.random.bytes(SALT_BYTES), plan.cost);
  const head: BackupHead = { store, terminal, at, last: end.seq, chain, kdf, check };
  const start = encodeHead(head);
  if ((await disk.size(part)) !== undefined) await disk.remove(part);
  const file = await disk.openAppend(part);
  const hash = createHash('sha256');
  try {
    await file.append(start);
    let n = 0;
    for await (const { bytes, last, seq } of chunksOf(plan)) {
      hash.update(bytes);
      await file.append(sealChunk(key, start, n, last, await deflate(bytes)));
      n += 1;
      plan.progress?.((WRITING * seq) / Math.max(1, end.seq));
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

/** Whole lines, cut into chunks; each line is checked, and that it continues the one before. */
async function* chunksOf({ disk, data, end }: BackupPlan) {
  const tail = openTail(disk, `${data}/journal`, 0, () => end);
  let chain = '';
  let seq = 0;
  let waiting: Uint8Array = new Uint8Array(0);
  while (seq < end.seq) {
    const lines = await tail.next(CHUNK_BYTES);
    for (const line of lines) {
      const commit = decodeLine(line.bytes.subarray(0, -1));
      const good = commit?.seq === seq + 1 && (commit.chain === undefined || isChainedTo(chain, commit));
      if (!commit || !good) throw badJournal(seq + 1);
      chain = commit.chain ?? '';
      seq = commit.seq;
    }
    if (lines.length === 0) throw badJournal(seq + 1);
    waiting = Buffer.concat([waiting, ...lines.map(({ bytes }) => bytes)]);
    for (; waiting.length > CHUNK_BYTES; waiting = waiting.subarray(CHUNK_BYTES)) {
      yield { bytes: waiting.subarray(0, CHUNK_BYTES), last: false, seq };
    }
  }
  yield { bytes: waiting, last: true, seq };
}

/** A stick may take what it does not keep. */
async function readBack(plan: BackupPlan, part: string, digest: string): Promise<void> {
  const hash = createHash('sha256');
  const backup = await openBackup(plan.disk, part, plan.passphrase);
  for await (const bytes of backup.chunks()) {
    hash.update(bytes);
    plan.progress?.(WRITING + (1 - WRITING) * backup.read());
  }
  if (hash.digest('hex') !== digest) {
    throw new TerminalError('backup/not-kept', 'what was written does not come back from the medium', {
      retry: 'person',
    });
  }
}

async function prune({ disk, folder, store, terminal, keep }: BackupPlan, made: string): Promise<void> {
  const all = await backupsIn(disk, folder, store, terminal);
  const others = all.filter((path) => path !== made).reverse();
  for (const path of others.slice(Math.max(0, keep - 1))) await disk.remove(path);
}

/** What a stick that was pulled out, or a power cut, left of earlier ones. One of just now may be somebody else's at work. */
async function removeParts({ disk, folder, store, terminal, at }: BackupPlan): Promise<void> {
  for (const { path, made, whole } of await filesOf(disk, folder, store, terminal)) {
    const isLeft = !whole && Math.abs(at - made) >= AT_WORK_MS;
    if (isLeft) await disk.remove(path).catch(() => undefined); // Whoever wrote it may have been somebody else.
  }
}

/** Paths of a terminal's backups in a folder, the oldest first. */
export async function backupsIn(
  disk: Disk,
  folder: string,
  store: string,
  terminal: string,
): Promise<string[]> {
  const files = await filesOf(disk, folder, store, terminal);
  return files.filter(({ whole }) => whole).map(({ path }) => path);
}

/** When the newest whole backup of a terminal in a folder was made, by its name, ms since 1970 UTC. */
export async function newestBackup(
  disk: Disk,
  folder: string,
  store: string,
  terminal: string,
): Promise<number | undefined> {
  const files = await filesOf(disk, folder, store, terminal);
  return files.filter(({ whole }) => whole).at(-1)?.made;
}

const TIME_FORM = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.zgb(\.part)?$/;

/** A terminal's backups, and what was begun and is not `whole`; `made` by its name, ms since 1970 UTC. */
async function filesOf(disk: Disk, folder: string, store: string, terminal: string) {
  const start = `zhanggui-${store}-${terminal}-`;
  const names = (await disk.list(folder)).filter((name) => name.startsWith(start));
  return names.flatMap((name) => {
    const found = TIME_FORM.exec(name.slice(start.length));
    if (!found) return [];
    const [year = 0, month = 1, ...rest] = found.slice(1, 7).map(Number);
    const made = Date.UTC(year, month - 1, ...rest);
    return [{ path: `${folder}/${name}`, made, whole: found[7] === undefined }];
  });
}

function noFolder(folder: string, cause: unknown): TerminalError {
  const why = `there is no folder ${folder}: is the stick plugged in?`;
  return new TerminalError('backup/no-folder', why, { cause, context: { folder }, retry: 'person' });
}

function badJournal(seq: number): TerminalError {
  const why = `commit ${seq} of the journal is not good; run: zhanggui journal verify`;
  return new TerminalError('backup/journal', why, { context: { seq }, retry: 'person' });
}

/** Whatever a stick does when it is pulled out or full, in words that say what to do. */
function mediumError(error: unknown, folder: string): unknown {
  if (!isTerminalError(error, 'disk/') || isTerminalError(error, 'disk/full')) return error;
  return new TerminalError(
    'backup/medium',
    `${folder} cannot be written or read: was the stick pulled out?`,
    {
      cause: error,
      context: { folder, why: messageOf(error) },
      retry: 'person',
    },
  );
}
