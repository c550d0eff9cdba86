/** Reads a PDU octet by octet; a PDU that ends too early is an error, not `undefined`. */
import { TerminalError } from '../../../protocol/errors.js';

export interface Cursor {
  octet(): number;
  take(count: number): Uint8Array;
  rest(): Uint8Array;
}

/** @throws (from its methods) TerminalError `sim/pdu` when fewer octets are left than asked for. */
export function createCursor(bytes: Uint8Array): Cursor {
  let at = 0;
  const take = (count: number): Uint8Array => {
    if (at + count > bytes.length) throw pduError(`ends after ${bytes.length} octets, ${at + count} wanted`);
    at += count;
    return bytes.subarray(at - count, at);
  };
  return { take, octet: () => take(1)[0] ?? 0, rest: () => take(bytes.length - at) };
}

export function pduError(message: string): TerminalError {
  return new TerminalError('sim/pdu', `PDU ${message}`);
}

/** @throws TerminalError `sim/pdu` when the text is not pairs of hexadecimal digits. */
export function hexToBytes(hex: string): Uint8Array {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex)) throw pduError('is not hexadecimal');
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

export function bytesToHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}
