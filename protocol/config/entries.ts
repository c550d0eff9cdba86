/**
 * Configuration files: `key = value` lines; `#` begins a comment at the start of a line or after a space. Every mistake
 * names the key and the line, because the person who reads the message has the file in front of them.
 */
import { TerminalError } from '../errors.js';

export interface Entry {
  readonly key: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

/**
 * All entries in order. `known` are the keys that may stand; those in `repeated` may stand more than once.
 * @throws TerminalError `config/not-a-setting`, `config/empty`, `config/unknown-key` or `config/twice`
 */
export function readEntries(
  file: string,
  text: string,
  known: readonly string[],
  repeated: readonly string[] = [],
): Entry[] {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    const content = raw.replace(/(^|\s)#.*$/s, '').trim();
    if (content === '') continue;
    const equals = content.indexOf('=');
    const key = content.slice(0, Math.max(0, equals)).trim();
    const value = content.slice(equals + 1).trim();
    if (key === '')
      throw configError('not-a-setting', file, content.slice(0, 20), line, 'a line is `key = value`');
    if (!known.includes(key)) throw configError('unknown-key', file, key, line, unknownKey(key, known));
    if (value === '') throw configError('empty', file, key, line, 'no value is given');
    if (seen.has(key) && !repeated.includes(key))
      throw configError('twice', file, key, line, 'the key stands twice');
    seen.add(key);
    entries.push({ key, value, line });
  }
  return entries;
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = known.find((candidate) => distance(candidate, key) <= 2);
  return near
    ? `there is no such key; did you mean ${near}?`
    : `there is no such key; known are ${known.join(', ')}`;
}

/** Edits between two words (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

export function configError(
  code: string,
  file: string,
  key: string,
  line: number | undefined,
  why: string,
): TerminalError {
  const where = line === undefined ? key : `line ${line}, ${key}`;
  return new TerminalError(`config/${code}`, `${file}, ${where}: ${why}`, {
    context: { key, line },
    retry: 'person',
  });
}
