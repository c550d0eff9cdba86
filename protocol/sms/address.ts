/** Addresses: type-of-address and semi-octets (3GPP TS 23.040 9.1.2.5), and the SMSC field (TS 24.011 8.2.5.1). */

import { TerminalError } from '../errors.js';
import { decodeGsm7 } from './gsm7.js';
import { unpackSeptets } from './gsm7-pack.js';
import { type OctetReader, pduError } from './octets.js';

export type AddressType =
  | 'unknown'
  | 'international'
  | 'national'
  | 'network-specific'
  | 'subscriber'
  | 'alphanumeric'
  | 'abbreviated'
  | 'reserved';

export interface Address {
  /** Digits with `+` when international; the sender's name when alphanumeric; empty when the network sent none. */
  readonly number: string;
  readonly type: AddressType;
  /** Type-of-address octet as received. */
  readonly toa: number;
}

const TYPES: readonly AddressType[] = [
  'unknown',
  'international',
  'national',
  'network-specific',
  'subscriber',
  'alphanumeric',
  'abbreviated',
  'reserved',
];

/** Semi-octet values A–E of TS 23.040 9.1.2.3; F fills the last octet of an odd number. */
const DIGITS = '0123456789*#abc';
const FILLER = 0xf;
const ADDRESS_DIGITS_MAX = 20;
const TOA_INTERNATIONAL = 0x91;
const TOA_UNKNOWN = 0x81;

/** An originating, destination or recipient address: length in semi-octets, type-of-address, value. */
export function readAddress(reader: OctetReader): Address {
  const at = reader.position;
  const length = reader.octet('the address');
  const toa = reader.octet('the type of address');
  if (length === 0) return { number: '', type: typeOf(toa), toa };
  if (length > ADDRESS_DIGITS_MAX) {
    throw pduError(
      'address',
      `the address claims ${length} digits, ${ADDRESS_DIGITS_MAX} at most are allowed`,
      at,
    );
  }
  if ((toa & 0x80) === 0) throw pduError('address', 'the type of address lacks its top bit', at + 1);
  const value = reader.take((length + 1) >> 1, 'the address');
  const type = typeOf(toa);
  if (type === 'alphanumeric') return { number: decodeName(value, length), type, toa };
  const digits = decodeSemiOctets(value, length);
  if (digits === undefined) throw pduError('address', 'the address has a filler among its digits', at + 2);
  return { number: type === 'international' ? `+${digits}` : digits, type, toa };
}

/** The SMSC field before a TPDU: length in octets including the type-of-address; undefined when the modem put none (00). */
export function readSmsc(reader: OctetReader): Address | undefined {
  const at = reader.position;
  const length = reader.octet('the SMSC field');
  if (length === 0) return undefined;
  if (length > ADDRESS_DIGITS_MAX / 2 + 1) {
    throw pduError('smsc', `the SMSC field claims ${length} octets, 11 at most are allowed`, at);
  }
  const toa = reader.octet('the SMSC type of address');
  const value = reader.take(length - 1, 'the SMSC number');
  const type = typeOf(toa);
  if (type === 'alphanumeric') return { number: decodeName(value, value.length * 2), type, toa };
  // The length counts octets, so only the filler tells an odd number.
  const count = semiOctetsOf(value).indexOf(FILLER);
  const digits = decodeSemiOctets(value, count < 0 ? value.length * 2 : count) ?? '';
  return { number: type === 'international' ? `+${digits}` : digits, type, toa };
}

function typeOf(toa: number): AddressType {
  return TYPES[(toa >> 4) & 7] ?? 'reserved';
}

/** The first `count` digits; undefined when a filler stands among them. */
export function decodeSemiOctets(octets: Uint8Array, count: number): string | undefined {
  const nibbles = semiOctetsOf(octets).slice(0, count);
  if (nibbles.includes(FILLER)) return undefined;
  return nibbles.map((nibble) => DIGITS[nibble] ?? '').join('');
}

function semiOctetsOf(octets: Uint8Array): number[] {
  const nibbles: number[] = [];
  for (const octet of octets) nibbles.push(octet & 0xf, octet >> 4);
  return nibbles;
}

/** Digits to semi-octets, the last one filled up; the caller has checked the characters. */
export function encodeSemiOctets(digits: string): number[] {
  const nibbles = [...digits].map((digit) => DIGITS.indexOf(digit));
  if (nibbles.length % 2 === 1) nibbles.push(FILLER);
  return nibbles.filter((_, i) => i % 2 === 0).map((low, i) => low | ((nibbles[i * 2 + 1] ?? FILLER) << 4));
}

/** A name in packed septets; with a multiple of eight septets the last may be padding. */
function decodeName(value: Uint8Array, semiOctets: number): string {
  const septets = unpackSeptets(value, Math.floor((semiOctets * 4) / 7));
  const padded = septets.length % 8 === 0 && septets.at(-1) === 0;
  return decodeGsm7(padded ? septets.slice(0, -1) : septets);
}

/**
 * A number to send to, as length, type-of-address and semi-octets. `+` makes it international (91), else it is unknown (81).
 * @throws TerminalError `sms/number` for an empty, too long or wrongly written number.
 */
export function encodeAddress(number: string): number[] {
  const { digits, toa } = splitNumber(number);
  return [digits.length, toa, ...encodeSemiOctets(digits)];
}

/** The SMSC field; without a number the modem takes the SIM's own (00). @throws TerminalError `sms/number` */
export function encodeSmsc(number: string | undefined): number[] {
  if (number === undefined) return [0];
  const { digits, toa } = splitNumber(number);
  const octets = encodeSemiOctets(digits);
  return [octets.length + 1, toa, ...octets];
}

function splitNumber(number: string): { digits: string; toa: number } {
  const international = number.startsWith('+');
  const digits = international ? number.slice(1) : number;
  if (!/^[0-9*#abc]{1,20}$/.test(digits)) {
    throw new TerminalError('sms/number', `"${number}" is not a number that a text can be sent to`, {
      context: { number },
    });
  }
  return { digits, toa: international ? TOA_INTERNATIONAL : TOA_UNKNOWN };
}
