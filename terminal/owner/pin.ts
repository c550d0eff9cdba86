/** PINs of owners: kept as scrypt hashes (RFC 7914), compared in constant time. Pure. */
import { scryptSync, timingSafeEqual } from 'node:crypto';

/** 16 MiB and some hundredths of a second: what three tries can afford, and a thief with the journal cannot quickly. */
const COST = { N: 16_384, r: 8, p: 1 };
const HASH_BYTES = 32;

export const PIN_FORM = /^\d{4,8}$/;

/** Hex. */
export function hashPin(pin: string, salt: string): string {
  return scryptSync(pin, Buffer.from(salt, 'hex'), HASH_BYTES, COST).toString('hex');
}

export function isPin(
  pin: string,
  { salt, hash }: { readonly salt: string; readonly hash: string },
): boolean {
  return timingSafeEqual(Buffer.from(hashPin(pin, salt), 'hex'), Buffer.from(hash, 'hex'));
}
