/**
 * One program to a folder: two terminals on one journal would write over each other. The holder leaves a file with its
 * process number and the time it started (proc(5), stat, field 22), so that a holder that was killed holds nothing.
 */
import { copyFile, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { TerminalError } from '../../protocol/errors.js';
import { diskError, errnoOf } from './disk-error.js';

const START_TIME_FIELD = 22;
/** After the name in parentheses, which may hold spaces, comes field 3. */
const FIRST_AFTER_NAME = 3;

/** What a file system says that has no second names for a file: FAT on a stick. There the quicker of two wins, or both. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP']);

/** Resolves to what gives the folder back. Throws `disk/in-use` while another living process holds it. */
export async function holdFolder(dir: string): Promise<() => Promise<void>> {
  const path = `${dir}/held-by`;
  const own = `${process.pid} ${await startTime(process.pid)}`;
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await take(dir, path, own);
  } catch (cause) {
    throw cause instanceof TerminalError ? cause : diskError('hold', path, cause);
  }
  return () => rm(path, { force: true });
}

/** Two that start at the same moment: link(2) gives the name to one of them alone. */
async function take(dir: string, path: string, own: string): Promise<void> {
  const mine = `${path}.${process.pid}`;
  await writeFile(mine, own, { mode: 0o600 });
  try {
    while (!(await linked(mine, path))) {
      const holder = await readHolder(path);
      if (holder !== undefined && (await lives(holder))) throw inUse(dir, holder);
      if (holder !== undefined) await clear(path, mine);
    }
  } finally {
    await rm(mine, { force: true });
  }
}

/** False when the name is taken. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (cause) {
    if (errnoOf(cause) === 'EEXIST') return false;
    if (!NO_LINKS.has(errnoOf(cause))) throw cause;
    const holder = await readHolder(to);
    if (holder !== undefined && (await lives(holder))) return false;
    await copyFile(from, to);
    return true;
  }
}

/** Takes away what a dead holder left. One at a time: nobody may take away what another has put in its place meanwhile. */
async function clear(path: string, mine: string): Promise<void> {
  const guard = `${path}.clearing`;
  if (!(await linked(mine, guard))) return dropDead(guard);
  try {
    await dropDead(path);
  } finally {
    await rm(guard, { force: true });
  }
}

async function dropDead(path: string): Promise<void> {
  const holder = await readHolder(path);
  if (holder !== undefined && !(await lives(holder))) await rm(path, { force: true });
}

function inUse(dir: string, holder: string): TerminalError {
  const pid = Number(holder.split(' ')[0]);
  return new TerminalError('disk/in-use', `${dir} is in use by another zhanggui (process ${pid})`, {
    retry: 'person',
    context: { dir, pid },
  });
}

async function readHolder(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'latin1');
  } catch (cause) {
    if (errnoOf(cause) === 'ENOENT') return undefined;
    throw cause;
  }
}

async function lives(holder: string): Promise<boolean> {
  const [pid = '', start = ''] = holder.split(' ');
  if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
  const now = await startTime(Number(pid));
  return now !== undefined && now === start;
}

/** In clock ticks after boot; undefined when there is no such process. */
async function startTime(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[START_TIME_FIELD - FIRST_AFTER_NAME];
  } catch (cause) {
    if (errnoOf(cause) === 'ENOENT' || errnoOf(cause) === 'ESRCH') return undefined;
    throw cause;
  }
}
