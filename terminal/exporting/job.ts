/** A file while it is written: rows are gathered in slices that nobody notices, made into bytes in a thread, and put on the stick whole. */
import type { Cancel, Clock } from '../../drivers/host/types.js';
import type { Row, SheetFormat, Sheets, Shelf } from '../sheets/index.js';

export interface ExportTable {
  readonly title: string;
  readonly heads: Row;
  readonly total: number;
  /** Rows from `from` on, at most `limit`; quick. */
  rows(from: number, limit: number): readonly Row[];
}

export interface ExportPlan {
  readonly title: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly tables: readonly ExportTable[];
  readonly format: SheetFormat;
  /** Where, as the shelf names it, and the file's name without its ending. */
  readonly place: string;
  readonly name: string;
}

export interface ExportJob {
  readonly title: string;
  readonly total: number;
  done(): number;
  /** `writing`: all rows are there, the file is being made; it cannot be stopped any more once it goes to the stick. */
  state(): 'gathering' | 'writing' | 'done' | 'stopped' | 'failed';
  /** Where it is, when it is done. */
  path(): string;
  /** Why it failed. */
  error(): unknown;
  stop(): void;
  onChange(listener: () => void): () => void;
}

export interface ExportParts {
  readonly clock: Clock;
  readonly sheets: Sheets;
  readonly shelf: Shelf;
}

/** A slice is some milliseconds' work; between two of them whoever waits goes first. */
const SLICE_ROWS = 100;
const BREATH_MS = 5;

export function startExport({ clock, sheets, shelf }: ExportParts, plan: ExportPlan): ExportJob {
  const { tables, format, place, name } = plan;
  const total = tables.reduce((sum, table) => sum + table.total, 0);
  const writer = sheets.writer(format, plan);
  const listeners = new Set<() => void>();
  let state: ReturnType<ExportJob['state']> = 'gathering';
  let done = 0;
  let path = '';
  let failure: unknown;
  let cancel: Cancel = () => undefined;

  function become(next: typeof state): void {
    state = next;
    for (const listener of listeners) listener();
  }

  function slice(at: number, from: number): void {
    const table = tables[at];
    if (!table) {
      void write();
      return;
    }
    if (from === 0) {
      writer.table(table.title);
      writer.add([table.heads]);
    }
    const rows = from < table.total ? table.rows(from, SLICE_ROWS) : [];
    writer.add(rows);
    done += rows.length;
    const next = from + rows.length;
    const isOver = rows.length === 0 || next >= table.total;
    cancel = clock.after(BREATH_MS, () => attempt(() => (isOver ? slice(at + 1, 0) : slice(at, next))));
    become('gathering');
  }

  async function write(): Promise<void> {
    become('writing');
    try {
      const bytes = await writer.finish();
      path = await shelf.put(place, `${name}.${format}`, bytes);
      become('done');
    } catch (error) {
      fail(error);
    }
  }

  function fail(error: unknown): void {
    if (state === 'stopped') return;
    failure = error;
    become('failed');
  }

  function attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      writer.cancel();
      fail(error);
    }
  }

  attempt(() => slice(0, 0));
  return {
    title: plan.title,
    total,
    done: () => done,
    state: () => state,
    path: () => path,
    error: () => failure,
    stop() {
      if (state !== 'gathering' && state !== 'writing') return;
      cancel();
      state = 'stopped';
      writer.cancel();
      become('stopped');
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
