/**
 * One program to a folder: two terminals on one journal would write over each other. The holder leaves a file with its
 * process number and the time it started (proc(5), stat, field 22), so that a holder that was killed holds nothing.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { TerminalError } from '../../protocol/errors.js';
import { diskError, errnoOf } from './disk-error.js';

const START_TIME_FIELD = 22;
/** After the name in parentheses, which may hold spaces, comes field 3. */
const FIRST_AFTER_NAME = 3;

/** Resolves to what gives the folder back. Throws `disk/in-use` while another living process holds it. */
export async function holdFolder(dir: string): Promise<() => Promise<void>> {
  const path = `${dir}/held-by`;
  const own = `${process.pid} ${await startTime(process.pid)}`;
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const holder = await readHolder(path);
    if (holder !== undefined && (await lives(holder))) throw inUse(dir, holder);
    await writeFile(path, own, { mode: 0o600 });
  } catch (cause) {
    throw cause instanceof TerminalError ? cause : diskError('hold', path, cause);
  }
  return () => rm(path, { force: true });
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
