/** Addresses of short messages: TP addresses (3GPP TS 23.040, 9.1.2.5) and the service centre's (TS 24.011, 8.2.5.1). */
import { type Cursor, pduError } from './cursor.js';
import { packSeptets, septetsToText, textToSeptets, unpackSeptets } from './septets.js';

export interface Address {
  /** Digits with `*`, `#`, `a`–`c`, a leading `+` when international; letters when alphanumeric. */
  readonly number: string;
  /** Type of address octet: 129 unknown, 145 international, 161 national, 208 alphanumeric. */
  readonly type: number;
}

/** TS 23.040, 9.1.2.3: the fifteenth value is the filler. */
const DIGITS = '0123456789*#abc';

const UNKNOWN = 0x81;
const INTERNATIONAL = 0x91;
const ALPHANUMERIC = 0xd0;

/** Type from the spelling: `+` international, letters alphanumeric, otherwise unknown. */
export function addressOf(number: string): Address {
  if (number.startsWith('+')) return { number, type: INTERNATIONAL };
  const isDialable = [...number].every((character) => DIGITS.includes(character));
  return { number, type: isDialable ? UNKNOWN : ALPHANUMERIC };
}

/** Length in semi-octets of the value, type, value. */
export function encodeAddress(address: Address): Uint8Array {
  if (address.type === ALPHANUMERIC) {
    const septets = textToSeptets(address.number);
    if (!septets || septets.length > 11) throw pduError(`cannot name its sender "${address.number}"`);
    const packed = packSeptets(septets);
    return Uint8Array.from([Math.ceil((septets.length * 7) / 4), address.type, ...packed]);
  }
  const digits = address.number.replace(/^\+/, '');
  if (digits.length > 20) throw pduError('has an address of more than 20 digits');
  return Uint8Array.from([digits.length, address.type, ...encodeDigits(digits)]);
}

/** @throws TerminalError `sim/pdu` for an address that is too long, cut or has a bad digit. */
export function decodeAddress(cursor: Cursor): Address {
  const length = cursor.octet();
  const type = cursor.octet();
  if (length > 20) throw pduError('has an address of more than 20 digits');
  if ((type & 0x80) === 0) throw pduError('has an address type without its extension bit');
  const octets = cursor.take(Math.ceil(length / 2));
  if ((type & 0x70) === 0x50) {
    const septets = unpackSeptets(octets, Math.floor((length * 4) / 7));
    return { number: septetsToText(septets), type };
  }
  return { number: withPlus(decodeDigits(octets, length), type), type };
}

/** Length in octets of type and value; nothing but a zero for "the one in the SIM". */
export function encodeServiceCentre(number: string): Uint8Array {
  if (number === '') return Uint8Array.of(0);
  const { type } = addressOf(number);
  const value = encodeDigits(number.replace(/^\+/, ''));
  return Uint8Array.from([value.length + 1, type, ...value]);
}

/** The service centre in front of a TPDU; an empty string when the modem is to use its own. */
export function decodeServiceCentre(cursor: Cursor): string {
  const length = cursor.octet();
  if (length === 0) return '';
  if (length > 12) throw pduError('has a service centre address of more than 12 octets');
  const type = cursor.octet();
  const octets = cursor.take(length - 1);
  const lastIsFiller = octets.length > 0 && (octets[octets.length - 1] ?? 0) >> 4 === 0xf;
  return withPlus(decodeDigits(octets, octets.length * 2 - (lastIsFiller ? 1 : 0)), type);
}

function withPlus(digits: string, type: number): string {
  return (type & 0x70) === 0x10 ? `+${digits}` : digits;
}

function encodeDigits(digits: string): number[] {
  const values = [...digits].map((digit) => DIGITS.indexOf(digit.toLowerCase()));
  if (values.includes(-1)) throw pduError(`has a bad digit in the address "${digits}"`);
  const padded = values.length % 2 === 0 ? values : [...values, 0xf];
  return padded.flatMap((low, index) => (index % 2 === 0 ? [low | ((padded[index + 1] ?? 0xf) << 4)] : []));
}

function decodeDigits(octets: Uint8Array, count: number): string {
  const values = [...octets].flatMap((octet) => [octet & 0xf, octet >> 4]).slice(0, count);
  return values
    .map((value) => {
      const digit = DIGITS[value];
      if (digit === undefined) throw pduError('has a filler inside an address');
      return digit;
    })
    .join('');
}
