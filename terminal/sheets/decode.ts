/**
 * Bytes of a text table to text. Spreadsheets write UTF-8 with a byte order mark, UTF-16, or, on a Chinese Windows, GB 18030
 * without any mark; a UTF-8 that is well formed is hardly ever anything else.
 */
import { isUtf8 } from 'node:buffer';

const UTF16_SAMPLE = 2_000;

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = zeroShare(bytes);
  if (zeros.odd > 0.3 && zeros.even < 0.05) return 'utf-16le';
  if (zeros.even > 0.3 && zeros.odd < 0.05) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'gb18030';
}

/** Never fails: what an encoding does not have becomes U+FFFD. A byte order mark is taken away. */
export function decodeText(bytes: Uint8Array, encoding = encodingOf(bytes)): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** Text of Latin letters and digits in UTF-16 has a zero in every other place. */
function zeroShare(bytes: Uint8Array): { readonly even: number; readonly odd: number } {
  const sample = bytes.subarray(0, UTF16_SAMPLE);
  let even = 0;
  let odd = 0;
  for (const [at, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const pairs = Math.max(1, sample.length / 2);
  return { even: even / pairs, odd: odd / pairs };
}
