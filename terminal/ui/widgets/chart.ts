/** Counts as bars, labels and figures aligned by display columns. */
import { columns } from '../../../protocol/text/columns.js';
import { bar, cells, span } from '../lines.js';
import type { Line } from '../types.js';

export interface ChartRow {
  /** Translated, or as somebody wrote it. */
  readonly label: string;
  readonly count: number;
}

const LABEL_MAX = 16;

/** One row each; the longest bar is the largest count. `total`: shares are shown as well. */
export function chartLines(rows: readonly ChartRow[], width: number, total?: number): Line[] {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  const label = Math.min(
    LABEL_MAX,
    Math.floor(width / 3),
    Math.max(4, ...rows.map((row) => columns(row.label))),
  );
  const figure = total === undefined ? 6 : 11;
  const room = Math.max(4, width - label - figure - 2);
  return rows.map(({ label: words, count }) =>
    cells([
      [words, label],
      [[span(bar(count / most, room), 'money')], room],
      [[span(figureOf(count, total), 'strong')], -figure],
    ]),
  );
}

function figureOf(count: number, total: number | undefined): string {
  if (total === undefined) return String(count);
  return `${count} ${total === 0 ? 0 : Math.round((count / total) * 100)}%`;
}
