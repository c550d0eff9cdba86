/** The first file of the thread that makes one snapshot. */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { systemDisk } from '../drivers/host/index.js';
import type { Log } from '../drivers/host/types.js';
import { isTerminalError, messageOf } from '../protocol/errors.js';
import { ALL_TABLES } from './capabilities.js';
import { writeReplica } from './kernel/replica.js';
import type { SnapshotAnswer, SnapshotJob } from './snapshot-thread.js';

/** Whoever stands at the till goes first; on Linux it counts for this thread alone. */
const LAST_IN_LINE = 15;

try {
  setPriority(LAST_IN_LINE);
} catch {
  // A system that does not let us makes it no slower than before.
}
const warnings: string[] = [];
const note = (_facts: object, text: string): void => void warnings.push(text);
const log: Log = {
  ...{ debug: () => undefined, info: () => undefined, warn: note, error: note },
  child: () => log,
};
const { dir, upTo } = workerData as SnapshotJob;
const answer: SnapshotAnswer = await writeReplica({
  ...{ disk: systemDisk(), log, dir, tables: ALL_TABLES, upTo },
}).then(
  () => ({ warnings }),
  (error: unknown) => ({
    code: isTerminalError(error) ? error.code : 'snapshot/failed',
    message: messageOf(error),
  }),
);
parentPort?.postMessage(answer);
