/** TP-Validity-Period: 3GPP TS 23.040 9.2.3.12. */

import type { OctetReader } from './octets.js';
import { decodeTimestamp } from './timestamp.js';

/** How long the centre keeps trying: minutes from now, or until a time (ISO 8601). */
export type Validity = { readonly minutes: number } | { readonly until: string };

const HOUR = 60;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** 9.2.3.12.1: steps of 5 minutes to 12 hours, of 30 minutes to 24 hours, of days to 30, of weeks to 63. */
export function validityMinutes(octet: number): number {
  if (octet <= 143) return (octet + 1) * 5;
  if (octet <= 167) return 12 * HOUR + (octet - 143) * 30;
  if (octet <= 196) return (octet - 166) * DAY;
  return (octet - 192) * WEEK;
}

/** The octet of the longest period that is not longer than `minutes`; at least five minutes, at most 63 weeks. */
export function validityOctet(minutes: number): number {
  if (minutes < 12 * HOUR + 30) return clamp(Math.floor(minutes / 5) - 1, 0, 143);
  if (minutes < 2 * DAY) return clamp(143 + Math.floor((minutes - 12 * HOUR) / 30), 144, 167);
  if (minutes < 5 * WEEK) return clamp(166 + Math.floor(minutes / DAY), 168, 196);
  return clamp(192 + Math.floor(minutes / WEEK), 197, 255);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}

/** Reads TP-VP in the format of the first octet's bits 4–3: none, enhanced, relative, absolute. */
export function readValidity(reader: OctetReader, format: number): Validity | undefined {
  if (format === 0b00) return undefined;
  if (format === 0b10) return { minutes: validityMinutes(reader.octet('the validity period')) };
  const octets = reader.take(7, 'the validity period');
  if (format === 0b01) return enhanced(octets);
  const until = decodeTimestamp(octets);
  return until === undefined ? undefined : { until };
}

/** 9.2.3.12.3: the low three bits of the first octet say how the rest is written. */
function enhanced(octets: Uint8Array): Validity | undefined {
  const start = (octets[0] ?? 0) & 0x80 ? 2 : 1;
  const value = octets[start] ?? 0;
  const format = (octets[0] ?? 0) & 7;
  if (format === 1) return { minutes: validityMinutes(value) };
  if (format === 2) return { minutes: value / 60 };
  if (format !== 3) return undefined;
  const [hours, minutes, seconds] = [0, 1, 2].map((i) => semiOctets(octets[start + i] ?? 0));
  return { minutes: (hours ?? 0) * HOUR + (minutes ?? 0) + (seconds ?? 0) / 60 };
}

function semiOctets(octet: number): number {
  return (octet & 0xf) * 10 + (octet >> 4);
}
