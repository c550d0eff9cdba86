/** The machine itself: program, clock, disk and journal. */
import { createRequire } from 'node:module';
import type { Clock, Disk } from '../../../../drivers/host/types.js';
import { isTerminalError, messageOf } from '../../../../protocol/errors.js';
import type { TerminalConfig } from '../../../kernel/config/config.js';
import { readJournal, START } from '../../../kernel/journal/recover.js';
import { type Finding, fail, ok, warn } from './finding.js';

const MEGABYTE = 1024 * 1024;
const FREE_LEAST = 50 * MEGABYTE;
const FREE_WANTED = 500 * MEGABYTE;
const YEAR_2024_MS = Date.UTC(2024, 0, 1);
/** As package.json's `engines` says. */
const NODE_LEAST = [20, 15] as const;

export function lookAtNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const old = major < NODE_LEAST[0] || (major === NODE_LEAST[0] && minor < NODE_LEAST[1]);
  return old
    ? fail('node', `version ${version} is too old; install Node.js ${NODE_LEAST.join('.')} or newer`)
    : ok('node', `version ${version}`);
}

/** A set clock: certificates, receipts and ids depend on it. */
export function lookAtClock(clock: Pick<Clock, 'now'>): Finding {
  const time = new Date(clock.now()).toISOString().slice(0, 16).replace('T', ' ');
  return clock.now() < YEAR_2024_MS
    ? fail('clock', `it says ${time} UTC and is not set; run: timedatectl set-ntp true, or set it by hand`)
    : ok('clock', `${time} UTC`);
}

const require = createRequire(import.meta.url);

/** Packages with native parts, which an install may leave out. */
export function lookAtPackages(config: Pick<TerminalConfig, 'reader' | 'keypad'>): Finding[] {
  const wanted = [
    ...(config.reader ? [['nfc-pcsc', 'the card reader'] as const] : []),
    ...(config.keypad ? [['node-hid', 'the USB keypad'] as const] : []),
  ];
  return wanted.map(([name, use]) =>
    resolves(name)
      ? ok(`package ${name}`, 'is installed')
      : fail(`package ${name}`, `is missing and ${use} needs it; run: npm install ${name}`),
  );
}

function resolves(name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false; // Whatever keeps it from being found is the finding.
  }
}

export async function lookAtDisk(disk: Disk, data: string): Promise<Finding[]> {
  const there = await disk.free(data).catch(() => undefined);
  if (there === undefined)
    return [warn('data', `${data} is not there or may not be read; it is made at the first start`)];
  return [await lookAtWriting(disk, data), await lookAtRoom(disk, data)];
}

async function lookAtWriting(disk: Disk, data: string): Promise<Finding> {
  const probe = `${data}/.doctor`;
  try {
    await disk.write(probe, Buffer.from('doctor\n'));
    await disk.remove(probe);
    return ok('data', `${data} can be written`);
  } catch (error) {
    const todo = isTerminalError(error, 'disk/read-only')
      ? 'check the card or disk with fsck and mount it for writing'
      : isTerminalError(error, 'disk/full')
        ? 'make room'
        : `give the folder to the user that runs the terminal`;
    return fail('data', `${messageOf(error)}; ${todo}`);
  }
}

async function lookAtRoom(disk: Disk, data: string): Promise<Finding> {
  const free = await disk.free(data).catch(() => undefined);
  if (free === undefined) return warn('disk', 'how much room is left cannot be told');
  const says = `${Math.floor(free / MEGABYTE)} MB free`;
  if (free < FREE_LEAST) return fail('disk', `${says}: sales will soon be refused; make room`);
  return free < FREE_WANTED ? warn('disk', `${says}: make room soon`) : ok('disk', says);
}

/** Reads every line, as `journal verify` does. */
export async function lookAtJournal(disk: Disk, data: string): Promise<Finding> {
  let commits = 0;
  try {
    const { torn } = await readJournal(disk, `${data}/journal`, START, () => {
      commits += 1;
    });
    if (!torn) return ok('journal', `${commits} commits, all good`);
    return warn('journal', `${commits} commits, then ${torn.bytes} bytes that the next start cuts aside`);
  } catch (error) {
    return fail('journal', messageOf(error));
  }
}
