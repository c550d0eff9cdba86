/** What is being typed in pinyin: keys or letters, the words they may mean, and the page of them that is seen. */

import { phoneKeysOf } from '../../../protocol/text/phone-keys.js';
import { type Candidate, candidates, firstSyllables } from './candidates.js';
import { dictionary } from './dictionary.js';
import type { Learned } from './learned.js';

export interface Composition {
  /** Digits, or letters. */
  typed(): string;
  add(key: string): void;
  /** Takes the last key away. */
  erase(): void;
  clear(): void;
  /** Candidates of this page. */
  page(): readonly Candidate[];
  /** Goes to another page; past the last one is the first. */
  turn(by: 1 | -1): void;
  /** Takes a candidate of this page: its text; keys that it does not need go on being typed. Undefined: there is none. */
  take(place: number): string | undefined;
  /** Everything as text: the first candidate again and again, and letters that mean nothing as they are. */
  rest(): string;
  /** How it reads: `wang xiao`. */
  reading(): string;
  /** Syllables that may stand first, and the one that was chosen. */
  readings(): { readonly all: readonly string[]; readonly chosen: string | undefined };
  /** Chooses the next syllable to stand first; after the last, any. */
  nextReading(by: 1 | -1): void;
}

export interface CompositionOptions {
  readonly page: number;
  readonly learned: Learned;
  /** Where in a person's name typing begins; undefined when it is not a name. */
  readonly name: () => 'begin' | 'inside' | undefined;
}

const TYPED_MAX = 40;

export function createComposition({ page: size, learned, name }: CompositionOptions): Composition {
  let typed = '';
  let first = 0;
  let chosen: string | undefined;
  let known: readonly Candidate[] | undefined;
  /** Words taken one after another for keys that were typed in one go: learned as one. */
  let taken: { readonly text: string; readonly syllables: string } | undefined;

  const code = (): string => (/^\d/.test(typed) ? typed : phoneKeysOf(typed));

  function fits(syllables: string, at: number): boolean {
    if (/^[a-z]/.test(typed)) {
      const letters = syllables.replaceAll(' ', '');
      const rest = typed.slice(at);
      return rest.startsWith(letters) || letters.startsWith(rest);
    }
    return chosen === undefined || at > 0 || syllables.split(' ', 1)[0] === chosen;
  }

  function all(): readonly Candidate[] {
    if (known !== undefined) return known;
    const words = dictionary();
    if (words === undefined || typed === '') return [];
    const place = name();
    known = candidates(words, {
      code: code(),
      fits,
      learned: learned.worth,
      ...(place !== undefined && { name: place }),
    });
    return known;
  }

  function changed(): void {
    known = undefined;
    first = 0;
  }

  function take(candidate: Candidate): string {
    const before = taken;
    const text = (before?.text ?? '') + candidate.text;
    const syllables = `${before?.syllables ?? ''} ${candidate.syllables}`.trim();
    const wasFirst = before === undefined && all()[0] === candidate;
    typed = typed.slice(candidate.keys);
    taken = typed === '' ? undefined : { text, syllables };
    chosen = undefined;
    changed();
    if (typed === '' && !wasFirst && name() === undefined) learned.learn(text);
    return candidate.text;
  }

  function clear(): void {
    typed = '';
    taken = undefined;
    chosen = undefined;
    changed();
  }

  function readings() {
    const words = dictionary();
    return { all: words && typed !== '' ? firstSyllables(words, code()) : [], chosen };
  }

  return {
    clear,
    readings,
    typed: () => typed,
    add(key) {
      if (typed.length >= TYPED_MAX) return;
      typed += key;
      changed();
    },
    erase() {
      typed = typed.slice(0, -1);
      if (typed === '') taken = undefined;
      chosen = undefined;
      changed();
    },
    page: () => all().slice(first, first + size),
    turn(by) {
      const count = Math.max(1, Math.ceil(all().length / size));
      first = ((first / size + by + count) % count) * size;
    },
    take(place) {
      const candidate = all()[first + place];
      return candidate && take(candidate);
    },
    rest() {
      let text = '';
      for (let next = all()[0]; next !== undefined && typed !== ''; next = all()[0]) text += take(next);
      const left = /^[a-z]/.test(typed) ? typed : '';
      clear();
      return text + left;
    },
    reading() {
      if (/^[a-z]/.test(typed)) return typed;
      const best = all().find(({ keys }) => keys === typed.length)?.syllables;
      return best ?? typed;
    },
    nextReading(by) {
      const places = [undefined, ...readings().all];
      const at = (places.indexOf(chosen) + by + places.length) % places.length;
      chosen = places[at];
      changed();
    },
  };
}
