/** A file that a terminal writes to its folder, with the real thread. */

import { DATA } from '../../support/kernel.js';
import { waitFor } from '../../support/wait-for.js';
import type { OpenTerminal } from '../terminal.js';

/** Presses `keys` in the questions of where and how, waits until it is saved, and reads it. */
export async function exportedFile(
  it: OpenTerminal,
  keys: readonly string[],
  name: RegExp,
): Promise<Uint8Array> {
  await it.press(...keys);
  await waitFor('the file', () => {
    void it.clock.advance(50);
    return /已存好|没存成|Saved|Not saved/.test(it.text());
  });
  const files = await it.disk.list(`${DATA}/export`);
  const file = files.find((one) => name.test(one));
  if (file === undefined) throw new Error(`no file like ${name} among ${files.join()}:\n${it.text()}`);
  return it.disk.read(`${DATA}/export/${file}`);
}
