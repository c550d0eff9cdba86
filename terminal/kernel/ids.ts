/**
 * Ids that sort by time and are unique without a server: 48 bits of milliseconds and 80 random bits, in 26 characters of
 * Crockford's base 32 (the ULID layout). Two made in one millisecond still sort in the order they were made.
 */
import type { Clock, Random } from '../../drivers/host/types.js';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export interface Ids {
  next(): string;
}

export function createIds(clock: Clock, random: Random): Ids {
  let lastMs = 0;
  let entropy = new Uint8Array(10);

  function next(): string {
    const now = clock.now();
    if (now > lastMs) {
      lastMs = now;
      entropy = Uint8Array.from(random.bytes(10));
    } else {
      increment(entropy); // Also when the clock stepped back: ids never do.
    }
    return time(lastMs) + encode(entropy);
  }

  return { next };
}

function increment(bytes: Uint8Array): void {
  for (let i = bytes.length - 1; i >= 0; i--) {
    bytes[i] = ((bytes[i] as number) + 1) & 0xff;
    if (bytes[i] !== 0) return;
  }
}

function time(ms: number): string {
  let rest = ms;
  let out = '';
  for (let i = 0; i < 10; i++) {
    out = ALPHABET[rest % 32] + out;
    rest = Math.floor(rest / 32);
  }
  return out;
}

/** Ten octets to sixteen characters, five bits each. */
function encode(bytes: Uint8Array): string {
  let bits = 0;
  let held = 0;
  let out = '';
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += ALPHABET[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return out;
}
