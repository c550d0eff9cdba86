/** Fields, items and hand-overs as decisions: what is kept, what is refused, and what two tills make of it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import {
  change,
  handOver,
  register,
  remove,
  removePhone,
  restore,
  setItem,
} from '../../../terminal/customers/commands.js';
import { customFields, customValues, setCustomField } from '../../../terminal/customers/custom.js';
import {
  customerById,
  customersByPhone,
  handOvers,
  itemsOf,
  phonesOf,
  RESTORABLE_MS,
  restorable,
} from '../../../terminal/customers/queries.js';
import type { Decide } from '../../../terminal/kernel/kernel.js';
import { happen, NOW_MS, openTestKernel, STAFF } from '../../support/kernel.js';

const stamp = (n: number): string => `${String(n).padStart(15, '0')}-00000-till-1`;

async function shop() {
  const { kernel } = await openTestKernel();
  const done = <R>(decide: Decide<R>) => kernel.transact(STAFF, decide);
  const refusal = async (decide: Decide<unknown>): Promise<string> => {
    const error = await done(decide).then(
      () => 'nothing was refused',
      (caught: unknown) => caught,
    );
    return isTerminalError(error) ? error.code : String(error);
  };
  await done((state) => register(state, { id: 'c1', name: '王小明', phone: '13800138000', stamp: stamp(1) }));
  return { kernel, state: kernel.state, done, refusal, customer: () => customerById(kernel.state, 'c1') };
}

test('a field takes the newest change, each field by itself, and only what may stand in it', async () => {
  const it = await shop();
  await it.done((state) =>
    change(state, { customer: 'c1', status: 'deal', source: '美团', stamp: stamp(5) }),
  );
  const late = { status: 'lead', type: 'company' }; // Of another till, heard of later.
  const told = { type: 'customers.changed', v: 1, customer: 'c1', fields: late, stamp: stamp(3) };
  await happen(it.kernel, told);
  const { status, type, source } = it.customer() ?? {};
  assert.equal([status, type, source], ['deal', 'company', '美团'], 'a source may be the shop’s own word');
  assert.is(
    await it.refusal((state) => change(state, { customer: 'c1', status: 'rich', stamp: stamp(9) })),
    'command/choice-wrong',
  );
  assert.is(
    await it.refusal((state) => change(state, { customer: 'c1', credit: 'Z', stamp: stamp(9) })),
    'command/choice-wrong',
  );
  await it.done((state) => change(state, { customer: 'c1', groups: '周末，老师;周末', stamp: stamp(9) }));
  assert.is(it.customer()?.groups, '周末 老师');
  await it.kernel.close();
});

test('fields of the shop’s own: a kind each, no name twice, and a value only when it fits', async () => {
  const it = await shop();
  const set = (
    id: string,
    name: string,
    kind: 'number' | 'date' | 'choice' | 'text',
    choices: string[] = [],
  ) => it.done((state) => setCustomField(state, { id, name, kind, choices, stamp: stamp(2) }));
  await set('f1', '鞋码', 'number');
  await set('f2', '首次', 'date');
  await set('f3', '口味', 'choice', ['甜', '酸']);
  assert.equal(
    customFields(it.state).map(({ name }) => name),
    ['鞋码', '首次', '口味'],
  );
  const refused = (custom: Record<string, string>) =>
    it.refusal((state) => change(state, { customer: 'c1', custom, stamp: stamp(9) }));
  assert.is(await refused({ f1: 'big' }), 'command/value-wrong');
  assert.is(await refused({ f2: '2026-02-30' }), 'command/value-wrong');
  assert.is(await refused({ f3: '辣' }), 'command/value-wrong');
  await it.done((state) =>
    change(state, { customer: 'c1', custom: { f1: '42.5', f3: '甜', gone: 'x' }, stamp: stamp(9) }),
  );
  assert.equal(
    [...customValues(it.state, 1)],
    [
      ['f1', '42.5'],
      ['f3', '甜'],
    ],
  );
  await it.done((state) => change(state, { customer: 'c1', custom: { f1: '' }, stamp: stamp(10) }));
  assert.equal([...customValues(it.state, 1).keys()], ['f3']);
  const again = { id: 'f9', name: '鞋码', kind: 'text', choices: [], stamp: stamp(3) } as const;
  assert.is(await it.refusal((state) => setCustomField(state, again)), 'command/field-name');
  const one = { id: 'f9', name: '颜色', kind: 'choice', choices: ['红'], stamp: stamp(3) } as const;
  assert.is(await it.refusal((state) => setCustomField(state, one)), 'command/field-choices');
  await it.kernel.close();
});

test('an item is changed by another in its place, and a wrong one refused', async () => {
  const it = await shop();
  const wanted = (item: string, facts: Record<string, string>, instead?: string) => ({
    ...{ customer: 'c1', item, kind: 'anniversary' as const, facts, ...(instead && { instead }) },
  });
  await it.done((state) => setItem(state, wanted('i1', { name: '开业', day: '2018-09-09' })));
  await it.done((state) => setItem(state, wanted('i2', { name: '结婚', day: 'L2018-08-15' }, 'i1')));
  assert.equal(
    itemsOf(it.state, 1, 'anniversary').map(({ id, facts }) => [id, facts.name, facts.day]),
    [['i2', '结婚', 'L2018-08-15']],
  );
  const refused = (facts: Record<string, string>) =>
    it.refusal((state) => setItem(state, wanted('i3', facts)));
  assert.is(await refused({ name: '', day: '2018-09-09' }), 'command/item-missing');
  assert.is(await refused({ name: '开业', day: '2018-02-30' }), 'command/birthday-wrong');
  await it.kernel.close();
});

test('a hand-over keeps who, when and why; the first owner needs no reason', async () => {
  const it = await shop();
  const give = (owner: string, reason: string, n: number) => (state: typeof it.state) =>
    handOver(state, { customer: 'c1', owner, reason, stamp: stamp(n) });
  await it.done(give('e1', '', 2));
  assert.is(await it.refusal(give('e2', ' ', 3)), 'command/hand-over-reason');
  await it.done(give('e2', '张姐休假', 3));
  assert.is(it.customer()?.owner, 'e2');
  assert.equal(
    handOvers(it.state, 1, 9).map(({ owner, reason, actor }) => [owner, reason, actor]),
    [
      ['e2', '张姐休假', 'staff'],
      ['e1', '', 'staff'],
    ],
  );
  await it.kernel.close();
});

test('a number may go again, and does not come back by itself', async () => {
  const it = await shop();
  await it.done((state) => change(state, { customer: 'c1', phone: '13912345678', stamp: stamp(2) }));
  await it.done((state) => removePhone(state, 'c1', '+8613800138000'));
  assert.equal(phonesOf(it.state, 1), ['+8613912345678']);
  assert.equal(customersByPhone(it.state, '+8613800138000'), []);
  await it.kernel.close();
});

test('who was removed is restorable for thirty days, and nobody changes them meanwhile', async () => {
  const it = await shop();
  await it.done((state) => remove(state, 'c1', stamp(3)));
  assert.is(
    await it.refusal((state) => change(state, { customer: 'c1', name: '王', stamp: stamp(2) })),
    'command/customer-unknown',
  );
  assert.is(restorable(it.state, NOW_MS + RESTORABLE_MS - 1, 0, 9).length, 1);
  assert.is(restorable(it.state, NOW_MS + RESTORABLE_MS, 0, 9).length, 0);
  assert.is(
    await it.refusal((state) =>
      restore(state, { customer: 'c1', stamp: stamp(1), now: NOW_MS + RESTORABLE_MS }),
    ),
    'command/restore-late',
  );
  await it.done((state) =>
    restore(state, { customer: 'c1', stamp: stamp(1), now: NOW_MS + RESTORABLE_MS - 1 }),
  );
  assert.is(customersByPhone(it.state, '+8613800138000').length, 1);
  await it.kernel.close();
});

test.run();
