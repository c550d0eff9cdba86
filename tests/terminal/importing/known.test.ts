/** Tables that are taken again: whom of the shop their rows mean. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { remove, restore } from '../../../terminal/customers/commands.js';
import { customerCount, customers, phonesOf } from '../../../terminal/customers/queries.js';
import { guessColumns } from '../../../terminal/importing/columns.js';
import { startImport, undoImport } from '../../../terminal/importing/job.js';
import { knownCustomer } from '../../../terminal/importing/known.js';
import { planImport } from '../../../terminal/importing/plan.js';
import { createStamps } from '../../../terminal/kernel/stamp.js';
import { balancesOf } from '../../../terminal/ledger/index.js';
import { parseTable } from '../../../terminal/sheets/csv.js';
import { openTestKernel, STAFF } from '../../support/kernel.js';

const DAY_MS = 24 * 3600_000;

async function shop() {
  const { kernel, clock } = await openTestKernel();
  const stamps = createStamps(clock, 'till-1');
  const { state } = kernel;
  function planned(text: string) {
    const { rows } = parseTable(text);
    const { meanings, headRows } = guessColumns(rows);
    return planImport(rows.slice(headRows), meanings, (who) =>
      knownCustomer(state, who, { now: clock.now() }),
    );
  }
  async function takes(text: string) {
    const plan = planned(text);
    const job = startImport({ kernel, stamps }, 'x.csv', plan.rows);
    await new Promise<void>((resolve) => job.onChange(() => job.state() !== 'running' && resolve()));
    assert.is(job.state(), 'done');
    return job.id;
  }
  const kinds = (text: string) =>
    planned(text).rows.map((row) => (row.kind === 'wrong' ? row.wrong : row.kind));
  const all = () => customers(state, 0, 100);
  const named = (name: string) => {
    const found = all().find((customer) => customer.name === name);
    assert.ok(found, name);
    return found;
  };
  const money = () => all().reduce((sum, { no }) => sum + balancesOf(state, no).principal, 0);
  const undo = (id: string) => undoImport({ kernel, stamps }, id, () => undefined);
  const deletes = (name: string) =>
    kernel.transact(STAFF, (now) => remove(now, named(name).id, stamps.next()));
  return { kernel, clock, state, stamps, kinds, takes, named, money, undo, deletes };
}

const WITHOUT_NUMBERS = '姓名,生日,邮箱,余额\n张伟,,,50\n张伟,1970-01-02,,5\n王芳,,wf@qq.com,7\nAmy,,,1\n';

test('a table of people without numbers that is taken twice makes nobody twice, and no money', async () => {
  const it = await shop();
  assert.equal(it.kinds(WITHOUT_NUMBERS), ['new', 'new', 'new', 'new'], 'two of one name, told apart');
  await it.takes(WITHOUT_NUMBERS);
  assert.is(it.money(), 6_300);
  assert.equal(it.kinds(WITHOUT_NUMBERS), ['same', 'same', 'same', 'same']);
  await it.takes(WITHOUT_NUMBERS);
  assert.is(customerCount(it.state), 4);
  assert.is(it.money(), 6_300);
  await it.kernel.close();
});

test('many of one name without a number come in with one table, over all of its commits', async () => {
  const it = await shop();
  const rows = Array.from(
    { length: 300 },
    (_, at) => `张伟,${1900 + (at % 100)}-01-${10 + Math.floor(at / 100)}`,
  );
  await it.takes(`姓名,生日\n张伟,\n${rows.join('\n')}\n`);
  assert.is(customerCount(it.state), 301);
  await it.kernel.close();
});

test('somebody is known by name and birthday or e-mail under a new number, and by a name alone under none', async () => {
  const it = await shop();
  await it.takes('姓名,手机,生日,邮箱\n王芳,13800138000,1988-08-08,\n赵敏,,,zm@qq.com\n李华,13700137000,,\n');
  const later =
    '姓名,手机,生日,邮箱\n王芳,13900139000,1988-08-08,\n赵敏,13600136000,,zm@qq.com\n李华,13500135000,,\n';
  assert.equal(it.kinds(later), ['changed', 'changed', 'new'], 'another 李华, for all that anybody knows');
  await it.takes(later);
  assert.equal(phonesOf(it.state, it.named('王芳').no), ['+8613800138000', '+8613900139000']);
  assert.equal(it.kinds('姓名,手机,生日\n王芳,13312345678,1990-01-01\n'), ['new']);
  await it.kernel.close();
});

test('whom nobody can tell is left out, with the reason', async () => {
  const it = await shop();
  await it.takes('姓名,生日\n张伟,1970-01-02\n张伟,1980-03-04\n王芳,\n李华,1990-05-05\n');
  assert.equal(it.kinds('姓名,余额\n张伟,50\n'), ['several']);
  assert.equal(it.kinds('姓名,生日\n王芳,1988-08-08\n'), ['several'], 'another 王芳, or her birthday?');
  assert.equal(it.kinds('姓名,标签\n李华,老师\n'), ['changed'], 'there is but one');
  await it.kernel.close();
});

test('a second table with fewer columns, and empty cells, blanks nothing', async () => {
  const it = await shop();
  await it.takes('姓名,手机,生日,等级,标签,地址\n王芳,13800138000,1988-08-08,金卡,老师,河边路1号\n');
  assert.equal(it.kinds('姓名,手机,等级,标签\n王芳,13800138000,,\n'), ['same']);
  await it.takes('姓名,手机,等级,标签\n王芳,13800138000,,邻居\n');
  const { level, birthday, tags } = it.named('王芳');
  assert.equal([level, birthday, tags], ['金卡', '1988-08-08', '邻居']);
  await it.kernel.close();
});

test('who was deleted does not come back with an old table and its money, but for those that an undo took away', async () => {
  const it = await shop();
  const table = '姓名,手机,余额\n王芳,13800138000,100\n张伟,,20\n';
  const id = await it.takes(table);
  await it.deletes('王芳');
  await it.deletes('张伟');
  assert.equal(it.kinds(table), ['removed', 'removed']);
  const { no } = it.state.one<{ no: number }>("SELECT no FROM customers WHERE name = '王芳'") ?? { no: 0 };
  await it.kernel.transact(STAFF, (now) =>
    restore(now, {
      customer: now.value<string>('SELECT id FROM customers WHERE no = ?', no) ?? '',
      now: it.clock.now(),
      stamp: it.stamps.next(),
    }),
  );
  assert.equal(it.kinds(table), ['same', 'removed']);
  await it.undo(id);
  assert.equal(it.kinds(table), ['new', 'new'], 'the undo gave both back');
  await it.takes(table);
  assert.is(it.money(), 12_000);
  await it.deletes('王芳');
  await it.clock.advance(31 * DAY_MS);
  assert.equal(it.kinds(table), ['new', 'same'], 'after thirty days nobody brings them back');
  await it.kernel.close();
});

test.run();
