/** TP-Service-Centre-Time-Stamp: 3GPP TS 23.040 9.2.3.11. */

import type { OctetReader } from './octets.js';

/** The first year of the two-digit window, as phones read it: 70–99 are 19xx. */
const CENTURY_PIVOT = 70;

/**
 * Seven semi-octets to ISO 8601 with the sender's zone (`2013-03-08T15:02:16+02:00`); undefined when they are no date.
 * The zone is in quarters of an hour with its sign in bit 3.
 */
export function decodeTimestamp(octets: Uint8Array): string | undefined {
  if (octets.length !== 7) return undefined;
  const [year, month, day, hour, minute, second] = Array.from(octets.subarray(0, 6), decimal);
  const zone = decodeZone(octets[6] ?? 0);
  if (year === undefined || zone === undefined) return undefined;
  const fields = [month, day, hour, minute, second];
  if (fields.includes(undefined)) return undefined;
  const [date, time] = [fields.slice(0, 2), fields.slice(2)].map((part) => part.map(two));
  const local = `${year + (year >= CENTURY_PIVOT ? 1900 : 2000)}-${date?.join('-')}T${time?.join(':')}`;
  return isDate(local) ? local + zone : undefined;
}

/** Reads seven octets; a time that is none does not spoil the message around it. */
export function readTimestamp(reader: OctetReader, what: string): string | undefined {
  return decodeTimestamp(reader.take(7, what));
}

/** The date exists: 31 February and hour 25 do not survive the round through Date. */
function isDate(local: string): boolean {
  const parsed = new Date(`${local}Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(local);
}

function decimal(octet: number): number | undefined {
  const tens = octet & 0xf;
  const units = octet >> 4;
  return tens > 9 || units > 9 ? undefined : tens * 10 + units;
}

function decodeZone(octet: number): string | undefined {
  const quarters = decimal(octet & 0xf7);
  if (quarters === undefined) return undefined;
  const sign = octet & 8 ? '-' : '+';
  return `${sign}${two(Math.floor(quarters / 4))}:${two((quarters % 4) * 15)}`;
}

function two(value: number | undefined): string {
  return String(value ?? 0).padStart(2, '0');
}
