/**
 * Reads and writes spreadsheets in a thread of its own: a large one takes seconds, a hostile one for ever or all the memory,
 * and calls must be answered meanwhile.
 */
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../drivers/host/types.js';
import { type ErrorCode, TerminalError } from '../../protocol/errors.js';
import type { ReadSheet, Sheet } from './types.js';
import type { CellValue, SheetFormat } from './write.js';

export type Job =
  | { readonly kind: 'read'; readonly fileName: string; readonly bytes: Uint8Array }
  | {
      readonly kind: 'write';
      readonly format: SheetFormat;
      readonly name: string;
      readonly rows: readonly (readonly CellValue[])[];
    };

export type Answer<T> = { readonly result: T } | { readonly code: ErrorCode; readonly message: string };

export interface Sheets {
  /** Throws as `readSheet` does, and `sheet/too-big` when it takes more memory or time than any real one. */
  readonly read: ReadSheet;
  write(format: SheetFormat, name: string, rows: readonly (readonly CellValue[])[]): Promise<Uint8Array>;
}

const MEMORY_MB = 1_024;
const LONGEST_MS = 120_000;

export function sheetsInThread(clock: Clock): Sheets {
  return {
    read: (fileName, bytes) => run<Sheet>(clock, { kind: 'read', fileName, bytes }),
    write: (format, name, rows) => run<Uint8Array>(clock, { kind: 'write', format, name, rows }),
  };
}

function run<T>(clock: Clock, job: Job): Promise<T> {
  return new Promise((resolve, reject) => {
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
    worker.once('message', (answer: Answer<T>) =>
      finish(() => {
        if ('result' in answer) resolve(answer.result);
        else reject(new TerminalError(answer.code, answer.message));
      }),
    );
    worker.once('error', (cause) => finish(() => reject(tooMuch('memory', cause))));
  });
}

function tooMuch(what: string, cause?: unknown): TerminalError {
  return new TerminalError('sheet/too-big', `it takes too much ${what}`, { cause });
}
