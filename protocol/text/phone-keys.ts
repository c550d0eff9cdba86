/** Keys of a telephone's keypad, ITU-T E.161: 2 is abc, 9 is wxyz. */

/** Of each letter, a to z. */
const KEYS = '22233344455566677778889999';

/** The keys for lower-case letters: `wxm` is 996. Anything else is left out. */
export function phoneKeysOf(letters: string): string {
  let keys = '';
  for (let at = 0; at < letters.length; at++) keys += KEYS[letters.charCodeAt(at) - 97] ?? '';
  return keys;
}
