/** User data of a short message: header, text, and how a long text is cut into parts (3GPP TS 23.040, 9.2.3.24). */
import { type Alphabet, codingOf, DCS_GSM7, DCS_UCS2 } from './coding.js';
import { createCursor, pduError } from './cursor.js';
import { packSeptets, septetsOf, septetsToText, unpackSeptets } from './septets.js';

export interface UserData {
  readonly dcs: number;
  /** TP-UDHI: the octets begin with a header. */
  readonly hasHeader: boolean;
  /** TP-UDL: septets or octets, as the alphabet says, header included. */
  readonly length: number;
  readonly octets: Uint8Array;
}

export interface Concatenation {
  readonly reference: number;
  readonly total: number;
  /** From 1. */
  readonly sequence: number;
}

export interface Content {
  readonly alphabet: Alphabet;
  /** Empty for plain octets. Two halves of a surrogate pair come together again when parts are joined. */
  readonly text: string;
  readonly octets: Uint8Array;
  readonly concatenation?: Concatenation;
}

const SEPTETS_MAX = 160;
const SEPTETS_MAX_IN_PART = 153;
const UNITS_MAX = 70;
const UNITS_MAX_IN_PART = 67;
const CONCATENATION_8_BIT = 0x00;
const CONCATENATION_16_BIT = 0x08;

/** The user data of each part of a text: one, or several with an 8 bit reference. */
export function textToUserData(text: string, reference: number): UserData[] {
  const characters = [...text];
  const isGsm7 = characters.every((character) => septetsOf(character));
  const cost = (character: string): number =>
    isGsm7 ? (septetsOf(character)?.length ?? 0) : character.length;
  const whole = characters.reduce((sum, character) => sum + cost(character), 0);
  const encode = isGsm7 ? gsm7UserData : ucs2UserData;
  if (whole <= (isGsm7 ? SEPTETS_MAX : UNITS_MAX)) return [encode(text, [])];
  const parts = cut(characters, cost, isGsm7 ? SEPTETS_MAX_IN_PART : UNITS_MAX_IN_PART);
  return parts.map((part, index) =>
    encode(part, [5, CONCATENATION_8_BIT, 3, reference & 0xff, parts.length, index + 1]),
  );
}

/** Whole characters only: neither an escape pair nor a surrogate pair is ever cut. */
function cut(characters: readonly string[], cost: (character: string) => number, max: number): string[] {
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const character of characters) {
    if (used + cost(character) > max) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += character;
    used += cost(character);
  }
  return [...parts, part];
}

function gsm7UserData(text: string, header: readonly number[]): UserData {
  const septets = [...text].flatMap((character) => septetsOf(character) ?? []);
  const { headerSeptets, fillBits } = headerRoom(header.length);
  return {
    dcs: DCS_GSM7,
    hasHeader: header.length > 0,
    length: headerSeptets + septets.length,
    octets: Uint8Array.from([...header, ...packSeptets(septets, fillBits)]),
  };
}

function ucs2UserData(text: string, header: readonly number[]): UserData {
  const octets = Uint8Array.from([...header, ...Buffer.from(text, 'utf16le').swap16()]);
  return { dcs: DCS_UCS2, hasHeader: header.length > 0, length: octets.length, octets };
}

/** Septets that a header of `octets` octets takes, and the bits up to the next septet's border. */
function headerRoom(octets: number): { headerSeptets: number; fillBits: number } {
  const headerSeptets = Math.ceil((octets * 8) / 7);
  return { headerSeptets, fillBits: headerSeptets * 7 - octets * 8 };
}

/** How many octets TP-UDL stands for. */
export function userDataOctets(dcs: number, length: number): number {
  return codingOf(dcs).alphabet === 'gsm7' ? Math.ceil((length * 7) / 8) : length;
}

/** User data of no octets has no header, whatever TP-UDHI says. @throws TerminalError `sim/pdu` when the header is longer than the data. */
export function readUserData(data: UserData): Content {
  const { alphabet } = codingOf(data.dcs);
  const headerLength = data.hasHeader && data.octets.length > 0 ? (data.octets[0] ?? 0) + 1 : 0;
  if (headerLength > data.octets.length) throw pduError('has a header longer than its user data');
  const concatenation = headerLength > 0 ? readHeader(data.octets.subarray(1, headerLength)) : undefined;
  const octets = data.octets.subarray(headerLength);
  const text = bodyText(data, alphabet, headerLength);
  return concatenation ? { alphabet, text, octets, concatenation } : { alphabet, text, octets };
}

function bodyText(data: UserData, alphabet: Alphabet, headerLength: number): string {
  const body = data.octets.subarray(headerLength);
  if (alphabet === 'octets') return '';
  if (alphabet === 'ucs2') {
    if (body.length % 2 !== 0) throw pduError('has half a UCS-2 character');
    return Buffer.from(body).swap16().toString('utf16le');
  }
  const { headerSeptets, fillBits } = headerRoom(headerLength);
  return septetsToText(unpackSeptets(body, Math.max(0, data.length - headerSeptets), fillBits));
}

function readHeader(header: Uint8Array): Concatenation | undefined {
  const cursor = createCursor(header);
  let left = header.length;
  while (left > 0) {
    const identifier = cursor.octet();
    const value = cursor.take(cursor.octet());
    left -= value.length + 2;
    const [first = 0, second = 0, third = 0, fourth = 0] = value;
    if (identifier === CONCATENATION_8_BIT && value.length === 3) {
      return { reference: first, total: second, sequence: third };
    }
    if (identifier === CONCATENATION_16_BIT && value.length === 4) {
      return { reference: (first << 8) | second, total: third, sequence: fourth };
    }
  }
  return undefined;
}
