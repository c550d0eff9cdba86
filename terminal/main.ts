/**
 * The composition root: with assemble.ts the only place that opens ports and files, and gives everybody what they work with.
 */
import { holdFolder, systemClock, systemDisk, systemRandom } from '../drivers/host/index.js';
import { openRotatingFile } from '../drivers/host/rotating-file.js';
import type { Host } from '../drivers/host/types.js';
import type { Assembled, Console } from './assemble.js';
import { ALL_TABLES } from './capabilities.js';
import { readCardKeys } from './cards/index.js';
import type { TerminalConfig } from './kernel/config/config.js';
import { openKernel } from './kernel/kernel.js';
import { createLog } from './kernel/log.js';
import { tellReplay } from './replaying.js';
import { snapshotsInThread } from './snapshot-thread.js';

export function systemHost(config: Pick<TerminalConfig, 'log'>): Host {
  const { level, file } = config.log;
  const log = file === undefined ? createLog(level) : createLog(level, openRotatingFile(file));
  return { clock: systemClock, random: systemRandom, disk: systemDisk(), log };
}

/** Throws TerminalError `journal/…` or `disk/…` when the data cannot be opened; devices never stop a start. */
export async function startTerminal(config: TerminalConfig, console: Console): Promise<Assembled> {
  const host = systemHost(config);
  const giveBack = await holdFolder(config.data);
  const cardKeys = config.cardKeys === undefined ? undefined : await readCardKeys(host.disk, config.cardKeys);
  const progress = tellReplay(host.clock, config.locale, (text) => void console.output.write(text));
  // The data is read while the rest of the program is loaded.
  const [{ kernel, boot }, { assemble }] = await Promise.all([
    openKernel({
      ...{ host, dir: config.data, tables: ALL_TABLES, progress },
      makeSnapshot: snapshotsInThread(host.log),
    }),
    import('./assemble.js'),
  ]);
  host.log.info(boot, 'data opened');
  const { app, screens, stop } = assemble(config, host, kernel, console, cardKeys);
  await app.start();
  if (boot.cutAside !== undefined) screens.tellCutAside(boot.cutAside);
  return {
    app,
    screens,
    async stop() {
      await stop();
      await giveBack();
    },
  };
}
