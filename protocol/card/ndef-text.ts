/** The well-known Text record: NFC Forum RTD Text 1.0, clause 3.2.1 (status byte, language, text). */

import { TerminalError } from '../errors.js';

export interface NdefText {
  readonly text: string;
  /** IANA language tag, `zh-CN`. */
  readonly language: string;
  readonly encoding: 'UTF-8' | 'UTF-16';
}

const UTF_16 = 0x80;
const LANGUAGE_LENGTH = 0x3f;

/**
 * Reads a payload. UTF-16 without a byte order mark is big-endian (3.4).
 * @throws TerminalError `card/bad-ndef` for a missing or too long language tag, or bytes that are not in the encoding.
 */
export function decodeText(payload: Uint8Array): NdefText {
  const status = payload[0];
  if (status === undefined) throw badText('the text record is empty');
  const length = status & LANGUAGE_LENGTH;
  if (length === 0) throw badText('the text record names no language');
  if (length >= payload.length) throw badText('the language tag is longer than the text record');
  const language = String.fromCharCode(...payload.subarray(1, 1 + length));
  const body = payload.subarray(1 + length);
  const encoding = status & UTF_16 ? 'UTF-16' : 'UTF-8';
  return { text: decodeBody(body, encoding), language, encoding };
}

function decodeBody(body: Uint8Array, encoding: NdefText['encoding']): string {
  const little = body[0] === 0xff && body[1] === 0xfe;
  const label = encoding === 'UTF-8' ? 'utf-8' : little ? 'utf-16le' : 'utf-16be';
  try {
    return new TextDecoder(label, { fatal: true }).decode(body);
  } catch (cause) {
    throw new TerminalError('card/bad-ndef', `the text is not ${encoding}`, { cause });
  }
}

function badText(message: string): TerminalError {
  return new TerminalError('card/bad-ndef', message);
}
