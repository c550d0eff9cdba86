import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { customerCount, customers, customersByPhone, phonesOf } from '../../../terminal/customers/queries.js';
import type { ColumnMeaning } from '../../../terminal/importing/columns.js';
import { startImport, undoImport } from '../../../terminal/importing/job.js';
import { knownCustomer } from '../../../terminal/importing/known.js';
import { planImport } from '../../../terminal/importing/plan.js';
import { importsDone } from '../../../terminal/importing/queries.js';
import type { Kernel } from '../../../terminal/kernel/kernel.js';
import { createStamps } from '../../../terminal/kernel/stamp.js';
import { balancesOf } from '../../../terminal/ledger/index.js';
import { happen, openTestKernel, type TestKernel } from '../../support/kernel.js';

const MEANINGS: ColumnMeaning[] = ['name', 'phone', 'level', 'points', 'principal'];

async function shop() {
  const opened = await openTestKernel();
  return { ...opened, stamps: createStamps(opened.clock, 'till-1') };
}

async function imported(
  at: TestKernel & { stamps: ReturnType<typeof createStamps> },
  rows: string[][],
  stopAfter = 0,
) {
  const { kernel, stamps } = at;
  const plan = planImport(
    rows.map((cells, line) => ({ line: line + 2, cells })),
    MEANINGS,
    (who) => knownCustomer(kernel.state, who),
  );
  const job = startImport({ kernel, stamps }, 'old.xlsx', plan.rows);
  await new Promise<void>((resolve) => {
    job.onChange(() => {
      if (stopAfter > 0 && job.done() >= stopAfter) job.stop();
      if (job.state() !== 'running') resolve();
    });
  });
  return { job, plan };
}

const many = (count: number) =>
  Array.from({ length: count }, (_, at) => [
    `顾客${at}`,
    `138${String(at).padStart(8, '0')}`,
    '银卡',
    '10',
    '5.50',
  ]);
const money = (kernel: Kernel) =>
  kernel.state.one<{ points: number; principal: number }>(
    `SELECT coalesce(sum(amount) FILTER (WHERE account = 1), 0) AS points,
       coalesce(sum(amount) FILTER (WHERE account = 2), 0) AS principal FROM ledger`,
  );

test('an import brings customers with their numbers, points and money, and an undo takes all of it back', async () => {
  const at = await shop();
  const { job } = await imported(at, many(250));
  assert.is(job.state(), 'done');
  assert.is(customerCount(at.kernel.state), 250);
  assert.equal(money(at.kernel), { points: 2_500, principal: 137_500 });
  const [found] = customersByPhone(at.kernel.state, '+8613800000007');
  assert.is(found?.name, '顾客7');
  await undoImport(at, job.id, () => undefined);
  assert.is(customerCount(at.kernel.state), 0);
  assert.equal(customersByPhone(at.kernel.state, '+8613800000007'), []);
  assert.equal(money(at.kernel), { points: 0, principal: 0 });
  assert.is(importsDone(at.kernel.state, 0, 1)[0]?.state, 'undone');
  await at.kernel.close();
});

/** A cell of 200 numbers. */
const MANY_NUMBERS = Array.from({ length: 200 }, (_, n) => `139${String(n).padStart(8, '0')}`).join('/');

test('rows that are too much for a commit end the import there: none after them is taken', async () => {
  const at = await shop();
  const rows = many(350).map((row, line) => (line >= 100 && line < 200 ? row.with(1, MANY_NUMBERS) : row));
  const { job } = await imported(at, rows);
  assert.is(job.state(), 'failed');
  assert.ok(isTerminalError(job.error(), 'journal/commit-too-large'));
  assert.is(customerCount(at.kernel.state), 100);
  const first = await shop();
  const large = many(150).map((row, line) => (line < 100 ? row.with(1, MANY_NUMBERS) : row));
  assert.is((await imported(first, large)).job.state(), 'failed');
  assert.is(customerCount(first.kernel.state), 0);
  for (const { kernel } of [at, first]) await kernel.close();
});

test('what the import changed changes back; who has bought something since stays', async () => {
  const at = await shop();
  await imported(at, [['王小明', '13800138000', '银卡', '', '']]);
  const [known] = customers(at.kernel.state, 0, 1);
  assert.ok(known);
  const { job } = await imported(at, [
    ['王小明', '13800138000', '金卡', '', ''],
    ['李华', '13912345678', '', '', ''],
  ]);
  assert.is(customersByPhone(at.kernel.state, '+8613800138000')[0]?.level, '金卡');
  const [lihua] = customersByPhone(at.kernel.state, '+8613912345678');
  await happen(at.kernel, {
    ...{
      type: 'ledger.entered',
      v: 1,
      customer: lihua?.id,
      account: 'points',
      amount: 5,
      reason: 'sale',
      cause: 's1',
    },
  } as never);
  await undoImport(at, job.id, () => undefined);
  assert.is(customersByPhone(at.kernel.state, '+8613800138000')[0]?.level, '银卡');
  assert.is(customersByPhone(at.kernel.state, '+8613912345678')[0]?.name, '李华');
  assert.is(balancesOf(at.kernel.state, lihua?.no ?? 0).points, 5);
  assert.is(importsDone(at.kernel.state, 0, 5).find(({ id }) => id === job.id)?.kept, 1);
  await at.kernel.close();
});

test('an undo keeps whom somebody has dealt with since: an appointment, a case, a note, a change by hand', async () => {
  const at = await shop();
  const { kernel, stamps, clock } = at;
  const key = (n: number) => `+861380000000${n}`;
  const row = (n: number) => [`顾客${n}`, key(n).slice(3), '', '', ''];
  const { job } = await imported(at, [0, 1, 2, 3, 4, 5, 6].map(row));
  const id = (n: number) => customersByPhone(kernel.state, key(n))[0]?.id ?? '';
  await clock.advance(1_000);
  const since = [
    { type: 'appointments.requested', appointment: 'a', key: key(0), about: '剪发', via: 'keypad' },
    {
      type: 'cases.opened',
      case: 'k',
      number: 1,
      key: key(1),
      kind: 'question',
      body: '几点开门',
      via: 'text',
    },
    { type: 'followups.noted', followup: 'f', customer: id(2), words: '下周来' },
    { type: 'customers.changed', customer: id(3), fields: { birthday: '1990-05-01' }, stamp: stamps.next() },
    { type: 'customers.phone-added', customer: id(4), key: '+8613912345678' },
  ];
  for (const event of since) await happen(kernel, { v: 1, ...event } as never);
  const second = await imported(at, [['顾客5', key(5).slice(3), '金卡', '', '']]);
  await undoImport(at, second.job.id, () => undefined);
  await undoImport(at, job.id, () => undefined);
  const names = customers(kernel.state, 0, 10).map(({ name }) => name);
  assert.equal(
    names.sort(),
    ['顾客0', '顾客1', '顾客2', '顾客3', '顾客4'],
    'not whom only another table changed',
  );
  assert.is(importsDone(kernel.state, 0, 5).find((one) => one.id === job.id)?.kept, 5);
  await kernel.close();
});

test('an undo takes back what each of two rows brought that are one customer', async () => {
  const at = await shop();
  await imported(at, [['王小明', '13800138000/13900139000', '银卡', '', '']]);
  const { job } = await imported(at, [
    ['王小明', '13800138000/13700137000', '', '', ''],
    ['王小明', '13900139000/13600136000', '金卡', '', ''],
  ]);
  const known = () => customersByPhone(at.kernel.state, '+8613800138000')[0];
  assert.is(known()?.level, '金卡');
  assert.is(phonesOf(at.kernel.state, known()?.no ?? 0).length, 4);
  await undoImport(at, job.id, () => undefined);
  assert.is(known()?.level, '银卡');
  assert.equal(phonesOf(at.kernel.state, known()?.no ?? 0), ['+8613800138000', '+8613900139000']);
  await at.kernel.close();
});

test('the same file again after a stop adds only what is missing', async () => {
  const at = await shop();
  const first = await imported(at, many(500), 200);
  assert.is(first.job.state(), 'stopped');
  const second = await imported(at, many(500));
  assert.is(first.job.added() + second.job.added(), 500);
  assert.is(customerCount(at.kernel.state), 500);
  await at.kernel.close();
});

test('after a power cut in the middle, what was written is there, and can be undone', async () => {
  const at = await shop();
  await imported(at, many(300), 100);
  const again = await openTestKernel({ disk: at.disk.durable(), clock: at.clock });
  const count = customerCount(again.kernel.state);
  assert.ok(count >= 100 && count < 300, String(count));
  const id = importsDone(again.kernel.state, 0, 1)[0]?.id ?? '';
  await undoImport({ kernel: again.kernel, stamps: createStamps(at.clock, 'till-1') }, id, () => undefined);
  assert.is(customerCount(again.kernel.state), 0);
  await at.kernel.close();
  await again.kernel.close();
});

test.run();
