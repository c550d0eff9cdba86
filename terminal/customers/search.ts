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
  /** Makes the strings now rather than at the first key. */
  prepare(): void;
  /** This customer is new or has changed. */
  touch(no: number): void;
}

export const COUNT_MAX = 1000;
const REBUILD_AFTER = 500;

interface Built {
  /** Row number of each line, the newest first. */
  readonly numbers: Int32Array;
  readonly haystacks: readonly Haystack[];
}

export function createCustomerSearch(state: Reader): CustomerSearch {
  let built: Built | undefined;
  let touched = new Map<number, string>();

  function find(query: string, limit: number, offset = 0): Found {
    const wanted = fold(query);
    if (wanted === '') return { numbers: [], total: 0, more: false };
    built ??= build(state);
    const { numbers } = built;
    const fresh = [...touched].filter(([, line]) => line.includes(wanted)).map(([no]) => no);
    const lines = union(built.haystacks.map((haystack) => haystack.find(wanted, COUNT_MAX)));
    const old = lines.map((line) => numbers[line] as number).filter((no) => !touched.has(no));
    const all = [...fresh.reverse(), ...old].slice(0, COUNT_MAX);
    return { numbers: all.slice(offset, offset + limit), total: all.length, more: all.length >= COUNT_MAX };
  }

  function touch(no: number): void {
    if (!built) return;
    touched.delete(no);
    touched.set(no, lineOf(state, no));
    if (touched.size < REBUILD_AFTER) return;
    built = undefined;
    touched = new Map();
  }

  return {
    find,
    touch,
    prepare() {
      built ??= build(state);
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

function build(state: Reader): Built {
  const count = state.value<number>('SELECT count(*) FROM customers WHERE removed IS NULL') ?? 0;
  const numbers = new Int32Array(count);
  const lineByNo = new Map<number, number>();
  const names: string[] = [];
  const initials: string[] = [];
  const phones: string[] = new Array<string>(count).fill('');
  state.each(
    'SELECT no, name, initials FROM customers WHERE removed IS NULL ORDER BY no DESC',
    [],
    ([no, name, letters]) => {
      numbers[names.length] = no as number;
      lineByNo.set(no as number, names.length);
      names.push(fold(name as string));
      initials.push(letters as string);
    },
  );
  state.each('SELECT customer, key FROM customer_phones', [], ([no, key]) => {
    const line = lineByNo.get(no as number);
    if (line === undefined) return;
    const known = phones[line];
    phones[line] = known === '' ? written(key as string) : `${known}\t${written(key as string)}`;
  });
  return { numbers, haystacks: [names, initials, phones].map(createHaystack) };
}

/** Ascending lists into one, each line once. */
function union(lists: readonly number[][]): number[] {
  const filled = lists.filter((list) => list.length > 0);
  if (filled.length <= 1) return filled[0] ?? [];
  return [...new Set(filled.flat())].sort((a, b) => a - b);
}
