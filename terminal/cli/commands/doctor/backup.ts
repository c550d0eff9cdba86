/** The daily backup: what a shop finds out on the day on which its disk breaks, told before. */
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Disk, Host } from '../../../../drivers/host/types.js';
import { newestBackup } from '../../../backup/index.js';
import type { TerminalConfig } from '../../../kernel/config/config.js';
import { type Finding, fail, ok, warn } from './finding.js';

const DAY_MS = 24 * 3600_000;
/** As Home says it: a day without may be a day on which the shop was closed. */
const OLD_DAYS = 2;

export type BackedUp = Pick<TerminalConfig, 'backup' | 'data' | 'store' | 'terminal'>;

/** @param isOneDisk whether two folders lie on one file system: what breaks one breaks both */
export async function lookAtBackup(
  { backup: { folder }, data, store, terminal }: BackedUp,
  { disk, clock }: Pick<Host, 'disk' | 'clock'>,
  isOneDisk: (one: string, other: string) => Promise<boolean> = sameDevice,
): Promise<Finding> {
  if (folder === undefined)
    return warn('backup', 'none is made; set backup and backup-passphrase, or the journal is kept once');
  if (!(await isThere(disk, dirname(folder))))
    return fail('backup', `there is no folder ${dirname(folder)}: is the stick plugged in and mounted?`);
  if (!(await isThere(disk, folder))) return warn('backup', `${folder} is made with the first one`);
  if (await isOneDisk(folder, data))
    return warn(
      'backup',
      `${folder} lies on the disk that it is to survive: nothing is mounted there, or it is the wrong folder`,
    );
  const newest = await newestBackup(disk, folder, store, terminal);
  if (newest === undefined) return warn('backup', `${folder} holds none of this terminal yet`);
  const days = Math.floor((clock.now() - newest) / DAY_MS);
  const says = `the newest is of ${new Date(newest).toISOString().slice(0, 10)}`;
  return days >= OLD_DAYS ? warn('backup', `${says}, ${days} days old`) : ok('backup', says);
}

/** Why not does not matter: nothing can be written there. */
const isThere = (disk: Disk, folder: string): Promise<boolean> =>
  disk.syncDir(folder).then(
    () => true,
    () => false,
  );

async function sameDevice(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(one), stat(other)]);
  return first.dev === second.dev;
}
