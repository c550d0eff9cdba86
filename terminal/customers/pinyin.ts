/**
 * Pinyin of names, for search. pinyin-pro (MIT) knows the readings of surnames (单 shàn, 解 xiè, 万俟 mò qí); it is loaded
 * at the first Chinese name only, because its dictionary takes a moment and some memory.
 */
import { createRequire } from 'node:module';
import type { pinyin } from 'pinyin-pro';

const require = createRequire(import.meta.url);
let library: { pinyin: typeof pinyin } | undefined;

const CHINESE = /\p{Script=Han}/u;
const DIGIT = /[0-9]/;
const LATIN = /^[a-z]+$/;
const SPACED = /[\s\p{P}]+/u;

/** A commit is applied twice, on trial and for good: its names are looked up once. */
const REMEMBERED_MAX = 4096;
const remembered = new Map<string, readonly string[]>();
/** Ordinary readings of single characters: there are a few hundred surnames. */
const ordinary = new Map<string, string>();
/** The reading of a character that has one only, whatever stands beside it; else ''. Most have. */
const only = new Map<string, string>();

/** Surnames that the library reads as the ordinary word: `tests/vectors/surnames.json` has the list that says so. */
const SURNAMES: readonly (readonly [string, readonly string[]])[] = [
  ['单于', ['chan', 'yu']],
  ['种', ['chong']],
  ['黑', ['he']],
];

/** First letters in lower case: 王小明 → wxm, Amy Lin → al. */
export function initials(name: string): string {
  const parts = CHINESE.test(name) ? syllablesOf(name) : name.split(SPACED);
  return parts
    .map((part) => [...part][0] ?? '')
    .join('')
    .toLowerCase();
}

/**
 * Syllables of a Chinese name with spaces between, as a surname reads; after `|` once more when the surname has another, ordinary
 * reading that somebody who does not know the person would type: 单田芳 → `shan tian fang|dan tian fang`. Empty for other names.
 */
export function readings(name: string): string {
  if (!CHINESE.test(name)) return '';
  const syllables = syllablesOf(name);
  const first = [...name][0] ?? '';
  const other = ordinaryOf(first);
  if (other === syllables[0] || syllables.length < 2 || !CHINESE.test(first)) return syllables.join(' ');
  return `${syllables.join(' ')}|${[other, ...syllables.slice(1)].join(' ')}`;
}

/** A character that is no Chinese one is a syllable of its own. */
function syllablesOf(name: string): readonly string[] {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const syllables = surnameRead(name, plainlyRead(name) ?? read(name, 'head'))
    .map((syllable) => syllable.toLowerCase().replace(/\s/g, ''))
    .filter((syllable) => syllable !== '');
  if (remembered.size >= REMEMBERED_MAX) remembered.clear();
  remembered.set(name, syllables);
  return syllables;
}

/** Put together from its characters, when each can be read in one way: the library takes its time over a sentence. */
function plainlyRead(name: string): readonly string[] | undefined {
  const syllables: string[] = [];
  for (const character of name) {
    const syllable = DIGIT.test(character) ? character : onlyOf(character);
    if (syllable === '') return undefined;
    syllables.push(syllable);
  }
  return syllables;
}

function onlyOf(character: string): string {
  const known = only.get(character);
  if (known !== undefined) return known;
  const ways = CHINESE.test(character) ? [...new Set(read(character, 'off', true))] : [];
  const way = ways.length === 1 ? (ways[0] ?? '') : '';
  const reading = LATIN.test(way) ? way : ''; // 々 sounds as what stands before it.
  if (only.size >= REMEMBERED_MAX) only.clear();
  only.set(character, reading);
  return reading;
}

function surnameRead(name: string, syllables: readonly string[]): readonly string[] {
  const found = SURNAMES.find(([surname]) => name.startsWith(surname) && name.length > surname.length);
  return found ? [...found[1], ...syllables.slice(found[1].length)] : syllables;
}

function ordinaryOf(character: string): string {
  const known = ordinary.get(character);
  if (known !== undefined) return known;
  const reading = read(character, 'off').join('').toLowerCase();
  if (ordinary.size >= REMEMBERED_MAX) ordinary.clear();
  ordinary.set(character, reading);
  return reading;
}

/** ü is typed as v. */
function read(text: string, surname: 'head' | 'off', multiple = false): string[] {
  library ??= require('pinyin-pro') as { pinyin: typeof pinyin };
  return library.pinyin(text, { toneType: 'none', surname, type: 'array', v: true, multiple });
}
