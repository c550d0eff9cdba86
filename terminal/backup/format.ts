/**
 * The file of a backup: head in the clear, then chunks, each sealed for its place. docs/INTEGRITY.md has the layout and the reasons.
 */
import { createCipheriv, createDecipheriv, createHmac, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { TerminalError } from '../../protocol/errors.js';
import { isName } from '../../protocol/sync/topics.js';

export interface BackupHead {
  readonly store: string;
  readonly terminal: string;
  /** When it was made, ms since 1970 UTC. */
  readonly at: number;
  /** Last commit, and its chain. */
  readonly last: number;
  readonly chain: string;
  readonly kdf: {
    readonly name: 'scrypt';
    readonly N: number;
    readonly r: number;
    readonly p: number;
    readonly salt: string;
  };
  /** HMAC-SHA-256 of `check` under the key, 16 octets in hex: tells a wrong passphrase from a damaged file. */
  readonly check: string;
}

export const MAGIC = Buffer.from('ZGBACK01');
/** Octets of a chunk before it is deflated. */
export const CHUNK_BYTES = 256 * 1024;
const TAG_BYTES = 16;
/** Deflate may make incompressible data a little longer. */
const SEALED_MAX = CHUNK_BYTES + 1024;
const HEAD_MAX = 4096;
const KEY_BYTES = 32;
export const SALT_BYTES = 16;
/** 64 MiB and some tenths of a second for each guess. */
const COST = { N: 65_536, r: 8, p: 1 };
/** No file makes us spend more than this on it. */
const COST_MAX = { N: 1_048_576, r: 16, p: 4 };

const derive = promisify<string, Uint8Array, number, object, Buffer>(scrypt);

/** What a passphrase and a salt make. */
export async function newKey(
  passphrase: string,
  salt: Uint8Array,
  N: number = COST.N,
): Promise<{ key: Buffer } & Pick<BackupHead, 'kdf' | 'check'>> {
  const kdf = { name: 'scrypt' as const, ...COST, N, salt: Buffer.from(salt).toString('hex') };
  const key = await keyOf(passphrase, kdf);
  return { key, kdf, check: checkOf(key) };
}

/** Throws `backup/passphrase`. */
export async function keyFor(head: BackupHead, passphrase: string): Promise<Buffer> {
  const key = await keyOf(passphrase, head.kdf);
  if (checkOf(key) === head.check) return key;
  throw new TerminalError('backup/passphrase', 'the passphrase does not open this backup', {
    retry: 'person',
  });
}

function keyOf(passphrase: string, { N, r, p, salt }: BackupHead['kdf']): Promise<Buffer> {
  const cost = { N, r, p, maxmem: 256 * N * r };
  return derive(passphrase.normalize('NFC'), Buffer.from(salt, 'hex'), KEY_BYTES, cost);
}

function checkOf(key: Uint8Array): string {
  return createHmac('sha256', key).update('check').digest('hex').slice(0, 32);
}

export function encodeHead(head: BackupHead): Buffer {
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([MAGIC, length, json]);
}

/** The head in the first octets of a file, and how many it takes. Throws `backup/not-one`. */
export function decodeHead(start: Uint8Array): { readonly head: BackupHead; readonly bytes: number } {
  const all = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  const length = all.length < 12 || !all.subarray(0, 8).equals(MAGIC) ? 0 : all.readUInt32BE(8);
  if (length === 0 || length > HEAD_MAX || all.length < 12 + length) throw notOne();
  const head = parse(all.toString('utf8', 12, 12 + length));
  if (!isHead(head)) throw notOne();
  return { head, bytes: 12 + length };
}

/** Anybody can write a file of this name on a stick, and its head is shown before a passphrase is asked for. */
function isHead(head: unknown): head is BackupHead {
  const { store, terminal, at, last, chain, check, kdf } = fieldsOf(head);
  return (
    [store, terminal].every((name) => typeof name === 'string' && isName(name)) &&
    isIn(at, 0, TIME_MAX_MS) &&
    isIn(last, 0, Number.MAX_SAFE_INTEGER) &&
    [chain, check].every((text) => typeof text === 'string') &&
    isCost(fieldsOf(kdf))
  );
}

function isCost({ N, r, p, salt }: Readonly<Record<string, unknown>>): boolean {
  const isPower = typeof N === 'number' && (N & (N - 1)) === 0;
  return (
    isPower &&
    isIn(N, 2, COST_MAX.N) &&
    isIn(r, 1, COST_MAX.r) &&
    isIn(p, 1, COST_MAX.p) &&
    typeof salt === 'string'
  );
}

/** The latest time that can be written as a date (ECMA-262, 21.4.1.1). */
const TIME_MAX_MS = 8.64e15;

function isIn(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

export const HEAD_BYTES_MAX = HEAD_MAX + 12;

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw notOne(cause);
  }
}

function notOne(cause?: unknown): TerminalError {
  return new TerminalError('backup/not-one', 'this file is not a backup of zhanggui', {
    cause,
    retry: 'person',
  });
}

/** With its length in front. `n` counts chunks from 0. */
export function sealChunk(
  key: Uint8Array,
  head: Uint8Array,
  n: number,
  last: boolean,
  plain: Uint8Array,
): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(n, last)).setAAD(head);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(sealed.length);
  return Buffer.concat([length, sealed]);
}

/** Throws `backup/damaged` when it is not chunk `n` of this file, or is the last one and should not be, or the other way round. */
export function openChunk(
  key: Uint8Array,
  head: Uint8Array,
  n: number,
  last: boolean,
  sealed: Uint8Array,
): Buffer {
  try {
    const end = sealed.length - TAG_BYTES;
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(n, last), { authTagLength: TAG_BYTES });
    decipher.setAAD(head).setAuthTag(sealed.subarray(end));
    return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
  } catch (cause) {
    throw damagedAt(n, cause);
  }
}

/** Of the chunk that begins with these four octets. */
export function sealedLength(start: Uint8Array, n: number): number {
  const length = start.length < 4 ? 0 : Buffer.from(start.buffer, start.byteOffset, 4).readUInt32BE();
  if (length >= TAG_BYTES && length <= SEALED_MAX) return length;
  throw damagedAt(n);
}

export function damagedAt(chunk: number, cause?: unknown): TerminalError {
  return new TerminalError('backup/damaged', `the backup is damaged or cut off at piece ${chunk + 1}`, {
    cause,
    context: { chunk: chunk + 1 },
    retry: 'person',
  });
}

function nonceOf(n: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(n, 7);
  nonce[11] = last ? 1 : 0;
  return nonce;
}
