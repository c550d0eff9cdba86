/**
 * PINs of people: kept as scrypt hashes (RFC 7914) with a salt of their own, compared in constant time. Pure: the salt comes from
 * the machine's randomness, by the caller.
 */
import { scryptSync, timingSafeEqual } from 'node:crypto';

/** 16 MiB and some hundredths of a second: what a few tries can afford, and a thief with the journal cannot quickly. */
const COST = { N: 16_384, r: 8, p: 1 };
const HASH_BYTES = 32;
const SALT_BYTES = 16;

export const PIN_FORM = /^\d{4,8}$/;

/** What is kept of a PIN, both in hex. */
export interface KeptPin {
  readonly salt: string;
  readonly hash: string;
}

/** Hex. `salt` is hex, see `saltFrom`. */
export function hashPin(pin: string, salt: string): string {
  return scryptSync(pin, Buffer.from(salt, 'hex'), HASH_BYTES, COST).toString('hex');
}

export function isPin(pin: string, { salt, hash }: KeptPin): boolean {
  return timingSafeEqual(Buffer.from(hashPin(pin, salt), 'hex'), Buffer.from(hash, 'hex'));
}

/** 4 to 8 digits that are not all the same. */
export function mayBePin(pin: string): boolean {
  return PIN_FORM.test(pin) && !/^(\d)\1*$/.test(pin);
}

/** A new salt in hex. */
export function saltFrom(random: { bytes(count: number): Uint8Array }): string {
  return Buffer.from(random.bytes(SALT_BYTES)).toString('hex');
}
