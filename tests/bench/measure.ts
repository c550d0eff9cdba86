/** What a row of the table is, and the figures that go into it. */

export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same work without our part, measured in the same run, in turns with `value`; in `unit`. */
  readonly floor: number;
  readonly ratio: number;
  /** Measurements behind `value`. */
  readonly n: number;
  /** Whether the goal is met. */
  readonly goal: boolean;
  /** The goal in words, and what else was seen. */
  readonly wanted: string;
  readonly note?: string;
}

/** The smallest of `values` that at least `share` (0 … 1) of them do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Milliseconds that `work` took. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const COLUMNS = ['name', 'value', 'floor', 'ratio', 'n', 'goal'] as const;

export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.name,
    `${figure(row.value)} ${row.unit}`,
    `${figure(row.floor)} ${row.unit}`,
    row.ratio.toFixed(2),
    String(row.n),
    `${row.goal ? 'met' : 'MISSED'}: ${row.wanted}${row.note === undefined ? '' : `  (${row.note})`}`,
  ]);
  const all = [[...COLUMNS], ...cells];
  const widths = COLUMNS.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const last = COLUMNS.length - 1;
  return all
    .map((row) => row.map((cell, column) => (column === last ? cell : cell.padEnd(widths[column] ?? 0))))
    .map((row) => row.join('  '))
    .join('\n');
}

/** Three figures that count. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '-';
  return value >= 100 ? Math.round(value).toString() : value.toPrecision(3);
}
