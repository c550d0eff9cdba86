import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { holdFolder } from '../../../drivers/host/index.js';
import { isTerminalError } from '../../../protocol/errors.js';

const test = suite<{ dir: string }>('hold', { dir: '' });
test.before.each(async (context) => {
  context.dir = await mkdtemp(join(tmpdir(), 'zhanggui-hold-'));
});
test.after.each((context) => rm(context.dir, { recursive: true, force: true }));

/** Another process that holds the folder until it is killed. */
async function otherHolder(dir: string) {
  const module = fileURLToPath(new URL('../../../drivers/host/index.js', import.meta.url));
  const code = `const { holdFolder } = await import(${JSON.stringify(module)});
    await holdFolder(${JSON.stringify(dir)}); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

async function refusal(dir: string): Promise<string> {
  try {
    await (await holdFolder(dir))();
    return 'held';
  } catch (error) {
    return isTerminalError(error) ? error.code : String(error);
  }
}

test('a second program does not get a folder that a living one holds', async ({ dir }) => {
  const other = await otherHolder(dir);
  assert.is(await refusal(dir), 'disk/in-use');
  other.kill('SIGKILL');
  await once(other, 'exit');
  assert.is(await refusal(dir), 'held', 'a killed holder holds nothing');
});

test('a process number that was given to somebody else holds nothing', async ({ dir }) => {
  await writeFile(join(dir, 'held-by'), '1 4242');
  assert.is(await refusal(dir), 'held');
});

test('a folder that was given back is free', async ({ dir }) => {
  const giveBack = await holdFolder(dir);
  await giveBack();
  assert.is(await refusal(dir), 'held');
});

test.run();
