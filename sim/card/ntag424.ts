/**
 * An NTAG 424 DNA that was set up for SUN: a Type 4 tag whose link is another at each reading. Written from NXP's NT4H2421Gx data sheet
 * (rev. 3.0: 8.2 files, 9.3 SDM, 10.8 ISO commands) and RFC 4493, on Node's crypto alone.
 */

import { createCipheriv } from 'node:crypto';
import type { VirtualCard } from './vpcd.js';

export interface Ntag424Options {
  /** 7 bytes. */
  readonly uid: Uint8Array;
  /** SDMMetaReadKey and SDMFileReadKey, 16 bytes each. */
  readonly metaKey: Uint8Array;
  readonly fileKey: Uint8Array;
  /** Up to the parameters; `https://shop.example/m` when left out. */
  readonly address?: string;
  /** SDMReadCtr before the first reading. */
  readonly counter?: number;
  /** Random id switched on: what the reader sees is 08 and three bytes that change at each tap. */
  readonly randomId?: () => Uint8Array;
}

export interface Ntag424 extends VirtualCard {
  /** The link of the last reading. */
  link(): string;
}

const SUCCESS = [0x90, 0x00];
const FILE_NOT_FOUND = [0x6a, 0x82];
const WRONG_OFFSET = [0x6b, 0x00];
const NOT_ALLOWED = [0x69, 0x86];
const UNKNOWN = [0x6d, 0x00];
const APPLICATION = 'd2760000850101';
/** Capability container as delivered (8.2.3.3): mapping 2.0, MLe 256, MLc 255, the NDEF file E104 of 256 bytes. */
const CONTAINER = '001720010000ff0406e104010000000506e10500808283';
const CONTAINER_FILE = 'e103';
const NDEF_FILE = 'e104';
const FILE_BYTES = 256;
/** PICCDataTag: both mirrored, seven bytes of id. */
const PICC_TAG = 0xc7;

export function createNtag424(options: Ntag424Options): Ntag424 {
  const { uid, metaKey, fileKey, address = 'https://shop.example/m', randomId } = options;
  let counter = options.counter ?? 0;
  let link = '';
  let selected = '';
  let fresh = true;
  let shown = randomId?.() ?? uid;

  /** 9.3.2: the first reading after the card came counts. */
  function ndefFile(): Buffer {
    if (fresh) {
      fresh = false;
      counter += 1;
      link = sunLink(address, uid, counter, metaKey, fileKey);
    }
    const file = Buffer.alloc(FILE_BYTES);
    // URI record, short, `https://` (04): NDEF 1.0, 3.2; RTD URI 1.0, 3.2.2.
    const payload = Buffer.concat([Buffer.of(4), Buffer.from(link.replace('https://', ''))]);
    const message = Buffer.concat([Buffer.of(0xd1, 1, payload.length, 0x55), payload]);
    file.writeUInt16BE(message.length);
    message.copy(file, 2);
    return file;
  }

  function select(apdu: Uint8Array): readonly number[] {
    const name = Buffer.from(apdu.subarray(5, 5 + (apdu[4] ?? 0))).toString('hex');
    if (apdu[2] === 4 && name === APPLICATION) selected = '';
    else if (apdu[2] === 0 && (name === CONTAINER_FILE || name === NDEF_FILE)) selected = name;
    else return FILE_NOT_FOUND;
    return SUCCESS;
  }

  function read(apdu: Uint8Array): readonly number[] {
    if (selected === '') return NOT_ALLOWED;
    const file = selected === NDEF_FILE ? ndefFile() : Buffer.from(CONTAINER, 'hex');
    const offset = ((apdu[2] ?? 0) << 8) | (apdu[3] ?? 0);
    if (offset >= file.length) return WRONG_OFFSET;
    return [...file.subarray(offset, offset + (apdu[4] || 256)), ...SUCCESS];
  }

  return {
    // ATS with one historical byte, 80 (10.4.1), as a PC/SC reader puts it: part 3, 3.1.3.2.3.1.
    atr: Uint8Array.of(0x3b, 0x81, 0x80, 0x01, 0x80, 0x80),
    reset() {
      fresh = true;
      selected = '';
      shown = randomId?.() ?? uid;
    },
    answer(apdu) {
      if (apdu[0] === 0xff && apdu[1] === 0xca) return Uint8Array.of(...shown, ...SUCCESS);
      if (apdu[0] !== 0) return Uint8Array.from(UNKNOWN);
      if (apdu[1] === 0xa4) return Uint8Array.from(select(apdu));
      return Uint8Array.from(apdu[1] === 0xb0 ? read(apdu) : UNKNOWN);
    },
    link: () => link,
  };
}

function sunLink(
  address: string,
  uid: Uint8Array,
  counter: number,
  metaKey: Uint8Array,
  fileKey: Uint8Array,
) {
  const count = Buffer.alloc(3);
  count.writeUIntLE(counter, 0, 3);
  const picc = Buffer.concat([Buffer.of(PICC_TAG), uid, count, Buffer.alloc(5, 0xa5)]);
  const session = cmac(fileKey, Buffer.concat([Buffer.from('3cc300010080', 'hex'), uid, count]));
  const mac = cmac(session, Buffer.alloc(0)).filter((_, at) => at % 2 === 1);
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();
  return `${address}?picc_data=${hex(aes(metaKey, picc))}&cmac=${hex(mac)}`;
}

function aes(key: Uint8Array, data: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-128-cbc', key, Buffer.alloc(16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

/** RFC 4493, 2.4; numbers of 128 bits for the subkeys. */
function cmac(key: Uint8Array, message: Buffer): Buffer {
  const mask = (1n << 128n) - 1n;
  const double = (n: bigint) => ((n << 1n) & mask) ^ (n >> 127n ? 0x87n : 0n);
  const k1 = double(BigInt(`0x${aes(key, Buffer.alloc(16)).toString('hex')}`));
  const whole = message.length > 0 && message.length % 16 === 0;
  const rest = (16 - ((message.length + 1) % 16)) % 16;
  const text = whole ? Buffer.from(message) : Buffer.concat([message, Buffer.of(0x80), Buffer.alloc(rest)]);
  const subkey = Buffer.from((whole ? k1 : double(k1)).toString(16).padStart(32, '0'), 'hex');
  const last = text.length - 16;
  for (let i = 0; i < 16; i++) text[last + i] = (text[last + i] ?? 0) ^ (subkey[i] ?? 0);
  return aes(key, text).subarray(-16);
}
