/** AES-128 on single blocks, by Node's crypto. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { BlockCipher } from '../../protocol/card/cmac.js';

export const AES: BlockCipher = {
  encrypt(key, block) {
    const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
    return Uint8Array.from(Buffer.concat([cipher.update(block), cipher.final()]));
  },
  decrypt(key, block) {
    const cipher = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false);
    return Uint8Array.from(Buffer.concat([cipher.update(block), cipher.final()]));
  },
};
