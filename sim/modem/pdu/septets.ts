/**
 * GSM 7 bit default alphabet and its extension table (3GPP TS 23.038, 6.2.1), and how septets are packed into octets
 * (6.1.2.1). Written from the specification for the simulator alone.
 */

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

const EXTENSION: ReadonlyArray<readonly [number, string]> = [
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
];

const ESCAPE = 0x1b;
const extensionBySeptet = new Map(EXTENSION);
const septetsByCharacter = new Map<string, readonly number[]>([
  ...[...BASIC].map((character, septet) => [character, [septet]] as const),
  ...EXTENSION.map(([septet, character]) => [character, [ESCAPE, septet]] as const),
]);
septetsByCharacter.delete('\u001b');

/** The one or two septets of a character, or undefined when the alphabet does not have it. */
export function septetsOf(character: string): readonly number[] | undefined {
  return septetsByCharacter.get(character);
}

/** The septets of a text, or undefined when a character is missing from the alphabet. */
export function textToSeptets(text: string): number[] | undefined {
  const septets: number[] = [];
  for (const character of text) {
    const own = septetsOf(character);
    if (!own) return undefined;
    septets.push(...own);
  }
  return septets;
}

/** An unknown extension falls back to the basic table, a lone escape at the end to a space (23.038, 6.2.1.1). */
export function septetsToText(septets: readonly number[]): string {
  let text = '';
  for (let at = 0; at < septets.length; at++) {
    const septet = septets[at] ?? 0;
    if (septet !== ESCAPE) {
      text += BASIC.charAt(septet);
      continue;
    }
    const next = septets[++at];
    if (next === undefined || next === ESCAPE) text += ' ';
    else text += extensionBySeptet.get(next) ?? BASIC.charAt(next);
  }
  return text;
}

/** Packs septets, least significant bit first, after `fillBits` zero bits. */
export function packSeptets(septets: readonly number[], fillBits = 0): Uint8Array {
  const packed = new Uint8Array(Math.ceil((septets.length * 7 + fillBits) / 8));
  let bit = fillBits;
  for (const septet of septets) {
    const octet = bit >> 3;
    const spread = septet << (bit & 7);
    packed[octet] = (packed[octet] ?? 0) | (spread & 0xff);
    if (spread > 0xff) packed[octet + 1] = spread >> 8;
    bit += 7;
  }
  return packed;
}

/** The `count` septets that begin `fillBits` bits into `octets`; bits beyond the end read as zero. */
export function unpackSeptets(octets: Uint8Array, count: number, fillBits = 0): number[] {
  return Array.from({ length: count }, (_, index) => {
    const bit = fillBits + index * 7;
    const pair = (octets[bit >> 3] ?? 0) | ((octets[(bit >> 3) + 1] ?? 0) << 8);
    return (pair >> (bit & 7)) & 0x7f;
  });
}
