/** The GSM 7-bit default alphabet and its extension table: 3GPP TS 23.038 6.2.1 and 6.2.1.1. */

import { unpackSeptets } from './gsm7-pack.js';
import { LOCKING_SHIFT, SINGLE_SHIFT } from './shift-tables.js';

const ESCAPE = 0x1b;
const CARRIAGE_RETURN = 0x0d;

/** Position in the string is the septet; 1B is the escape and stands for a space when nothing follows. */
const DEFAULT_ALPHABET =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ' +
  ' !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§' +
  '¿abcdefghijklmnopqrstuvwxyzäöñüà';

const EXTENSION: ReadonlyMap<number, string> = new Map([
  [0x0a, '\f'],
  [0x14, '^'],
  [0x28, '{'],
  [0x29, '}'],
  [0x2f, '\\'],
  [0x3c, '['],
  [0x3d, '~'],
  [0x3e, ']'],
  [0x40, '|'],
  [0x65, '€'],
]);

/** Languages that a user data header names for one message (IEI 25 and 24); 0 is the default. */
export interface ShiftTables {
  readonly locking: number;
  readonly single: number;
}

const DEFAULT_TABLES: ShiftTables = { locking: 0, single: 0 };

const ENCODING: ReadonlyMap<string, readonly number[]> = new Map<string, readonly number[]>([
  ...Array.from(DEFAULT_ALPHABET, (char, septet): [string, number[]] => [char, [septet]]).filter(
    ([char]) => char !== '\u001b',
  ),
  ...Array.from(EXTENSION, ([septet, char]): [string, number[]] => [char, [ESCAPE, septet]]),
]);

/** One character's septets (two from the extension table), or undefined when the alphabet lacks it. */
export function septetsOf(char: string): readonly number[] | undefined {
  return ENCODING.get(char);
}

/** The text's septets, or undefined when a character is not in the default alphabet or its extension. */
export function encodeGsm7(text: string): number[] | undefined {
  const septets: number[] = [];
  for (const char of text) {
    const codes = ENCODING.get(char);
    if (codes === undefined) return undefined;
    for (const code of codes) septets.push(code);
  }
  return septets;
}

/**
 * Septets to text. Language tables are used only when a header named them; an unknown language falls back to the default
 * (TS 23.038 6.2.1.2.1). An escape without a character of the extension table shows the plain character (6.2.1.1), two
 * escapes or an escape at the end a space.
 */
export function decodeGsm7(septets: readonly number[], tables: ShiftTables = DEFAULT_TABLES): string {
  const base = LOCKING_SHIFT.get(tables.locking) ?? DEFAULT_ALPHABET;
  const extension = SINGLE_SHIFT.get(tables.single) ?? EXTENSION;
  let text = '';
  for (let i = 0; i < septets.length; i += 1) {
    const septet = septets[i] ?? 0;
    if (septet !== ESCAPE) {
      text += base[septet] ?? ' ';
      continue;
    }
    i += 1;
    const escaped = septets[i] ?? ESCAPE;
    text += escaped === ESCAPE ? ' ' : (extension.get(escaped) ?? base[escaped] ?? ' ');
  }
  return text;
}

/** A packed USSD string: seven spare bits at the end hold a carriage return that is not text (TS 23.038 6.1.2.3.1). */
export function ussdText(octets: Uint8Array): string {
  const septets = unpackSeptets(octets, Number.POSITIVE_INFINITY);
  const padded = septets.length % 8 === 0 && septets.at(-1) === CARRIAGE_RETURN;
  return decodeGsm7(padded ? septets.slice(0, -1) : septets);
}
