/** A keypad is data: which key of the shop each physical key is. The files of keypads/ are the two that there are. */

import type { KeyName } from './key-names.js';
import type { Stroke } from './stroke.js';

export interface KeypadMap {
  readonly name: 'standard' | 'advanced';
  /** Keys that type nothing, by their name (usages.ts, tty.ts). What is not listed does nothing. */
  readonly keys: Readonly<Record<string, KeyName>>;
  /** Characters that are keys of their own, and some that stand in for them: `/` for `#` on a numeric pad. */
  readonly characters: Readonly<Record<string, KeyName>>;
  /** Which other characters this keypad types; the others do nothing. */
  readonly text: RegExp;
}

export interface MappedKey {
  readonly name: KeyName;
  readonly text?: string;
}

/** The key that a stroke is on this keypad; undefined when it is none. */
export function mapStroke(map: KeypadMap, { name, char, pasted }: Stroke): MappedKey | undefined {
  if (char === undefined) return Object.hasOwn(map.keys, name) ? named(map.keys[name]) : undefined;
  const key = map.characters[char];
  if (key === char) return { name: key, text: char };
  if (key !== undefined && pasted !== true) return named(key);
  return map.text.test(char) ? { name: 'text', text: char } : undefined;
}

function named(key: KeyName | undefined): MappedKey | undefined {
  if (key === undefined) return undefined;
  return key.length === 1 ? { name: key, text: key } : { name: key };
}
