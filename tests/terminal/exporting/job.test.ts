/** A file while it is written: slices, the stick that goes, and who stops it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { systemClock } from '../../../drivers/host/index.js';
import { memoryDisk } from '../../../sim/world/disk/memory-disk.js';
import { type ExportPlan, startExport } from '../../../terminal/exporting/job.js';
import { readSheet } from '../../../terminal/sheets/read.js';
import { createShelf } from '../../../terminal/sheets/shelf.js';
import { sheetsInThread } from '../../../terminal/sheets/thread.js';
import { waitFor } from '../../support/wait-for.js';
import { goTo } from '../menu.js';
import { openTerminal } from '../terminal.js';
import { exportedFile } from './exported.js';

const PLACE = '/media/stick';

function plan(total: number, asked: number[] = []): ExportPlan {
  return {
    ...{ title: '顾客', facts: [], format: 'xlsx', place: PLACE, name: 'all' },
    tables: [
      {
        ...{ title: '顾客', heads: ['姓名', '积分'], total },
        rows: (from, limit) => {
          asked.push(limit);
          return Array.from({ length: Math.min(limit, total - from) }, (_, at) => [
            `客${from + at}`,
            from + at,
          ]);
        },
      },
    ],
  };
}

function parts() {
  const disk = memoryDisk();
  const shelf = createShelf(disk, ['/media'], '/data/export');
  return { disk, shelf, clock: systemClock, sheets: sheetsInThread(systemClock) };
}

test('a thousand rows come in slices and arrive whole', async () => {
  const it = parts();
  const asked: number[] = [];
  const job = startExport(it, plan(1_050, asked));
  await waitFor('the end', () => job.state() === 'done');
  assert.is(job.path(), `${PLACE}/all.xlsx`);
  assert.is(asked.length, 11, 'a hundred rows at once at most');
  const { rows } = await readSheet('all.xlsx', await it.disk.read(job.path()));
  assert.is(rows.length, 1_051);
  assert.equal([...(rows.at(-1)?.cells ?? [])], ['客1049', '1049']);
});

test('whoever stops it leaves no file behind', async () => {
  const it = parts();
  const job = startExport(it, plan(5_000));
  await waitFor('the first rows', () => job.done() > 0);
  job.stop();
  assert.is(job.state(), 'stopped');
  await waitFor('nothing more', () => true);
  assert.equal(await it.disk.list(PLACE), []);
});

test('a stick that is pulled out is told, and no half file has the name', async () => {
  const it = parts();
  const gone = {
    ...it.disk,
    write: () => Promise.reject(Object.assign(new Error('gone'), { code: 'EIO' })),
  };
  const shelf = createShelf(gone, ['/media'], '/data/export');
  const job = startExport({ ...it, shelf }, plan(10));
  await waitFor('the end', () => job.state() === 'failed');
  assert.equal(await it.disk.list(PLACE), []);
});

test('rows that cannot be read end it', async () => {
  const broken = plan(10);
  const job = startExport(parts(), {
    ...broken,
    tables: broken.tables.map((table) => ({
      ...table,
      rows: () => {
        throw new Error('no such table');
      },
    })),
  });
  assert.is(job.state(), 'failed');
});

for (const [profile, locale] of [
  ['standard', 'zh-CN'],
  ['advanced', 'en'],
] as const)
  test(`by keypad: who stays away, to a spreadsheet: ${profile} ${locale}`, async () => {
    const it = await openTerminal({ profile, locale });
    const items = [{ name: '苹果', quantity: 1, price: 5_000 }];
    const sale = { type: 'counter.sold', v: 1, number: '1', customer: 'c1', items, amount: 5_000 };
    await it.kernel.transact({ actor: 'staff', origin: 'keypad' }, () => ({
      events: [{ ...sale, sale: 's1', tendered: 5_000, change: 0, points: 0 } as never],
      result: undefined,
    }));
    const zh = locale === 'zh-CN';
    await goTo(
      it,
      ...(zh ? ['顾客互动', '顾客价值', '消费金额排行'] : ['Engagement', 'Worth of customers', 'By amount']),
    );
    await it.press('3');
    const bytes = await exportedFile(it, ['1', '1'], /^customers-\d+\.xlsx$/);
    const { rows } = await readSheet('x.xlsx', bytes);
    assert.is(rows[1]?.cells[0], '王小明');
    assert.match(rows[1]?.cells[1] ?? '', /138.*8000/);
    await it.stop();
    assert.equal(it.errors, []);
  });

test.run();
