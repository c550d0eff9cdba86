/** Hexadecimal and byte helpers that every card format needs. */

import { TerminalError } from '../errors.js';

/** Upper-case hex without separators, as ids and logs show it. */
export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex.toUpperCase();
}

/**
 * Bytes from hex; blanks and colons between the bytes are allowed (`04:A2:…`).
 * @throws TerminalError `card/bad-hex`
 */
export function fromHex(hex: string): Uint8Array {
  const digits = hex.replace(/[\s:]/g, '');
  if (digits.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(digits)) {
    throw new TerminalError('card/bad-hex', 'not an even number of hexadecimal digits', { context: { hex } });
  }
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Big-endian 16 bits at `offset`; bytes that are not there count as zero. */
export function uint16(bytes: Uint8Array, offset: number): number {
  return ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
}
