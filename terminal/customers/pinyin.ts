/**
 * Pinyin of names, for search. pinyin-pro (MIT) knows the readings of surnames (单 shàn, 解 xiè, 万俟 mò qí); it is loaded
 * at the first Chinese name only, because its dictionary takes a moment and some memory.
 */
import { createRequire } from 'node:module';
import type { pinyin } from 'pinyin-pro';

const require = createRequire(import.meta.url);
let library: { pinyin: typeof pinyin } | undefined;

const CHINESE = /\p{Script=Han}/u;
const SPACED = /[\s\p{P}]+/u;

/** A commit is applied twice, on trial and for good: its names are looked up once. */
const REMEMBERED_MAX = 4096;
const remembered = new Map<string, string>();

/** First letters in lower case: 王小明 → wxm, Amy Lin → al. */
export function initials(name: string): string {
  if (!CHINESE.test(name)) return latinInitials(name);
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const letters = chineseInitials(name);
  if (remembered.size >= REMEMBERED_MAX) remembered.clear();
  remembered.set(name, letters);
  return letters;
}

function chineseInitials(name: string): string {
  library ??= require('pinyin-pro') as { pinyin: typeof pinyin };
  const letters = library.pinyin(name, {
    pattern: 'first',
    toneType: 'none',
    surname: 'head',
    type: 'array',
  });
  return letters.join('').toLowerCase().replace(/\s/g, '');
}

function latinInitials(name: string): string {
  return name
    .split(SPACED)
    .map((word) => word.slice(0, 1))
    .join('')
    .toLowerCase();
}
