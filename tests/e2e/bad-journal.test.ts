/** A journal that was torn, changed or robbed on the disk: what was kept is there, and a person is told in words. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Shop } from '../../sim/shop/shop.js';
import { inShop, play } from '../support/day.js';

const CLI = fileURLToPath(new URL('../../terminal/cli/zhanggui.js', import.meta.url));

const SALE = `
key f2
see 金额
type 10
key ok
see >实收
key ok
see 已收款
key f4
see 主页
`;

const DAY = `
see 主页
publish spine.items.json
see 福源水果店
${SALE}
${SALE}
books-agree 2
kill
`;

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function zhanggui(...args: string[]): Run {
  return spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
}

/** The one segment of a young journal. */
function segment(shop: Shop): string {
  const folder = `${shop.dir}/terminal/journal`;
  const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.log'));
  return `${folder}/${name}`;
}

/** After a day with two sales the plug is pulled, and `damage` is done to the disk. */
function damaged(damage: (shop: Shop) => void, then: (shop: Shop) => Promise<void>): Promise<void> {
  return inShop({}, async (shop) => {
    await shop.startTerminal();
    await play(shop, DAY);
    damage(shop);
    await then(shop);
  });
}

test('a torn tail is told on the screen, and everything that was told of is there', async () => {
  await damaged(
    (shop) => writeFileSync(segment(shop), '3a5b6c7d {"seq":99,"at":17951', { flag: 'a' }),
    async (shop) => {
      await play(shop, 'start\nsee 上次断电时有没写完的记录\nsee 已完成的都在\nkey ok\nsee 主页');
      await play(
        shop,
        `key 5\nsee till-1-000002\nsee till-1-000001\nkey f4\nsee 主页\n${SALE}\nbooks-agree 3`,
      );
    },
  );
});

test('a flipped bit in the middle stops the start with a sentence; after the repair it starts', async () => {
  await damaged(
    (shop) => {
      const path = segment(shop);
      const bytes = readFileSync(path);
      const at = bytes.indexOf('counter.sold');
      bytes[at] = (bytes[at] ?? 0) ^ 0x01;
      writeFileSync(path, bytes);
    },
    async (shop) => {
      await refusesToStart(shop, /damaged/);
      await repairs(shop);
      await play(shop, `start\nsee 主页\n${SALE}`);
    },
  );
});

test('a missing segment stops the start with a sentence; after the repair it starts', async () => {
  await damaged(
    (shop) => rmSync(splitInThree(segment(shop))),
    async (shop) => {
      await refusesToStart(shop, /missing/);
      await repairs(shop);
      await play(shop, 'start\nsee 主页');
    },
  );
});

/** A journal of the same commits in three segments; returns the path of the middle one. */
function splitInThree(path: string): string {
  const lines = readFileSync(path, 'utf8').split(/(?<=\n)/);
  const third = Math.floor(lines.length / 3);
  const pathFrom = (seq: number) => path.replace(/\d+(?=\.log$)/, String(seq).padStart(12, '0'));
  const cuts = [0, third, 2 * third, lines.length];
  for (const [index, from] of cuts.slice(0, 3).entries())
    writeFileSync(pathFrom(from + 1), lines.slice(from, cuts[index + 1]).join(''));
  return pathFrom(third + 1);
}

/** On the tty, which is all that a shop has. */
async function refusesToStart(shop: Shop, why: RegExp): Promise<void> {
  await shop.startTerminal();
  const terminal = shop.terminal();
  const { code } = await terminal.exited;
  assert.is(code, 1);
  const said = terminal.screen().join('').trim();
  assert.match(said, why);
  assert.match(said, 'zhanggui journal repair');
  assert.not.match(said, / at .*\(|node:internal/);
  await shop.killTerminal();
}

async function repairs(shop: Shop): Promise<void> {
  const { status, stdout, stderr } = zhanggui('journal', 'repair', '--data', `${shop.dir}/terminal`);
  assert.is(status, 0, stderr);
  assert.match(stdout, /aside/);
}

test.run();
