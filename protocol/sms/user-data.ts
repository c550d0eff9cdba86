/** TP-User-Data: header, code units and text (3GPP TS 23.040 9.2.3.16 and 9.2.3.24). */

import type { Alphabet, DataCoding } from './dcs.js';
import { decodeDcs } from './dcs.js';
import { decodeGsm7, type ShiftTables } from './gsm7.js';
import { fillBitsAfter, unpackSeptets } from './gsm7-pack.js';
import { type OctetReader, pduError } from './octets.js';
import { decodeUcs2, ucs2Units } from './ucs2.js';
import {
  type Concat,
  concatOf,
  decodeHeader,
  type InformationElement,
  type Ports,
  portsOf,
  shiftTablesOf,
} from './udh.js';

export interface UserData {
  readonly coding: DataCoding;
  /** Every information element, known or not. */
  readonly header: readonly InformationElement[];
  readonly concat?: Concat;
  readonly ports?: Ports;
  /** Language tables named by the header. */
  readonly tables: ShiftTables;
  /** Septets, octets or UTF-16 code units after the header, by the alphabet: parts are joined in these. */
  readonly units: readonly number[];
  /** What a person reads; 8-bit data only where it is plain ASCII, else empty. */
  readonly text: string;
}

/** User data without a message: a STATUS-REPORT or an empty text. */
const NO_HEADER: readonly InformationElement[] = [];

/**
 * Reads TP-UDL and TP-UD.
 * @throws TerminalError `sms/truncated` when octets are missing, `sms/header` when the header is longer than the data.
 */
export function readUserData(reader: OctetReader, dcs: number, hasHeader: boolean): UserData {
  const coding = decodeDcs(dcs);
  const septets = coding.alphabet === 'gsm7' && !coding.compressed;
  const at = reader.position;
  const length = reader.octet('the user data length');
  const octets = reader.take(septets ? Math.ceil((length * 7) / 8) : length, 'the user data');
  const headerOctets = hasHeader && octets.length > 0 ? 1 + (octets[0] ?? 0) : 0;
  if (headerOctets > octets.length) {
    throw pduError('header', 'the user data header is longer than the user data', at + 1);
  }
  const header = headerOctets > 0 ? decodeHeader(octets.subarray(1, headerOctets)) : NO_HEADER;
  const body = octets.subarray(headerOctets);
  const count = length - Math.ceil((headerOctets * 8) / 7);
  const units = septets ? unpackSeptets(body, count, fillBitsAfter(headerOctets)) : unitsOf(coding, body);
  const tables = shiftTablesOf(header);
  const concat = concatOf(header);
  const ports = portsOf(header);
  return {
    coding,
    header,
    ...(concat && { concat }),
    ...(ports && { ports }),
    tables,
    units,
    text: coding.compressed ? '' : textOf(coding.alphabet, units, tables),
  };
}

function unitsOf(coding: DataCoding, body: Uint8Array): number[] {
  return coding.alphabet === 'ucs2' && !coding.compressed ? ucs2Units(body) : Array.from(body);
}

/** Code units of one message, or of all its parts joined, as text. */
export function textOf(alphabet: Alphabet, units: readonly number[], tables: ShiftTables): string {
  switch (alphabet) {
    case 'gsm7':
      return decodeGsm7(units, tables);
    case 'ucs2':
      return decodeUcs2(units);
    case '8bit':
      return units.every(isPlainAscii) ? String.fromCharCode(...units) : '';
  }
}

function isPlainAscii(octet: number): boolean {
  return (octet >= 0x20 && octet < 0x7f) || octet === 0x0a || octet === 0x0d;
}
