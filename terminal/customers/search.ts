/**
 * Search as one types: any part of a name, of its pinyin initials, or of a number. All customers lie in one long string,
 * a line each, that is searched from end to end; what changed since is kept beside it until it is rebuilt. For 100,000
 * customers the string has about 3 million characters, and a search takes a few milliseconds.
 */
import type { Reader } from '../kernel/database.js';

export interface Found {
  /** Row numbers, the newest customers first. */
  readonly numbers: readonly number[];
  readonly total: number;
  /** True when counting stopped at COUNT_MAX. */
  readonly more: boolean;
}

export interface CustomerSearch {
  find(query: string, limit: number, offset?: number): Found;
  /** This customer is new or has changed. */
  touch(no: number): void;
}

const COUNT_MAX = 1000;
const REBUILD_AFTER = 500;

interface Built {
  readonly text: string;
  /** Start of each customer's line in `text`, ascending. */
  readonly starts: Int32Array;
  readonly numbers: Int32Array;
}

interface Row {
  readonly no: number;
  readonly line: string;
}

/** Built at the first search, from the database; `touch` keeps it true. */
export function createCustomerSearch(state: Reader): CustomerSearch {
  let built: Built | undefined;
  let touched = new Map<number, string>();

  function find(query: string, limit: number, offset = 0): Found {
    const wanted = fold(query);
    built ??= build(state);
    if (wanted === '') return { numbers: [], total: 0, more: false };
    const numbers: number[] = [];
    let total = 0;
    const take = (no: number): boolean => {
      if (total >= offset && numbers.length < limit) numbers.push(no);
      total += 1;
      return total < COUNT_MAX;
    };
    for (const [no, line] of [...touched].reverse()) if (line.includes(wanted) && !take(no)) break;
    if (total < COUNT_MAX) findBuilt(built, wanted, (no) => touched.has(no) || take(no));
    return { numbers, total, more: total >= COUNT_MAX };
  }

  function touch(no: number): void {
    if (!built) return;
    const row = rowOf(state, no);
    touched.delete(no);
    if (row) touched.set(no, row.line);
    if (touched.size < REBUILD_AFTER) return;
    built = undefined;
    touched = new Map();
  }

  return { find, touch };
}

/** Spaces do not count, so that `138 0013` finds a number; full-width digits and letters are as good as narrow ones. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\n-]+/g, '');
}

/** A landline is looked for with its trunk prefix, as people write it: +86 755… stands as 0755… */
const WRITTEN = `CASE WHEN key LIKE '+86%' AND NOT (length(key) = 14 AND substr(key, 4, 1) = '1')
  THEN '0' || substr(key, 4) ELSE key END`;
const LINE = `SELECT no, replace(lower(name), ' ', '') || char(9) || initials || char(9) ||
  coalesce((SELECT group_concat(${WRITTEN}, char(9)) FROM customer_phones WHERE customer = no), '') AS line
  FROM customers`;

function rowOf(state: Reader, no: number): Row | undefined {
  return state.one<Row>(`${LINE} WHERE no = ?`, no);
}

function build(state: Reader): Built {
  const rows = state.all<Row>(`${LINE} ORDER BY no DESC`);
  const starts = new Int32Array(rows.length);
  const numbers = new Int32Array(rows.length);
  const lines: string[] = [];
  let at = 0;
  for (const [index, { no, line }] of rows.entries()) {
    starts[index] = at;
    numbers[index] = no;
    lines.push(line);
    at += line.length + 1;
  }
  return { text: lines.join('\n'), starts, numbers };
}

/** Calls `take` once for each line with a match, until it returns false. */
function findBuilt({ text, starts, numbers }: Built, wanted: string, take: (no: number) => boolean): void {
  let from = 0;
  for (;;) {
    const hit = text.indexOf(wanted, from);
    if (hit < 0) return;
    const index = lineAt(starts, hit);
    if (!take(numbers[index] as number)) return;
    if (index + 1 >= starts.length) return;
    from = starts[index + 1] as number;
  }
}

/** Index of the last start at or before `position`. */
function lineAt(starts: Int32Array, position: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}
