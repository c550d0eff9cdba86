/** What else may hold the person: files beside the journal. What can be read loses the bytes, what cannot is deleted. */
import type { Disk } from '../../drivers/host/types.js';
import { gb18030 } from '../../protocol/escpos/text.js';
import type { Person } from './person.js';

export interface Places {
  readonly data: string;
  /** The log, when it goes to a file. */
  readonly log?: string;
  /** Where the terminal's own backups lie, and how theirs are called. */
  readonly backups?: { readonly folder: string; readonly start: string };
}

/** Cut-off pieces and replaced files of the journal and the snapshots. */
const ASIDE = ['journal/aside', 'snapshots/aside'];
/** What people brought and took: a spreadsheet keeps its words deflated, so nobody finds them by their bytes. */
const FILES = ['export', 'import'];
const PLAIN = /\.(csv|txt|tsv)$/i;
const LOGS_KEPT = 3;
const LINE_FEED = 0x0a;

/** Returns the files that were deleted. Doing it twice does no harm. */
export async function eraseLeftovers(disk: Disk, places: Places, person: Person): Promise<string[]> {
  const marks = bytesOf(person);
  const ids = [...person.ids].map((id) => Buffer.from(`"${id}"`));
  const { data, log } = places;
  const deleted: string[] = [];
  const aside = [...ASIDE, ...(await disk.list(data)).filter((name) => name.startsWith('replaced-'))];
  for (const folder of aside) {
    for (const name of await disk.list(`${data}/${folder}`)) {
      if (/\.snapshot/.test(name)) await remove(`${data}/${folder}/${name}`);
      else
        await rewrite(disk, `${data}/${folder}/${name}`, (bytes) => blanked(withoutLines(bytes, ids), marks));
    }
  }
  const logs =
    log === undefined ? [] : [log, ...Array.from({ length: LOGS_KEPT }, (_, n) => `${log}.${n + 1}`)];
  for (const path of logs) await blankInPlace(disk, path, marks);
  for (const folder of FILES) await eraseFiles(`${data}/${folder}`);
  return deleted;

  /** Of folders within as well: people copy whole ones. */
  async function eraseFiles(folder: string): Promise<void> {
    for (const name of await disk.list(folder)) {
      const path = `${folder}/${name}`;
      if ((await disk.size(path)) === undefined) await eraseFiles(path);
      else if (!PLAIN.test(name) || holdsAny(await disk.read(path), marks)) await remove(path);
    }
  }

  async function remove(path: string): Promise<void> {
    await disk.remove(path);
    await disk.syncDir(path.slice(0, path.lastIndexOf('/')));
    deleted.push(path);
  }
}

/** Backups of before cannot be rewritten without opening them: they go when a new one is made. */
export async function oldBackups(disk: Disk, { backups }: Places): Promise<string[]> {
  if (!backups) return [];
  const names = (await disk.list(backups.folder)).filter((name) => name.startsWith(backups.start));
  return names.map((name) => `${backups.folder}/${name}`);
}

/** UTF-8, GB18030 as a Chinese Windows saves a table, and UTF-16 in both orders. */
function bytesOf({ marks, names }: Person): Buffer[] {
  const words = [...new Set([...marks, ...[...names].filter((name) => name.length > 1)])];
  return words.flatMap((word) => {
    const utf16 = Buffer.from(word, 'utf16le');
    return [Buffer.from(word), Buffer.from(gb18030(word)), utf16, Buffer.from(utf16).swap16()];
  });
}

function holdsAny(bytes: Uint8Array, marks: readonly Buffer[]): boolean {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return marks.some((mark) => all.includes(mark));
}

/**
 * The same with stars in each line that holds one of `ids`. A line that was cut off was told again later, perhaps without the name because
 * the person had been erased elsewhere: then nothing says what to look for.
 */
function withoutLines(bytes: Uint8Array, ids: readonly Buffer[]): Uint8Array {
  if (!holdsAny(bytes, ids)) return bytes;
  const copy = Buffer.from(bytes);
  for (let at = 0; at < copy.length; ) {
    const feed = copy.indexOf(LINE_FEED, at);
    const end = feed < 0 ? copy.length : feed;
    if (holdsAny(copy.subarray(at, end), ids)) copy.fill('*', at, end);
    at = end + 1;
  }
  return copy;
}

/** The same with stars in the place of the marks. */
function blanked(bytes: Uint8Array, marks: readonly Buffer[]): Uint8Array {
  if (!holdsAny(bytes, marks)) return bytes;
  const copy = Buffer.from(bytes);
  for (const mark of marks) {
    for (let at = copy.indexOf(mark); at >= 0; at = copy.indexOf(mark, at + mark.length))
      copy.fill('*', at, at + mark.length);
  }
  return copy;
}

async function rewrite(disk: Disk, path: string, without: (bytes: Uint8Array) => Uint8Array): Promise<void> {
  const before = await disk.read(path);
  const after = without(before);
  if (after === before) return;
  await disk.write(`${path}.erasing`, after);
  await disk.rename(`${path}.erasing`, path);
  await disk.syncDir(path.slice(0, path.lastIndexOf('/')));
}

/** The log is open and goes on being written: the file must stay the same one. */
async function blankInPlace(disk: Disk, path: string, marks: readonly Buffer[]): Promise<void> {
  if ((await disk.size(path)) === undefined) return;
  const before = await disk.read(path);
  const without = blanked(before, marks);
  if (without === before) return;
  const file = await disk.openAppend(path);
  try {
    await file.truncate(0);
    await file.append(without);
    await file.sync();
  } finally {
    await file.close();
  }
}
