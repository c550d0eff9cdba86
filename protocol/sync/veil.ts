/**
 * The personal values of a commit, veiled: what the journal's chain covers is a salted digest of each, so that it verifies
 * before and after a value is erased. docs/INTEGRITY.md says what this is for and what it does not do.
 *
 *     "veil":{"salt":S,"of":["/0/name","/1/key"]}                                          as written
 *     "veil":{"of":["/0/name","/1/key"],"salts":{"/1/key":s1},"gone":{"/0/name":d0}}       after /0/name was erased
 *
 * `of`: JSON pointers (RFC 6901) into `events`. The salts of the values, in the order of `of`, are 18 octets each of
 * SHAKE256(S): one salt tells nothing of S or of the others. A value's digest is SHA-256(salt ‖ JSON of the value). Everything is
 * text of base64url: a salt has 24 characters, a digest is cut to 22 (132 bits).
 */

import { createHash, hash } from 'node:crypto';
import { TerminalError } from '../errors.js';

export interface Veil {
  /** Of the whole commit; gone as soon as one of its values is. */
  readonly salt?: string;
  readonly of: readonly string[];
  /** Salts of the values that are still there, once `salt` is gone. */
  readonly salts?: Readonly<Record<string, string>>;
  /** Digests of erased values. */
  readonly gone?: Readonly<Record<string, string>>;
}

export interface Veiled {
  readonly events: readonly object[];
  readonly veil?: Veil;
}

export const DIGEST_LENGTH = 22;
/** Three octets are four characters: all salts are made in one text, and cut. */
export const SALT_OCTETS = 18;
const SALT_LENGTH = 24;

/** SHA-256, base64url, the first 22 characters. */
export function digestOf(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, DIGEST_LENGTH);
}

/**
 * The events with each personal value replaced by its digest: what the chain covers.
 * @throws TerminalError `sync/damaged-line` when the veil does not fit the events
 */
export function veiledEvents(events: readonly object[], veil: Veil): readonly object[] {
  const salts = saltsOf(veil);
  const copies: Copies = new Map();
  const shown = [...events] as Json[];
  for (let i = 0; i < veil.of.length; i++) {
    const pointer = veil.of[i] as string;
    const steps = stepsOf(pointer);
    const salt = salts[i] as string;
    const holder = holderOf(shown, steps, copies);
    const last = steps[steps.length - 1] as string;
    if (!Object.hasOwn(holder, last)) missing(pointer);
    const digest = salt === '' ? veil.gone?.[pointer] : valueDigest(salt, holder[last] as Json);
    holder[last] = digest ?? missing(pointer);
  }
  return shown as object[];
}

/**
 * The commit with values replaced by what `standIns` has for their pointers, and their digests kept in the veil. Pointers
 * that the veil does not name are replaced all the same: an old journal has no veils, and nothing to keep.
 */
export function eraseValues<C extends Veiled>(commit: C, standIns: ReadonlyMap<string, unknown>): C {
  const { veil } = commit;
  const events = [...commit.events] as Json[];
  const copies: Copies = new Map();
  const gone: Record<string, string> = { ...veil?.gone };
  const salts = new Map(veil ? saltsOf(veil).map((salt, i) => [veil.of[i] ?? '', salt]) : []);
  for (const [pointer, standIn] of standIns) {
    const steps = stepsOf(pointer);
    const salt = salts.get(pointer) ?? '';
    const holder = holderOf(events, steps, copies);
    const last = steps[steps.length - 1] as string;
    if (salt !== '') gone[pointer] ??= valueDigest(salt, holder[last] as Json);
    holder[last] = standIn as Json;
  }
  if (!veil) return { ...commit, events };
  const kept = Object.fromEntries([...salts].filter(([pointer]) => !Object.hasOwn(gone, pointer)));
  return { ...commit, events, veil: { of: veil.of, salts: kept, gone } };
}

/** The value that a pointer of the veil names. */
export function personalValue(commit: Veiled, pointer: string): unknown {
  return valueAt(commit.events as Json[], stepsOf(pointer));
}

/** A veil over the values at `of`. @param salt `SALT_OCTETS` by chance */
export function veilOver(of: readonly string[], salt: Uint8Array): Veil {
  return { salt: Buffer.from(salt.buffer, salt.byteOffset, salt.byteLength).toString('base64url'), of };
}

function valueDigest(salt: string, value: Json): string {
  return digestOf(salt + JSON.stringify(value));
}

/** In the order of `of`; empty for a value that is gone. */
function saltsOf({ salt, salts, of }: Veil): string[] {
  if (salt === undefined) return of.map((pointer) => salts?.[pointer] ?? '');
  const outputLength = SALT_OCTETS * of.length;
  const text = createHash('shake256', { outputLength }).update(salt).digest('base64url');
  return of.map((_, i) => text.slice(i * SALT_LENGTH, (i + 1) * SALT_LENGTH));
}

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;

function stepsOf(pointer: string): string[] {
  const steps = pointer.slice(1).split('/');
  return pointer.includes('~')
    ? steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    : steps;
}

function valueAt(events: Json, steps: readonly string[]): Json {
  let value: Json = events;
  for (const step of steps) value = child(value, step);
  return value;
}

function child(value: Json, step: string): Json {
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, step)) {
    return (value as Record<string, Json>)[step] as Json;
  }
  return missing(step);
}

/** Which events are copies by now, and whether in depth: nobody else's commit may change. */
type Copies = Map<string, 'flat' | 'deep'>;

/** The object or list that the last step is in, in a copy of its event. */
function holderOf(events: Json[], steps: readonly string[], copies: Copies): { [key: string]: Json } {
  const index = steps[0] as string;
  const deep = steps.length > 2;
  const known = copies.get(index);
  if (known === undefined || (deep && known === 'flat')) {
    const event = child(events, index) as { [key: string]: Json };
    events[Number(index)] = deep ? structuredClone(event) : { ...event };
    copies.set(index, deep ? 'deep' : 'flat');
  }
  let holder: Json = events;
  for (let i = 0; i < steps.length - 1; i++) holder = child(holder, steps[i] as string);
  return holder as { [key: string]: Json };
}

function missing(where: string): never {
  throw new TerminalError('sync/damaged-line', 'the veil of a commit does not fit its events', {
    context: { where },
  });
}
