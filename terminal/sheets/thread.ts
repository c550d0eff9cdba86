/**
 * Reads a spreadsheet in a thread of its own: a large one takes seconds, a hostile one for ever or all the memory, and calls
 * must be answered meanwhile.
 */
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../drivers/host/types.js';
import { type ErrorCode, TerminalError } from '../../protocol/errors.js';
import type { ReadSheet, Sheet } from './types.js';

export interface Job {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export type Answer = { readonly sheet: Sheet } | { readonly code: ErrorCode; readonly message: string };

const MEMORY_MB = 1_024;
const LONGEST_MS = 120_000;

/** Throws as `readSheet` does, and `sheet/too-big` when it takes more memory or time than any real one. */
export function readInThread(clock: Clock): ReadSheet {
  return (fileName, bytes) =>
    new Promise((resolve, reject) => {
      const job: Job = { fileName, bytes };
      const worker = new Worker(new URL('./thread-main.js', import.meta.url), {
        workerData: job,
        resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
      });
      const cancel = clock.after(LONGEST_MS, () => finish(() => reject(tooMuch('time'))));
      const finish = (settle: () => void): void => {
        cancel();
        settle();
        void worker.terminate();
      };
      worker.once('message', (answer: Answer) =>
        finish(() => {
          if ('sheet' in answer) resolve(answer.sheet);
          else reject(new TerminalError(answer.code, answer.message));
        }),
      );
      worker.once('error', (cause) => finish(() => reject(tooMuch('memory', cause))));
    });
}

function tooMuch(what: string, cause?: unknown): TerminalError {
  return new TerminalError('sheet/too-big', `reading it takes too much ${what}`, { cause });
}
