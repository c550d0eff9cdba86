/**
 * An import, or the undo of one, while it runs: a hundred rows a commit, and two commits a sync, so that calls and sales go on between
 * them and half of the waiting for the medium is saved.
 */
import type { Kernel } from '../kernel/kernel.js';
import type { Stamps } from '../kernel/stamp.js';
import { endImport, importBatch, undoBatch } from './commands.js';
import type { PlannedRow } from './plan.js';

export interface ImportJob {
  readonly id: string;
  readonly file: string;
  /** Rows to take. */
  readonly total: number;
  done(): number;
  added(): number;
  changed(): number;
  state(): 'running' | 'done' | 'stopped' | 'failed';
  /** Why it failed. */
  error(): unknown;
  /** No more rows after those that are being written. */
  stop(): void;
  onChange(listener: () => void): () => void;
}

const BATCH_ROWS = 100;
const BATCHES_AT_ONCE = 2;
const CAUSE = { actor: 'staff', origin: 'import' } as const;

export interface ImportParts {
  readonly kernel: Kernel;
  readonly stamps: Stamps;
}

export function startImport(parts: ImportParts, file: string, planned: readonly PlannedRow[]): ImportJob {
  const { kernel, stamps } = parts;
  const rows = planned.filter(({ kind }) => kind === 'new' || kind === 'changed');
  const id = kernel.ids.next();
  const listeners = new Set<() => void>();
  let state: ReturnType<ImportJob['state']> = 'running';
  let stopped = false;
  let done = 0;
  let added = 0;
  let changed = 0;
  let failure: unknown;
  const tell = (): void => {
    for (const listener of listeners) listener();
  };

  async function write(from: number): Promise<void> {
    const batch = rows.slice(from, from + BATCH_ROWS);
    if (batch.length === 0) return;
    const [after, line] = [rows[from - 1]?.line ?? 0, batch.at(-1)?.line ?? 0];
    const result = await kernel.transact(CAUSE, (current) =>
      importBatch(current, { import: id, file, rows: batch, after, line, ids: kernel.ids, stamps }),
    );
    done += batch.length;
    added += result.added;
    changed += result.changed;
    tell();
  }

  async function work(): Promise<void> {
    while (done < rows.length && !stopped) {
      const from = done;
      const written = Array.from({ length: BATCHES_AT_ONCE }, (_, at) => write(from + at * BATCH_ROWS));
      await Promise.allSettled(written); // One that is refused says so before the one before it is durable.
      await Promise.all(written);
    }
    const isStopped = done < rows.length;
    await kernel.transact(CAUSE, () => endImport(id, isStopped));
    state = isStopped ? 'stopped' : 'done';
    tell();
  }

  work().catch((error: unknown) => {
    failure = error;
    state = 'failed';
    tell();
  });
  return {
    id,
    file,
    total: rows.length,
    done: () => done,
    added: () => added,
    changed: () => changed,
    state: () => state,
    error: () => failure,
    stop: () => {
      stopped = true;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Gives everything of an import back; one that was cut off goes on where it stood. `report` takes how many are done. */
export async function undoImport(
  { kernel, stamps }: ImportParts,
  id: string,
  report: (customers: number) => void,
): Promise<void> {
  let customers = 0;
  for (let looked = -1; looked !== 0; ) {
    looked = await kernel.transact(CAUSE, (current) => undoBatch(current, id, BATCH_ROWS, stamps));
    customers += looked;
    report(customers);
  }
}
