/** What a data coding scheme octet means (3GPP TS 23.038, 4). */

export type Alphabet = 'gsm7' | 'octets' | 'ucs2';

export interface Coding {
  readonly alphabet: Alphabet;
  /** Message class 0–3 (0 is a flash text), when the scheme gives one. */
  readonly class?: number;
}

export const DCS_GSM7 = 0x00;
export const DCS_UCS2 = 0x08;

export function codingOf(dcs: number): Coding {
  const group = dcs >> 4;
  if (group < 0x8) {
    const alphabet = (['gsm7', 'octets', 'ucs2', 'gsm7'] as const)[(dcs >> 2) & 3] ?? 'gsm7';
    return (dcs & 0x10) === 0 ? { alphabet } : { alphabet, class: dcs & 3 };
  }
  if (group === 0xe) return { alphabet: 'ucs2' };
  if (group === 0xf) return { alphabet: (dcs & 0x04) === 0 ? 'gsm7' : 'octets', class: dcs & 3 };
  return { alphabet: 'gsm7' };
}
