import { utils, write } from '@e965/xlsx';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TerminalError } from '../../../protocol/errors.js';
import type { App } from '../../../terminal/app.js';
import { customerCount } from '../../../terminal/customers/queries.js';
import { createImportScreen } from '../../../terminal/importing/screens/files.js';
import { createPreviewScreen } from '../../../terminal/importing/screens/preview.js';
import { createRunningScreen } from '../../../terminal/importing/screens/running.js';
import { createStamps } from '../../../terminal/kernel/stamp.js';
import { readSheet } from '../../../terminal/sheets/read.js';
import { createShelf } from '../../../terminal/sheets/shelf.js';
import { type Locale, PROFILES, uiTexts } from '../../../terminal/ui/index.js';
import { ALL_TEXTS } from '../../../terminal/words.js';
import { happen, openTestKernel } from '../../support/kernel.js';
import { startUi } from '../../support/ui.js';
import { waitFor } from '../../support/wait-for.js';

/** 姓名,手机,余额 and two people, as a Chinese Windows saves it; the second row has a number cut short. */
const GBK = Buffer.from(
  'd0d5c3fb2ccad6bbfa2cd3e0b6ee0d0acdf5d0a1c3f72c31333830303133383030302c31322e350d0ac0eebbaa2c312e3338452b31302c0d0a',
  'hex',
);

/** The import screen over these, as the terminal starts it. */
function importing(
  { kernel, disk, clock }: Pick<Awaited<ReturnType<typeof openTestKernel>>, 'kernel' | 'disk' | 'clock'>,
  profile: keyof typeof PROFILES = 'standard',
  locale: Locale = 'zh-CN',
) {
  const app = {
    ...{ kernel, clock, stamps: createStamps(clock, 'till-1') },
    shelf: createShelf(disk, ['/data/import', '/media'], '/data/export'),
    sheets: { read: readSheet },
  } as unknown as App;
  return startUi({
    home: createImportScreen(app),
    texts: ALL_TEXTS.filter((texts) => texts !== uiTexts),
    ...{ profile: PROFILES[profile], locale },
  });
}

for (const [profile, locale] of [
  ['standard', 'zh-CN'],
  ['advanced', 'en'],
] as const) {
  test(`a GBK table comes in and goes again by number keys alone (${profile}, ${locale})`, async () => {
    const { kernel, disk, clock } = await openTestKernel();
    await disk.makeDir('/data/import');
    await disk.write('/data/import/old.csv', GBK);
    const at = importing({ kernel, disk, clock }, profile, locale);
    await at.press();
    await waitFor('the file', () => at.text().includes('old.csv'));
    await at.press('ok');
    await waitFor('the columns', () => /13800138000/.test(at.text()));
    await at.press('1');
    assert.match(at.text(), locale === 'en' ? /1 new +1 row/ : /1 新顾客 +1 行/);
    await at.press('5');
    assert.match(at.text(), locale === 'en' ? /row 3 the spreadsheet short/ : /第3行 电话被表格缩写/);
    await at.press('ok');
    assert.match(at.text().replace(/\s/g, ''), /1\.38E\+10/, 'all of a row that the list cuts off');
    await at.press('ok', 'cancel', 'ok', 'ok');
    await waitFor('the customer', () => customerCount(kernel.state) === 1);
    await waitFor('the bar', () => at.text().includes('100%'));
    await at.press('cancel', 'cancel', 'cancel', '1');
    assert.match(at.text(), /old\.csv +\+1 ~0/);
    await at.press('2', 'ok');
    await waitFor('the undo', () => customerCount(kernel.state) === 0);
    for (const row of at.rows()) assert.ok(row.length <= PROFILES[profile].columns);
    assert.equal(at.errors, []);
    at.ui.stop();
    await kernel.close();
  });
}

test('the preview says what is not taken of customers whom the shop has, and an empty table says that it is', async () => {
  const { kernel, disk, clock } = await openTestKernel();
  await happen(
    kernel,
    { type: 'customers.registered', v: 1, customer: 'a', name: '王小明', level: '', stamp: '1' } as never,
    { type: 'customers.phone-added', v: 1, customer: 'a', key: '+8613800138000' } as never,
  );
  await disk.makeDir('/data/import');
  await disk.write('/data/import/a.csv', Buffer.from('姓名,电话,余额\n王小明,13800138000,50\n'));
  await disk.write('/data/import/b.csv', Buffer.from('姓名,电话\n'));
  const at = importing({ kernel, disk, clock });
  await at.press();
  await waitFor('the file', () => at.text().includes('a.csv'));
  await at.press('ok');
  await waitFor('the columns', () => at.text().includes('13800138000'));
  await at.press('1');
  assert.match(at.text(), /1 行是已有的或前面有过的顾客/);
  await at.press('cancel', 'cancel', 'down', 'ok');
  await waitFor('the words', () => at.text().includes('这个表格里没有顾客'));
  at.ui.stop();
  await kernel.close();
});

for (const [profile, locale] of [
  ['standard', 'zh-CN'],
  ['advanced', 'en'],
] as const) {
  test(`a table behind a page about the export is asked for, and found (${profile}, ${locale})`, async () => {
    const { kernel, disk, clock } = await openTestKernel();
    await disk.makeDir('/data/import');
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([['由 Numbers 导出'], ['表格', '会员']]), '导出摘要');
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([
        ['姓名', '电话'],
        ['王小明', '13800138000'],
      ]),
      '会员',
    );
    const bytes = write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer;
    await disk.write('/data/import/a.xlsx', new Uint8Array(bytes));
    const at = importing({ kernel, disk, clock }, profile, locale);
    await at.press();
    await waitFor('the file', () => at.text().includes('a.xlsx'));
    await at.press('ok');
    await waitFor('the pages', () => at.text().includes('导出摘要'));
    assert.match(at.text(), locale === 'en' ? /1 会员 · 2 rows/ : /1 会员 · 2 行/);
    await at.press('cancel');
    await waitFor('the files', () => at.text().includes('a.xlsx'));
    await at.press('ok');
    await waitFor('the pages', () => at.text().includes('导出摘要'));
    await at.press('1');
    await waitFor('the columns', () => at.text().includes('13800138000'));
    assert.equal(at.errors, []);
    at.ui.stop();
    await kernel.close();
  });
}

for (const [profile, locale] of [
  ['standard', 'zh-CN'],
  ['advanced', 'en'],
] as const) {
  test(`money of somebody who stands twice in a table is not left out without a word (${profile}, ${locale})`, async () => {
    const { kernel, disk, clock } = await openTestKernel();
    await disk.makeDir('/data/import');
    const table =
      '姓名,电话,余额\n王小明,13800138000,100\n王小明,13800138000,50\n李华,13900139000,\n李华,13900139000,\n';
    await disk.write('/data/import/a.csv', Buffer.from(table));
    const at = importing({ kernel, disk, clock }, profile, locale);
    await at.press();
    await waitFor('the file', () => at.text().includes('a.csv'));
    await at.press('ok');
    await waitFor('the columns', () => at.text().includes('13800138000'));
    await at.press('1');
    assert.match(
      at.text().replace(/\s+/g, ' '),
      locale === 'en'
        ? /1 row of customers you have, or who stand above: points and money are not taken/
        : /1 行是已有的或前面有过的顾客: 表里/,
    );
    assert.equal(at.errors, []);
    at.ui.stop();
    await kernel.close();
  });
}

test('a small screen has room for all that the preview warns of', async () => {
  const counts = { new: 1, changed: 2, same: 30_000, twice: 4, wrong: 5 };
  const plan = { rows: [], counts, moneyLeftOut: 30_004 };
  for (const [locale, told] of [
    ['zh-CN', /后面的行没有读.*积分和余额不写入/],
    ['en', /the rest was not read.*points and money are not taken/],
  ] as const) {
    const at = startUi({
      home: createPreviewScreen({} as App, 'a.xlsx', plan, true),
      texts: ALL_TEXTS.filter((texts) => texts !== uiTexts),
      ...{ profile: PROFILES.standard, locale },
    });
    await at.press();
    const text = at.rows().join(locale === 'en' ? ' ' : '');
    assert.match(text.replace(/\s+/g, locale === 'en' ? ' ' : ''), told);
    at.ui.stop();
  }
});

test('a wrong choice is told with its column and its cell, in both languages', async () => {
  const rows = [
    {
      line: 2,
      text: '王小明 冻结',
      kind: 'wrong',
      wrong: 'choice-wrong',
      of: { label: 'importing.status', cell: '冻结' },
    },
    { line: 3, text: '李华 大', kind: 'wrong', wrong: 'value-wrong', of: { label: '鞋码', cell: '大' } },
  ] as const;
  const counts = { new: 0, changed: 0, same: 0, twice: 0, wrong: 2 };
  for (const [locale, told] of [
    ['zh-CN', [/第2行 状态没有"冻结"这一项/, /第3行 鞋码不能填"大"/]],
    ['en', [/row 2 Status: no choice "冻结"/, /row 3 鞋码 cannot be "大"/]],
  ] as const) {
    const at = startUi({
      home: createPreviewScreen({} as App, 'a.xlsx', { rows, counts, moneyLeftOut: 0 }, false),
      texts: ALL_TEXTS.filter((texts) => texts !== uiTexts),
      ...{ profile: PROFILES.standard, locale },
    });
    await at.press('5');
    for (const words of told) assert.match(at.text(), words);
    at.ui.stop();
  }
});

test('an import that stops by itself says why', () => {
  const job = {
    ...{
      id: 'i',
      file: 'a.csv',
      total: 9,
      done: () => 3,
      added: () => 3,
      changed: () => 0,
      stop: () => undefined,
    },
    ...{ state: () => 'failed' as const, onChange: () => () => undefined },
  };
  for (const [error, words] of [
    [new TerminalError('journal/commit-too-large', 'x'), /有的行太长/],
    [new TerminalError('sim/unheard-of', 'x'), /前面的行已写入\(sim\/unheard-of\)/],
  ] as const) {
    const at = startUi({
      home: createRunningScreen({ ...job, error: () => error }),
      texts: ALL_TEXTS.filter((texts) => texts !== uiTexts),
    });
    assert.match(at.text().replace(/\s/g, ''), words);
    at.ui.stop();
  }
});

test('without a table the screen says where to put one', async () => {
  const { kernel, disk } = await openTestKernel();
  const app = { kernel, shelf: createShelf(disk, ['/data/import', '/media'], '/x') } as unknown as App;
  const at = startUi({
    home: createImportScreen(app),
    texts: ALL_TEXTS.filter((texts) => texts !== uiTexts),
  });
  await at.press();
  await waitFor('the words', () => at.text().includes('没有找到表格'));
  assert.match(at.text(), /\/data\/import/);
  at.ui.stop();
  await kernel.close();
});

test.run();
