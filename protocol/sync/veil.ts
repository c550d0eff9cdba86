/**
 * The personal values of a commit, veiled: what the journal's chain covers is a salted digest of each, so that it verifies
 * before and after a value is erased. docs/INTEGRITY.md says what this is for and what it does not do.
 *
 *     "veil":{"salt":S,"of":["/0/name","/1/key"]}                                          as written
 *     "veil":{"of":["/0/name","/1/key"],"salts":{"/1/key":s1},"gone":{"/0/name":d0}}       after /0/name was erased
 *
 * `of`: JSON pointers (RFC 6901) into `events`. The salts of the values, in the order of `of`, are 16 octets each of
 * SHAKE256(S): one salt tells nothing of S or of the others. A value's digest is SHA-256(salt ‖ JSON of the value). Everything is
 * text of base64url; digests are cut to 22 characters (132 bits).
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
const SALT_OCTETS = 16;

/** SHA-256, base64url, the first 22 characters. */
export function digestOf(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, DIGEST_LENGTH);
}

/**
 * The events with each personal value replaced by `{"#": digest}`: what the chain covers.
 * @throws TerminalError `sync/damaged-line` when the veil does not fit the events
 */
export function veiledEvents({ events, veil }: Veiled): readonly object[] {
  if (!veil) return events;
  const salts = saltsOf(veil);
  const copies: Copies = new Map();
  const shown = [...events] as Json[];
  for (const pointer of veil.of) {
    const steps = stepsOf(pointer);
    const value = valueAt(shown, steps);
    const digest =
      veil.gone?.[pointer] ?? digestOf(`${salts.get(pointer) ?? missing(pointer)}${JSON.stringify(value)}`);
    put(shown, steps, { '#': digest }, copies);
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
  const salts = veil ? saltsOf(veil) : new Map<string, string>();
  for (const [pointer, standIn] of standIns) {
    const steps = stepsOf(pointer);
    const salt = salts.get(pointer);
    if (salt !== undefined) gone[pointer] ??= digestOf(`${salt}${JSON.stringify(valueAt(events, steps))}`);
    put(events, steps, standIn as Json, copies);
  }
  if (!veil) return { ...commit, events };
  const kept = Object.fromEntries([...salts].filter(([pointer]) => !Object.hasOwn(gone, pointer)));
  return { ...commit, events, veil: { of: veil.of, salts: kept, gone } };
}

/** The value that a pointer of the veil names. */
export function personalValue(commit: Veiled, pointer: string): unknown {
  return valueAt(commit.events as Json[], stepsOf(pointer));
}

/** A veil over the values at `of`, none when there are none. @param salt 16 octets */
export function veilOver(of: readonly string[], salt: Uint8Array): Veil {
  return { salt: Buffer.from(salt.buffer, salt.byteOffset, salt.byteLength).toString('base64url'), of };
}

function saltsOf({ salt, salts, of }: Veil): Map<string, string> {
  if (salt === undefined) return new Map(Object.entries(salts ?? {}));
  const octets = createHash('shake256', { outputLength: SALT_OCTETS * of.length })
    .update(salt)
    .digest();
  return new Map(
    of.map((pointer, i) => [pointer, octets.toString('base64url', i * SALT_OCTETS, (i + 1) * SALT_OCTETS)]),
  );
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

function put(events: Json[], steps: readonly string[], value: Json, copies: Copies): void {
  const [index = ''] = steps;
  const depth = steps.length > 2 ? 'deep' : 'flat';
  const known = copies.get(index);
  if (known === undefined || (depth === 'deep' && known === 'flat')) {
    const event = child(events, index) as { [key: string]: Json };
    events[Number(index)] = depth === 'deep' ? structuredClone(event) : { ...event };
    copies.set(index, depth);
  }
  const holder = valueAt(events, steps.slice(0, -1)) as { [key: string]: Json };
  holder[steps.at(-1) ?? ''] = value;
}

function missing(where: string): never {
  throw new TerminalError('sync/damaged-line', 'the veil of a commit does not fit its events', {
    context: { where },
  });
}
