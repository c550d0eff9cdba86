import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { customers } from '../../../terminal/customers/queries.js';
import { customerTable } from '../../../terminal/exporting/rows.js';
import { guessColumns } from '../../../terminal/importing/columns.js';
import { knownCustomer } from '../../../terminal/importing/known.js';
import { planImport } from '../../../terminal/importing/plan.js';
import { PLAIN } from '../../../terminal/loyalty/program.js';
import { readSheet } from '../../../terminal/sheets/read.js';
import { writeSheet } from '../../../terminal/sheets/write.js';
import { createTranslate } from '../../../terminal/ui/catalogue.js';
import { createFormat } from '../../../terminal/ui/format.js';
import { ALL_TEXTS } from '../../../terminal/words.js';
import { happen, NOW_MS, openTestKernel } from '../../support/kernel.js';

for (const format of ['xlsx', 'csv'] as const) {
  for (const locale of ['zh-CN', 'en'] as const) {
    test(`what is exported as ${format} in ${locale} is taken back without a change`, async () => {
      const { kernel } = await openTestKernel();
      const stamp = '000000000000001-00001-till-1';
      const register = { type: 'customers.registered', v: 1, level: '金卡', stamp } as const;
      await happen(
        kernel,
        { ...register, customer: 'a', name: '王小明' } as never,
        { type: 'customers.phone-added', v: 1, customer: 'a', key: '+8613800138000' } as never,
        { type: 'customers.phone-added', v: 1, customer: 'a', key: '+8675583345678' } as never,
        {
          ...{ type: 'customers.changed', v: 1, customer: 'a', stamp: '000000000000002-00001-till-1' },
          fields: { gender: 'm', birthday: 'L1985-06+-03', tags: '水果 老顾客', email: 'wang@163.com' },
        } as never,
        { ...register, customer: 'b', name: '=cmd|calc' } as never,
        { type: 'customers.phone-added', v: 1, customer: 'b', key: '+8613912345678' } as never,
      );
      const table = customerTable(
        kernel.state,
        customers(kernel.state, 0, 10),
        createTranslate(locale, ALL_TEXTS),
        createFormat(locale, 'Asia/Shanghai').phone,
        NOW_MS,
      );
      const sheet = await readSheet(`x.${format}`, await writeSheet(format, '顾客', table));
      const { meanings, headRows } = guessColumns(sheet.rows);
      const plan = planImport(sheet.rows.slice(headRows), meanings, (who) =>
        knownCustomer(kernel.state, who),
      );
      assert.equal({ ...plan.counts }, { new: 0, changed: 0, same: 2, twice: 0, wrong: 0 });
      await kernel.close();
    });
  }
}

test('a semicolon or a tab in a text begins no cell, and with it no formula, in any country’s spreadsheet', async () => {
  const csv = Buffer.from(await writeSheet('csv', 'x', [['老师;=1+1', 'a\t=1', 'b|=1']])).toString('utf8');
  assert.is(csv, '\ufeff"老师;=1+1","a\t=1","b|=1"\r\n');
});

test('a file that somebody exports who may not see whole numbers has none', async () => {
  const { kernel } = await openTestKernel();
  const register = { type: 'customers.registered', v: 1, level: '', stamp: '1' } as const;
  await happen(
    kernel,
    { ...register, customer: 'a', name: '王小明' } as never,
    { type: 'customers.phone-added', v: 1, customer: 'a', key: '+8613800138000' } as never,
  );
  const { phone } = createFormat('zh-CN', 'Asia/Shanghai', () => true);
  const t = createTranslate('zh-CN', ALL_TEXTS);
  const [, row] = customerTable(kernel.state, customers(kernel.state, 0, 10), t, phone, NOW_MS);
  assert.is(row?.[1], '138****8000');
  await kernel.close();
});

test('a level that was reached stands beside the given one, and no import takes it', async () => {
  const { kernel } = await openTestKernel();
  const levels = [{ name: '银卡', spent: 10_000, earn: 100, pays: 90 }];
  await happen(
    kernel,
    { type: 'customers.registered', v: 1, customer: 'a', name: '王小明', level: '', stamp: '1' } as never,
    { type: 'loyalty.program-set', v: 1, from: 0, program: { ...PLAIN, levels } } as never,
    { type: 'counter.visit-imported', v: 1, customer: 'a', at: NOW_MS, amount: 10_000, items: '' } as never,
  );
  for (const locale of ['zh-CN', 'en'] as const) {
    const t = createTranslate(locale, ALL_TEXTS);
    const table = customerTable(kernel.state, customers(kernel.state, 0, 10), t, (key) => key, NOW_MS);
    const at = (head: string) => table[0]?.indexOf(head) ?? -1;
    const [given, now] = [at(t('importing.level')), at(t('importing.level-now'))];
    assert.equal([table[1]?.[given], table[1]?.[now]], ['', '银卡']);
    const sheet = table.map((cells, row) => ({ row, cells: cells.map(String) }));
    assert.is(guessColumns(sheet as never).meanings[now], 'ignored');
    const alone = sheet.map(({ row, cells }) => ({ row, cells: [cells[0], cells[1], cells[now]] }));
    assert.is(guessColumns(alone as never).meanings[2], 'ignored');
  }
  await kernel.close();
});

test('a name that is a formula stays a text in both', async () => {
  const csv = Buffer.from(await writeSheet('csv', 'x', [['=1+1', '-2', 'a"b']])).toString('utf8');
  assert.is(csv, `\ufeff'=1+1,'-2,"a""b"\r\n`);
  const sheet = await readSheet('x.xlsx', await writeSheet('xlsx', 'x', [['=1+1']]));
  assert.equal([...(sheet.rows[0]?.cells ?? [])], ['=1+1']);
});

test.run();
