/** Where the vectors stand: in the sources, whether a test runs from them or from a build folder elsewhere. */

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The path of a file in tests/vectors: beside the sources of the folder the tests were started in, or above this file. */
export function vectorPath(name: string): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const candidates = [process.cwd(), join(here, '..', '..'), join(here, '..', '..', '..')];
  const found = candidates.map((root) => join(root, 'tests', 'vectors', name)).find(existsSync);
  if (found === undefined)
    throw new Error(`no tests/vectors/${name} near ${here}: start the tests in the project folder`);
  return found;
}
