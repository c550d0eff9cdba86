/**
 * The database's bytes at a journal position, so that boot need not replay everything.
 * File: database bytes, footer (JSON), CRC-32 of the footer and its length (4 octets each, big-endian), `ZGSNAP02`.
 *
 * INVARIANTS
 * - Written beside, synced, renamed, folder synced; two generations stay; a bad one is skipped, never trusted in part.
 */
import { crc32 } from 'node:zlib';
import type { Disk, Log } from '../../drivers/host/types.js';
import { messageOf } from '../../protocol/errors.js';
import type { Position } from './journal/recover.js';

const MAGIC = Buffer.from('ZGSNAP02');
const NAME = /^(\d{12})\.snapshot$/;
const GENERATIONS = 2;
const UNFINISHED = '.new';
const TRAILER_BYTES = 8;

interface Footer {
  readonly version: string;
  readonly position: Position;
  readonly size: number;
  readonly crc32: number;
}

export interface Snapshot {
  readonly position: Position;
  readonly database: Uint8Array;
}

async function generations(disk: Disk, dir: string): Promise<string[]> {
  return (await disk.list(dir)).filter((name) => NAME.test(name)).reverse();
}

/** The newest snapshot that is whole and of this `version`; undefined when there is none. */
export async function loadSnapshot(
  disk: Disk,
  dir: string,
  version: string,
  log: Log,
): Promise<Snapshot | undefined> {
  for (const name of await generations(disk, dir)) {
    try {
      const snapshot = parse(await disk.read(`${dir}/${name}`), version);
      if (typeof snapshot !== 'string') return snapshot;
      log.warn({ name, reason: snapshot }, 'snapshot skipped');
    } catch (error) {
      log.warn({ name, reason: messageOf(error) }, 'snapshot skipped');
    }
  }
  return undefined;
}

/** The snapshot, or why it cannot be used. */
function parse(file: Uint8Array, version: string): Snapshot | string {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const tail = bytes.length - MAGIC.length - TRAILER_BYTES;
  if (tail < 0 || !bytes.subarray(tail + TRAILER_BYTES).equals(MAGIC)) return 'not a whole snapshot';
  const start = tail - bytes.readUInt32BE(tail + 4);
  if (start < 0) return 'not a whole snapshot';
  if (crc32(bytes.subarray(start, tail)) !== bytes.readUInt32BE(tail)) return 'damaged';
  const footer = JSON.parse(bytes.toString('utf8', start, tail)) as Footer;
  if (footer.version !== version) return 'made by another version of the program';
  const database = bytes.subarray(0, start);
  if (footer.size !== start || crc32(database) !== footer.crc32) return 'damaged';
  return { position: footer.position, database };
}

export async function saveSnapshot(
  disk: Disk,
  dir: string,
  version: string,
  snapshot: Snapshot,
): Promise<void> {
  await writeSnapshot(disk, dir, version, snapshot);
  await keepSnapshot(disk, dir, snapshot.position);
}

/** Writes it beside, and syncs it; nobody reads it before `keepSnapshot`. */
export async function writeSnapshot(
  disk: Disk,
  dir: string,
  version: string,
  snapshot: Snapshot,
): Promise<void> {
  const { database, position } = snapshot;
  const footer: Footer = { version, position, size: database.length, crc32: crc32(database) };
  const json = Buffer.from(JSON.stringify(footer));
  const trailer = Buffer.alloc(TRAILER_BYTES);
  trailer.writeUInt32BE(crc32(json));
  trailer.writeUInt32BE(json.length, 4);
  await disk.makeDir(dir);
  await disk.syncDir(dir.slice(0, dir.lastIndexOf('/'))); // A folder whose own name is lost takes all in it along.
  await removeUnfinished(disk, dir);
  await disk.write(`${pathOf(dir, position)}${UNFINISHED}`, Buffer.concat([database, json, trailer, MAGIC]));
}

function pathOf(dir: string, { seq }: Position): string {
  return `${dir}/${String(seq).padStart(12, '0')}.snapshot`;
}

/** From now on a start may begin with it. */
export async function keepSnapshot(disk: Disk, dir: string, position: Position): Promise<void> {
  const path = pathOf(dir, position);
  await disk.rename(`${path}${UNFINISHED}`, path);
  await disk.syncDir(dir);
  for (const old of (await generations(disk, dir)).slice(GENERATIONS)) await disk.remove(`${dir}/${old}`);
}

/** What a power cut or a full disk left of earlier ones: it would take up room for ever. */
export async function removeUnfinished(disk: Disk, dir: string): Promise<void> {
  for (const name of await disk.list(dir)) if (name.endsWith(UNFINISHED)) await disk.remove(`${dir}/${name}`);
}
