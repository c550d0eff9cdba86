/**
 * Words by what is typed for them: letters of pinyin without tones (ü is v), and the phone's keys for those (ITU-T E.161).
 * Rows are cut into readings when their first key is typed for the first time: some 5,000 of 42,000 at once.
 */

import { phoneKeysOf } from '../../../protocol/text/phone-keys.js';

export interface Word {
  readonly text: string;
  /** How often it was seen; only to compare. */
  readonly count: number;
}

export interface Reading {
  /** `wang`, `ni hao`: a space between syllables. */
  readonly syllables: string;
  /** `926`, `64426`. */
  readonly code: string;
  /** The most frequent first. */
  readonly words: readonly Word[];
}

export interface Dictionary {
  /** Readings that take exactly these keys. */
  exactly(code: string): readonly Reading[];
  /** Readings that begin with these keys and take more. */
  longer(code: string): readonly Reading[];
  surname(character: string): number;
  given(character: string): number;
}

interface Row {
  readonly codes: readonly string[];
  readonly lines: readonly string[];
}

export interface Source {
  /** `a:啊5591阿4576|ba:把30078` — in the order of their codes, a row for each first key. */
  readonly WORDS: readonly string[];
  readonly SURNAMES: string;
  readonly GIVEN: string;
}

export function createDictionary(source: Source): Dictionary {
  const rows = new Map<string, Row>();
  const readings = new Map<string, Reading>();
  const surnames = new Map(wordsOf(source.SURNAMES).map(({ text, count }) => [text, count]));
  const given = new Map(wordsOf(source.GIVEN).map(({ text, count }) => [text, count]));

  function rowOf(code: string): Row | undefined {
    const first = code.slice(0, 1);
    const known = rows.get(first);
    if (known !== undefined) return known;
    const text = source.WORDS[Number(first) - 2];
    if (text === undefined) return undefined;
    const lines = text.split('|');
    const row = { lines, codes: lines.map((line) => phoneKeysOf(line.slice(0, line.indexOf(':')))) };
    rows.set(first, row);
    return row;
  }

  function readingOf(line: string, code: string): Reading {
    const known = readings.get(line);
    if (known !== undefined) return known;
    const colon = line.indexOf(':');
    const reading = { syllables: line.slice(0, colon), code, words: wordsOf(line.slice(colon + 1)) };
    readings.set(line, reading);
    return reading;
  }

  /** Readings of the row from the first that is not before `code`, as long as `wanted` holds. */
  function from(code: string, wanted: (other: string) => boolean): Reading[] {
    const row = rowOf(code);
    if (row === undefined) return [];
    const found: Reading[] = [];
    for (let at = placeOf(row.codes, code); at < row.codes.length; at++) {
      const other = row.codes[at] ?? '';
      if (!wanted(other)) break;
      found.push(readingOf(row.lines[at] ?? '', other));
    }
    return found;
  }

  return {
    exactly: (code) => from(code, (other) => other === code),
    longer: (code) => from(`${code}0`, (other) => other.startsWith(code)),
    surname: (character) => surnames.get(character) ?? 0,
    given: (character) => given.get(character) ?? 0,
  };
}

/** Where `code` stands, or would stand, in a sorted list. */
function placeOf(codes: readonly string[], code: string): number {
  let low = 0;
  let high = codes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((codes[middle] ?? '') < code) low = middle + 1;
    else high = middle;
  }
  return low;
}

const WORD = /(\D+)(\d+)/g;

function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map(([, word = '', count]) => ({ text: word, count: Number(count) }));
}

let loading: Promise<Dictionary> | undefined;
let loaded: Dictionary | undefined;

/** Loads the dictionary; it is wanted by whoever is about to type Chinese, and by nobody at a start. */
export function loadDictionary(): Promise<Dictionary> {
  loading ??= import('./words.js').then((source) => {
    loaded = createDictionary(source);
    return loaded;
  });
  return loading;
}

/** Undefined for the moment that loading takes. */
export function dictionary(): Dictionary | undefined {
  return loaded;
}
