/** A batch of journal lines as it came: bytes, cut and deflated without being read. */

import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { MAX_PAYLOAD } from '../../protocol/sync/messages.js';

export interface Batch {
  readonly terminal: string;
  readonly first: number;
  readonly last: number;
  /** The journal lines `first` … `last`, each with its line end, checked by `scanCommits`. */
  readonly body: Uint8Array;
}

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** Fast rather than small: a third of the time of the default level, and journal lines shrink to a third all the same. */
const DEFLATE_LEVEL = 1;
const LF = 0x0a;

/** The part of a batch from `first` on. */
export function batchFrom(batch: Batch, first: number): Batch {
  let start = 0;
  for (let seq = batch.first; seq < first; seq++) start = batch.body.indexOf(LF, start) + 1;
  return { ...batch, first: Math.max(first, batch.first), body: batch.body.subarray(start) };
}

/** RFC 1951 deflate. Runs beside this thread. */
export function pack(body: Uint8Array): Promise<Uint8Array> {
  return deflate(body, { level: DEFLATE_LEVEL });
}

/** The lines of a packed body, without their line ends. */
export async function unpackLines(packed: Uint8Array): Promise<string[]> {
  return linesOf(await inflate(packed, { maxOutputLength: MAX_PAYLOAD }));
}

export function linesOf(body: Uint8Array): string[] {
  return new TextDecoder().decode(body).split('\n').slice(0, -1);
}
