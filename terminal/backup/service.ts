/** Makes backups: one each day by itself, and others when somebody asks. One at a time. */
import type { Host } from '../../drivers/host/types.js';
import { isTerminalError, messageOf } from '../../protocol/errors.js';
import type { Kernel } from '../kernel/kernel.js';
import { createWorker, type StepResult } from '../kernel/worker.js';
import { backupState, DAY_MS } from './queries.js';
import { type BackupMade, makeBackup, makeFolder } from './write.js';

export interface BackupSettings {
  /** Where the daily one goes; none is made without. */
  readonly folder?: string;
  readonly passphrase?: string;
  /** How many of this terminal stay in a folder. */
  readonly keep: number;
}

export interface BackupOptions {
  readonly kernel: Kernel;
  readonly host: Host;
  readonly data: string;
  readonly store: string;
  readonly terminal: string;
  readonly settings: BackupSettings;
}

export interface Backups {
  readonly settings: BackupSettings;
  /** The daily one is wanted. */
  readonly daily: boolean;
  make(folder: string, passphrase: string, progress: (part: number) => void): Promise<BackupMade>;
  start(): void;
  stop(): Promise<void>;
}

const LOOK_MS = 600_000;
const AFTER_FAILURE_MS = 3_600_000;
const BY_ITSELF = { actor: 'system', origin: 'timer' } as const;
const BY_HAND = { actor: 'staff', origin: 'keypad' } as const;

export function createBackups(options: BackupOptions): Backups {
  const { kernel, settings } = options;
  const { clock, disk, random, log } = options.host;
  const { folder, passphrase, keep } = settings;
  const daily = folder !== undefined && passphrase !== undefined;
  const worker = createWorker(clock, log, 'backup', step);
  let last: Promise<unknown> = Promise.resolve();

  function make(
    into: string,
    secret: string,
    auto: boolean,
    progress?: (part: number) => void,
  ): Promise<BackupMade> {
    const mine = last.then(async () => {
      const plan = {
        disk,
        random,
        data: options.data,
        end: kernel.end(),
        chain: kernel.chain(),
        folder: into,
      };
      const { store, terminal } = options;
      const names = { passphrase: secret, store, terminal, at: clock.now(), keep };
      const made = await makeBackup({ ...plan, ...names, ...(progress && { progress }) });
      const file = made.path.slice(made.path.lastIndexOf('/') + 1);
      await kernel.transact(auto ? BY_ITSELF : BY_HAND, () => ({
        events: [{ type: 'backup.made', v: 1, file, bytes: made.bytes, last: made.last, auto }],
        result: undefined,
      }));
      return made;
    });
    last = mine.catch(() => undefined);
    return mine;
  }

  async function step(): Promise<StepResult> {
    if (folder === undefined || passphrase === undefined) return 'idle';
    if (kernel.waitsForOffice()) return LOOK_MS;
    const { auto } = backupState(kernel.state);
    const age = auto === null ? DAY_MS : clock.now() - auto;
    if (age >= 0 && age < DAY_MS) return Math.min(LOOK_MS, DAY_MS - age);
    try {
      await makeFolder(disk, folder);
      await make(folder, passphrase, true);
      return LOOK_MS;
    } catch (error) {
      log.error({ error: messageOf(error) }, 'the daily backup failed');
      await noteFailure(isTerminalError(error) ? error.code : 'backup/failed');
      return AFTER_FAILURE_MS;
    }
  }

  /** Once a day is enough to say so. */
  async function noteFailure(why: string): Promise<void> {
    const known = backupState(kernel.state);
    if (known.failed !== null && known.why === why && clock.now() - known.failed < DAY_MS) return;
    await kernel.transact(BY_ITSELF, () => ({
      events: [{ type: 'backup.failed', v: 1, why }],
      result: undefined,
    }));
  }

  return {
    settings,
    daily,
    make: (into, secret, progress) => make(into, secret, false, progress),
    start: worker.start,
    async stop() {
      await worker.stop();
      await last;
    },
  };
}
