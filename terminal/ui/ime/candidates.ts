/**
 * What a row of keys may mean, the likeliest first: whole words, the best chain of words, words that go on, and words for
 * its beginning. A chain's worth is the sum of the logarithms of its words' shares (a unigram model).
 */
import type { Dictionary, Reading, Word } from './dictionary.js';

export interface Candidate {
  readonly text: string;
  /** `wang xiao`: what it reads, as far as it is typed or beyond. */
  readonly syllables: string;
  /** How many of the keys it takes. */
  readonly keys: number;
}

export interface Wanted {
  readonly code: string;
  /** True when a reading may stand at that key: letters typed, or a syllable chosen. */
  readonly fits: (syllables: string, at: number) => boolean;
  /** A person's name is typed: `begin` is where the surname stands. */
  readonly name?: 'begin' | 'inside';
  /** How much more a word is worth, learned from what was chosen before. */
  readonly learned: (text: string) => number;
}

const CANDIDATES_MAX = 200;
const GOING_ON_MAX = 12;
/** Longest reading in keys: four syllables of six letters. */
const READING_KEYS_MAX = 24;
/** `zhuang` */
const SYLLABLE_KEYS_MAX = 6;
/** Sum of all counts, nearly: shares are counts of it. */
const ALL = 20_000_000;
/** A chain of fewer words is likelier than its shares say. */
const STEP = Math.log(1 / 50);
/** In a name, a character of names weighs this much more than its count. */
const NAME_WEIGHT = 2_000;

export function candidates(dictionary: Dictionary, wanted: Wanted): readonly Candidate[] {
  const { code } = wanted;
  const found = new Map<string, Candidate>();
  const add = (text: string, syllables: string, keys: number): void => {
    if (found.size < CANDIDATES_MAX && !found.has(text)) found.set(text, { text, syllables, keys });
  };
  const whole = ranked(dictionary, dictionary.exactly(code), wanted, 0);
  const chain = bestChain(dictionary, wanted);
  if (wanted.name !== undefined && chain && whole[0] && [...whole[0].text].length > 1)
    add(chain.text, chain.syllables, code.length);
  for (const { text, syllables } of whole) add(text, syllables, code.length);
  if (chain) add(chain.text, chain.syllables, code.length);
  const goingOn = ranked(dictionary, longer(dictionary, code), wanted, 0).slice(0, GOING_ON_MAX);
  for (const { text, syllables } of goingOn) add(text, syllables, code.length);
  for (let keys = Math.min(code.length - 1, READING_KEYS_MAX); keys > 0; keys--) {
    for (const { text, syllables } of ranked(dictionary, dictionary.exactly(code.slice(0, keys)), wanted, 0))
      add(text, syllables, keys);
  }
  return [...found.values()];
}

/** After one or two keys a whole row goes on: only its single syllables are looked at. */
function longer(dictionary: Dictionary, code: string): readonly Reading[] {
  const readings = dictionary.longer(code);
  return code.length > 2 ? readings : readings.filter(({ syllables }) => !syllables.includes(' '));
}

/** The syllables that the keys may begin with, the longest first; the last of them may go on beyond the keys. */
export function firstSyllables(dictionary: Dictionary, code: string): readonly string[] {
  const single = (readings: readonly Reading[]): string[] =>
    readings.map(({ syllables }) => syllables).filter((syllables) => !syllables.includes(' '));
  const found: string[] = [];
  for (let keys = Math.min(code.length, SYLLABLE_KEYS_MAX); keys > 0; keys--)
    found.push(...single(dictionary.exactly(code.slice(0, keys))));
  return found.length > 0 ? found : single(dictionary.longer(code));
}

interface Weighed {
  readonly text: string;
  readonly syllables: string;
  readonly weight: number;
}

/** Words of these readings that may stand at key `at`, the likeliest first. */
function ranked(dictionary: Dictionary, readings: readonly Reading[], wanted: Wanted, at: number): Weighed[] {
  return readings
    .filter(({ syllables }) => wanted.fits(syllables, at))
    .flatMap(({ syllables, words }) =>
      words.map((word) => ({ text: word.text, syllables, weight: weightOf(dictionary, word, wanted, at) })),
    )
    .sort((a, b) => b.weight - a.weight);
}

function weightOf(
  dictionary: Dictionary,
  { text, count }: Word,
  { name, learned }: Wanted,
  at: number,
): number {
  const known = count + learned(text);
  if (name === undefined) return known;
  if ([...text].length > 1) return known / NAME_WEIGHT;
  const begins = name === 'begin' && at === 0;
  return known + NAME_WEIGHT * (begins ? dictionary.surname(text) : dictionary.given(text));
}

interface Chain {
  readonly text: string;
  readonly syllables: string;
  readonly worth: number;
}

/** The likeliest words for all the keys, one after another; undefined when no chain takes them all. */
function bestChain(dictionary: Dictionary, wanted: Wanted): Chain | undefined {
  const { code } = wanted;
  const best: (Chain | undefined)[] = [{ text: '', syllables: '', worth: 0 }];
  for (let at = 0; at < code.length; at++) {
    const before = best[at];
    if (before === undefined) continue;
    for (let keys = 1; keys <= Math.min(READING_KEYS_MAX, code.length - at); keys++) {
      const word = likeliest(dictionary, code.slice(at, at + keys), wanted, at);
      if (word === undefined) continue;
      const worth = before.worth + STEP + Math.log((word.weight + 1) / ALL);
      const known = best[at + keys];
      if (known !== undefined && known.worth >= worth) continue;
      best[at + keys] = {
        text: before.text + word.text,
        syllables: `${before.syllables} ${word.syllables}`.trim(),
        worth,
      };
    }
  }
  return best[code.length];
}

function likeliest(dictionary: Dictionary, code: string, wanted: Wanted, at: number): Weighed | undefined {
  let best: Weighed | undefined;
  for (const { syllables, words } of dictionary.exactly(code)) {
    if (!wanted.fits(syllables, at)) continue;
    for (const word of words) {
      const weight = weightOf(dictionary, word, wanted, at);
      if (best === undefined || weight > best.weight) best = { text: word.text, syllables, weight };
    }
  }
  return best;
}
