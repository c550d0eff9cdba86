/** Registering, changing and finding customers. The readings of surnames come from tests/vectors/pinyin.json. */
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { cardTexts } from '../../../terminal/cards/index.js';
import { change, register } from '../../../terminal/customers/commands.js';
import { maskName } from '../../../terminal/customers/name.js';
import { initials, readings } from '../../../terminal/customers/pinyin.js';
import { customerById, customersByPhone, phonesOf } from '../../../terminal/customers/queries.js';
import { createCustomerSearch } from '../../../terminal/customers/search.js';
import type { Kernel } from '../../../terminal/kernel/kernel.js';
import { happen, openTestKernel, STAFF } from '../../support/kernel.js';
import { vectorPath } from '../../support/vectors.js';
import { openTerminal } from '../terminal.js';

interface PinyinVector {
  readonly kind: string;
  readonly text: string;
  readonly queries?: readonly string[];
}

const stamp = (n: number): string => `${String(n).padStart(15, '0')}-00000-till-1`;

function enrol(kernel: Kernel, id: string, name: string, phone?: string): Promise<unknown> {
  const wanted = { id, name, stamp: stamp(1), ...(phone !== undefined && { phone }) };
  return kernel.transact(STAFF, (state) => register(state, wanted));
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(() => 'nothing was refused').catch((caught: unknown) => caught);
  return isTerminalError(error) ? error.code : String(error);
}

/** Name as it is kept after registering. */
async function keptAs(name: string): Promise<string | undefined> {
  const { kernel } = await openTestKernel();
  try {
    await enrol(kernel, 'c1', name);
    return customerById(kernel.state, 'c1')?.name;
  } finally {
    await kernel.close();
  }
}

test('names from outside are kept as what can be shown, printed and texted', async () => {
  assert.is(await keptAs('王\u0007小\u001b[31m明'), '王小[31m明');
  assert.is(await keptAs("O'Brien; DROP TABLE customers; --"), "O'Brien; DROP TABLE customers; --");
  assert.is(await keptAs('{bold}王{/bold}'), '{bold}王{/bold}', 'the screen escapes what it shows');
  assert.is(await keptAs('王😀小👨‍👩‍👧明'), '王小明');
  assert.is(await keptAs('  王\t\n 小明 '), '王 小明');
  assert.is(await keptAs('\u202e王小明'), '王小明');
});

test('a name of 200 characters, none at all, or nothing that can be shown is refused', async () => {
  const { kernel } = await openTestKernel();
  assert.is(await refusal(enrol(kernel, 'c1', '王'.repeat(200))), 'command/name-too-long');
  for (const name of ['', '   ', '\u0007', '😀', '\u200b'])
    assert.is(await refusal(enrol(kernel, 'c1', name)), 'command/name-missing', JSON.stringify(name));
  await enrol(kernel, 'c1', '王'.repeat(40));
  await kernel.close();
});

test('every spelling of a number is one customer', async () => {
  const { kernel } = await openTestKernel();
  await enrol(kernel, 'c1', '王小明', '138 0013 8000');
  assert.equal(
    customersByPhone(kernel.state, '+8613800138000').map(({ name }) => name),
    ['王小明'],
  );
  assert.is(await refusal(enrol(kernel, 'c2', '王小明', '+86-138-0013-8000')), 'command/phone-taken');
  await enrol(kernel, 'c3', '李红', '013800138000');
  assert.is(customersByPhone(kernel.state, '+8613800138000').length, 2, 'a family may share a phone');
  for (const wrong of ['12', 'abc', '1'.repeat(30)])
    assert.is(await refusal(enrol(kernel, 'c4', '张三', wrong)), 'command/phone-wrong', wrong);
  await kernel.close();
});

test('the newest change of a field wins, whichever comes first', async () => {
  const { kernel } = await openTestKernel();
  await enrol(kernel, 'c1', '王小明');
  const set = (name: string, at: number) =>
    kernel.transact(STAFF, (state) => change(state, { customer: 'c1', name, stamp: stamp(at) }));
  await set('王大明', 5);
  const late = { name: '王老明', level: '金卡' }; // Of another till, heard of later.
  const told = { type: 'customers.changed', v: 1, customer: 'c1', fields: late, stamp: stamp(3) };
  await happen(kernel, told);
  const { name, level } = customerById(kernel.state, 'c1') ?? {};
  assert.equal([name, level], ['王大明', '金卡']);
  await kernel.transact(STAFF, (state) =>
    change(state, { customer: 'c1', phone: '13800138000', stamp: stamp(9) }),
  );
  await kernel.transact(STAFF, (state) =>
    change(state, { customer: 'c1', phone: '13800138000', stamp: stamp(9) }),
  );
  assert.equal(phonesOf(kernel.state, 1), ['+8613800138000']);
  assert.is(
    await refusal(kernel.transact(STAFF, (state) => change(state, { customer: 'nobody', stamp: stamp(9) }))),
    'command/customer-unknown',
  );
  await kernel.close();
});

test('names are masked for other eyes', () => {
  assert.equal(['王小明', '王明', '王', '欧阳小明', 'Amy', ''].map(maskName), [
    '王*明',
    '王*',
    '王',
    '欧*明',
    'A*y',
    '',
  ]);
});

test('a name is read as a whole: 々 as what stands before it, 乐 by its neighbour', () => {
  assert.is(readings('李丽丽'), 'li li li');
  assert.is(readings('林々静'), 'lin lin jing');
  assert.is(readings('音乐'), 'yin yue');
  assert.is(readings('张小明7'), 'zhang xiao ming 7');
});

test('surnames are read as surnames', () => {
  const { vectors } = JSON.parse(readFileSync(vectorPath('pinyin.json'), 'utf8')) as {
    vectors: PinyinVector[];
  };
  const names = vectors.filter(({ kind }) => kind === 'surname-search');
  assert.ok(names.length >= 24);
  for (const { text, queries = [] } of names) assert.is(initials(text), queries[0], text);
  assert.equal(
    ['单田芳', '解晓东', '曾国藩', '万俟卨'].map((name) => initials(name).slice(0, 2)),
    ['st', 'xx', 'zg', 'mq'],
  );
});

async function searchOf(...people: ReadonlyArray<readonly [string, string?]>) {
  const { kernel } = await openTestKernel();
  const all = people.map(([name, phone], n) => enrol(kernel, `c${n}`, name, phone));
  await Promise.all(all);
  const search = createCustomerSearch(kernel.state);
  const find = (query: string): string[] =>
    search
      .find(query, 20)
      .numbers.map((no) => kernel.state.value<string>('SELECT name FROM customers WHERE no = ?', no) ?? '?');
  return { kernel, search, find };
}

test('any part of a name, of its initials and of a number finds; the newest first', async () => {
  const { kernel, find } = await searchOf(
    ['王小明', '13800138000'],
    ['李红', '0755-83456789'],
    ['Anne-Marie Lin', '13900139000'],
    ['王红'],
  );
  assert.equal(find('王'), ['王红', '王小明']);
  assert.equal([find('wxm'), find('XM'), find('ｗｘｍ')], [['王小明'], ['王小明'], ['王小明']]);
  assert.equal([find('8001'), find('138 0013'), find('1 3 8')], [['王小明'], ['王小明'], ['王小明']]);
  assert.equal(
    [find('0755'), find('0755-8345'), find('83456789'), find('5834')],
    [['李红'], ['李红'], ['李红'], ['李红']],
  );
  assert.equal(
    [find('anne-marie'), find('marie lin'), find('aml')],
    [['Anne-Marie Lin'], ['Anne-Marie Lin'], ['Anne-Marie Lin']],
  );
  assert.equal([find(''), find('   '), find('%'), find('nobody'), find('\t')], [[], [], [], [], []]);
  await kernel.close();
});

test('the keys of the initials find, on a keypad that types digits', async () => {
  const { kernel, find } = await searchOf(
    ['王小明', '13800138000'],
    ['李红', '13912345678'],
    ['单田芳'],
    ['Anne Lin', '13900139000'],
  );
  assert.equal([find('996'), find('54'), find('25')], [['王小明'], ['李红'], ['Anne Lin']]);
  assert.equal([find('783'), find('383')], [['单田芳'], ['单田芳']], 'shan, and dan as a stranger reads it');
  assert.equal(find('345'), ['李红'], 'digits of a number as before');
  await kernel.close();
});

test('surnames are found as a published list reads them, and as somebody would type who does not know', async () => {
  const { surnames } = JSON.parse(readFileSync(vectorPath('surnames.json'), 'utf8')) as {
    surnames: Readonly<Record<string, string>>;
  };
  const people = Object.keys(surnames).map((surname) => [`${surname}小明`] as const);
  const { kernel, find } = await searchOf(...people, ['曾国藩']);
  for (const [surname, reading] of Object.entries(surnames))
    assert.ok(find(`${reading}xiaoming`).includes(`${surname}小明`), `${surname} ${reading}`);
  assert.equal([find('zengguo'), find('cengguo')], [['曾国藩'], ['曾国藩']]);
  assert.equal([find('danxiao'), find('dxm')], [['单小明'], ['单小明']], 'the ordinary reading finds too');
  await kernel.close();
});

test('whole pinyin finds from any syllable on, a tag and a card as they are written', async () => {
  const { kernel, search, find } = await searchOf(
    ['王小明', '13800138000'],
    ['李红'],
    ['欧阳娜娜'],
    ['Anna'],
  );
  assert.equal([find('wangxiao'), find('xiaom'), find('ming')], [['王小明'], ['王小明'], ['王小明']]);
  assert.equal(find('an'), ['Anna'], 'not 王, in the middle of whose syllable it stands');
  assert.equal([find('ouyang'), find('nana'), find('oynn')], [['欧阳娜娜'], ['欧阳娜娜'], ['欧阳娜娜']]);
  await kernel.transact(STAFF, (state) =>
    change(state, { customer: 'c1', tags: '老顾客 VIP', stamp: stamp(9) }),
  );
  search.touch(2);
  assert.equal([find('vip'), find('老顾'), find('客vip')], [['李红'], ['李红'], []]);
  assert.equal(find('an'), ['Anna'], 'who was touched is found in the same way');
  await happen(kernel, { type: 'cards.issued', v: 1, uid: '04A1B2C3D4E5F6', customer: 'c0' } as never);
  const withCards = createCustomerSearch(kernel.state, cardTexts);
  assert.equal([...withCards.find('a1b2c3', 9).numbers], [1]);
  await kernel.close();
});

test('a match never runs from one customer, or one field, into the next', async () => {
  const { kernel, find } = await searchOf(['王小明', '13800138000'], ['李红', '13900139000']);
  assert.equal([find('明w'), find('m+86'), find('000李'), find('明李')], [[], [], [], []]);
  await kernel.close();
});

test('who is new or has changed is found at once, under the new name only', async () => {
  const { kernel, search, find } = await searchOf(['王小明', '13800138000']);
  assert.equal(find('1380'), ['王小明']);
  await kernel.transact(STAFF, (state) => change(state, { customer: 'c0', name: '赵大海', stamp: stamp(9) }));
  search.touch(1);
  assert.equal([find('赵'), find('zdh'), find('王'), find('1380')], [['赵大海'], ['赵大海'], [], ['赵大海']]);
  await enrol(kernel, 'new', '钱新', '13700137000');
  search.touch(2);
  assert.equal(find('1370'), ['钱新']);
  await kernel.close();
});

test('counting stops at a thousand, and pages go on where they stopped', async () => {
  const { kernel, search } = await searchOf(...Array.from({ length: 1200 }, (_, n) => [`王${n}`] as const));
  const all = search.find('王', 10);
  assert.equal([all.total, all.more, all.numbers[0]], [1000, true, 1200]);
  assert.equal(search.find('王', 3, 500).numbers, [700, 699, 698]);
  assert.equal(search.find('王119', 20).total, 11);
  for (let no = 1; no <= 600; no++) search.touch(no);
  assert.is(search.find('王', 10).total, 1000);
  await kernel.close();
});

test('made ready slice by slice: a key finds everybody meanwhile, and who changed meanwhile is found as they are', async () => {
  const { kernel, search } = await searchOf(...Array.from({ length: 2100 }, (_, n) => [`王${n}`] as const));
  const waiting: Array<() => void> = [];
  const turns = (count: number): void => {
    for (let n = 0; n < count; n++) waiting.shift()?.();
  };
  search.prepare((go) => waiting.push(go));
  turns(1);
  await kernel.transact(STAFF, (state) =>
    change(state, { customer: 'c2099', name: '赵大海', stamp: stamp(9) }),
  );
  search.touch(2100);
  await enrol(kernel, 'new', '钱新', '13700137000');
  search.touch(2101);
  turns(20);
  assert.is(waiting.length, 0);
  assert.equal([search.find('赵', 9).numbers, search.find('钱', 9).numbers], [[2100], [2101]]);
  assert.equal([search.find('王2099', 9).total, search.find('王2098', 9).numbers], [0, [2099]]);
  const fresh = createCustomerSearch(kernel.state);
  fresh.prepare((go) => waiting.push(go));
  turns(1);
  assert.equal(fresh.find('王77', 99).total, 11);
  await kernel.close();
});

test('when many have changed the strings are made anew, in slices, and each key finds who is there', async () => {
  const { kernel, search } = await searchOf(...Array.from({ length: 2100 }, (_, n) => [`王${n}`] as const));
  const waiting: Array<() => void> = [];
  search.prepare((go) => waiting.push(go));
  while (waiting.length > 0) waiting.shift()?.();
  let changes = 0;
  const rename = async (no: number, name: string): Promise<void> => {
    changes += 1;
    const customer = `c${no - 1}`;
    await kernel.transact(STAFF, (state) => change(state, { customer, name, stamp: stamp(9 + changes) }));
    search.touch(no);
  };
  for (let no = 1; no <= 500; no++) await rename(no, `李${no}`);
  assert.is(waiting.length, 1, 'it begins by itself');
  waiting.shift()?.();
  await rename(2100, '赵大海');
  assert.equal([search.find('李7', 99).total, search.find('赵', 9).numbers], [11, [2100]]);
  assert.equal(search.find('王2098', 9).numbers, [2099], 'the old strings are searched meanwhile');
  let steps = 0;
  for (; waiting.length > 0; steps++) waiting.shift()?.();
  assert.ok(steps > 3, `${steps} slices`);
  assert.equal([search.find('李7', 99).total, search.find('赵', 9).numbers], [11, [2100]]);
  assert.equal([search.find('王2099', 9).total, search.find('王2098', 9).numbers], [0, [2099]]);
  await kernel.close();
});

test('an e-mail address is kept in one way of writing; what is none is refused, and an empty one takes it away', async () => {
  const { kernel } = await openTestKernel();
  await enrol(kernel, 'c1', '王芳');
  const set = (email: string, n: number) =>
    kernel.transact(STAFF, (state) => change(state, { customer: 'c1', email, stamp: stamp(n) }));
  await set(' wang.fang@QQ.com ', 2);
  assert.is(customerById(kernel.state, 'c1')?.email, 'wang.fang@qq.com');
  assert.is(await refusal(set('wang@qq.com\r\nBcc: all@qq.com', 3)), 'command/email-wrong');
  assert.is(await refusal(set('wang', 3)), 'command/email-wrong');
  const { seq } = kernel.end();
  await set('wang.fang@qq.com', 4);
  assert.is(kernel.end().seq, seq, 'the same again is no commit');
  await set('', 5);
  assert.is(customerById(kernel.state, 'c1')?.email, '');
  await kernel.close();
});

for (const profile of ['standard', 'advanced'] as const)
  test(`${profile}: the customer key begins a new search, also over the card of the one who was found before`, async () => {
    const it = await openTerminal({ profile });
    await it.press('f3', ...'138001', 'ok');
    assert.match(it.text(), /138 0013 8000/);
    await it.press('f3', ...'8000');
    assert.match(it.text(), /查找 +8000/);
    assert.match(it.text(), '王小明');
    await it.press('f3');
    assert.match(it.text(), /查找 *\n[\s\S]*王小明/, 'also when it is open already');
    await it.press('cancel', 'cancel');
    await it.stop();
    assert.equal(it.errors, []);
  });

test.run();
