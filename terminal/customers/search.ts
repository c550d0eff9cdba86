/**
 * Search as one types. It finds any part of a name, a number, a tag or a card's number; pinyin from any syllable on; initials, as letters
 * or as the keys of a phone that have them. All that can be found lies in long strings (haystack.ts). Customers who are new or changed
 * lie beside them until the strings are made again, a slice at a time; the old strings are searched until the new ones are whole.
 */
import { phoneKeysOf } from '../../protocol/text/phone-keys.js';
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
  /**
   * Makes the strings before the first key, and again when many have changed, a slice at a time: `later` calls what it is given when
   * others had their turn.
   */
  prepare(later: (go: () => void) => void): void;
  /** This customer is new or has changed. */
  touch(no: number): void;
  /** Somebody was erased: the strings are made anew. Whoever was touched is found no more meanwhile, as ever. */
  forget(): void;
}

export const COUNT_MAX = 1000;
/** So many changed ones are looked through one by one before the strings are made anew, and a part of those that stand in them. */
const REBUILD_AFTER = { least: 500, share: 0.1 };
/** Customers read in one slice: a few milliseconds. */
const SLICE = 1000;

/** A pinyin search begins at the beginning of a syllable: so `an` does not find every 王 wang. */
const SYLLABLE = '\u0001';

interface Built {
  /** Row number of each line, the newest first. */
  readonly numbers: Int32Array;
  readonly haystacks: readonly Haystack[];
  /** Searched for SYLLABLE and the query. */
  readonly pinyin: Haystack;
}

/** More that finds customers of the rows from `from` to before `to`: tells each row and text. Of cards, which know their customers. */
export type MoreTexts = (
  state: Reader,
  from: number,
  to: number,
  tell: (no: number, text: string) => void,
) => void;

/** Strings that are being made, and who has changed since that began: they may stand in them as they were. */
interface Building {
  readonly steps: Generator<undefined, Built>;
  readonly touched: Map<number, readonly string[]>;
}

export function createCustomerSearch(state: Reader, more: MoreTexts = () => undefined): CustomerSearch {
  let built: Built | undefined;
  let building: Building | undefined;
  let touched = new Map<number, readonly string[]>();
  let later: ((go: () => void) => void) | undefined;

  function begin(): Building {
    building = { steps: build(state, more), touched: new Map() };
    return building;
  }

  function advance({ steps, touched: since }: Building): void {
    const step = steps.next();
    if (!step.done) return;
    built = step.value;
    touched = since;
    building = undefined;
  }

  /** Whoever searches before the first strings are made waits for them. */
  function whole(): Built {
    for (;;) {
      if (built) return built;
      advance(building ?? begin());
    }
  }

  function find(query: string, limit: number, offset = 0): Found {
    const wanted = fold(query);
    if (wanted === '') return { numbers: [], total: 0, more: false };
    const { numbers, haystacks, pinyin } = whole();
    const sound = SYLLABLE + wanted;
    const fresh = [...touched]
      .filter(([, texts]) => texts.some((text, at) => text.includes(at === PINYIN ? sound : wanted)))
      .map(([no]) => no);
    const lines = union([
      ...haystacks.map((haystack) => haystack.find(wanted, COUNT_MAX)),
      LATIN.test(wanted) ? pinyin.find(sound, COUNT_MAX) : [],
    ]);
    const old = lines.map((line) => numbers[line] as number).filter((no) => !touched.has(no));
    const all = [...fresh.reverse(), ...old].slice(0, COUNT_MAX);
    return { numbers: all.slice(offset, offset + limit), total: all.length, more: all.length >= COUNT_MAX };
  }

  function touch(no: number): void {
    if (!built && !building) return;
    const texts = textsAt(state, more, no);
    for (const map of [touched, building?.touched]) {
      map?.delete(no);
      map?.set(no, texts);
    }
    const { least, share } = REBUILD_AFTER;
    if (building || touched.size < Math.max(least, share * (built?.numbers.length ?? 0))) return;
    makeAnew();
  }

  /** What is there is searched until the new strings are made, or forgotten when nobody makes them between two keys. */
  function makeAnew(): void {
    building = undefined;
    if (later) work(later);
    else {
      built = undefined;
      touched = new Map();
    }
  }

  /** Makes new strings to the end, a slice in each turn. */
  function work(inTurn: (go: () => void) => void): void {
    const mine = building ?? begin();
    const go = (): void => {
      if (building !== mine) return; // A key did not wait for it.
      advance(mine);
      inTurn(go);
    };
    inTurn(go);
  }

  return {
    find,
    touch,
    forget() {
      if (built || building) makeAnew();
    },
    prepare(whenOthersHadTheirTurn) {
      later = whenOthersHadTheirTurn;
      if (!built) work(later);
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

const LATIN = /^[a-z]+$/;

/** Everything from each syllable on: `xiao ming` → `␁xiaoming␁ming`; of each of several readings. */
function sounds(readings: string): string {
  let text = '';
  for (const reading of readings.split('|')) {
    const syllables = reading.split(' ');
    for (let at = 0; at < syllables.length; at++) {
      text += SYLLABLE;
      for (let rest = at; rest < syllables.length; rest++) text += syllables[rest];
    }
  }
  return text;
}

/** First letters of the second reading; the first ones have their own column. */
function otherInitials(readings: string): string {
  const at = readings.indexOf('|');
  if (at < 0) return '';
  return readings
    .slice(at + 1)
    .split(' ')
    .map((syllable) => syllable.slice(0, 1))
    .join('');
}

interface Row {
  readonly no: number;
  readonly name: string;
  readonly initials: string;
  readonly readings: string;
  readonly tags: string;
}

const COLUMNS = 'no, name, initials, readings, tags';
/** Place of the pinyin among them. */
const PINYIN = 3;

/** What the row of a customer is found by, in the order of the haystacks. */
function textsOf(row: Row, { texts, names }: Others): readonly string[] {
  const own = namesOf(row);
  const [spelt, initials, sound] = names.reduce(
    (all, one) => all.map((text, at) => `${text}\t${one[at] ?? ''}`),
    own,
  );
  const { tags } = row;
  return [tags === '' ? (spelt ?? '') : `${spelt}\t${foldWords(tags)}`, initials ?? '', texts, sound ?? ''];
}

/** A name as it is spelt, its initials, and its pinyin. */
function namesOf({ name, initials, readings }: Omit<Row, 'no' | 'tags'>): readonly string[] {
  const other = otherInitials(readings);
  return [
    fold(name),
    initialsTyped(other === '' ? initials : `${initials}\t${other}`),
    readings === '' ? '' : sounds(readings),
  ];
}

/** As letters, and as the keys of a telephone: 996 finds wxm, without changing to letters first. */
function initialsTyped(letters: string): string {
  return letters === '' ? '' : `${letters}\t${letters.split('\t').map(phoneKeysOf).join('\t')}`;
}

const foldWords = (words: string): string => words.split(' ').map(fold).join('\t');

function textsAt(state: Reader, more: MoreTexts, no: number): readonly string[] {
  const customer = state.one<Row>(`SELECT ${COLUMNS} FROM customers WHERE no = ? AND removed IS NULL`, no);
  if (customer === undefined) return [];
  return textsOf(customer, othersOf(state, more, no, no + 1).get(no) ?? NO_OTHERS);
}

/** Yields between two slices. Who is new since it began is not in it, and must be touched. */
function* build(state: Reader, more: MoreTexts): Generator<undefined, Built> {
  const numbers: number[] = [];
  const columns: [string[], string[], string[], string[]] = [[], [], [], []];
  for (let end = (state.value<number>('SELECT max(no) FROM customers') ?? 0) + 1; end > 1; end -= SLICE) {
    const others = othersOf(state, more, end - SLICE, end);
    state.each(CUSTOMERS, [end - SLICE, end], (values) => {
      const [no, name, initials, readings, tags] = values as [number, string, string, string, string];
      numbers.push(no);
      const texts = textsOf({ no, name, initials, readings, tags }, others.get(no) ?? NO_OTHERS);
      for (const [at, column] of columns.entries()) column.push(texts[at] ?? '');
    });
    yield;
  }
  const haystacks: Haystack[] = [];
  for (const lines of columns) {
    haystacks.push(createHaystack(lines));
    yield;
  }
  const pinyin = haystacks.pop() ?? createHaystack([]);
  return { numbers: Int32Array.from(numbers), haystacks, pinyin };
}

const CUSTOMERS = `SELECT ${COLUMNS} FROM customers WHERE no >= ? AND no < ? AND removed IS NULL
  ORDER BY no DESC`;

/** Beside a customer's own name: numbers and cards, and the names of who was merged into them. */
interface Others {
  texts: string;
  /** Each as `namesOf` makes it. */
  readonly names: (readonly string[])[];
}

const NO_OTHERS: Others = { texts: '', names: [] };

/** By row number, from `from` to before `end`; of somebody merged, by the row of the person. */
function othersOf(state: Reader, more: MoreTexts, from: number, end: number): ReadonlyMap<number, Others> {
  const found = new Map<number, Others>();
  const at = (no: number): Others => {
    const known = found.get(no) ?? { texts: '', names: [] };
    found.set(no, known);
    return known;
  };
  const add = (no: number, text: string): void => {
    const known = at(no);
    known.texts = known.texts === '' ? text : `${known.texts}\t${text}`;
  };
  const sql = `SELECT customer, key FROM customer_phones INDEXED BY customer_phones_customer
    WHERE customer >= ? AND customer < ?`;
  const tell = (from: number, end: number, put: (no: number, text: string) => void): void => {
    state.each(sql, [from, end], ([no, key]) => put(no as number, written(key as string)));
    more(state, from, end, (no, text) => put(no, fold(text)));
  };
  tell(from, end, add);
  const aliases = state.all<{
    alias: number;
    main: number;
    name: string;
    initials: string;
    readings: string;
  }>(
    `SELECT alias, main, name, initials, readings FROM customer_aliases JOIN customers ON no = alias
       WHERE main >= ? AND main < ?`,
    ...[from, end],
  );
  for (const { alias, main, ...named } of aliases) {
    tell(alias, alias + 1, (_, text) => add(main, text));
    at(main).names.push(namesOf(named));
  }
  return found;
}

/** Ascending lists into one, each line once. */
function union(lists: readonly number[][]): number[] {
  const filled = lists.filter((list) => list.length > 0);
  if (filled.length <= 1) return filled[0] ?? [];
  return [...new Set(filled.flat())].sort((a, b) => a - b);
}
