/** The keys of cards that prove themselves: a file of their own, named by `card-keys`, and nowhere else. */
import type { Disk } from '../../drivers/host/types.js';
import { concat, fromHex } from '../../protocol/card/bytes.js';
import { diversifiedKey } from '../../protocol/card/diversify.js';
import type { SunKeys } from '../../protocol/card/sun.js';
import { configError, readEntries } from '../../protocol/config/entries.js';
import { AES } from './aes.js';

const KEYS = ['meta-read', 'file-read', 'file-read-of', 'context'] as const;
const KEY_FORM = /^[0-9A-Fa-f]{32}$/;
/** With the id and the constant it must fit two blocks (AN10922, 2.2). */
const CONTEXT_FORM = /^(?:[0-9A-Fa-f]{2}){1,24}$/;

/**
 * `meta-read`: SDMMetaReadKey of all cards. `file-read`: their SDMFileReadKey, or with `file-read-of = each` the master key that each
 * card's is made of, out of its id and `context` (AN10922). Throws TerminalError `config/…` that names the key and the line, never the
 * value.
 */
export function parseCardKeys(text: string, file: string): SunKeys {
  const entries = new Map(readEntries(file, text, KEYS).map((entry) => [entry.key, entry]));
  const read = (key: (typeof KEYS)[number], form: RegExp, what: string): string | undefined => {
    const entry = entries.get(key);
    if (entry && !form.test(entry.value)) throw configError('value', file, key, entry.line, what);
    return entry?.value;
  };
  const needed = (key: 'meta-read' | 'file-read'): Uint8Array => {
    const value = read(key, KEY_FORM, 'a key is 32 hexadecimal digits');
    if (value === undefined) throw configError('missing', file, key, 1, 'this key is needed');
    return fromHex(value);
  };
  const master = needed('file-read');
  const each = read('file-read-of', /^(each|all)$/, '`each` or `all`') === 'each';
  const context = fromHex(read('context', CONTEXT_FORM, '1 to 24 bytes in hexadecimal') ?? '');
  return {
    meta: needed('meta-read'),
    file: each ? (uid) => diversifiedKey(AES, master, concat(uid, context)) : () => master,
  };
}

/** Throws what `parseCardKeys` throws, and `disk/…`. */
export async function readCardKeys(disk: Disk, path: string): Promise<SunKeys> {
  return parseCardKeys(new TextDecoder().decode(await disk.read(path)), path);
}
