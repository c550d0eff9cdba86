/** What customers are worth: sums by events, fifths, sorts, and the screens that show them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { customerByNo } from '../../../terminal/customers/index.js';
import { binsOf, limitsOf, scoreOf } from '../../../terminal/insight/bins.js';
import {
  customersInSegmentSql,
  customerValue,
  isLapsed,
  lapsed,
  lapsedSql,
  limits,
  products,
  ranking,
  ratingOf,
  segmentOf,
  segmentSlice,
  usualOf,
  yearAhead,
} from '../../../terminal/insight/queries.js';
import type { Kernel } from '../../../terminal/kernel/kernel.js';
import { happen, NOW_MS, openTestKernel, type TestKernel } from '../../support/kernel.js';
import { goTo } from '../menu.js';
import { openTerminal } from '../terminal.js';

const DAY_MS = 24 * 3600_000;
let serial = 0;

interface Sale {
  readonly customer: string;
  readonly amount: number;
  readonly product?: string;
}

function sell(kernel: Kernel, { customer, amount, product = '苹果' }: Sale): Promise<void> {
  serial += 1;
  const items = [{ name: product, quantity: 2, price: amount / 2 }];
  const facts = { sale: `s${serial}`, number: `${serial}`, customer, items, amount };
  return happen(kernel, {
    type: 'counter.sold',
    v: 1,
    ...facts,
    tendered: amount,
    change: 0,
    points: 0,
  } as never);
}

function register(kernel: Kernel, ...ids: readonly string[]): Promise<void> {
  return happen(
    kernel,
    ...ids.map(
      (customer) =>
        ({ type: 'customers.registered', v: 1, customer, name: customer, level: '', stamp: '1' }) as never,
    ),
  );
}

/** Days pass: what happens then is `days` later. */
const later = ({ clock }: Pick<TestKernel, 'clock'>, days: number): void => clock.stepWall(days * DAY_MS);

test('visits, sums and rhythm follow each sale; what goes back is taken off', async () => {
  const it = await openTestKernel();
  await register(it.kernel, 'a');
  for (let visit = 0; visit < 4; visit++) {
    if (visit > 0) later(it, 10);
    await sell(it.kernel, { customer: 'a', amount: 10_000 });
    await sell(it.kernel, { customer: 'a', amount: 2_000, product: '橙子' });
  }
  const paid = { cash: 3_000, principal: 0, bonus: 0, used: 0, worth: 0 };
  const refund = { refund: 'r', number: 'R', sale: 's1', customer: 'a', amount: 3_000, paid, points: 0 };
  await happen(it.kernel, { type: 'counter.refunded', v: 1, ...refund } as never);
  const value = customerValue(it.kernel.state, 1);
  assert.equal(value && { ...value }, {
    ...{ customer: 1, first: NOW_MS, last: NOW_MS + 30 * DAY_MS, visits: 4, spent: 45_000 },
    ...{ rhythm: 10 * DAY_MS, missed: NOW_MS + 50 * DAY_MS },
  });
  if (!value) return;
  assert.not(isLapsed(value, NOW_MS + 50 * DAY_MS - 1));
  assert.ok(isLapsed(value, NOW_MS + 50 * DAY_MS));
  // 36.5 visits of 112.50 yuan.
  assert.is(yearAhead(value, NOW_MS + 31 * DAY_MS), 410_625);
  assert.is(yearAhead(value, NOW_MS + 60 * DAY_MS), 0);
  assert.equal(
    usualOf(it.kernel.state, 1, 9).map(({ product, times, quantity }) => [product, times, quantity]),
    [
      ['橙子', 4, 8],
      ['苹果', 4, 8],
    ].sort(),
  );
  assert.equal(
    products(it.kernel.state, 0, 9).map(({ product, amount }) => [product, amount]),
    [
      ['苹果', 40_000],
      ['橙子', 8_000],
    ],
  );
  await it.kernel.close();
});

test('the database is the same when the journal is replayed', async () => {
  const it = await openTestKernel();
  await register(it.kernel, 'a', 'b');
  for (const customer of ['a', 'b', 'a']) {
    await sell(it.kernel, { customer, amount: 10_000 });
    later(it, 3);
  }
  await happen(it.kernel, { type: 'customers.merged', v: 1, customer: 'a', other: 'b', filled: [] } as never);
  const before = it.kernel.contentHash();
  await it.kernel.close();
  const again = await openTestKernel({ disk: it.disk, clock: it.clock });
  assert.is(again.kernel.contentHash(), before);
  await again.kernel.close();
});

test('two that are merged are worth their sum, and parted again their own', async () => {
  const it = await openTestKernel();
  await register(it.kernel, 'a', 'b');
  await sell(it.kernel, { customer: 'a', amount: 10_000 });
  later(it, 5);
  await sell(it.kernel, { customer: 'b', amount: 20_000 });
  const facts = { v: 1, customer: 'a', other: 'b' };
  await happen(it.kernel, { type: 'customers.merged', ...facts, filled: [] } as never);
  assert.is(customerValue(it.kernel.state, 1)?.spent, 30_000);
  assert.is(customerValue(it.kernel.state, 1)?.visits, 2);
  assert.is(customerValue(it.kernel.state, 2), undefined);
  await sell(it.kernel, { customer: 'b', amount: 5_000 });
  assert.is(customerValue(it.kernel.state, 1)?.spent, 35_000);
  await happen(it.kernel, { type: 'customers.unmerged', ...facts } as never);
  assert.is(customerValue(it.kernel.state, 1)?.spent, 10_000);
  assert.is(customerValue(it.kernel.state, 2)?.spent, 25_000);
  const counted = it.kernel.state.value<number>("SELECT sum(count) FROM value_bins WHERE measure = 'much'");
  assert.is(counted, 2);
  await it.kernel.close();
});

test('fifths: ten that differ part two by two; all alike are in the middle', () => {
  const ten = Array.from({ length: 10 }, (_, bin) => ({ bin, count: 1 }));
  assert.equal(
    ten.map(({ bin }) => scoreOf(bin, limitsOf(ten))),
    [1, 1, 2, 2, 3, 3, 4, 4, 5, 5],
  );
  assert.is(scoreOf(7, limitsOf([{ bin: 7, count: 100 }])), 3);
  assert.is(scoreOf(7, limitsOf([])), 1);
});

test('bins rise with the amount, and a fen never makes it fall', () => {
  let before = -1;
  for (let fen = 0; fen < 5_000; fen++) {
    const { much } = binsOf({ last: 0, visits: 1, spent: fen });
    assert.ok(much >= before);
    before = much;
  }
  assert.ok(binsOf({ last: 0, visits: 1, spent: 100_000_000_00 }).much > before);
  assert.is(binsOf({ last: 0, visits: 1, spent: -5 }).much, 0);
});

/** Eight people: `often` every week for ten weeks, others as they are called. */
async function shopOfMany(): Promise<TestKernel> {
  const it = await openTestKernel();
  await register(it.kernel, 'best', 'slipping', 'once', 'new', 'lost', 'b1', 'b2', 'b3');
  await sell(it.kernel, { customer: 'once', amount: 3_000 });
  for (const customer of ['lost', 'lost', 'lost']) {
    await sell(it.kernel, { customer, amount: 2_000 });
    later(it, 5);
  }
  for (let week = 0; week < 20; week++) {
    await sell(it.kernel, { customer: 'best', amount: 30_000 });
    if (week < 10) await sell(it.kernel, { customer: 'slipping', amount: 20_000 });
    later(it, 7);
  }
  for (const customer of ['b1', 'b2', 'b3']) {
    for (let visit = 0; visit < 4; visit++) {
      await sell(it.kernel, { customer, amount: 2_500 });
      later(it, 0.5);
    }
  }
  await sell(it.kernel, { customer: 'new', amount: 4_000 });
  return it;
}

test('each is of the sort that a shopkeeper would say, one by one, by SQL and in slices alike', async () => {
  const it = await shopOfMany();
  const { state } = it.kernel;
  const now = it.clock.now();
  const names = ['best', 'slipping', 'once', 'new', 'lost'];
  const sorts = names.map((_, index) => segmentOf(state, index + 1, now));
  assert.equal(sorts, names);
  const all = limits(state);
  const sliced: (readonly [number, string])[] = [];
  for (let after: number | undefined = 0; after !== undefined; ) {
    const slice = segmentSlice(state, { all, now, after, limit: 3 });
    sliced.push(...slice.found.map(({ customer, segment }) => [customer, segment] as const));
    after = slice.next;
  }
  assert.equal(
    sliced,
    Array.from({ length: 8 }, (_, index) => {
      const value = customerValue(state, index + 1);
      return [index + 1, value && ratingOf(value, all, now).segment];
    }),
  );
  const best = state.all<{ customer: number }>(customersInSegmentSql(state, 'best', now));
  assert.equal(
    best.map(({ customer }) => customer),
    [1],
  );
  assert.equal(
    lapsed(state, now, 0, 9).map(({ customer }) => customer),
    [2, 5],
  );
  assert.is(state.all(lapsedSql(now)).length, 2);
  assert.is(ranking(state, 'spent', 0, 1)[0]?.customer, 1);
  await it.kernel.close();
});

test('nothing looks at every row: lists and figures are answered by an index', async () => {
  const it = await openTestKernel();
  const plan = (sql: string) =>
    it.kernel.state
      .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .map(({ detail }) => detail)
      .join('; ');
  for (const sql of [
    'SELECT customer FROM customer_value ORDER BY spent DESC LIMIT 9',
    'SELECT customer FROM customer_value ORDER BY visits DESC LIMIT 9',
    'SELECT customer FROM customer_value WHERE missed <= 5 ORDER BY missed DESC LIMIT 9',
    'SELECT product FROM product_value ORDER BY amount DESC LIMIT 9',
    "SELECT customer FROM customer_products WHERE product = 'x' ORDER BY amount DESC LIMIT 9",
  ]) {
    assert.match(plan(sql), /USING (COVERING )?INDEX/);
    assert.not.match(plan(sql), /TEMP B-TREE/);
  }
  await it.kernel.close();
});

for (const profile of ['standard', 'advanced'] as const)
  test(`by keypad: sorts, rankings, what sells, and one customer: ${profile}`, async () => {
    const it = await openTerminal({ profile });
    for (let visit = 0; visit < 3; visit++) {
      await sell(it.kernel, { customer: 'c1', amount: 8_800 });
      it.clock.stepWall(10 * DAY_MS);
    }
    it.clock.stepWall(30 * DAY_MS);
    await goTo(it, '顾客互动', '顾客价值', '顾客分类');
    await it.clock.advance(100);
    assert.match(it.text(), /4 久未光临 +█* +1 100%|3 快走的常客 +█* +1 100%/);
    await it.press('4', 'cancel', 'cancel', '2');
    await it.press('4', 'ok', 'ok');
    assert.match(it.text(), /1 位新放进 久未光临/);
    assert.is(customerByNo(it.kernel.state, 1)?.groups, '久未光临');
    await it.press('4', 'ok', 'ok');
    assert.match(it.text(), /0 位新放进 久未光临/);
    assert.match(it.text(), /王小明 +￥264\.00 +3 次/);
    await it.press('ok', '8');
    assert.match(it.text(), /累计 ￥264\.00 {2}3 次/);
    assert.match(it.text(), /40 天没来/);
    assert.match(it.text(), /平时 10 天来一次/);
    assert.match(it.text(), /苹果 +3 次/);
    await goTo(it, '顾客互动', '顾客价值', '商品排行');
    assert.match(it.text(), /苹果 +3 次 +￥264\.00/);
    await it.press('ok', 'ok');
    assert.match(it.text(), /王小明/);
    await it.stop();
    assert.equal(it.errors, []);
  });

test('a shop without sales says so', async () => {
  const it = await openTerminal({ locale: 'en' });
  await goTo(it, 'Engagement', 'Worth of customers', 'Sorts of customers');
  assert.match(it.text(), /Nobody/);
  await it.press('cancel', '5');
  assert.match(it.text(), /Nothing with a name was sold yet/);
  await it.stop();
  assert.equal(it.errors, []);
});

test.run();
