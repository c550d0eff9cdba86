/** The pseudo-APDUs with which a PC/SC reader answers for a storage card: PC/SC part 3 (2.01.09), 3.2.2. */

import { TerminalError } from '../errors.js';
import { buildApdu } from './apdu.js';

/** GET DATA, the card's id: `FF CA 00 00 00`. Answer: the id, 90 00; 6A 81 when the card has none to give. */
export function getUid(): Uint8Array {
  return buildApdu({ cla: 0xff, ins: 0xca, p1: 0, p2: 0, le: 256 });
}

/** READ BINARY: `FF B0 block Le`. On a Type 2 tag a block is a page of 4 bytes, and one command gives up to 16. */
export function readBinary(block: number, length: number): Uint8Array {
  return buildApdu({ cla: 0xff, ins: 0xb0, ...address(block), le: length });
}

/** UPDATE BINARY: `FF D6 block Lc data`. Whole blocks only: 4 bytes on a Type 2 tag, 16 on MIFARE Classic. */
export function updateBinary(block: number, data: Uint8Array): Uint8Array {
  return buildApdu({ cla: 0xff, ins: 0xd6, ...address(block), data });
}

function address(block: number): { p1: number; p2: number } {
  if (!Number.isInteger(block) || block < 0 || block > 0xffff) {
    throw new TerminalError('card/bad-apdu', 'a block address is 0–65535', { context: { block } });
  }
  return { p1: block >> 8, p2: block & 0xff };
}
