/**
 * Makes the pictures in this folder: opens the simulated shop, lets a few things happen in it, and draws
 * what a person at the terminal then sees, cell by cell; the receipt is what the simulated printer made of its bytes. Run by
 * hand when a screen has changed:
 *
 *   sh deploy/setup && node docs/pictures/make.mjs
 *
 * Needs what the demo needs: node-pty, @xterm/headless, and the fonts of xfonts-base and xfonts-unifont.
 */
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import xterm from '@xterm/headless';
import { drawScreen } from './draw-screen.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
/** Another build than dist/ may be named as the first argument, and after it the pictures that are wanted. */
const build = process.argv[2] ?? join(root, 'dist');
const wanted = process.argv.slice(3);
const load = (path) => import(pathToFileURL(join(build, path)).href);

const { openShop } = await load('sim/shop/shop.js');
const { VERBS } = await load('sim/day/verbs.js');
const { parseDay } = await load('sim/day/language.js');
const { encodePng } = await load('sim/printer/draw/png.js');
const { parsePcf } = await load('sim/printer/draw/pcf.js');

const DAY_FILE = join(root, 'sim/day/days/spine.day');
const OPENING = `
see 主页
see ▂▃▄▅▆
publish spine.items.json
key 6
see 水果礼篮
key cancel
gone 水果礼篮
`;

/** Customers of a picture: name, number, level. */
const PEOPLE = [
  ['李芳', '13912345678', '银卡'],
  ['陈建国', '13700137000', '金卡'],
  ['赵丽华', '13600136000', ''],
  ['周敏', '13500135000', '银卡'],
  ['吴强', '13400134000', ''],
];

const published = PEOPLE.map(([name, phone, level], index) => {
  const body = {
    id: `01HZX000000000000000000P0${index}`,
    name,
    phone,
    level,
    stamp: `00176000000000${index}-00000-office`,
  };
  return `publish customer ${JSON.stringify(body)}`;
}).join('\n');

const consented = [...PEOPLE.slice(0, 3).map(([, phone]) => phone), '13800138000']
  .map((phone) => `key 6\nsee 手机\ntype ${phone}\nkey ok\nkey ok\ntype 会员登记表\nkey ok\nsee 短信`)
  .join('\n');

/** Each text of a vote, from one number each. */
const votes = ['1', '1', '2', '1', '3', '2', '1', '1', '2', '1', '3', '1']
  .map((choice, index) => `text 1380013${8100 + index} TP${choice === '1' ? ' 1' : choice}`)
  .join('\n');

/** Each picture: a profile, and what happens before it is taken. `receipt`: the first one printed is kept under this name. */
const PICTURES = [
  {
    name: 'standard',
    profile: 'standard',
    script: `${OPENING}
key 3
see 王小明
key cancel
see 商品与规则
ring 13800138000
see "苹果 橙子"`,
  },
  {
    name: 'advanced',
    profile: 'advanced',
    receipt: 'receipt.png',
    script: `${OPENING}
ring 13700137000
see 生客
hang-up
see 未接
key cancel
see 今天
text 13800138000 水果礼篮还有吗？
see 未读
key f3
see 王小明
key ok
see 1,280
key 1
see 金额
type 88
key ok
type 100
see "找零 12.00"
key ok
see 已收款
paper 1368
key f4
see ￥88.00
key up up up up up`,
  },
  {
    name: 'preview',
    profile: 'advanced',
    script: `${OPENING}
${published}
key 3
see 吴强
key cancel
see 商品与规则
text 13500135000 TD
see 未读
key 4
see 群发
${consented}
key 4
see 群发
key 1
see 发给谁
key ok ok ok ok ok ok ok ok ok ok ok
see "用途: 营销"
type {称呼}您好，中秋礼篮今天到店，您有{积分}积分可用。
key ok
see 样例`,
  },
  {
    name: 'vote',
    profile: 'standard',
    script: `${OPENING}
key 9
see 投票
key 4
see 还没有投票
key 2
see 题目
type 您最爱吃什么
key ok
type 苹果
key ok
type 橙子
key ok
type 柚子
key ok ok ok ok ok ok ok ok
see 您最爱吃什么
key ok
see "0 人参与"
${votes}
see "12 人参与"`,
  },
];

/** Long enough for the last line that follows from what was waited for. */
const SETTLE_MS = 1_200;

for (const { name, profile, script, receipt } of PICTURES) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const dir = await mkdtemp(join(tmpdir(), 'zhanggui-picture-'));
  const size = profile === 'advanced' ? { cols: 80, rows: 25 } : { cols: 40, rows: 15 };
  const glass = new xterm.Terminal({ ...size, allowProposedApi: true });
  let written = Promise.resolve();
  const onOutput = (text) => {
    written = new Promise((resolve) => glass.write(text, resolve));
  };
  const shop = await openShop({ dir, profile, locale: 'zh-CN', reader: true, onOutput });
  try {
    await shop.startTerminal();
    for (const { verb, words } of parseDay(script)) await VERBS[verb].run(shop, words, { file: DAY_FILE });
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    await written;
    const image = await drawScreen(cellsOf(glass), parsePcf);
    const path = join(here, `${name}.png`);
    await writeFile(path, encodePng(image));
    if (receipt) await copyFile(join(dir, 'receipts/receipt-0001.png'), join(here, receipt));
    process.stdout.write(`${path}  ${image.width}×${image.height}\n${shop.terminal().screen().join('\n')}\n`);
  } finally {
    await shop.close();
    await rm(dir, { recursive: true, force: true });
  }
}
process.exit();

/** What is on the glass: rows of cells, the second half of a wide character left out. */
function cellsOf(terminal) {
  const buffer = terminal.buffer.active;
  return Array.from({ length: terminal.rows }, (_, row) => {
    const line = buffer.getLine(buffer.viewportY + row);
    const cells = [];
    for (let column = 0; column < terminal.cols; column++) {
      const cell = line.getCell(column);
      if (cell.getWidth() === 0) continue;
      cells.push({
        column,
        char: cell.getChars() || ' ',
        columns: cell.getWidth(),
        bold: cell.isBold() !== 0,
        inverse: cell.isInverse() !== 0,
        foreground: cell.isFgPalette() ? cell.getFgColor() : undefined,
        background: cell.isBgPalette() ? cell.getBgColor() : undefined,
      });
    }
    return cells;
  });
}
