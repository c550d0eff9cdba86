import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
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

/** Many tries: the moment between looking and taking is short. */
const DIRS = Array.from({ length: 40 }, (_, index) => `d${index}`);

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

test('of several programs that start at the same moment one gets the folder', async ({ dir }) => {
  const module = fileURLToPath(new URL('../../../drivers/host/index.js', import.meta.url));
  const code = `const { holdFolder } = await import(${JSON.stringify(module)});
    console.log('ready'); process.stdin.once('data', async () => {
      await Promise.all(${JSON.stringify(DIRS)}.map(async (name) => {
        const got = await holdFolder(${JSON.stringify(dir)} + '/' + name).then(() => 'held', () => 'refused');
        console.log(name, got);
      }));
      console.log('done');
    });`;
  const programs = Array.from({ length: 3 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  const said = programs.map(() => '');
  const heard = (what: string) => said.every((text) => text.includes(what));
  const hears = new Promise<void>((resolve) => {
    for (const [index, { stdout, stdin }] of programs.entries()) {
      stdout.on('data', (bytes) => {
        said[index] += String(bytes);
        if (String(bytes).includes('ready') && heard('ready'))
          for (const program of programs) program.stdin.write('go\n');
        if (heard('done')) resolve();
      });
      stdin.on('error', () => undefined);
    }
  });
  // Some of them begin with what a program that was killed has left behind.
  for (const name of DIRS.slice(0, DIRS.length / 2)) {
    await mkdir(join(dir, name));
    await writeFile(join(dir, name, 'held-by'), '1 4242');
  }
  await hears;
  const holders = DIRS.map((name) => said.filter((text) => text.includes(`${name} held`)).length);
  for (const program of programs) program.kill('SIGKILL');
  await Promise.all(programs.map((program) => once(program, 'exit')));
  assert.equal(
    holders,
    DIRS.map(() => 1),
  );
  const left = await readdir(join(dir, 'd0'));
  assert.equal(left, ['held-by']);
});

test('a folder that was given back is free', async ({ dir }) => {
  const giveBack = await holdFolder(dir);
  await giveBack();
  assert.is(await refusal(dir), 'held');
});

test.run();
