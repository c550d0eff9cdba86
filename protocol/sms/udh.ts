/** TP-User-Data-Header: 3GPP TS 23.040 9.2.3.24. */

import type { ShiftTables } from './gsm7.js';

/** One information element, kept as it came whether we know it or not. */
export interface InformationElement {
  readonly id: number;
  readonly data: Uint8Array;
}

/** 9.2.3.24.1 and 9.2.3.24.8. `bits`: 8 or 16, references of the two widths never belong together. */
export interface Concat {
  readonly ref: number;
  readonly total: number;
  /** From 1. */
  readonly seq: number;
  readonly bits: 8 | 16;
}

/** Application port addressing, 9.2.3.24.3 and 9.2.3.24.4. */
export interface Ports {
  readonly destination: number;
  readonly source: number;
}

const CONCAT_8 = 0x00;
const PORTS_8 = 0x04;
const PORTS_16 = 0x05;
const CONCAT_16 = 0x08;
const SINGLE_SHIFT = 0x24;
const LOCKING_SHIFT = 0x25;

/** The elements of a header without its length octet; one that runs past the end is left out, as the clause asks. */
export function decodeHeader(octets: Uint8Array): InformationElement[] {
  const elements: InformationElement[] = [];
  let at = 0;
  while (at + 2 <= octets.length) {
    const end = at + 2 + (octets[at + 1] ?? 0);
    if (end > octets.length) break;
    elements.push({ id: octets[at] ?? 0, data: octets.slice(at + 2, end) });
    at = end;
  }
  return elements;
}

/** Of a repeated element the last counts; an impossible part number makes the element void (9.2.3.24.1). */
export function concatOf(header: readonly InformationElement[]): Concat | undefined {
  return header.map(readConcat).findLast((concat) => concat !== undefined);
}

function readConcat({ id, data }: InformationElement): Concat | undefined {
  const [a = 0, b = 0, c = 0, d = 0] = data;
  if (id === CONCAT_8 && data.length === 3) return possible({ ref: a, total: b, seq: c, bits: 8 });
  if (id === CONCAT_16 && data.length === 4)
    return possible({ ref: (a << 8) | b, total: c, seq: d, bits: 16 });
  return undefined;
}

function possible(concat: Concat): Concat | undefined {
  return concat.seq >= 1 && concat.seq <= concat.total ? concat : undefined;
}

export function portsOf(header: readonly InformationElement[]): Ports | undefined {
  return header.map(readPorts).findLast((ports) => ports !== undefined);
}

function readPorts({ id, data }: InformationElement): Ports | undefined {
  const [a = 0, b = 0, c = 0, d = 0] = data;
  if (id === PORTS_8 && data.length === 2) return { destination: a, source: b };
  if (id === PORTS_16 && data.length === 4) return { destination: (a << 8) | b, source: (c << 8) | d };
  return undefined;
}

/** The national language tables that the header names (9.2.3.24.15 and 9.2.3.24.16); 0 is the default table. */
export function shiftTablesOf(header: readonly InformationElement[]): ShiftTables {
  const language = (id: number) => header.findLast((element) => element.id === id)?.data[0] ?? 0;
  return { locking: language(LOCKING_SHIFT), single: language(SINGLE_SHIFT) };
}

/** A header with only the concatenation element, its length octet in front. */
export function encodeConcat({ ref, total, seq, bits }: Concat): number[] {
  return bits === 16
    ? [6, CONCAT_16, 4, ref >> 8, ref & 0xff, total, seq]
    : [5, CONCAT_8, 3, ref & 0xff, total, seq];
}
