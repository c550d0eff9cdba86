/** `zhanggui lottery`: a draw leaves the terminal's folder as a file that anybody can check, and only after the draw. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { command } from '../../../terminal/cli/commands/lottery.js';
import { dispatch } from '../../../terminal/cli/dispatch.js';
import { drawLottery, freezeLottery, openNewLottery } from '../../../terminal/lottery/commands.js';
import { listHash } from '../../../terminal/lottery/draw.js';
import { entriesOf } from '../../../terminal/lottery/queries.js';
import { DATA, STAFF } from '../../support/kernel.js';
import { vectorPath } from '../../support/vectors.js';
import { type OpenTerminal, openTerminal } from '../terminal.js';

const SECRETS = { seed: '5e'.repeat(32), codes: 'c0'.repeat(32) };

async function zhanggui(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await dispatch(
    ['lottery', ...argv],
    { lottery: async () => ({ command }) },
    {
      out: (line) => out.push(line),
      err: (line) => err.push(line),
      signal: new AbortController().signal,
      env: {},
    },
  );
  return { code, out, err: err.join('\n') };
}

async function frozen(): Promise<OpenTerminal> {
  const it = await openTerminal();
  const now = it.clock.now();
  const prizes = [{ name: '果篮', count: 2 }];
  await it.kernel.transact(STAFF, (state) =>
    openNewLottery(state, { id: 'l1', title: '国庆抽奖', prizes, closes: now + 3600_000, now }),
  );
  for (let n = 0; n < 5; n++) await it.texted('CJ', `+861380013800${n}`);
  const rest = { source: '双色球 2026135期', tell: [], nextId: it.kernel.ids.next, now, time: '' };
  await it.kernel.transact(STAFF, (state) => freezeLottery(state, 'l1', { ...SECRETS, ...rest }));
  return it;
}

/** The journal of the terminal, on a real disk. */
async function copied({ disk }: OpenTerminal, to: string): Promise<void> {
  await mkdir(join(to, 'journal'), { recursive: true });
  for (const name of await disk.list(`${DATA}/journal`)) {
    const from = `${DATA}/journal/${name}`;
    if ((await disk.size(from)) !== undefined)
      await writeFile(join(to, 'journal', name), await disk.read(from));
  }
}

test('a frozen lottery is not published; a drawn one is, and two programs agree that it is right', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'zhanggui-lottery-'));
  const it = await frozen();
  try {
    await copied(it, dir);
    const early = await zhanggui('export', '--data', dir);
    assert.equal([early.code, early.out], [1, []], 'the seed is not told before the draw');
    const drawing = {
      number: '03111722283107',
      nextId: it.kernel.ids.next,
      now: it.clock.now(),
      time: '',
    };
    await it.kernel.transact(STAFF, (state) => drawLottery(state, 'l1', drawing));
    await copied(it, dir);
    const { code, out } = await zhanggui('export', '--data', dir);
    assert.equal([code, out.length], [0, 1]);
    assert.not.match(
      out.join(),
      /1380013800|c0c0/,
      'no number of a customer, and not what the codes are made of',
    );
    const file = join(dir, 'draw.json');
    await writeFile(file, out.join());
    assert.is((await zhanggui('verify', file)).code, 0);
    const python = join(dirname(vectorPath('lottery.json')), '../../docs/verify-lottery.py');
    assert.ok(existsSync(python));
    const judged = spawnSync('python3', [python, file], { encoding: 'utf8' });
    assert.equal([judged.status, judged.stdout.trim()], [0, 'the draw is what was promised']);
    const told = JSON.parse(out.join()) as { entries: Array<{ mask: string }> };
    const [first, ...others] = told.entries;
    const erased = {
      ...told,
      entries: [{ ...first, mask: '' }, ...others],
      list: listHash(entriesOf(it.kernel.state, 'l1')),
    };
    await writeFile(file, JSON.stringify(erased));
    const after = await zhanggui('verify', file);
    assert.equal([after.code, after.out.length, spawnSync('python3', [python, file]).status], [0, 2, 0]);
    await writeFile(file, out.join().replace('0311', '0312'));
    assert.equal(
      [(await zhanggui('verify', file)).code, spawnSync('python3', [python, file]).status],
      [1, 1],
    );
    assert.is((await zhanggui('export', '--data', dir, '--number', '2')).code, 1);
  } finally {
    await it.stop();
    await rm(dir, { recursive: true, force: true });
  }
});

test.run();
