/** `zhanggui office`: two head offices on one database would each give the terminals numbers of their own. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { command } from '../../../terminal/cli/commands/office.js';
import { dispatch } from '../../../terminal/cli/dispatch.js';

async function office(config: string, onReady: () => void = () => undefined) {
  const err: string[] = [];
  const ended = new AbortController();
  const code = await dispatch(
    ['office', '--config', config],
    { office: async () => ({ command }) },
    {
      out: () => {
        onReady();
        ended.abort();
      },
      err: (line) => err.push(line),
      signal: ended.signal,
      env: {},
    },
  );
  return { code, err: err.join('\n') };
}

/** Somebody else who lives as long as this test: the process that started it, as proc(5) describes it. */
async function parent(): Promise<string> {
  const stat = await readFile(`/proc/${process.ppid}/stat`, 'latin1');
  return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
}

test('a second office on the same database folder is refused, and says who holds it', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'zhanggui-office-'));
  try {
    const database = join(dir, 'db');
    const config = join(dir, 'office.conf');
    await writeFile(
      config,
      `listen = 127.0.0.1:0\ndatabase = ${database}\nterminal = store-1 till-1 secret-of-till\n`,
    );
    await mkdir(database);
    await writeFile(join(database, 'held-by'), await parent());
    const second = await office(config);
    assert.is.not(second.code, 0);
    assert.match(second.err, `process ${process.ppid}`);

    await rm(join(database, 'held-by'));
    let heldWhileOpen = false;
    const alone = await office(config, () => {
      heldWhileOpen = existsSync(join(database, 'held-by'));
    });
    assert.is(alone.code, 0, alone.err);
    assert.ok(heldWhileOpen);
    assert.not.ok(existsSync(join(database, 'held-by')), 'given back at the end');
  } finally {
    await rm(dir, { recursive: true });
  }
});

test.run();
