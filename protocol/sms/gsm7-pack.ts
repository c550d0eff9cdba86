/** Septets packed into octets, least significant bit first: 3GPP TS 23.038 6.1.2.1. */

/** `septets` (0–127) packed after `fillBits` (0–6) zero bits, which align a text behind a user data header. */
export function packSeptets(septets: readonly number[], fillBits = 0): Uint8Array {
  const octets = new Uint8Array(Math.ceil((septets.length * 7 + (septets.length > 0 ? fillBits : 0)) / 8));
  for (let i = 0; i < septets.length; i += 1) {
    const bit = fillBits + i * 7;
    const shifted = ((septets[i] ?? 0) & 0x7f) << (bit & 7);
    octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (shifted & 0xff);
    if (shifted > 0xff) octets[(bit >> 3) + 1] = shifted >> 8;
  }
  return octets;
}

/** The first `count` septets of `octets` after `fillBits` bits; fewer when the octets end before. */
export function unpackSeptets(octets: Uint8Array, count: number, fillBits = 0): number[] {
  const available = Math.max(0, Math.floor((octets.length * 8 - fillBits) / 7));
  return Array.from({ length: Math.min(count, available) }, (_, i) => {
    const bit = fillBits + i * 7;
    const pair = (octets[bit >> 3] ?? 0) | ((octets[(bit >> 3) + 1] ?? 0) << 8);
    return (pair >> (bit & 7)) & 0x7f;
  });
}

/** Bits between a user data header of `octets` octets (its length octet included) and the next septet. */
export function fillBitsAfter(octets: number): number {
  return (7 - ((octets * 8) % 7)) % 7;
}
