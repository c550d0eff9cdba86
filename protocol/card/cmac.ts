/** AES-CMAC: NIST SP 800-38B, 6.1 and 6.2 (the same as RFC 4493). Pure: the block cipher is handed in. */

/** AES-128 on one block. Keys and blocks have 16 bytes. */
export interface BlockCipher {
  encrypt(key: Uint8Array, block: Uint8Array): Uint8Array;
  decrypt(key: Uint8Array, block: Uint8Array): Uint8Array;
}

export const BLOCK_BYTES = 16;

/** R128 of SP 800-38B, 5.3. */
const REDUCTION = 0x87;

/** 16 bytes. */
export function cmac(cipher: BlockCipher, key: Uint8Array, message: Uint8Array): Uint8Array {
  const whole = message.length > 0 && message.length % BLOCK_BYTES === 0;
  return cmacPadded(cipher, key, whole ? message : padded(message), !whole);
}

/**
 * The same over whole blocks that were padded by somebody else's rule.
 * @param isPadded the last block has padding, so that the second subkey belongs to it
 */
export function cmacPadded(
  cipher: BlockCipher,
  key: Uint8Array,
  blocks: Uint8Array,
  isPadded: boolean,
): Uint8Array {
  const first = doubled(cipher.encrypt(key, new Uint8Array(BLOCK_BYTES)));
  const subkey = isPadded ? doubled(first) : first;
  const last = blocks.length - BLOCK_BYTES;
  let state: Uint8Array = new Uint8Array(BLOCK_BYTES);
  for (let at = 0; at <= last; at += BLOCK_BYTES) {
    const block = xor(state, blocks.subarray(at, at + BLOCK_BYTES));
    state = cipher.encrypt(key, at === last ? xor(block, subkey) : block);
  }
  return state;
}

/** CBC without padding (SP 800-38A, 6.2). `data` is whole blocks. */
export function decryptCbc(
  cipher: BlockCipher,
  key: Uint8Array,
  iv: Uint8Array,
  data: Uint8Array,
): Uint8Array {
  const plain = new Uint8Array(data.length);
  let before = iv;
  for (let at = 0; at + BLOCK_BYTES <= data.length; at += BLOCK_BYTES) {
    const block = data.subarray(at, at + BLOCK_BYTES);
    plain.set(xor(cipher.decrypt(key, block), before), at);
    before = block;
  }
  return plain;
}

/** One bit 1, then zeros to the end of the block. */
function padded(message: Uint8Array): Uint8Array {
  const whole = new Uint8Array((Math.floor(message.length / BLOCK_BYTES) + 1) * BLOCK_BYTES);
  whole.set(message);
  whole[message.length] = 0x80;
  return whole;
}

/** Times x in GF(2^128). */
function doubled(block: Uint8Array): Uint8Array {
  const out = block.map((byte, at) => (byte << 1) | ((block[at + 1] ?? 0) >> 7));
  const end = BLOCK_BYTES - 1;
  if ((block[0] ?? 0) & 0x80) out[end] = (out[end] ?? 0) ^ REDUCTION;
  return out;
}

function xor(one: Uint8Array, other: Uint8Array): Uint8Array {
  return one.map((byte, at) => byte ^ (other[at] ?? 0));
}
