/** The capability container of an NFC Forum Type 4 tag: Type 4 Tag 1.2 (mapping 2.0 and 3.0), clause 5.1. */

import { uint16 } from './bytes.js';

export interface Type4Capability {
  /** Most bytes of one READ BINARY and one UPDATE BINARY. */
  readonly mle: number;
  readonly mlc: number;
  /** File identifier of the NDEF file. */
  readonly fileId: number;
  /** Bytes of the NDEF file, its length field included. */
  readonly size: number;
  readonly readable: boolean;
  readonly writable: boolean;
}

const NDEF_FILE_CONTROL = 0x04;
/** Mapping 3.0: sizes of four bytes. */
const NDEF_FILE_CONTROL_EXTENDED = 0x06;

/**
 * Reads the container; undefined when it describes no NDEF file this program can read: too short, a major version other
 * than 1–3, or another first block than the file control.
 */
export function parseType4Capability(cc: Uint8Array): Type4Capability | undefined {
  const length = uint16(cc, 0);
  const major = (cc[2] ?? 0) >> 4;
  if (length < 15 || cc.length < 15 || major < 1 || major > 3) return undefined;
  const extended = cc[7] === NDEF_FILE_CONTROL_EXTENDED && cc[8] === 8;
  const plain = cc[7] === NDEF_FILE_CONTROL && cc[8] === 6;
  if (!plain && !extended) return undefined;
  const access = extended ? 15 : 13;
  if (cc.length < access + 2) return undefined;
  return {
    mle: uint16(cc, 3),
    mlc: uint16(cc, 5),
    fileId: uint16(cc, 9),
    size: extended ? uint16(cc, 11) * 0x10000 + uint16(cc, 13) : uint16(cc, 11),
    readable: cc[access] === 0x00,
    writable: cc[access + 1] === 0x00,
  };
}
