/** The days that come with the program. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TerminalError } from '../../protocol/errors.js';

/**
 * The path of `sim/day/days/<name>`: days are not compiled, so it is looked for above the compiled program, wherever that
 * was built, and then from the working folder. Throws `sim/no-day`.
 */
export function dayFile(name: string): string {
  const own = join('sim', 'day', 'days', name);
  const places = [...above(dirname(fileURLToPath(import.meta.url))), process.cwd()];
  const found = places.map((folder) => join(folder, own)).find((path) => existsSync(path));
  if (found === undefined)
    throw new TerminalError('sim/no-day', `${own} is neither beside the program nor in this folder`);
  return found;
}

function above(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...above(parent)];
}
