import type { Random } from '../../drivers/host/types.js';

const CODES = 1_000_000;

/** Six digits by chance: 2^32 values over a million codes favour none by more than a four-thousandth. */
export function newCode(random: Random): string {
  const number = Buffer.from(random.bytes(4)).readUInt32BE(0) % CODES;
  return String(number).padStart(6, '0');
}
