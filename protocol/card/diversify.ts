/** A key for each card out of one master key: NXP AN10922 rev. 2.2, 2.2 (AES-128). */

import { TerminalError } from '../errors.js';
import { concat } from './bytes.js';
import { BLOCK_BYTES, type BlockCipher, cmacPadded } from './cmac.js';

/** Two blocks with the constant at their beginning. */
const INPUT_BYTES_MAX = 2 * BLOCK_BYTES - 1;
const CONSTANT = 0x01;

/**
 * 16 bytes. `input` has 1 to 31: the card's id, and whatever else tells this use of the key from others.
 * @throws TerminalError `card/bad-key`
 */
export function diversifiedKey(cipher: BlockCipher, master: Uint8Array, input: Uint8Array): Uint8Array {
  if (input.length < 1 || input.length > INPUT_BYTES_MAX || master.length !== BLOCK_BYTES) {
    throw new TerminalError('card/bad-key', 'a key is made of 16 bytes and 1–31 bytes of input');
  }
  const blocks = new Uint8Array(2 * BLOCK_BYTES);
  const text = concat(Uint8Array.of(CONSTANT), input);
  blocks.set(text);
  if (text.length < blocks.length) blocks[text.length] = 0x80;
  return cmacPadded(cipher, master, blocks, text.length < blocks.length);
}
