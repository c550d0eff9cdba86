/** A full disk: a sale is refused in words and nothing of it happens; with room again it works. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Shop } from '../../sim/shop/shop.js';
import { inShop, play } from '../support/day.js';

/** Room for the terminal's data that can be taken away and given back. */
interface SmallDisk {
  prepare(dir: string): void;
  fill(shop: Shop): void;
  free(shop: Shop): void;
  tidy(dir: string): void;
}

/** A file system of 8 MB; needs root. */
const smallFileSystem: SmallDisk = {
  prepare(dir) {
    mkdirSync(`${dir}/terminal`);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', `${dir}/terminal`]);
    if (mounted.status !== 0) throw new Error(`no mount: ${mounted.stderr}`);
  },
  fill({ dir }) {
    for (let size = 8 * 1024 * 1024; size >= 1; size = Math.floor(size / 2)) {
      try {
        writeFileSync(`${dir}/terminal/filler`, new Uint8Array(size), { flag: 'a' });
      } catch {
        // As much as fitted is there; the rest with smaller pieces.
      }
    }
  },
  free: ({ dir }) => rmSync(`${dir}/terminal/filler`),
  tidy: (dir) => void spawnSync('umount', ['-l', `${dir}/terminal`]),
};

/** Without root: the terminal's process may not write a larger file than its journal is now. */
const smallFiles: SmallDisk = {
  prepare: () => undefined,
  fill: (shop) => limitFiles(shop, String(statSync(`${shop.dir}/terminal/journal/000000000001.log`).size)),
  free: (shop) => limitFiles(shop, 'unlimited'),
  tidy: () => undefined,
};

function limitFiles(shop: Shop, bytes: string): void {
  const { status, stderr } = spawnSync('prlimit', [
    '--pid',
    String(shop.terminal().pid),
    `--fsize=${bytes}:unlimited`,
  ]);
  assert.is(status, 0, String(stderr));
}

const SALE = `
key f2
see 金额
type 10
key ok
see >实收
key ok
`;

/** The journal may still have room in its last page. Returns how many sales were made. */
async function sellUntilRefused(shop: Shop, made: number): Promise<number> {
  await play(shop, SALE);
  const [title = ''] = (await shop.terminal().waitFor(/已收款|没有完成/)).slice(1);
  if (!title.includes('已收款')) return made;
  await play(shop, 'key f4\nsee 主页');
  return sellUntilRefused(shop, made + 1);
}

async function sellWithoutRoom(disk: SmallDisk): Promise<void> {
  await inShop({ prepare: disk.prepare, tidy: disk.tidy }, async (shop) => {
    await shop.startTerminal();
    await play(
      shop,
      `see 主页\npublish spine.items.json\nsee 福源水果店\n${SALE}\nsee 已收款\npaper 000001\nkey f4 5\nsee 已打出\nkey f4\nbooks-agree 1`,
    );
    disk.fill(shop);
    const made = await sellUntilRefused(shop, 1);
    await play(shop, 'see 没有完成\nsee 存储空间已满');
    await play(shop, 'key ok\nsee ">实收"');
    disk.free(shop);
    await play(shop, `key ok\nsee 已收款\nsee till-1-${sixDigits(made + 1)}\nbooks-agree ${made + 1}`);
    await play(
      shop,
      `kill\nstart\nsee 主页\nkey 5\nsee till-1-${sixDigits(made + 1)}\nbooks-agree ${made + 1}`,
    );
  });
}

function sixDigits(number: number): string {
  return String(number).padStart(6, '0');
}

const mayMount = spawnSync('unshare', ['-m', 'true']).status === 0;

test('a sale with no room on the disk', () => sellWithoutRoom(mayMount ? smallFileSystem : smallFiles));

test('a sale with no room in the file', () => sellWithoutRoom(smallFiles));

test.run();
