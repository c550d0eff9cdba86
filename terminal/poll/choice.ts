/** Which option somebody's words choose. Pure. */

import { refusalOf } from '../messaging/index.js';

/** From 0; undefined for none. `1`, `Ａ`, `选1`, `1号` and the option's own words are understood. */
export function choiceOf(options: readonly string[], words: string): number | undefined {
  const plain = bare(words);
  const byWords = options.findIndex((option) => bare(option) === plain);
  if (byWords >= 0) return byWords;
  const said = /^(?:选|投)?(\d{1,2}|[A-Z])(?:号|项)?$/.exec(plain)?.[1];
  if (said === undefined) return undefined;
  const index = /\d/.test(said) ? Number(said) - 1 : said.charCodeAt(0) - 'A'.charCodeAt(0);
  return index >= 0 && index < options.length ? index : undefined;
}

/**
 * Whether each option can be chosen, by its number and by its words: no two read alike, none is another one's number, and none says "no more
 * texts" (N, for no).
 */
export function canBeTold(options: readonly string[]): boolean {
  return options.every(
    (option, index) =>
      bare(option) !== '' &&
      refusalOf(option) === undefined &&
      choiceOf(options, option) === index &&
      choiceOf(options, String(index + 1)) === index,
  );
}

/** `1 苹果 2 橙子` */
export function optionWords(options: readonly string[]): string {
  return options.map((option, index) => `${index + 1} ${option}`).join(' ');
}

function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{P}]/gu, '');
}
