/** Every table that a shop has in a drawer: what is read of it, what is refused, and why. From the file's bytes to the preview. */
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { systemClock } from '../../../drivers/host/index.js';
import { isTerminalError } from '../../../protocol/errors.js';
import { change } from '../../../terminal/customers/commands.js';
import { customFields, customValues } from '../../../terminal/customers/custom.js';
import {
  customerById,
  customers,
  customersByPhone,
  itemsOf,
  phonesOf,
} from '../../../terminal/customers/queries.js';
import { guessColumns } from '../../../terminal/importing/columns.js';
import { startImport, undoImport } from '../../../terminal/importing/job.js';
import { knownCustomer } from '../../../terminal/importing/known.js';
import { createPlanner, type PlannedRow, planImport, type Who } from '../../../terminal/importing/plan.js';
import { learnedHeads } from '../../../terminal/importing/queries.js';
import type { Kernel } from '../../../terminal/kernel/kernel.js';
import { createStamps } from '../../../terminal/kernel/stamp.js';
import { readSheet } from '../../../terminal/sheets/read.js';
import { sheetsInThread } from '../../../terminal/sheets/thread.js';
import { happen, openTestKernel, STAFF } from '../../support/kernel.js';
import { vectorPath } from '../../support/vectors.js';
import { SHOE_SIZE } from '../shoe-size.js';

const vector = (name: string) => readFileSync(vectorPath(`sheets/${name}`));

/** What the preview says of each row. */
async function preview(name: string, bytes: Uint8Array): Promise<string[]> {
  const sheet = await readSheet(name, bytes);
  const { meanings, headRows } = guessColumns(sheet.rows);
  const { rows } = planImport(sheet.rows.slice(headRows), meanings, () => undefined);
  return rows.map(wordsOf);
}

function wordsOf(row: PlannedRow): string {
  if (row.kind === 'wrong') return `${row.line} ${row.wrong}`;
  if (row.kind !== 'new') return `${row.line} ${row.kind}`;
  const { name, phones, birthday, principal } = row.values;
  return [row.line, name, phones.join('/'), birthday, principal].join(' ');
}

const code = (name: string, bytes: Uint8Array) =>
  readSheet(name, bytes).then(
    () => 'read',
    (error: unknown) => (isTerminalError(error) ? error.code : String(error)),
  );

const TWO = ['3 王小明 +8613800138000 1990-05-01 12050', '4 李华 +8613912345678 1988-02-29 24600'];

test('merged cells and a formula: the title is no customer, the formula is what it came to', async () => {
  assert.equal(await preview('customers.xlsx', vector('customers.xlsx')), TWO);
});

test('a workbook with a macro is a table; nobody looks at the macro', async () => {
  assert.equal(await preview('macro.xlsm', vector('macro.xlsm')), TWO);
});

test('a wrong extension does not matter: the bytes say what it is', async () => {
  assert.equal(await preview('list.csv', vector('customers.xlsx')), TWO);
  assert.equal(await preview('list.xlsx', vector('customers.xls')), ['2 王小明 +8613800138000 1990-05-01 0']);
  assert.equal(await preview('list.xls', Buffer.from('姓名,电话\n王小明,13800138000\n')), [
    '2 王小明 +8613800138000  0',
  ]);
  assert.is(await code('list.xlsx', Buffer.from('%PDF-1.7')), 'sheet/not-a-table');
});

test('a million empty rows cost what is in them, and are no customers', async () => {
  const started = performance.now();
  assert.equal(
    await preview('million-empty.xlsx', vector('million-empty.xlsx')),
    ['1048576 王小明  0'].map((one) => one.replace('  0', '   0')),
  );
  assert.ok(performance.now() - started < 20_000);
});

test('days written as texts, numbers shortened to 1.38E+10, letters in amounts', async () => {
  const table = [
    '姓名,手机,生日,余额',
    '王小明,13800138000,1990年5月1日,"1,280.50"',
    '李华,1.38E+10,,',
    '赵六,13700137000,1990.2.30,',
    '钱七,13700137001,农历 1985-08-15,￥5',
    '孙八,13700137002,,很多',
    ',13700137003,,',
  ].join('\n');
  assert.equal(await preview('x.csv', Buffer.from(table)), [
    '2 王小明 +8613800138000 1990-05-01 128050',
    '3 phone-shortened',
    '4 birthday-wrong',
    '5 钱七 +8613700137001 L1985-08-15 500',
    '6 amount-wrong',
    '7 name-missing',
  ]);
});

test('two rows of heads, and a title above them', async () => {
  const table = '福源水果店会员\n姓名,联系方式,账户\n姓名,手机号,余额\n王小明,13800138000,5\n';
  assert.equal(await preview('x.csv', Buffer.from(table)), ['4 王小明 +8613800138000  500']);
});

test('a stray control character does not make a table something else, and is no part of a cell', async () => {
  const text = '姓名,电话\n王\u0000小明,138\u000100138000\n李\u000b华,13912345678\n';
  assert.equal(await preview('a.csv', Buffer.from(text)), [
    '2 王小明 +8613800138000  0',
    '3 李 华 +8613912345678  0',
  ]);
  const picture = Buffer.from(Array.from({ length: 2_000 }, (_, n) => (n * 7_919) % 251));
  assert.is(await code('a.csv', picture), 'sheet/not-a-table');
});

test('GB 18030, also of four bytes, and UTF-16 of either order', async () => {
  // 㐂 (U+3402) is four bytes there (glibc's iconv); 姓名 D0D5 C3FB, 电话 B5E7 BBB0, 王 CDF5.
  const gb = Buffer.from(
    `d0d5c3fb2cb5e7bbb00acdf58139ef312c${Buffer.from('13800138000').toString('hex')}0a`,
    'hex',
  );
  const expected = ['2 王㐂 +8613800138000  0'];
  assert.equal(await preview('x.csv', gb), expected);
  const utf16 = Buffer.from('\ufeff姓名\t电话\n王㐂\t13800138000\n', 'utf16le');
  assert.equal(await preview('x.txt', utf16), expected);
  assert.equal(await preview('x.txt', Buffer.from(utf16).swap16()), expected);
});

/** A local file and its directory entry (APPNOTE 4.3.7, 4.3.12) that unpack to `bytes` zeros, said to be `said`. */
function zipOf(name: string, bytes: number, said: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(bytes, 0x20), { level: 9 });
  const head = (signature: number, lead: number): Buffer => {
    const at = Buffer.alloc(lead);
    at.writeUInt32LE(signature, 0);
    return at;
  };
  const local = head(0x04034b50, 30);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(said, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = head(0x02014b50, 46);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(said, 24);
  entry.writeUInt16LE(name.length, 28);
  const before = local.length + name.length + packed.length;
  const end = head(0x06054b50, 22);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(before, 16);
  return Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end]);
}

test('a zip bomb that says what it is is not unpacked; one that lies takes no more than its thread', async () => {
  assert.is(await code('x.xlsx', zipOf('xl/workbook.xml', 1_000, 0xffff_fff0)), 'sheet/bomb');
  const lie = zipOf('[Content_Types].xml', 64 * 1024 * 1024, 1_000);
  assert.ok(lie.length < 100_000);
  const refused = await sheetsInThread(systemClock)
    .read('x.xlsx', lie)
    .then(
      () => 'read',
      (error: unknown) => (isTerminalError(error) ? error.code : String(error)),
    );
  assert.match(refused, /^sheet\/(unreadable|too-big)$/);
});

test('a hundred thousand rows are read and compared, the last as the first', async () => {
  const phone = (n: number) => `138${String(n).padStart(8, '0')}`;
  const rows = Array.from({ length: 100_000 }, (_, n) => `顾客${n},${phone(n)},金卡`);
  const sheet = await readSheet('x.csv', Buffer.from(['姓名,手机,等级', ...rows].join('\r\n')));
  assert.not.ok(sheet.cutOff);
  const planner = createPlanner(guessColumns(sheet.rows).meanings, { known: () => undefined });
  for (let at = 1; at < sheet.rows.length; at += 1_000) planner.add(sheet.rows.slice(at, at + 1_000));
  const { rows: planned, counts } = planner.plan();
  assert.equal({ ...counts }, { new: 100_000, changed: 0, same: 0, twice: 0, wrong: 0 });
  const last = planned.at(-1);
  assert.equal(last && wordsOf(last), `100001 顾客99999 +86${phone(99_999)}  0`);
});

async function importTable(kernel: Kernel, rows: string[], stamps: ReturnType<typeof createStamps>) {
  const sheet = await readSheet('x.csv', Buffer.from(rows.join('\n')));
  const { meanings, headRows } = guessColumns(sheet.rows, learnedHeads(kernel.state));
  const known = (who: Who) => knownCustomer(kernel.state, who);
  const plan = planImport(sheet.rows.slice(headRows), meanings, known, customFields(kernel.state));
  const job = startImport({ kernel, stamps }, 'x.csv', plan.rows);
  await new Promise<void>((resolve) => job.onChange(() => job.state() !== 'running' && resolve()));
  return { plan, job };
}

test('further fields, an address and a field of the shop’s own come in, and an undo takes each of them back', async () => {
  const { kernel, clock } = await openTestKernel();
  const stamps = createStamps(clock, 'till-1');
  await happen(kernel, SHOE_SIZE);
  const first = ['姓名,电话,职业,来源', '王小明,13800138000,老师,上门'];
  await importTable(kernel, first, stamps);
  const second = [
    '姓名,电话1,电话2,状态,来源,信用,分组,喜好,地址,鞋码',
    '王小明,13800138000,13912345678,成交,美团,A,周末 老师,不要打蜡,福田路3号,42',
    '李华,13700137000,,很好,,,,,,',
    '赵六,13700137001,,,,,,,,大',
    '钱七,13700137002,,Lead,call,,,,罗湖,36',
  ];
  const { plan, job } = await importTable(kernel, second, stamps);
  assert.equal(
    plan.rows.map((row) => (row.kind === 'wrong' ? row.wrong : row.kind)),
    ['changed', 'choice-wrong', 'value-wrong', 'new'],
  );
  const [wang] = customersByPhone(kernel.state, '+8613912345678');
  assert.equal(
    [wang?.status, wang?.source, wang?.credit, wang?.groups, wang?.preferences, wang?.occupation],
    ['deal', '美团', 'A', '周末 老师', '不要打蜡', '老师'],
  );
  assert.equal([...customValues(kernel.state, wang?.no ?? 0)], [['f1', '42']]);
  const [qian] = customersByPhone(kernel.state, '+8613700137002');
  assert.equal([qian?.status, qian?.source], ['lead', 'call']);
  assert.is(itemsOf(kernel.state, qian?.no ?? 0)[0]?.facts.text, '罗湖');
  await kernel.transact(STAFF, (state) =>
    change(state, { customer: wang?.id ?? '', level: '金卡', stamp: stamps.next() }),
  );
  await undoImport({ kernel, stamps }, job.id, () => undefined);
  const after = customerById(kernel.state, wang?.id ?? '');
  assert.equal(
    [after?.status, after?.source, after?.credit, after?.preferences, after?.occupation, after?.level],
    ['', 'walk-in', '', '', '老师', '金卡'],
  );
  assert.equal(phonesOf(kernel.state, wang?.no ?? 0), ['+8613800138000']);
  assert.equal(itemsOf(kernel.state, wang?.no ?? 0), []);
  assert.equal([...customValues(kernel.state, wang?.no ?? 0)], []);
  assert.equal(
    customers(kernel.state, 0, 9).map(({ name }) => name),
    ['王小明'],
  );
  await kernel.close();
});

test.run();
