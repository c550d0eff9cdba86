/**
 * The message that an NTAG 424 DNA makes anew at each tap (SUN: its Secure Dynamic Messaging in a link): NXP NT4H2421Gx data sheet
 * rev. 3.0, 9.3, and AN12196 rev. 1.8, 3. Encrypted or plain id and counter, a MAC over them and over a part of the link, AES mode.
 */

import { fromHex, toHex } from './bytes.js';
import { BLOCK_BYTES, type BlockCipher, cmac, decryptCbc } from './cmac.js';

/** What stands in the link, not looked into yet. */
export interface SunMessage {
  /** PICCData: encrypted (16 bytes), or id (7) and counter as they are. */
  readonly picc: { readonly encrypted: Uint8Array } | { readonly uid: Uint8Array; readonly counter: number };
  /** SDMMAC, 8 bytes. */
  readonly mac: Uint8Array;
  /** Parts of the link that the MAC may be made over: where it begins is a setting of the card (SDMMACInputOffset). */
  readonly inputs: readonly string[];
}

export interface SunKeys {
  /** SDMMetaReadKey: the same for all cards, because the id is not known before. */
  readonly meta: Uint8Array;
  /** SDMFileReadKey of the card with this id. */
  readonly file: (uid: Uint8Array) => Uint8Array;
}

export interface SunProof {
  /** Upper-case hex. */
  readonly uid: string;
  /** SDMReadCtr: more by one at least for each tap. */
  readonly counter: number;
}

const UID_BYTES = 7;
const COUNTER_BYTES = 3;
const MAC_HEX = /^[0-9A-Fa-f]{16}$/;
/** PICCDataTag: id and counter are mirrored, and the id has seven bytes (9.3.6, table 49). */
const PICC_TAG = 0xc7;
const LINK_LENGTH_MAX = 512;

/** The parameters by the names that NXP's notes and tools give them. */
const NAMES = {
  picc: ['picc_data', 'picc', 'e', 'p'],
  uid: ['uid', 'u'],
  counter: ['ctr', 'n'],
  mac: ['cmac', 'mac', 'm', 'c'],
  data: ['enc', 'd'],
} as const;

/** Undefined for a link that is no such message. */
export function parseSunLink(link: string): SunMessage | undefined {
  if (link.length > LINK_LENGTH_MAX) return undefined;
  const of = (names: readonly string[]) => parameter(link, names);
  const [mac, encrypted, uid, counter] = [of(NAMES.mac), of(NAMES.picc), of(NAMES.uid), of(NAMES.counter)];
  if (!mac || !MAC_HEX.test(mac.value)) return undefined;
  const rest = { mac: fromHex(mac.value), inputs: inputsOf(link, mac.at, of(NAMES.data)) };
  if (encrypted && /^[0-9A-Fa-f]{32}$/.test(encrypted.value))
    return { picc: { encrypted: fromHex(encrypted.value) }, ...rest };
  if (!uid || !counter || !/^[0-9A-Fa-f]{14}$/.test(uid.value) || !/^[0-9A-Fa-f]{6}$/.test(counter.value))
    return undefined;
  return { picc: { uid: fromHex(uid.value), counter: Number.parseInt(counter.value, 16) }, ...rest };
}

interface Parameter {
  readonly value: string;
  /** Where its value begins. */
  readonly at: number;
}

function parameter(link: string, names: readonly string[]): Parameter | undefined {
  for (const name of names) {
    const at = link.search(new RegExp(`[?&]${name}=`));
    if (at < 0) continue;
    const begin = at + name.length + 2;
    return { value: /^[^&#]*/.exec(link.slice(begin))?.[0] ?? '', at: begin };
  }
  return undefined;
}

/** Nothing; or from encrypted file data up to the MAC, or that data alone, as AN12196 and tools set it up. */
function inputsOf(link: string, macAt: number, data: Parameter | undefined): string[] {
  if (!data) return [''];
  return ['', link.slice(data.at, Math.max(macAt, data.at)), data.value];
}

/**
 * What the card proved: that it has its key, and which tap this is. Undefined when the message is not a card's with these keys. Whether the
 * counter has been seen before is for the caller to know.
 */
export function verifySun(cipher: BlockCipher, message: SunMessage, keys: SunKeys): SunProof | undefined {
  const picc = piccOf(cipher, message, keys.meta);
  if (!picc) return undefined;
  const { uid, counter } = picc;
  const key = cmac(cipher, keys.file(uid), sessionVector([0x3c, 0xc3], uid, counter));
  const right = message.inputs.some((input) =>
    isSame(truncated(cmac(cipher, key, new TextEncoder().encode(input))), message.mac),
  );
  return right ? { uid: toHex(uid), counter } : undefined;
}

/** Encrypted file data in the clear; `data` is whole blocks (AN12196, 3.4.5: the counter is the initial value). */
export function decryptSunData(
  cipher: BlockCipher,
  fileKey: Uint8Array,
  { uid, counter }: { readonly uid: Uint8Array; readonly counter: number },
  data: Uint8Array,
): Uint8Array {
  const key = cmac(cipher, fileKey, sessionVector([0xc3, 0x3c], uid, counter));
  const start = new Uint8Array(BLOCK_BYTES);
  start.set(counterBytes(counter));
  return decryptCbc(cipher, key, cipher.encrypt(key, start), data);
}

function piccOf(cipher: BlockCipher, { picc }: SunMessage, meta: Uint8Array) {
  if (!('encrypted' in picc)) return picc;
  const plain = decryptCbc(cipher, meta, new Uint8Array(BLOCK_BYTES), picc.encrypted);
  if (plain[0] !== PICC_TAG) return undefined;
  const [low = 0, middle = 0, high = 0] = plain.subarray(1 + UID_BYTES, 1 + UID_BYTES + COUNTER_BYTES);
  return { uid: plain.slice(1, 1 + UID_BYTES), counter: low | (middle << 8) | (high << 16) };
}

/** SV1 for encryption (C3 3C), SV2 for the MAC (3C C3): 9.3.9.1. */
function sessionVector(label: readonly [number, number], uid: Uint8Array, counter: number): Uint8Array {
  return Uint8Array.of(...label, 0x00, 0x01, 0x00, 0x80, ...uid, ...counterBytes(counter));
}

function counterBytes(counter: number): number[] {
  return [counter & 0xff, (counter >> 8) & 0xff, (counter >> 16) & 0xff];
}

/** Every second byte: 9.1.3. */
function truncated(mac: Uint8Array): Uint8Array {
  return mac.filter((_, at) => at % 2 === 1);
}

/** In the same time whichever byte is wrong. */
function isSame(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (const [at, byte] of one.entries()) difference |= byte ^ (other[at] ?? 0);
  return difference === 0;
}
