/** Where files lie that people bring and take: folders beside the data, and whatever stick is plugged in. */
import type { Disk } from '../../drivers/host/types.js';

export interface ShelfFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

export interface Shelf {
  /** Folders that are looked at, for people to be told. */
  readonly folders: readonly string[];
  files(): Promise<ShelfFile[]>;
  read(path: string): Promise<Uint8Array>;
  /** Sticks that are plugged in, and the folder beside the data: where a file may be put. */
  places(): Promise<string[]>;
  /** Writes a file whole or not at all, and returns its path. Throws `disk/…`. */
  put(place: string, name: string, bytes: Uint8Array): Promise<string>;
}

const TABLES = /\.(xlsx|xlsm|xlsb|xls|et|ods|csv|txt|tsv)$/i;
const FILES_MAX = 200;

/**
 * @param folders each is looked at, and the folders in it: a stick is mounted below the last one
 * @param out where files go when there is no stick
 */
export function createShelf(disk: Disk, folders: readonly string[], out: string): Shelf {
  async function filesIn(folder: string, deeper: number): Promise<ShelfFile[]> {
    const found: ShelfFile[] = [];
    for (const name of await namesIn(folder)) {
      if (name.startsWith('.') || name.startsWith('~$') || found.length >= FILES_MAX) continue;
      const path = `${folder}/${name}`;
      const bytes = TABLES.test(name) ? await sizeOf(path) : undefined;
      if (bytes !== undefined) found.push({ path, name, bytes });
      else if (deeper > 0 && !name.includes('.')) found.push(...(await filesIn(path, deeper - 1)));
    }
    return found;
  }

  /** A stick that is being pulled out is an empty one. */
  const namesIn = (folder: string): Promise<string[]> => disk.list(folder).catch(() => []);
  const sizeOf = (path: string): Promise<number | undefined> => disk.size(path).catch(() => undefined);

  return {
    folders,
    files: async () => (await Promise.all(folders.map((folder) => filesIn(folder, 2)))).flat(),
    read: (path) => disk.read(path),
    async places() {
      const sticks = folders.at(-1) ?? '';
      const names = (await namesIn(sticks)).filter((name) => !name.startsWith('.'));
      return [...names.map((name) => `${sticks}/${name}`), out];
    },
    async put(place, name, bytes) {
      const path = `${place}/${name}`;
      const unfinished = `${path}.unfinished`;
      await disk.makeDir(place);
      try {
        await disk.write(unfinished, bytes);
        await disk.rename(unfinished, path);
        await disk.syncDir(place);
      } catch (error) {
        // A stick that is gone cannot be tidied either; one that is full can.
        await disk.remove(unfinished).catch(() => undefined);
        throw error;
      }
      return path;
    },
  };
}
