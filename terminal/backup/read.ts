/** Reads a backup: nothing of it is given out before its piece has proved itself. */
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import type { Disk } from '../../drivers/host/types.js';
import {
  type BackupHead,
  CHUNK_BYTES,
  damagedAt,
  decodeHead,
  encodeHead,
  HEAD_BYTES_MAX,
  keyFor,
  openChunk,
  sealedLength,
} from './format.js';

export interface OpenedBackup {
  readonly head: BackupHead;
  /** The journal's bytes in order, in pieces. Throws `backup/damaged` when the file is damaged, cut off, or put together anew. */
  chunks(): AsyncGenerator<Uint8Array>;
  /** How much was read, 0 to 1. */
  read(): number;
}

const inflate = promisify(inflateRaw);
const LENGTH_BYTES = 4;

/** What anybody may see of a backup. Throws `backup/not-one` or `disk/…`. */
export async function headOf(disk: Disk, path: string): Promise<BackupHead> {
  return decodeHead(await disk.readAt(path, 0, HEAD_BYTES_MAX)).head;
}

/** Throws `backup/not-one`, `backup/passphrase` or `disk/…`. */
export async function openBackup(disk: Disk, path: string, passphrase: string): Promise<OpenedBackup> {
  const size = (await disk.size(path)) ?? 0;
  const start = await disk.readAt(path, 0, HEAD_BYTES_MAX);
  const { head, bytes } = decodeHead(start);
  const key = await keyFor(head, passphrase);
  const aad = start.subarray(0, bytes);
  if (!encodeHead(head).equals(aad)) throw damagedAt(-1);
  let at = bytes;
  return {
    head,
    read: () => at / Math.max(1, size),
    async *chunks() {
      at = bytes;
      for (let n = 0, last = false; !last; n++) {
        const length = sealedLength(await disk.readAt(path, at, LENGTH_BYTES), n);
        const sealed = await disk.readAt(path, at + LENGTH_BYTES, length);
        if (sealed.length < length) throw damagedAt(n);
        at += LENGTH_BYTES + length;
        last = at >= size;
        const plain = openChunk(key, aad, n, last, sealed);
        yield await inflate(plain, { maxOutputLength: CHUNK_BYTES }).catch((cause: unknown) => {
          throw damagedAt(n, cause);
        });
      }
    },
  };
}
