/** Columns of a table in memory, one value a row number: what many customers have is compared once for all of them. */
import type { Value } from './conditions.js';

export interface Column {
  set(no: number, value: Value): void;
  get(no: number): Value;
  /** Whether `holds` is true of a row's value; of texts it is asked once for each that differs, `as` it is to be seen. */
  test(holds: (value: Value) => boolean, as?: Seen): (no: number) => boolean;
  /** Of these rows; 0 for texts. */
  sum(rows: Int32Array): number;
  /** A number by which rows sort, texts by their characters; NaN for nothing. */
  rank(): (no: number) => number;
}

/** Another way to see texts, worked out once for each of them. */
export interface Seen {
  /** Equal keys are equal ways. */
  readonly key: string;
  readonly of: (text: string) => string;
}

const AS_IT_IS: Seen = { key: '', of: (text) => text };

const FIRST_ROOM = 1024;

/** Texts by number: 100,000 customers have a few levels, and a few thousand birthdays. */
export function textColumn(): Column {
  let codes = new Int32Array(FIRST_ROOM);
  const texts: string[] = [''];
  const known = new Map<string, number>([['', 0]]);
  let ranks: Float64Array | undefined;
  let last: { readonly key: string; readonly texts: string[] } = { key: '', texts: [] };

  /** The texts as they are to be seen; of those that were added since only these are worked out. */
  function seenAs({ key, of }: Seen): readonly string[] {
    if (key === '') return texts;
    if (last.key !== key) last = { key, texts: [] };
    for (let code = last.texts.length; code < texts.length; code++) last.texts.push(of(texts[code] ?? ''));
    return last.texts;
  }

  function codeOf(text: string): number {
    const code = known.get(text);
    if (code !== undefined) return code;
    ranks = undefined;
    known.set(text, texts.length);
    return texts.push(text) - 1;
  }

  return {
    set(no, value) {
      codes = roomFor(codes, no, (length) => new Int32Array(length));
      codes[no] = codeOf(String(value ?? ''));
    },
    get: (no) => texts[codes[no] ?? 0] ?? '',
    sum: () => 0,
    test(holds, as = AS_IT_IS) {
      const seen = seenAs(as);
      const verdicts = new Int8Array(seen.length);
      return (no) => {
        const code = codes[no] ?? 0;
        let verdict = verdicts[code];
        if (verdict === 0) {
          verdict = holds(seen[code]) ? 1 : -1;
          verdicts[code] = verdict;
        }
        return verdict === 1;
      };
    },
    rank() {
      ranks ??= ranksOf(texts);
      const ready = ranks;
      return (no) => ready[codes[no] ?? 0] ?? Number.NaN;
    },
  };
}

function ranksOf(texts: readonly string[]): Float64Array {
  const ranks = new Float64Array(texts.length);
  const order = texts.map((text, code) => ({ text, code }));
  order.sort((one, other) => (one.text < other.text ? -1 : one.text > other.text ? 1 : 0));
  for (const [rank, { code, text }] of order.entries()) ranks[code] = text === '' ? Number.NaN : rank;
  return ranks;
}

export function numberColumn(): Column {
  let numbers = new Float64Array(FIRST_ROOM).fill(Number.NaN);
  const valueAt = (no: number): Value => {
    const value = numbers[no] ?? Number.NaN;
    return Number.isNaN(value) ? undefined : value;
  };
  return {
    set(no, value) {
      numbers = roomFor(numbers, no, (length) => new Float64Array(length).fill(Number.NaN));
      numbers[no] = value === undefined ? Number.NaN : Number(value);
    },
    get: valueAt,
    sum(rows) {
      let total = 0;
      for (let at = 0; at < rows.length; at++) {
        const value = numbers[rows[at] ?? 0] ?? 0;
        if (!Number.isNaN(value)) total += value;
      }
      return total;
    },
    test: (holds) => (no) => holds(valueAt(no)),
    rank: () => (no) => numbers[no] ?? Number.NaN,
  };
}

function roomFor<A extends Int32Array | Float64Array>(values: A, no: number, make: (length: number) => A): A {
  if (no < values.length) return values;
  const more = make(Math.max(no + 1, values.length * 2));
  more.set(values);
  return more;
}
