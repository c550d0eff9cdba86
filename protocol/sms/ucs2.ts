/**
 * UCS-2 (TS 23.038 6.2.3), which phones fill with UTF-16: a character beyond the basic plane is a surrogate pair, and a
 * sender may have split it over two parts; so code units are joined first and read as text afterwards.
 */

/** Big-endian code units; a lone octet at the end becomes U+FFFD. */
export function ucs2Units(octets: Uint8Array): number[] {
  const units: number[] = [];
  for (let i = 0; i + 1 < octets.length; i += 2) units.push(((octets[i] ?? 0) << 8) | (octets[i + 1] ?? 0));
  if (octets.length % 2 === 1) units.push(0xfffd);
  return units;
}

/** Any half of a pair: most texts have none. */
const SURROGATE = /[\ud800-\udfff]/;

/** Code units to text; a surrogate without its other half becomes U+FFFD. */
export function decodeUcs2(units: readonly number[]): string {
  let text = '';
  for (const unit of units) text += String.fromCharCode(unit);
  return SURROGATE.test(text) ? text.replace(/\p{Surrogate}/gu, '\ufffd') : text;
}

export function encodeUcs2(text: string): Uint8Array {
  const octets = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    octets[i * 2] = unit >> 8;
    octets[i * 2 + 1] = unit & 0xff;
  }
  return octets;
}
