/** Two customers that are one person: who is suspected, what a merge joins, and what its undo gives back. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { spendable } from '../../../terminal/allowance/index.js';
import { cardHolder, cardsOf } from '../../../terminal/cards/index.js';
import { purchasesOf, spentSince } from '../../../terminal/counter/queries.js';
import { change } from '../../../terminal/customers/commands.js';
import { createCustomerSearch, customValues, keepFresh } from '../../../terminal/customers/index.js';
import { duplicatesOf, merge, unmerge } from '../../../terminal/customers/merging.js';
import {
  aliasesOf,
  customerById,
  customerCount,
  customersByPhone,
  phonesOf,
  restorable,
} from '../../../terminal/customers/queries.js';
import { rowsOf } from '../../../terminal/identity/index.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { balancesOf } from '../../../terminal/ledger/index.js';
import { entriesOf, lotsOf } from '../../../terminal/ledger/queries.js';
import { happen, NOW_MS, openTestKernel, STAFF } from '../../support/kernel.js';
import { SHOE_SIZE } from '../shoe-size.js';
import { openTerminal } from '../terminal.js';

const stamp = (n: number): string => `${String(n).padStart(15, '0')}-00000-till-1`;
const event = (type: string, facts: object) => ({ type, v: 1, ...facts }) as unknown as DomainEvent;
const entered = (customer: string, account: string, amount: number, cause: string) =>
  event('ledger.entered', { customer, account, amount, reason: 'opening', cause });

const PEOPLE = [
  event('customers.registered', { customer: 'a', name: '王小明', level: '金卡', stamp: stamp(1) }),
  event('customers.phone-added', { customer: 'a', key: '+8613800138000' }),
  event('customers.changed', { customer: 'a', fields: { tags: '水果' }, stamp: stamp(2) }),
  event('customers.registered', { customer: 'b', name: '王晓明', level: '', stamp: stamp(1) }),
  event('customers.phone-added', { customer: 'b', key: '+8613912348000' }),
  event('customers.changed', {
    ...{ customer: 'b', stamp: stamp(2) },
    fields: { tags: '老师 水果', birthday: '1990-05-01' },
  }),
  event('cards.issued', { uid: '04B1', customer: 'b' }),
  entered('a', 'points', 100, 'o1'),
  entered('b', 'points', 30, 'o2'),
  entered('b', 'principal', 5000, 'o3'),
  event('counter.visit-imported', { customer: 'a', at: NOW_MS - 2, amount: 100, items: '苹果' }),
  event('counter.visit-imported', { customer: 'b', at: NOW_MS - 1, amount: 200, items: '橙子' }),
];

async function shop() {
  const { kernel } = await openTestKernel();
  await happen(kernel, ...PEOPLE);
  const join = (customer: string, other: string, n: number) =>
    kernel.transact(STAFF, (state) => merge(state, { customer, other, stamp: stamp(n) }));
  const part = (customer: string, other: string, n: number) =>
    kernel.transact(STAFF, (state) => unmerge(state, { customer, other, stamp: stamp(n) }));
  return { kernel, state: kernel.state, join, part };
}

test('the same number, or the same sound with the same tail, is suspected; neither alone is', async () => {
  const { kernel, state } = await shop();
  const names = (name: string, phone: string) =>
    duplicatesOf(state, { name, phone }).map(({ customer, why }) => `${customer.name} ${why}`);
  assert.equal(names('', '13800138000'), ['王小明 number']);
  assert.equal(names('王筱鸣', '13700008000'), ['王小明 name', '王晓明 name']);
  assert.equal(names('王小明', '13912348000'), ['王晓明 number', '王小明 name']);
  assert.equal(names('王小明', '13700007777'), []);
  assert.equal(names('李华', '13700008000'), []);
  assert.equal(names('王小明', '800'), [], 'a number that is hardly begun says nothing');
  await kernel.close();
});

test('after a merge everything of both is the person’s: money, cards, numbers, purchases, search', async () => {
  const { kernel, state, join } = await shop();
  await join('a', 'b', 5);
  const no = customerById(state, 'a')?.no ?? 0;
  assert.equal(balancesOf(state, no), { points: 130, principal: 5000, bonus: 0 });
  assert.is(spendable(state, no, 'principal'), 5000);
  assert.equal(
    lotsOf(state, no).map(({ amount }) => amount),
    [100, 30],
  );
  assert.equal([...entriesOf(state, no, 0, 9).map(({ amount }) => amount)].sort(), [100, 30, 5000]);
  assert.is(cardHolder(state, '04B1'), no);
  assert.equal(
    cardsOf(state, no).map(({ uid }) => uid),
    ['04B1'],
  );
  assert.equal(phonesOf(state, no), ['+8613800138000', '+8613912348000']);
  assert.equal(
    customersByPhone(state, '+8613912348000').map(({ id }) => id),
    ['a'],
  );
  assert.equal(
    purchasesOf(state, no, 9).map(({ items }) => items),
    ['橙子', '苹果'],
  );
  assert.is(spentSince(state, no, 0), 300);
  assert.is(customerCount(state), 1);
  assert.equal(restorable(state, NOW_MS, 0, 9), [], 'who was merged was not deleted');
  const search = createCustomerSearch(state);
  assert.equal(search.find('1391234', 9).numbers, [no]);
  const { tags, birthday, level } = customerById(state, 'a') ?? {};
  assert.equal([tags, birthday, level], ['水果 老师', '1990-05-01', '金卡']);
  await kernel.close();
});

test('what is spent after the merge comes from the sum, and the undo gives each their own entries back', async () => {
  const { kernel, state, join, part } = await shop();
  await join('a', 'b', 5);
  await happen(kernel, entered('a', 'points', -20, 's1'));
  await kernel.transact(STAFF, (now) =>
    change(now, { customer: 'a', birthday: '1991-01-01', stamp: stamp(6) }),
  );
  await part('a', 'b', 7);
  const [a, b] = [customerById(state, 'a'), customerById(state, 'b')];
  assert.is(balancesOf(state, a?.no ?? 0).points, 80);
  assert.equal(balancesOf(state, b?.no ?? 0), { points: 30, principal: 5000, bonus: 0 });
  assert.is(cardHolder(state, '04B1'), b?.no);
  assert.equal(
    customersByPhone(state, '+8613912348000').map(({ id }) => id),
    ['b'],
  );
  assert.equal([a?.tags, a?.birthday], ['水果', '1991-01-01'], 'what was changed since stays changed');
  assert.equal([b?.removed, b?.tags], [null, '老师 水果']);
  await kernel.close();
});

test('after a merge the person is found by the other name as well: spelt, by pinyin, by initials and their keys', async () => {
  const { kernel, state, join, part } = await shop();
  await happen(
    kernel,
    event('customers.registered', { customer: 'c', name: '李太太', level: '', stamp: stamp(1) }),
  );
  const search = createCustomerSearch(state);
  const queries = ['李太太', 'litaitai', 'taitai', 'ltt', '588', '王小明'];
  const found = () => queries.map((query) => search.find(query, 9).numbers.join());
  search.find('x', 1);
  keepFresh(kernel, { search });
  await join('a', 'c', 5);
  assert.equal(
    found(),
    queries.map(() => '1'),
  );
  assert.equal(createCustomerSearch(state).find('litaitai', 9).numbers, [1], 'made anew');
  await part('a', 'c', 6);
  assert.equal(found(), ['3', '3', '3', '3', '3', '1']);
  await kernel.close();
});

test('a field of the shop’s own that only the other has is not lost in a merge, and goes with the undo', async () => {
  const { kernel, state, join, part } = await shop();
  await happen(
    kernel,
    SHOE_SIZE,
    event('customers.changed', { customer: 'b', fields: { 'x:f1': '42' }, stamp: stamp(3) }),
  );
  const shoe = (id: string) => customValues(state, customerById(state, id)?.no ?? 0).get('f1');
  await join('a', 'b', 5);
  assert.is(shoe('a'), '42');
  await part('a', 'b', 6);
  assert.equal([shoe('a'), shoe('b')], [undefined, '42']);
  await join('a', 'b', 7);
  await kernel.transact(STAFF, (now) =>
    change(now, { customer: 'a', custom: { f1: '43' }, stamp: stamp(8) }),
  );
  await part('a', 'b', 9);
  assert.equal([shoe('a'), shoe('b')], ['43', '42'], 'what was changed since stays');
  await kernel.close();
});

test('chains of merges end at one person, and come apart link by link', async () => {
  const { kernel, state, join, part } = await shop();
  await happen(
    kernel,
    event('customers.registered', { customer: 'c', name: '王', level: '', stamp: stamp(1) }),
  );
  await join('b', 'c', 3);
  await join('a', 'b', 4);
  const row = (id: string) => customerById(state, id)?.no ?? 0;
  assert.equal(rowsOf(state, row('a')), [row('a'), row('b'), row('c')]);
  await part('a', 'b', 5);
  assert.equal(rowsOf(state, row('a')), [row('a')]);
  assert.equal(rowsOf(state, row('b')), [row('b'), row('c')]);
  assert.equal(
    aliasesOf(state, row('b')).map(({ id }) => id),
    ['c'],
  );
  await kernel.close();
});

test('two tills that merge the same two the other way round make no circle', async () => {
  const { kernel, state } = await shop();
  const merged = (customer: string, other: string) =>
    event('customers.merged', { customer, other, filled: [] });
  await happen(kernel, merged('a', 'b'));
  await happen(kernel, merged('b', 'a'));
  assert.is(customerCount(state), 1);
  assert.is(balancesOf(state, customerById(state, 'a')?.no ?? 0).points, 130);
  await kernel.close();
});

for (const profile of ['standard', 'advanced'] as const) {
  const zh = profile === 'standard';
  const MERGE = zh ? '8' : '7';
  const OTHER = [
    event('customers.registered', { customer: 'c2', name: '王晓明', level: '', stamp: '0' }),
    event('customers.phone-added', { customer: 'c2', key: '+8613912348000' }),
    entered('c2', 'points', 30, 'o2'),
  ];

  test(`a double is offered, merged after a question, and taken apart again (${profile})`, async () => {
    const it = await openTerminal({ profile, locale: zh ? 'zh-CN' : 'en' });
    await happen(it.kernel, ...OTHER);
    await it.press('f3', ...'138', 'ok', '3', MERGE, '1');
    assert.match(it.text(), /1 王晓明 +139 1234 8000/);
    await it.press('1');
    assert.match(it.text(), zh ? /积分 30/ : /points 30/);
    await it.press('ok');
    assert.is(customerCount(it.kernel.state), 1);
    assert.is(balancesOf(it.kernel.state, 1).points, 30);
    assert.match(it.text(), /王晓明/);
    await it.press('4', 'ok');
    assert.is(customerCount(it.kernel.state), 2);
    assert.equal(it.errors, []);
    await it.stop();
  });

  test(`it is said what becomes of the money when one of the two is disabled (${profile})`, async () => {
    const it = await openTerminal({ profile, locale: zh ? 'zh-CN' : 'en' });
    const disable = (customer: string, disabled: string, n: number) =>
      event('customers.changed', { customer, fields: { disabled }, stamp: stamp(n) });
    await happen(it.kernel, ...OTHER, disable('c2', '1', 2));
    await it.press('f3', ...'138', 'ok', '3', MERGE, '1', '1');
    assert.match(it.text(), zh ? /王晓明 是停用的/ : /王晓明 is\s+disabled: merged, 王小明 may/);
    await it.press('cancel');
    await happen(it.kernel, disable('c2', '', 3), disable('c1', '1', 4));
    await it.press('1', '1');
    assert.match(it.text(), zh ? /王小明 是停用的/ : /王小明 is\s+disabled: merged, nothing/);
    assert.equal(it.errors, []);
    await it.stop();
  });

  test(`somebody is looked for and merged (${profile})`, async () => {
    const it = await openTerminal({ profile, locale: zh ? 'zh-CN' : 'en' });
    await happen(
      it.kernel,
      event('customers.registered', { customer: 'c3', name: '李华', level: '', stamp: '0' }),
      event('customers.phone-added', { customer: 'c3', key: '+8613700137000' }),
    );
    await it.press('f3', ...'138', 'ok', '3', MERGE, '1', '1', ...'137001', 'ok', 'ok');
    assert.equal(rowsOf(it.kernel.state, 1), [1, 2]);
    assert.equal(it.errors, []);
    await it.stop();
  });

  test(`a new customer who looks like a known one is told while typing (${profile})`, async () => {
    const it = await openTerminal({ profile, locale: zh ? 'zh-CN' : 'en' });
    const letters = zh ? ['*', '*'] : [];
    await it.press('f3', 'right', ...letters, ...'2', 'ok', ...'1380013800');
    assert.not.match(it.text(), /!/);
    await it.press('0');
    assert.match(it.text(), zh ? /! 同号 王小明 138 0013 8000/ : /! same number 王小明 138 0013 8000/);
    await it.press('ok');
    assert.match(it.text(), zh ? /2 打开 王小明/ : /2 Open 王小明/);
    await it.press('2');
    assert.match(it.text(), /王小明/);
    assert.is(customerCount(it.kernel.state), 1);
    assert.equal(it.errors, []);
    await it.stop();
  });

  test(`a call from a number of two people goes from one to the other (${profile})`, async () => {
    const it = await openTerminal({ profile, locale: zh ? 'zh-CN' : 'en' });
    await happen(
      it.kernel,
      event('customers.registered', { customer: 'c4', name: '王太太', level: '', stamp: '0' }),
      event('customers.phone-added', { customer: 'c4', key: '+8613800138000' }),
    );
    it.modem.call({ id: 'k1', state: 'ringing', number: '13800138000', rings: 1 } as never);
    await it.clock.settle();
    const first = it.text().includes('王小明') ? '王小明' : '王太太';
    await it.press('f1', '3');
    assert.match(it.text(), first === '王小明' ? /王太太/ : /王小明/);
    await it.stop();
  });
}

test.run();
