/** The well-known URI record: NFC Forum RTD URI 1.0, clause 3.2.2 (identifier codes) and 3.2.3 (UTF-8). */

import { TerminalError } from '../errors.js';
import { decodeNdef, joinChunks, TNF } from './ndef.js';

/** What each identifier code stands for; its place in the list is the code. */
const PREFIXES = [
  '',
  'http://www.',
  'https://www.',
  'http://',
  'https://',
  'tel:',
  'mailto:',
  'ftp://anonymous:anonymous@',
  'ftp://ftp.',
  'ftps://',
  'sftp://',
  'smb://',
  'nfs://',
  'ftp://',
  'dav://',
  'news:',
  'telnet://',
  'imap:',
  'rtsp://',
  'urn:',
  'pop:',
  'sip:',
  'sips:',
  'tftp:',
  'btspp://',
  'btl2cap://',
  'btgoep://',
  'tcpobex://',
  'irdaobex://',
  'file://',
  'urn:epc:id:',
  'urn:epc:tag:',
  'urn:epc:pat:',
  'urn:epc:raw:',
  'urn:epc:',
  'urn:nfc:',
];

/**
 * The whole URI of a payload.
 * @throws TerminalError `card/bad-ndef` for an empty payload, an unknown code, or bytes that are not UTF-8.
 */
export function decodeUri(payload: Uint8Array): string {
  const code = payload[0];
  const prefix = code === undefined ? undefined : PREFIXES[code];
  if (prefix === undefined) throw badUri('the URI record has no identifier code that is known', { code });
  try {
    return prefix + new TextDecoder('utf-8', { fatal: true }).decode(payload.subarray(1));
  } catch (cause) {
    throw badUri('the URI is not UTF-8', {}, cause);
  }
}

const URI_TYPE = 'U';

/**
 * The first URI of a message; undefined when it has none.
 * @throws TerminalError `card/bad-ndef`
 */
export function findUri(message: Uint8Array): string | undefined {
  const record = joinChunks(decodeNdef(message)).find(
    ({ tnf, type }) => tnf === TNF.wellKnown && type === URI_TYPE,
  );
  return record && decodeUri(record.payload);
}

/** The payload of a URI, with the longest identifier code that fits. */
export function encodeUri(uri: string): Uint8Array {
  let code = 0;
  for (const [candidate, prefix] of PREFIXES.entries()) {
    if (uri.startsWith(prefix) && prefix.length > (PREFIXES[code]?.length ?? 0)) code = candidate;
  }
  const rest = new TextEncoder().encode(uri.slice(PREFIXES[code]?.length));
  return Uint8Array.of(code, ...rest);
}

function badUri(message: string, context: Record<string, unknown>, cause?: unknown): TerminalError {
  return new TerminalError('card/bad-ndef', message, { context, cause });
}
