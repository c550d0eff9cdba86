/**
 * Reads and writes spreadsheets in a thread of its own: a large one takes seconds, a hostile one for ever or all the memory,
 * and calls must be answered meanwhile. Rows go there, and come back, in pieces: handing over all at once would stop the terminal.
 */
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../drivers/host/types.js';
import { type ErrorCode, TerminalError } from '../../protocol/errors.js';
import type { Document, Row, SheetFormat } from './document.js';
import type { ReadSheet, Sheet, SheetRow } from './types.js';

export type Job =
  | { readonly kind: 'read'; readonly fileName: string; readonly bytes: Uint8Array }
  | ({ readonly kind: 'write'; readonly format: SheetFormat } & Pick<Document, 'title' | 'facts'>);

/** More for a job that writes. */
export type More = { readonly table: string } | { readonly rows: readonly Row[] } | 'end';

export type Answer<T> = { readonly result: T } | { readonly code: ErrorCode; readonly message: string };

/** Rows of a sheet's page, counted from 0: they come before the answer, whose own pages have none. */
export interface Piece {
  readonly page: number;
  readonly rows: readonly SheetRow[];
}

export interface SheetWriter {
  /** What is added from now on stands in a table of this title. */
  table(title: string): void;
  add(rows: readonly Row[]): void;
  /** Throws `sheet/too-big` when it takes more memory or time than any real one, `sheet/cancelled` after `cancel`. */
  finish(): Promise<Uint8Array>;
  cancel(): void;
}

export interface Sheets {
  /** Throws as `readSheet` does, and `sheet/too-big` when it takes more memory or time than any real one. */
  readonly read: ReadSheet;
  writer(format: SheetFormat, about: Pick<Document, 'title' | 'facts'>): SheetWriter;
}

const MEMORY_MB = 1_024;
const LONGEST_MS = 120_000;

export function sheetsInThread(clock: Clock): Sheets {
  return {
    async read(fileName, bytes) {
      const { worker, result } = run<Sheet>(clock, { kind: 'read', fileName, bytes });
      const pieces: Piece[] = [];
      worker.on('message', (message: Piece | Answer<Sheet>) => {
        if ('page' in message) pieces.push(message);
      });
      return withRows(await result, pieces);
    },
    writer(format, { title, facts }) {
      const { worker, result, cancel } = run<Uint8Array>(clock, { kind: 'write', format, title, facts });
      // Whoever cancels does not wait for it; nobody else hears of it then.
      result.catch(() => undefined);
      const post = (more: More): void => worker.postMessage(more);
      return {
        table: (title) => post({ table: title }),
        add: (rows) => post({ rows }),
        finish() {
          post('end');
          return result;
        },
        cancel,
      };
    },
  };
}

function run<T>(clock: Clock, job: Job) {
  const worker = new Worker(new URL('./thread-main.js', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    ...{ stdout: true, stderr: true },
  });
  // What the library has to say of a file stays off the shop's screen.
  worker.stdout.resume();
  worker.stderr.resume();
  let give: (error: TerminalError) => void = () => undefined;
  const result = new Promise<T>((resolve, reject) => {
    const late = clock.after(LONGEST_MS, () => give(tooMuch('time')));
    const finish = (settle: () => void): void => {
      late();
      settle();
      void worker.terminate();
    };
    give = (error) => finish(() => reject(error));
    worker.on('message', (answer: Answer<T> | Piece) => {
      if ('page' in answer) return;
      finish(() => {
        if ('result' in answer) resolve(answer.result);
        else reject(new TerminalError(answer.code, answer.message));
      });
    });
    worker.once('error', (cause) => give(tooMuch('memory', cause)));
  });
  const cancel = (): void => give(new TerminalError('sheet/cancelled', 'nobody wants it any more'));
  return { worker, result, cancel };
}

function withRows({ further, ...first }: Sheet, pieces: readonly Piece[]): Sheet {
  const rowsOf = (at: number): SheetRow[] =>
    pieces.filter(({ page }) => page === at).flatMap(({ rows }) => rows);
  const others = further?.map((page, at) => ({ ...page, rows: rowsOf(at + 1) }));
  return { ...first, rows: rowsOf(0), ...(others && { further: others }) };
}

function tooMuch(what: string, cause?: unknown): TerminalError {
  return new TerminalError('sheet/too-big', `it takes too much ${what}`, { cause });
}
