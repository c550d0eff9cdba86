/**
 * Search as one types: any part of a name, of its pinyin initials, or of a number. Everything that can be found lies in
 * three long strings (haystack.ts); who is new or has changed since is kept beside them until they are made anew.
 */
import type { Reader } from '../kernel/database.js';
import { createHaystack, type Haystack } from './haystack.js';

export interface Found {
  /** Row numbers, the newest customers first. */
  readonly numbers: readonly number[];
  readonly total: number;
  /** True when counting stopped at COUNT_MAX. */
  readonly more: boolean;
}

export interface CustomerSearch {
  find(query: string, limit: number, offset?: number): Found;
  /** Makes the strings before the first key, a slice at a time: `later` calls what it is given when others had their turn. */
  prepare(later: (go: () => void) => void): void;
  /** This customer is new or has changed. */
  touch(no: number): void;
}

export const COUNT_MAX = 1000;
const REBUILD_AFTER = 500;
/** Customers read in one slice: a few milliseconds. */
const SLICE = 1000;

interface Built {
  /** Row number of each line, the newest first. */
  readonly numbers: Int32Array;
  readonly haystacks: readonly Haystack[];
}

export function createCustomerSearch(state: Reader): CustomerSearch {
  let built: Built | undefined;
  let building: Generator<undefined, Built> | undefined;
  let touched = new Map<number, string>();

  function advance(): void {
    building ??= build(state);
    const step = building.next();
    if (!step.done) return;
    built = step.value;
    building = undefined;
  }

  function whole(): Built {
    for (;;) {
      if (built) return built;
      advance();
    }
  }

  function find(query: string, limit: number, offset = 0): Found {
    const wanted = fold(query);
    if (wanted === '') return { numbers: [], total: 0, more: false };
    const { numbers, haystacks } = whole();
    const fresh = [...touched].filter(([, line]) => line.includes(wanted)).map(([no]) => no);
    const lines = union(haystacks.map((haystack) => haystack.find(wanted, COUNT_MAX)));
    const old = lines.map((line) => numbers[line] as number).filter((no) => !touched.has(no));
    const all = [...fresh.reverse(), ...old].slice(0, COUNT_MAX);
    return { numbers: all.slice(offset, offset + limit), total: all.length, more: all.length >= COUNT_MAX };
  }

  function touch(no: number): void {
    if (!built && !building) return; // A slice that is read already may hold them as they were.
    touched.delete(no);
    touched.set(no, lineOf(state, no));
    if (touched.size < REBUILD_AFTER) return;
    built = undefined;
    building = undefined;
    touched = new Map();
  }

  return {
    find,
    touch,
    prepare(later) {
      const go = (): void => {
        if (built) return;
        advance();
        later(go);
      };
      go();
    },
  };
}

/** Spaces do not count, so that `138 0013` finds a number; full-width digits and letters are as good as narrow ones. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s-]+/g, '');
}

/** A landline is looked for with its trunk prefix, as people write it: +86 755… stands as 0755… */
function written(key: string): string {
  const mobile = key.length === 14 && key.startsWith('+861');
  return key.startsWith('+86') && !mobile ? `0${key.slice(3)}` : key;
}

function lineOf(state: Reader, no: number): string {
  const customer = state.one<{ name: string; initials: string }>(
    'SELECT name, initials FROM customers WHERE no = ? AND removed IS NULL',
    no,
  );
  if (customer === undefined) return '';
  const phones = state.all<{ key: string }>('SELECT key FROM customer_phones WHERE customer = ?', no);
  return [fold(customer.name), customer.initials, ...phones.map(({ key }) => written(key))].join('\t');
}

/** Yields between two slices. Who is new since it began is not in it, and must be touched. */
function* build(state: Reader): Generator<undefined, Built> {
  const numbers: number[] = [];
  const [names, initials, phones]: [string[], string[], string[]] = [[], [], []];
  for (let end = (state.value<number>('SELECT max(no) FROM customers') ?? 0) + 1; end > 1; end -= SLICE) {
    const keys = keysOf(state, end - SLICE, end);
    state.each(CUSTOMERS, [end - SLICE, end], ([no, name, letters]) => {
      numbers.push(no as number);
      names.push(fold(name as string));
      initials.push(letters as string);
      phones.push(keys.get(no as number) ?? '');
    });
    yield;
  }
  const haystacks: Haystack[] = [];
  for (const lines of [names, initials, phones]) {
    haystacks.push(createHaystack(lines));
    yield;
  }
  return { numbers: Int32Array.from(numbers), haystacks };
}

const CUSTOMERS = `SELECT no, name, initials FROM customers WHERE no >= ? AND no < ? AND removed IS NULL
  ORDER BY no DESC`;

/** Numbers by row number, from `from` to before `end`. */
function keysOf(state: Reader, from: number, end: number): ReadonlyMap<number, string> {
  const keys = new Map<number, string>();
  const sql = `SELECT customer, key FROM customer_phones INDEXED BY customer_phones_customer
    WHERE customer >= ? AND customer < ?`;
  state.each(sql, [from, end], ([no, key]) => {
    const known = keys.get(no as number);
    const line = written(key as string);
    keys.set(no as number, known === undefined ? line : `${known}\t${line}`);
  });
  return keys;
}

/** Ascending lists into one, each line once. */
function union(lists: readonly number[][]): number[] {
  const filled = lists.filter((list) => list.length > 0);
  if (filled.length <= 1) return filled[0] ?? [];
  return [...new Set(filled.flat())].sort((a, b) => a - b);
}
