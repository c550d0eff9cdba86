/** The character set between host and modem, +CSCS (3GPP TS 27.007, 5.5). Strings on the wire have a byte a character. */
import { septetsToText, textToSeptets } from './pdu/septets.js';
import type { Settings } from './types.js';

export const CHARSETS = ['GSM', 'UCS2', 'HEX', 'IRA'] as const;

/** What the alphabet cannot say becomes a question mark, as modules do. */
export function toWire(text: string, charset: Settings['charset']): string {
  if (charset === 'UCS2') return ucs2Hex(text);
  if (charset === 'IRA')
    return [...text].map((character) => (/^[ -~\r\n]$/.test(character) ? character : '?')).join('');
  const septets = [...text].flatMap((character) => textToSeptets(character) ?? [0x3f]);
  return charset === 'HEX'
    ? Buffer.from(septets).toString('hex').toUpperCase()
    : Buffer.from(septets).toString('latin1');
}

/** Undefined when the wire's text is not of this character set. */
export function fromWire(wire: string, charset: Settings['charset']): string | undefined {
  if (charset === 'IRA') return wire;
  if (charset === 'GSM') return septetsToText([...Buffer.from(wire, 'latin1')].map((octet) => octet & 0x7f));
  const isHex = /^([0-9a-f]{2})*$/i.test(wire);
  if (!isHex) return undefined;
  const octets = Buffer.from(wire, 'hex');
  if (charset === 'HEX') return septetsToText([...octets].map((octet) => octet & 0x7f));
  return octets.length % 2 === 0 ? octets.swap16().toString('utf16le') : undefined;
}

export function ucs2Hex(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
}
