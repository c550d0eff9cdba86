/** A copy of the compiled product in which one thing is wrong. */
import { cpSync, existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Mutation } from './mutations/mutation.js';

const BUILD = fileURLToPath(new URL('../..', import.meta.url));
const ROOMS = ['protocol', 'drivers', 'terminal', 'office', 'sim', 'tests/world'];

/** In a folder of its own, which whoever asked for it removes. */
export function copyBuild(): string {
  const copy = mkdtempSync(join(tmpdir(), 'zhanggui-mutant-'));
  for (const room of ROOMS) cpSync(join(BUILD, room), join(copy, room), { recursive: true });
  writeFileSync(join(copy, 'package.json'), '{"type":"module"}');
  const modules = [join(BUILD, 'node_modules'), join(BUILD, '../node_modules')].find(existsSync);
  if (modules === undefined) throw new Error('no node_modules beside the build');
  symlinkSync(modules, join(copy, 'node_modules'));
  return copy;
}

/** Puts the mutation into the copy and gives a way back. Throws when its text does not stand there exactly once. */
export function mutate(copy: string, { name, file, from, to }: Mutation): () => void {
  const path = join(copy, file);
  const right = readFileSync(path, 'utf8');
  const times = right.split(from).length - 1;
  if (times !== 1) throw new Error(`"${name}": its text stands ${times} times in ${file}`);
  writeFileSync(
    path,
    right.replace(from, () => to),
  );
  return () => writeFileSync(path, right);
}
