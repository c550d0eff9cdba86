/**
 * How keys become text. A mode holds what is not yet sure (`pending`: a letter being tapped, a syllable being spelled);
 * the field holds the rest. Nine-key pinyin is one more of these.
 */
import type { Key, Line } from '../types.js';

/** What one key did: `commit` goes to the end of the text, `pending` is shown after it, marked. */
export interface Typed {
  readonly commit: string;
  readonly pending: string;
}

export interface InputMode {
  /** Shown beside the path: `123`, `ab`, `拼`. */
  readonly label: string;
  /** `nowMs`: monotonic. Undefined when the key means nothing in this mode. */
  type(key: Key, nowMs: number): Typed | undefined;
  /** Ends what is pending and returns it, as text. */
  finish(): string;
  /** Rows to show under the field: candidates. */
  panel?(width: number): readonly Line[];
}

/** Digits as digits. */
export function digitsMode(): InputMode {
  return {
    label: '123',
    type: (key) => (/^\d$/.test(key.name) ? { commit: key.name, pending: '' } : undefined),
    finish: () => '',
  };
}

/** Keys of a full keyboard as they are typed. */
export function directMode(): InputMode {
  return {
    label: 'ab',
    type: (key) => (/^\d$/.test(key.name) ? { commit: key.name, pending: '' } : undefined),
    finish: () => '',
  };
}

/** The same key within this time goes on to its next letter. */
export const TAP_MS = 1_000;

/** ITU-T E.161 letters, each key's digit at the end; 1 has the punctuation, 0 the space. */
const TAPS: readonly string[] = [
  ' 0',
  '.,?!@-_/:;\'"()#*+&1',
  'abc2',
  'def3',
  'ghi4',
  'jkl5',
  'mno6',
  'pqrs7',
  'tuv8',
  'wxyz9',
];

/** Letters by tapping a digit until the wanted one comes. */
export function multiTapMode(capitals = false): InputMode {
  let tapped: { readonly digit: number; readonly index: number; readonly atMs: number } | undefined;
  const letter = (): string => {
    if (tapped === undefined) return '';
    const letters = TAPS[tapped.digit] ?? '';
    const char = letters[tapped.index % letters.length] ?? '';
    return capitals ? char.toUpperCase() : char;
  };
  return {
    label: capitals ? 'AB' : 'ab',
    type: (key, nowMs) => {
      if (!/^\d$/.test(key.name)) return undefined;
      const digit = Number(key.name);
      const again = tapped !== undefined && tapped.digit === digit && nowMs - tapped.atMs < TAP_MS;
      const commit = again ? '' : letter();
      tapped = { digit, index: again && tapped !== undefined ? tapped.index + 1 : 0, atMs: nowMs };
      return { commit, pending: letter() };
    },
    finish: () => {
      const rest = letter();
      tapped = undefined;
      return rest;
    },
  };
}
