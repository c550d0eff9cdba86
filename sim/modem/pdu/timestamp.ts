/** Time stamps of the service centre: seven semi-octet pairs, the last a zone in quarters of an hour (TS 23.040, 9.2.3.11). */
import { pduError } from './cursor.js';

const QUARTER_MS = 15 * 60 * 1000;

/** @param quarters zone east of UTC in quarters of an hour: China is 32. */
export function encodeTimestamp(ms: number, quarters: number): Uint8Array {
  const local = new Date(ms + quarters * QUARTER_MS);
  const fields = [
    local.getUTCFullYear() % 100,
    local.getUTCMonth() + 1,
    local.getUTCDate(),
    local.getUTCHours(),
    local.getUTCMinutes(),
    local.getUTCSeconds(),
  ];
  const zone = swapped(Math.abs(quarters)) | (quarters < 0 ? 0x08 : 0);
  return Uint8Array.from([...fields.map(swapped), zone]);
}

/** As text mode writes it (TS 27.005, 3.1 `<scts>`): `26/11/22,12:00:00+32`. */
export function timestampText(octets: Uint8Array): string {
  const fields = [...octets.subarray(0, 6)].map((octet) => `${digit(octet & 0xf)}${digit(octet >> 4)}`);
  const zone = octets[6] ?? 0;
  const sign = (zone & 0x08) === 0 ? '+' : '-';
  const quarters = `${zone & 0x07}${digit(zone >> 4)}`;
  return `${fields.slice(0, 3).join('/')},${fields.slice(3).join(':')}${sign}${quarters}`;
}

/** The same from a clock, for +CCLK. */
export function clockText(ms: number, quarters: number): string {
  return timestampText(encodeTimestamp(ms, quarters));
}

function swapped(value: number): number {
  return ((value % 10) << 4) | Math.floor(value / 10);
}

function digit(value: number): string {
  if (value > 9) throw pduError('has a time stamp with a digit above nine');
  return String(value);
}
