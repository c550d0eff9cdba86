/** Whether a journal line is another one with personal values erased: the office takes it in its place, and nothing else. */

import { isTerminalError } from '../errors.js';
import { type CommitFields, readCommitLine } from './commit-line.js';
import { eraseValues, personalValue, type Veil } from './veil.js';

type Commit = CommitFields & { readonly veil?: Veil; readonly chain?: string };

/**
 * Both without line ends. False for whatever cannot be read.
 * @param old also for commits from before there was a chain, in which nothing proves what was erased
 */
export function isErasureOf(line: string, of: string, old = false): boolean {
  if (line === of) return true;
  try {
    return erases(readCommitLine(line) as Commit, readCommitLine(of) as Commit, old);
  } catch (error) {
    if (!isTerminalError(error, 'sync/')) throw error;
    return false;
  }
}

function erases(commit: Commit, of: Commit, old: boolean): boolean {
  const { events, veil, ...head } = commit;
  const { events: _events, veil: known, ...knownHead } = of;
  if (JSON.stringify(head) !== JSON.stringify(knownHead)) return false;
  // From before there was a chain nothing says what was personal: numbers and names of fields must be the same.
  if (!known || !veil) return old && !known && !veil && isThinned(events, of.events);
  const gone = Object.keys(veil.gone ?? {});
  const made = eraseValues(of, new Map(gone.map((pointer) => [pointer, personalValue(commit, pointer)])));
  return canonical(made) === canonical(commit);
}

const canonical = ({ events, veil }: Pick<Commit, 'events' | 'veil'>): string =>
  JSON.stringify([events, veil?.of, sorted(veil?.gone), sorted(veil?.salts)]);

function sorted(record: Readonly<Record<string, string>> = {}): unknown {
  return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** The same but for texts that are gone, and lists and objects that are shorter or empty. */
function isThinned(value: unknown, of: unknown): boolean {
  if (typeof value === 'string') return value === of || value === '' || value.startsWith('gone-');
  if (typeof value !== 'object' || value === null || typeof of !== 'object' || of === null)
    return value === of;
  const keys = Object.keys(value);
  if (keys.length === 0) return true;
  if (keys.length !== Object.keys(of).length) return Array.isArray(value);
  return keys.every((key) => Object.hasOwn(of, key) && isThinned(at(value, key), at(of, key)));
}

const at = (value: object, key: string): unknown => (value as Readonly<Record<string, unknown>>)[key];
