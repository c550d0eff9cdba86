/**
 * Message catalogues. Each capability keeps its own in a `texts.ts`: one entry per key, both languages side by side, so
 * that a missing one does not compile. The composition root merges them with `createTranslate`.
 *
 * `{name}` is filled in from the variables; `{n|visit|visits}` takes the first form when `n` is 1, the second otherwise.
 */
import { TerminalError } from '../../protocol/errors.js';
import type { Translate } from './types.js';

export type Locale = 'zh-CN' | 'en';

export interface Text {
  readonly zh: string;
  readonly en: string;
}

export type Texts = Readonly<Record<string, Text>>;

/**
 * The translator of one language. A key that no catalogue has is shown as it is: a wrong word is better than no screen.
 * Throws `config/text-twice` when two catalogues claim one key.
 */
export function createTranslate(locale: Locale, catalogues: readonly Texts[]): Translate {
  const texts = new Map<string, string>();
  for (const catalogue of catalogues) {
    for (const [key, text] of Object.entries(catalogue)) {
      if (texts.has(key)) {
        throw new TerminalError('config/text-twice', `two catalogues have the text ${key}`, {
          context: { key },
        });
      }
      texts.set(key, locale === 'zh-CN' ? text.zh : text.en);
    }
  }
  return (key, vars = {}) => fill(texts.get(key) ?? key, vars);
}

const PLACE = /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g;

function fill(text: string, vars: Readonly<Record<string, string | number>>): string {
  if (!text.includes('{')) return text;
  return text.replace(PLACE, (place, name: string, one?: string, many?: string) => {
    const value = vars[name];
    if (value === undefined) return place;
    if (one === undefined || many === undefined) return String(value);
    return Number(value) === 1 ? one : many;
  });
}

/** The names a text wants filled in, sorted, each once. */
export function places(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].map((match) => match[1] ?? ''))].sort();
}
