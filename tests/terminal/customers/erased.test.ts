/** What is kept of customers beside the database, to be found quickly, keeps nobody who was erased. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createCustomerTable } from '../../../terminal/audience/index.js';
import { createCustomerSearch, keepFresh } from '../../../terminal/customers/index.js';
import { orderErasure } from '../../../terminal/erasure/commands.js';
import type { Reader } from '../../../terminal/kernel/database.js';
import { happen, NOW_MS, openTestKernel, STAFF } from '../../support/kernel.js';
import { waitFor } from '../../support/wait-for.js';
import { KEY, openTerminal } from '../terminal.js';

const who = (customer: string, name: string) =>
  ({
    ...{ type: 'customers.registered', v: 1, customer, name, level: '' },
    stamp: `000000000000001-00000-${customer}`,
  }) as never;
const everybody = { rows: [], offset: 0, limit: 9, now: NOW_MS, year: 2026 };

test('an erased customer is found neither by search nor by filter, from the order on and after it is carried out', async () => {
  const it = await openTerminal();
  const { kernel, app } = it;
  await happen(kernel, {
    ...{ type: 'customers.changed', v: 1, customer: 'c1', fields: { tags: '钢琴老师' } },
    stamp: '000000000000009-00000-c1',
  } as never);
  const found = (): number[] => [
    ...['王小明', 'wxm', '13800138000', '钢琴'].map((text) => app.search.find(text, 9).total),
    app.table.find(everybody).total,
    app.table.words('tags').length,
  ];
  assert.equal(found(), [1, 1, 1, 1, 1, 1], KEY);
  await kernel.transact(STAFF, (state) =>
    orderErasure(state, { customer: 'c1', erasure: 'e1', reason: '本人要求' }),
  );
  assert.equal(found(), [0, 0, 0, 0, 0, 0], 'ordered');
  await waitFor('the erasure', () => kernel.state.value('SELECT count(done) FROM erasures') === 1);
  assert.equal(found(), [0, 0, 0, 0, 0, 0], 'carried out');
  await it.stop();
});

test('the strings of the search are made anew when somebody is erased', async () => {
  const { kernel } = await openTestKernel();
  await happen(kernel, who('c1', '王小明'), who('c2', '李红'));
  const read: number[] = [];
  const search = createCustomerSearch(
    kernel.state,
    (_state, from, to) => void (to - from > 1 && read.push(to)),
  );
  const turns: Array<() => void> = [];
  const end = keepFresh(kernel, { search });
  search.prepare((go) => turns.push(go));
  const run = (): void => {
    for (let go = turns.shift(); go; go = turns.shift()) go();
  };
  run();
  assert.is(read.length, 1);
  await kernel.transact(STAFF, (state) => orderErasure(state, { customer: 'c1', erasure: 'e1', reason: '' }));
  assert.equal([search.find('王小明', 9).total, search.find('李红', 9).total], [0, 1], 'at once');
  run();
  assert.is(read.length, 2, 'and once more');
  assert.equal([search.find('王小明', 9).total, search.find('李红', 9).total], [0, 1]);
  end();
  await kernel.close();
});

test('the table of customers reads everybody again when it is to forget', async () => {
  const { kernel } = await openTestKernel();
  await happen(kernel, who('c1', '王小明'), who('c2', '李红'));
  let read = 0;
  const counting: Reader = {
    ...kernel.state,
    each: (sql, params, row) =>
      kernel.state.each(sql, params, (values) => {
        if (sql.includes('FROM customers')) read += 1;
        row(values);
      }),
  };
  const table = createCustomerTable(counting, () => NOW_MS);
  assert.is(table.find(everybody).total, 2);
  const before = read;
  table.find(everybody);
  assert.is(read, before, 'nobody has changed');
  table.forget();
  assert.is(table.find(everybody).total, 2);
  assert.is(read, before * 2);
  await kernel.close();
});

test.run();
