/** Names that try to be something else, wrong settings, and messages that no office sends. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Aedes } from 'aedes';
import { connectAsync } from 'mqtt';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { STORE } from '../../sim/shop/configs.js';
import type { Shop } from '../../sim/shop/shop.js';
import { inShop, play } from '../support/day.js';

const CLI = fileURLToPath(new URL('../../terminal/cli/zhanggui.js', import.meta.url));

const OPENED = `
see 主页
publish spine.items.json
see 福源水果店
`;

function customer(id: string, name: string, phone: string): string {
  return JSON.stringify({ id, name, phone, stamp: '001760000000000-00000-office' });
}

test('a name with markup, control characters, quotes and emoji is shown as it is, without what cannot be shown', async () => {
  await inShop({ profile: 'advanced' }, async (shop) => {
    await shop.startTerminal();
    await play(shop, OPENED);
    const name = '{bold}王{/bold}"\'\u0007\u001b[2J\u0000😀小明';
    await shop.office.ask(
      `publish ${STORE} customer ${customer('01HZX0000000000000MARKUP00', name, '13600136000')}`,
    );
    await play(
      shop,
      `
      ring 13600136000
      see "{bold}王{/bold}\\"'"
      see 小明
      hang-up
      key f4
      key f3
      see 查找
      type 13600
      see "{bold}王{/bold}"
      key ok
      see 发卡
      key 1
      see 金额
      type 5
      key ok
      see >实收
      key ok
      see 已收款
      paper ￥5.00
      books-agree 1`,
    );
    assert.not.match(shop.printer.receipts().at(-1)?.text ?? '', /[^\n\P{Cc}]|😀/u);
    assert.not.match(await logOf(shop), '小明');
  });
});

test('a name of 200 characters leaves the screen and the receipt in one piece', async () => {
  await inShop({}, async (shop) => {
    await shop.startTerminal();
    await play(shop, OPENED);
    await shop.office.ask(
      `publish ${STORE} customer ${customer('01HZX0000000000000LONGNM00', '欧阳'.repeat(100), '13600136000')}`,
    );
    await play(shop, 'ring 13600136000\nsee 欧阳欧阳');
    assert.equal(
      shop
        .terminal()
        .screen()
        .filter((row) => [...row].length > 40),
      [],
    );
    await play(
      shop,
      `
      key 2
      see 金额
      type 5
      key ok
      see >实收
      key ok
      see 已收款
      paper ￥5.00
      hang-up
      books-agree 1`,
    );
    const widths = (shop.printer.receipts().at(-1)?.text ?? '').split('\n').map((row) => row.length);
    assert.ok(Math.max(...widths) <= 64, 'no row of the receipt is wider than the paper');
  });
});

test('a wrong key in the settings is named with its line, and the terminal does not start', () => {
  const dir = mkdtempSync(join(tmpdir(), 'zhanggui-config-'));
  try {
    const file = join(dir, 'terminal.conf');
    for (const [line, key] of [
      ['printr = tcp:127.0.0.1:9100', 'printr'],
      ['printer = 127.0.0.1', 'printer'],
      ['locale = zh', 'locale'],
    ] as const) {
      writeFileSync(file, `store = shop\nterminal = till-1\ndata = ${dir}/data\n${line}\n`);
      const { status, stderr, stdout } = spawnSync(process.execPath, [CLI, 'terminal', '--config', file], {
        encoding: 'utf8',
      });
      assert.is(status, 1);
      assert.is(stdout, '');
      assert.match(stderr, new RegExp(`line 4.*${key}|:4.*${key}|${key}.*line 4`));
      assert.is(stderr.trim().split('\n').length, 1, stderr);
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

test('messages of a wrong shape, too large, repeated or for others change nothing, and the next good one is taken', async () => {
  const broker = await openBroker();
  try {
    await inShop({ broker: broker.port }, async (shop) => {
      await shop.startTerminal();
      await play(shop, `${OPENED}\nkey 6\nsee 红富士苹果`);
      const before = await shop.office.commits('till-1');
      const stranger = await connectAsync(`mqtt://127.0.0.1:${broker.port}`);
      const down = `zhanggui/v1/${STORE}/till-1/down`;
      const item = (n: number, body: object) =>
        JSON.stringify({ v: 1, kind: 'feed', items: [{ n, kind: 'product', body }], head: 99 });
      for (const payload of [
        '',
        '{',
        'null',
        '[]',
        '\xff\xfe\x00',
        '{"v":2,"kind":"feed"}',
        '{"v":1,"kind":"feed","items":[{"n":"1"}],"head":1}',
        '{"v":1,"kind":"ack","through":999999}',
        '{"v":1,"kind":"ack","through":-1}',
        '{"v":1,"kind":"ack","through":1e99}',
        '{"v":1,"kind":"reboot"}',
        item(1, { sku: '1', name: '假货', price: 1 }),
        item(98, { sku: '1', name: '假货', price: 1 }),
        'x'.repeat(300_000),
      ])
        await stranger.publishAsync(down, payload, { qos: 1 });
      await stranger.publishAsync(`zhanggui/v1/${STORE}/till-2/down`, item(12, { sku: '1' }), { qos: 1 });
      await stranger.endAsync();
      await play(
        shop,
        `
        publish product {"sku":"1004","name":"海南香蕉","price":900}
        see 海南香蕉
        gone 假货
        key f4
        see 主页`,
      );
      await play(shop, 'key f2\nsee 金额\ntype 10\nkey ok\nsee >实收\nkey ok\nsee 已收款\nbooks-agree 1');
      const after = await shop.office.commits('till-1');
      assert.equal(after.slice(0, before.length), before, 'what was written stays as it was');
    });
  } finally {
    await broker.close();
  }
});

/** A broker that lets everybody do everything. */
async function openBroker(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const aedes = await Aedes.createBroker();
  const server: Server = createServer(aedes.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async close() {
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

/** What the log would show a stranger: everything above debug. */
async function logOf(shop: Shop): Promise<string> {
  const lines = readFileSync(`${shop.dir}/terminal.log`, 'utf8').split('\n');
  return lines.filter((line) => !line.includes('"level":20')).join('\n');
}

test.run();
