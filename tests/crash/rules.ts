/** What must be true of a shop's folder whenever its terminal was killed. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, systemDisk, systemRandom } from '../../drivers/host/index.js';
import { messageOf } from '../../protocol/errors.js';
import type { BookCommit } from '../../sim/world/books.js';
import { checkBalances, checkKept, checkOffice, checkOnce, checkReplay } from '../../sim/world/checks.js';
import { ALL_TABLES } from '../../terminal/capabilities.js';
import { readJournal, START } from '../../terminal/kernel/journal/recover.js';
import { openKernel } from '../../terminal/kernel/kernel.js';
import { silentLog } from '../support/silent-log.js';
import type { Outside } from './outside.js';

/** Throws when the folder does not open; a broken rule is the witness's. Returns the journal as it is now. */
export async function checkFolder(
  dir: string,
  outside: Outside,
  before: readonly BookCommit[],
): Promise<readonly BookCommit[]> {
  const { name, books, witness } = outside;
  await outside.readOffice();
  checkKept(outside, before, witness);
  checkOnce(name, books, witness);
  checkOffice(outside, outside, witness);
  await startCopy(dir, outside);
  return [...books.commits()];
}

/** A start of a copy, so that nothing is repaired before the terminal itself finds it. */
async function startCopy(dir: string, outside: Outside): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), 'zhanggui-copy-'));
  const disk = systemDisk();
  try {
    cpSync(dir, copy, { recursive: true });
    const host = { clock: systemClock, random: systemRandom, disk, log: silentLog };
    const { kernel } = await openKernel({ host, dir: copy, tables: ALL_TABLES });
    checkBalances(outside.name, outside.books, kernel, outside.witness);
    await checkReplay(outside, kernel, {}, outside.witness);
    await kernel.close();
    const { torn } = await readJournal(disk, `${copy}/journal`, START, () => undefined);
    if (torn) outside.witness.broken('starts-again', `${torn.bytes} torn bytes stay after a start`);
  } catch (error) {
    outside.witness.broken('starts-again', messageOf(error));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
