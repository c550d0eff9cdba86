import type { Disk } from './types.js';

/** What stands in a file, in UTF-8, read anew each time that it is asked for: a renewed certificate or password counts from then on. */
export const textIn = (disk: Disk, path: string) => async (): Promise<string> =>
  new TextDecoder().decode(await disk.read(path));
