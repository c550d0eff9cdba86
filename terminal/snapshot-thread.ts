/** Makes snapshots in a thread: the screen, calls and the modem go on meanwhile. It takes the memory of a second database. */
import { Worker } from 'node:worker_threads';
import type { Log } from '../drivers/host/types.js';
import { type ErrorCode, TerminalError } from '../protocol/errors.js';
import type { MakeSnapshot } from './kernel/kernel.js';

export type SnapshotJob = Parameters<MakeSnapshot>[0];
export type SnapshotAnswer =
  | { readonly warnings: readonly string[] }
  | { readonly code: ErrorCode; readonly message: string };

/** Rejects with what `writeReplica` throws, and with `snapshot/failed` when the thread ends without a word. */
export function snapshotsInThread(log: Log): MakeSnapshot {
  return (job) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./snapshot-main.js', import.meta.url), { workerData: job });
      const failed = (message: string, cause?: unknown): void =>
        reject(new TerminalError('snapshot/failed', message, { cause, retry: 'retry' }));
      worker.once('message', (answer: SnapshotAnswer) => {
        if ('code' in answer)
          return reject(new TerminalError(answer.code, answer.message, { retry: 'retry' }));
        for (const warning of answer.warnings) log.warn({ job }, warning);
        return resolve();
      });
      worker.once('error', (cause) => failed('the thread of the snapshot failed', cause));
      worker.once('exit', () => failed('the thread of the snapshot said nothing'));
    });
}
