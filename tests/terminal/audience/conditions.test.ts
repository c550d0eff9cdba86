/** Conditions row by row: what each means, and that the table in memory says the same as the slices that campaigns go by. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import {
  type Comparison,
  type Condition,
  checkConditions,
  conditionHolds,
  conditionsHold,
  type Kind,
} from '../../../terminal/audience/conditions.js';
import { createCustomerTable, levelNames, saveAudience, sliceOf } from '../../../terminal/audience/index.js';
import { audiences } from '../../../terminal/audience/queries.js';
import { keepFresh } from '../../../terminal/customers/index.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { balancesOf } from '../../../terminal/ledger/index.js';
import { PLAIN } from '../../../terminal/loyalty/program.js';
import { happen, NOW_MS, openTestKernel, STAFF } from '../../support/kernel.js';
import { openTerminal } from '../terminal.js';

const row = (
  field: string,
  kind: Kind,
  op: Comparison,
  value = '',
  join: 'and' | 'or' = 'and',
): Condition => {
  return { join, field, kind, op, value };
};
const holds = (kind: Kind, op: Comparison, value: string, has: string | number | undefined) =>
  conditionHolds(row('f', kind, op, value), has);

test('each comparison of each kind', () => {
  assert.equal(
    [holds('text', 'has', '13８0', '+8613800138000'), holds('text', 'has', 'x', 'y')],
    [true, false],
  );
  assert.equal(
    [holds('words', 'has', '老师', '老师 附近'), holds('words', 'has', '老', '老师')],
    [true, false],
  );
  assert.equal([holds('words', 'lacks', '老', '老师'), holds('choice', 'not', 'a', '')], [true, true]);
  assert.equal([holds('number', 'min', '5', 5), holds('number', 'max', '5', 5.1)], [true, false]);
  assert.equal([holds('number', 'min', '5', '42'), holds('number', 'min', '5', '')], [true, false]);
  assert.equal([holds('ago', 'min', '30', undefined), holds('ago', 'max', '30', undefined)], [true, false]);
  assert.equal(
    [holds('date', 'min', '2026-01-01', '2026-11-22'), holds('date', 'max', '2026-01-01', '')],
    [true, false],
  );
  assert.equal(
    [holds('yearly', 'is', '0925', '0110 0925'), holds('yearly', 'min', '0101', '')],
    [true, false],
  );
  assert.equal([holds('text', 'empty', '', ''), holds('number', 'filled', '', 0)], [true, true]);
});

test('or begins another alternative: a and b or c', () => {
  const has = (values: Record<string, string>) => (one: Condition) => values[one.field];
  const rows = [
    row('a', 'choice', 'is', '1'),
    row('b', 'choice', 'is', '1'),
    row('c', 'choice', 'is', '1', 'or'),
  ];
  assert.ok(conditionsHold(rows, has({ a: '1', b: '1' })));
  assert.ok(conditionsHold(rows, has({ c: '1' })));
  assert.not.ok(conditionsHold(rows, has({ a: '1' })));
  assert.ok(conditionsHold([], has({})), 'no conditions mean everybody');
});

test('what nobody can match is refused', () => {
  const refused = (one: Condition) => {
    try {
      checkConditions([one]);
      return '';
    } catch (error) {
      return isTerminalError(error) ? error.code : String(error);
    }
  };
  for (const one of [
    row('points', 'number', 'min', 'many'),
    row('points', 'number', 'has', '5'),
    row('birthday', 'yearly', 'min', '1301'),
    row('name', 'text', 'has', ' '),
    row('x:1', 'wrong' as Kind, 'is', '1'),
  ])
    assert.is(refused(one), 'command/filter-wrong', one.field);
  assert.is(refused(row('name', 'text', 'empty')), '');
});

const event = (type: string, facts: object) => ({ type, v: 1, ...facts }) as unknown as DomainEvent;
const stamp = (n: number) => `${String(n).padStart(15, '0')}-00000-till-1`;
const DAY_MS = 86_400_000;

/** Sixty people with all sorts of facts, one of them merged and one removed. */
function people(): DomainEvent[] {
  const pick = (n: number, ...values: string[]) => values[n % values.length] ?? '';
  const all = Array.from({ length: 60 }, (_, n) => {
    const customer = `c${String(n).padStart(2, '0')}`;
    const fields = {
      ...{
        gender: pick(n, 'f', 'm', ''),
        tags: pick(n, '老师 附近', '附近', ''),
        status: pick(n, 'lead', 'deal'),
      },
      ...{
        birthday: pick(n, '1990-05-01', 'L1985-08-15', '', '--12-25'),
        source: pick(n, '美团', 'call', ''),
      },
      ...(n % 4 === 0 && { 'x:shoe': String(36 + (n % 9)) }),
    };
    return [
      event('customers.registered', {
        customer,
        name: pick(n, '王小明', '李华', 'Amy'),
        level: pick(n, '', '金卡'),
        stamp: stamp(1),
      }),
      event('customers.phone-added', { customer, key: `+861380013${String(8000 + n)}` }),
      event('customers.changed', { customer, fields, stamp: stamp(2) }),
      event('ledger.entered', { customer, account: 'points', amount: n * 10, reason: 'opening', cause: 'o' }),
      ...(n % 3 === 0
        ? [event('counter.visit-imported', { customer, at: NOW_MS - n * DAY_MS, amount: n * 100, items: '' })]
        : []),
    ];
  });
  return [
    ...all.flat(),
    event('customers.item-added', {
      customer: 'c07',
      item: 'i1',
      kind: 'address',
      facts: { text: '福田路 3 号' },
    }),
    event('customers.merged', { customer: 'c01', other: 'c59', filled: [] }),
    event('customers.removed', { customer: 'c02' }),
  ];
}

const ASKED: readonly (readonly Condition[])[] = [
  [],
  [row('level', 'choice', 'is', '金卡'), row('points', 'number', 'min', '300')],
  [
    row('tags', 'words', 'has', '附近'),
    row('gender', 'choice', 'not', 'f'),
    row('status', 'choice', 'is', 'deal'),
  ],
  [row('birthday', 'yearly', 'is', '0925')],
  [row('away', 'ago', 'max', '10'), row('spent', 'money', 'min', '5000', 'or')],
  [row('created', 'ago', 'max', '0'), row('x:shoe', 'number', 'min', '40')],
  [
    row('source', 'choice', 'is', '美团'),
    row('name', 'text', 'has', 'AMY', 'or'),
    row('visits', 'number', 'min', '1'),
  ],
  [row('phone', 'text', 'has', '8059')],
  [row('address', 'text', 'has', '福田'), row('birthday', 'yearly', 'empty', '', 'or')],
];

test('the table finds whom the slices mean, before and after somebody changed', async () => {
  const { kernel } = await openTestKernel();
  await happen(kernel, ...people());
  const table = createCustomerTable(kernel.state, () => NOW_MS);
  keepFresh(kernel, { table });
  const compare = (): number[] =>
    ASKED.map((rows) => {
      const slice = sliceOf(kernel.state, { rows }, 0, NOW_MS, 'Asia/Shanghai').members.map(({ no }) => no);
      const found = table.find({ rows, offset: 0, limit: 99, now: NOW_MS, year: 2026 });
      assert.equal([...found.numbers].reverse(), slice, JSON.stringify(rows));
      return found.total;
    });
  const before = compare();
  assert.is(before[0], 58);
  assert.is(before[7], 1, 'the number of the one who was merged finds the person');
  assert.ok(
    before.slice(1).every((count) => count > 0),
    String(before),
  );
  await happen(
    kernel,
    event('ledger.entered', { customer: 'c01', account: 'points', amount: 5000, reason: 'sale', cause: 's' }),
    event('customers.unmerged', { customer: 'c01', other: 'c59' }),
    event('customers.restored', { customer: 'c02' }),
    event('customers.registered', { customer: 'new', name: '新人', level: '金卡', stamp: stamp(1) }),
    event('customers.changed', {
      customer: 'c00',
      fields: { 'x:shoe': '', status: 'invalid' },
      stamp: stamp(3),
    }),
  );
  const after = compare();
  assert.is(after[0], 61);
  await kernel.close();
});

test('a number is found however it is typed, and what was given back was not spent', async () => {
  const { kernel } = await openTestKernel();
  const sold = {
    ...{ sale: 's1', number: 'till-1-000001', customer: 'a', items: [], amount: 88_000, tendered: 88_000 },
    ...{ change: 0, points: 0 },
  };
  const paid = { cash: 80_000, principal: 0, bonus: 0, used: 0, worth: 0 };
  const back = { refund: 'r1', number: 'r1', sale: 's1', customer: 'a', amount: 80_000, paid, points: 0 };
  await happen(
    kernel,
    event('customers.registered', { customer: 'a', name: '王小明', level: '', stamp: stamp(1) }),
    event('customers.phone-added', { customer: 'a', key: '+8613800138000' }),
    event('customers.phone-added', { customer: 'a', key: '+8675583345678' }),
    event('counter.sold', sold),
  );
  const table = createCustomerTable(kernel.state, () => NOW_MS);
  keepFresh(kernel, { table });
  const count = (one: Condition): number => {
    const slice = sliceOf(kernel.state, { rows: [one] }, 0, NOW_MS, 'Asia/Shanghai').members.length;
    const { total } = table.find({ rows: [one], offset: 0, limit: 9, now: NOW_MS, year: 2026 });
    assert.is(slice, total, one.value);
    return total;
  };
  for (const typed of [
    '13800138000',
    '138 0013 8000',
    '+86 13800138000',
    '0755-83345678',
    '0086 755 83345678',
  ])
    assert.is(count(row('phone', 'text', 'is', typed)), 1, typed);
  for (const typed of ['0755', '0755 8334', '138 0013', '5678'])
    assert.is(count(row('phone', 'text', 'has', typed)), 1, typed);
  assert.is(count(row('phone', 'text', 'is', '1380013800')), 0);
  assert.is(count(row('phone', 'text', 'lacks', '0755')), 0);
  assert.is(count(row('spent', 'money', 'min', '88000')), 1);
  await happen(kernel, event('counter.refunded', back));
  assert.is(count(row('spent', 'money', 'min', '8001')), 0);
  assert.is(count(row('spent', 'money', 'is', '8000')), 1);
  await kernel.close();
});

test('a level that was reached is found like one that was given, and falls away with its days', async () => {
  const { kernel } = await openTestKernel();
  const levels = [
    { name: '银卡', spent: 50_000, earn: 100, pays: 95 },
    { name: '金卡', earned: 300, earn: 100, pays: 90 },
  ];
  const sold = (sale: string, customer: string, amount: number, points: number) =>
    event('counter.sold', {
      sale,
      number: sale,
      customer,
      items: [],
      amount,
      tendered: amount,
      change: 0,
      points,
    });
  const names = ['reached', 'given', 'both', 'none', 'half', 'other half', 'returned'];
  await happen(
    kernel,
    event('loyalty.program-set', { from: 0, program: { ...PLAIN, levels, levelDays: 30 } }),
    ...names.map((customer) =>
      event('customers.registered', {
        ...{
          customer,
          name: customer,
          level: ['given', 'both'].includes(customer) ? '银卡' : '',
          stamp: stamp(1),
        },
      }),
    ),
    sold('s1', 'reached', 50_000, 10),
    sold('s2', 'both', 100, 300),
    sold('s3', 'none', 49_999, 299),
    sold('s4', 'half', 25_000, 1),
    sold('s5', 'other half', 25_000, 1),
    sold('s6', 'returned', 60_000, 1),
    event('customers.merged', { customer: 'half', other: 'other half', filled: [] }),
    event('counter.refunded', {
      ...{ refund: 'r1', number: 'r1', sale: 's6', customer: 'returned', amount: 20_000, points: 0 },
      paid: { cash: 20_000, principal: 0, bonus: 0, used: 0, worth: 0 },
    }),
  );
  const DAY_MS = 24 * 3600_000;
  let now = NOW_MS;
  const table = createCustomerTable(kernel.state, () => now);
  const whose = (level: string): string[] => {
    const rows = [row('level', 'choice', 'is', level)];
    const inTable = table.find({ rows, offset: 0, limit: 9, now, year: 2026 }).numbers;
    const members = sliceOf(kernel.state, { levels: [level] }, 0, now, 'Asia/Shanghai').members;
    assert.equal(
      [...inTable].reverse(),
      members.map(({ no }) => no),
      level,
    );
    return members.map(({ id }) => id);
  };
  assert.equal(whose('银卡'), ['reached', 'given', 'half']);
  assert.equal(whose('金卡'), ['both']);
  assert.equal(whose(''), ['none', 'returned']);
  now += 31 * DAY_MS;
  assert.equal(whose('银卡'), ['given', 'both']);
  assert.equal(whose('金卡'), []);
  assert.equal(levelNames(kernel.state, now), ['银卡', '金卡']);
  await kernel.close();
});

test('pages follow one another in the order of any field; who has nothing there comes last', async () => {
  const { kernel } = await openTestKernel();
  await happen(kernel, ...people());
  const table = createCustomerTable(kernel.state, () => NOW_MS);
  for (const field of ['points', 'name', 'level', 'away', 'created', 'birthday', 'visits']) {
    for (const down of [true, false]) {
      const asked = { rows: [], sort: { field, down }, now: NOW_MS, year: 2026 };
      const all = table.findAll(asked);
      const pages = [0, 7, 14, 21, 28, 35, 42, 49, 56].flatMap((offset) => [
        ...table.find({ ...asked, offset, limit: 7 }).numbers,
      ]);
      assert.equal(pages, [...all], field);
      assert.is(new Set(pages).size, 58);
    }
  }
  const by = (field: string, down: boolean) =>
    table.find({ rows: [], sort: { field, down }, offset: 0, limit: 2, now: NOW_MS, year: 2026 }).numbers;
  assert.equal(
    by('points', true).map((no) => balancesOf(kernel.state, no).points),
    [600, 580],
    'c59 is c01 now',
  );
  await kernel.close();
});

test('a filter of conditions is saved, and campaigns go by it', async () => {
  const { kernel } = await openTestKernel();
  await happen(kernel, ...people());
  const filter = { rows: ASKED[1] ?? [] };
  await kernel.transact(STAFF, (state) => saveAudience(state, { id: 'a', name: '金卡', filter }));
  const [saved] = audiences(kernel.state);
  const { members } = sliceOf(kernel.state, saved?.filter ?? {}, 0, NOW_MS, 'Asia/Shanghai');
  assert.ok(members.length > 0 && members.every(({ level, points }) => level === '金卡' && points >= 300));
  await kernel.close();
});

for (const profile of ['standard', 'advanced'] as const) {
  const zh = profile === 'standard';
  test(`two conditions, the list in another order, and the filter saved, by number keys (${profile})`, async () => {
    const it = await openTerminal({ profile, locale: zh ? 'zh-CN' : 'en' });
    await happen(it.kernel, ...people());
    await it.press('f3', 'left', '1');
    assert.match(it.text(), zh ? /还没有条件/ : /No conditions yet/);
    // Level is 金卡.
    await it.press('1', '1', '1', '1');
    assert.match(it.text(), zh ? /等级 是 金卡/ : /Level is 金卡/);
    assert.match(it.text(), zh ? /共 30 人/ : /30 customers/);
    // Points at least 300: the 13th field.
    await it.press('1', ...Array.from({ length: 12 }, () => 'down'), 'ok', '1', ...'300', 'ok');
    assert.match(it.text(), zh ? /且 积分 不小于 300/ : /and Points at least 300/);
    await it.press('down', '5');
    assert.match(it.text(), zh ? /或 积分 不小于 300/ : /or Points at least 300/);
    await it.press('5', '2', '1', '2', '1');
    assert.match(it.text(), zh ? /570/ : /570/);
    for (const one of it.text().split('\n')) assert.ok(one.length <= (zh ? 40 : 80));
    await it.press('cancel', '3', ...(zh ? ['*', '*'] : []), '2', 'ok');
    assert.is(audiences(it.kernel.state).length, 1);
    await it.press('4', '4');
    assert.match(it.text(), zh ? /共 59 人/ : /59 customers/);
    await it.press('6', '1');
    assert.match(it.text(), zh ? /积分 不小于 300/ : /Points at least 300/);
    assert.equal(it.errors, []);
    await it.stop();
  });
}

test.run();
