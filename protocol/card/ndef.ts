/** NDEF records and messages: NFC Forum NDEF 1.0, clauses 2.3 (limits), 3.2 (record layout), 2.3.3 (chunks). */

import { TerminalError } from '../errors.js';
import { concat } from './bytes.js';

/** Type name format, 3.2.6. */
export const TNF = {
  empty: 0,
  wellKnown: 1,
  media: 2,
  uri: 3,
  external: 4,
  unknown: 5,
  unchanged: 6,
} as const;

export interface NdefRecord {
  /** 0–6, see TNF. */
  readonly tnf: number;
  /** The type as it stands in the record, ASCII: `U`, `text/plain`, `example.com:x`. */
  readonly type: string;
  /** Record id, ASCII; empty when there is none. */
  readonly id: string;
  readonly payload: Uint8Array;
  /** The record goes on in the next one (CF); only in messages read from a card. */
  readonly chunked?: boolean;
}

const FLAG = { mb: 0x80, me: 0x40, cf: 0x20, sr: 0x10, il: 0x08 } as const;

/**
 * The records of a message as they stand on the card; `joinChunks` puts chunked ones together. No bytes: no records.
 * @throws TerminalError `card/bad-ndef` when it is cut short, its begin and end marks are wrong, or a header breaks 3.2.
 */
export function decodeNdef(bytes: Uint8Array): NdefRecord[] {
  const records: NdefRecord[] = [];
  let at = 0;
  while (at < bytes.length) {
    const flags = bytes[at] ?? 0;
    const begins = (flags & FLAG.mb) !== 0;
    const ends = (flags & FLAG.me) !== 0;
    if (begins !== (records.length === 0))
      throw badNdef('the begin mark is not on the first record alone', at);
    const { record, end } = readRecord(bytes, at);
    if (ends && end !== bytes.length) throw badNdef('something follows the record marked as the last', at);
    if (!ends && end === bytes.length) throw badNdef('the last record is not marked as the last', at);
    records.push(record);
    at = end;
  }
  return records;
}

function readRecord(bytes: Uint8Array, start: number): { record: NdefRecord; end: number } {
  let at = start;
  const take = (count: number): Uint8Array => {
    if (count > bytes.length - at) throw badNdef('the record is cut short', start);
    at += count;
    return bytes.slice(at - count, at);
  };
  const flags = number(take(1));
  const typeLength = number(take(1));
  const payloadLength = number(take(flags & FLAG.sr ? 1 : 4));
  const idLength = flags & FLAG.il ? number(take(1)) : 0;
  const tnf = flags & 0x07;
  checkHeader(tnf, typeLength, idLength, payloadLength, start);
  const type = latin1(take(typeLength));
  const id = latin1(take(idLength));
  const payload = take(payloadLength);
  const record = { tnf, type, id, payload };
  return { record: flags & FLAG.cf ? { ...record, chunked: true } : record, end: at };
}

function checkHeader(tnf: number, type: number, id: number, payload: number, at: number): void {
  if (tnf > TNF.unchanged) throw badNdef('the type name format 7 is reserved', at);
  const typeless = tnf === TNF.empty || tnf === TNF.unknown || tnf === TNF.unchanged;
  if (typeless && type > 0) throw badNdef('a record of this format has no type', at);
  if (!typeless && type === 0) throw badNdef('the record lacks its type', at);
  if (tnf === TNF.empty && id + payload > 0) throw badNdef('an empty record has an id or a payload', at);
}

/**
 * Puts chunked records together (2.3.3): the first chunk has type and id, those after it are "unchanged" without an id.
 * @throws TerminalError `card/bad-ndef` when a chunk is missing or out of place.
 */
export function joinChunks(records: readonly NdefRecord[]): NdefRecord[] {
  const whole: NdefRecord[] = [];
  let open: NdefRecord | undefined;
  for (const [n, record] of records.entries()) {
    if ((record.tnf === TNF.unchanged) !== (open !== undefined)) throw badNdef('a chunk is out of place', n);
    const { chunked, ...plain } = record;
    const joined: NdefRecord = open ? { ...open, payload: concat(open.payload, record.payload) } : plain;
    open = chunked ? joined : undefined;
    if (!chunked) whole.push(joined);
  }
  if (open !== undefined) throw badNdef('the last chunk is missing', records.length);
  return whole;
}

/**
 * The bytes of a message, one record after another, without chunks; short records wherever they fit.
 * @throws TerminalError `card/bad-ndef` for a record that 3.2 does not allow.
 */
export function encodeNdef(records: readonly NdefRecord[]): Uint8Array {
  return concat(...records.map((record, n) => encodeRecord(record, n === 0, n === records.length - 1)));
}

function encodeRecord(record: NdefRecord, first: boolean, last: boolean): Uint8Array {
  const { tnf, payload } = record;
  const type = ascii(record.type);
  const id = ascii(record.id);
  if (type.length > 255 || id.length > 255) throw badNdef('a type or id has at most 255 bytes', 0);
  checkHeader(tnf, type.length, id.length, payload.length, 0);
  const short = payload.length < 256;
  const flags =
    (first ? FLAG.mb : 0) |
    (last ? FLAG.me : 0) |
    (short ? FLAG.sr : 0) |
    (id.length > 0 ? FLAG.il : 0) |
    tnf;
  const size = payload.length;
  const length = short ? [size] : [size >>> 24, (size >> 16) & 0xff, (size >> 8) & 0xff, size & 0xff];
  const idLength = id.length > 0 ? [id.length] : [];
  return concat(Uint8Array.of(flags, type.length, ...length, ...idLength), type, id, payload);
}

function number(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}

function badNdef(message: string, at: number): TerminalError {
  return new TerminalError('card/bad-ndef', message, { context: { at } });
}
