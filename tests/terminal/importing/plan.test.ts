import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type ColumnMeaning, guessColumns } from '../../../terminal/importing/columns.js';
import { withoutMergedCells } from '../../../terminal/importing/merged-cells.js';
import { createPlanner, type KnownCustomer, planImport, type Who } from '../../../terminal/importing/plan.js';
import { birthdayIn, moneyIn, phonesIn, pointsIn } from '../../../terminal/importing/values.js';

const rowsOf = (...rows: string[][]) => rows.map((cells, at) => ({ line: at + 1, cells }));
const nobody = () => undefined;

test('a head that says the lunar calendar says it of the days below', () => {
  const heads = ['姓名', '生日(农历)', '结婚纪念日'];
  const custom = [{ id: 'w', name: '结婚纪念日', kind: 'date', choices: [] }] as const;
  const plan = (head: string) => {
    const planner = createPlanner(['name', 'birthday', 'x:w'], {
      ...{ known: nobody, custom, heads: heads.with(1, head) },
    });
    planner.add(rowsOf(['甲', '1985-08-15', '2008-08-08'], ['乙', '公历5月1日', '']));
    return planner.plan().rows.map((row) => (row.kind === 'new' ? row.values : undefined));
  };
  const [first, second] = plan('生日(农历)');
  assert.equal([first?.birthday, first?.more['x:w']], ['L1985-08-15', '2008-08-08']);
  assert.is(second?.birthday, '--05-01', 'but for the cell that says otherwise');
  assert.is(plan('Lunar birthday')[0]?.birthday, 'L1985-08-15');
  assert.is(plan('生日(公历/农历)')[0]?.birthday, '1985-08-15');
});

test('numbers: several in a cell, digits lost to 1.38E+10 are told, not guessed', () => {
  assert.equal(phonesIn('13800138000 / 139 1234 5678'), { value: ['+8613800138000', '+8613912345678'] });
  assert.equal(phonesIn('1.38E+10'), { wrong: 'phone-shortened' });
  assert.equal(phonesIn('13800138000.0'), { value: ['+8613800138000'] });
  assert.equal(phonesIn('0755-82345678-801'), { value: ['+8675582345678'] });
  assert.equal(phonesIn('+1 415 555 2671'), { value: ['+14155552671'] });
  assert.equal(phonesIn('82345678'), { wrong: 'phone-wrong' }, 'whose area code nobody knows');
  assert.equal(phonesIn('abc'), { wrong: 'phone-wrong' });
  assert.equal(phonesIn(''), { value: [] });
});

test('birthdays as people and spreadsheets write them', () => {
  for (const [cell, value] of [
    ['1990-05-01', '1990-05-01'],
    ['1990/5/1', '1990-05-01'],
    ['1990年5月1日', '1990-05-01'],
    ['19900501', '1990-05-01'],
    ['32994', '1990-05-01'], // Microsoft: 1 is 1900-01-01, and 1900 had a 29 February.
    ['5月1日', '--05-01'],
    ['5月1号', '--05-01'],
    ['农历八月十五', 'L--08-15'],
    ['七月初七', 'L--07-07'],
    ['腊月廿三', 'L--12-23'],
    ['正月三十', 'L--01-30'],
    ['一九八五年闰六月初三', 'L1985-06+-03'],
    ['十二月二十五日', '--12-25'],
    ['二月三十日', undefined],
    ['初七', undefined],
    ['农历 1985-08-15', 'L1985-08-15'],
    ['1985年闰6月3日(农历)', 'L1985-06+-03'],
    ['1990/5/1 0:00', '1990-05-01'],
    ['1990-05-01 14:30:00', '1990-05-01'],
    ['1990-05-01T00:00:00.000Z', '1990-05-01'],
    ['1990/5/1 上午 12:00:00', '1990-05-01'],
    ['1990-02-30', undefined],
    ['', ''],
  ] as const)
    assert.equal(birthdayIn(cell), value === undefined ? { wrong: 'birthday-wrong' } : { value }, cell);
});

test('birthdays as English spreadsheets and systems write them', () => {
  for (const [cell, value] of [
    ['85年3月12日', '1985-03-12'],
    ['05年3月12日', '2005-03-12'],
    ['85-3-12', '1985-03-12'],
    ['85/03/12', '1985-03-12'],
    ['19850312.0', '1985-03-12'],
    ['1985年3月12日 星期二', '1985-03-12'],
    ['Tuesday, March 12, 1985', '1985-03-12'],
    ['12-Mar-85', '1985-03-12'],
    ['Mar 2 1985', '1985-03-02'],
    ['12 March', '--03-12'],
    ['13/3/1985', '1985-03-13'],
    ['3/13/1985 0:00', '1985-03-13'],
    ['4/4/1985', '1985-04-04'],
    ['3/12/1985', undefined], // Nobody knows, by itself.
    ['05/06/07', undefined],
    ['Mar-85', undefined],
    ['13/13/1985', undefined],
  ] as const)
    assert.equal(birthdayIn(cell), value === undefined ? { wrong: 'birthday-wrong' } : { value }, cell);
});

test('days that end in the year are read as the table writes the others', () => {
  const birthdays = (...cells: string[]) => {
    const rows = rowsOf(...cells.map((cell, at) => [`顾客${at}`, cell]));
    return planImport(rows, ['name', 'birthday'], nobody).rows.map((row) =>
      row.kind === 'new' ? row.values.birthday : row.kind === 'wrong' ? row.wrong : row.kind,
    );
  };
  assert.equal(birthdays('3/12/1985', '7/25/1990'), ['1985-03-12', '1990-07-25']);
  assert.equal(birthdays('3/12/1985', '25/7/1990'), ['1985-12-03', '1990-07-25']);
  assert.equal(birthdays('3/12/1985', '25/7/1990', '7/25/1990'), [
    'birthday-wrong',
    '1990-07-25',
    '1990-07-25',
  ]);
});

test('two mobiles without anything between, or with a word', () => {
  const both = { value: ['+8613800138000', '+8613912345678'] };
  for (const cell of [
    '13800138000 13912345678',
    '138 0013 8000 139 1234 5678',
    '１３８００１３８０００　１３９１２３４５６７８',
    '+8613800138000+8613912345678',
    '13800138000或13912345678',
    '`13800138000、13912345678',
  ])
    assert.equal(phonesIn(cell), both, cell);
  assert.equal(phonesIn('13800138000（李和平）'), { value: ['+8613800138000'] }, '和 of a name');
});

test('the sums below a table, and who printed it, are no customers', () => {
  const rows = rowsOf(
    ['王小明', '', '100'],
    ['合  计', '', '100'],
    ['', '小计：', '50'],
    ['Grand Total', '', '150'],
    ['制表人：李娟', '', ''],
    ['共计海', '13800138000', '1'],
  );
  const { rows: planned } = planImport(rows, ['name', 'phone', 'principal'], nobody);
  assert.equal(
    planned.map((row) => (row.kind === 'wrong' ? row.wrong : row.kind)),
    ['new', 'no-customer', 'no-customer', 'no-customer', 'no-customer', 'new'],
  );
});

test('a balance or a name over two rows is one balance, and one customer', () => {
  const meanings: ColumnMeaning[] = ['name', 'phone', 'principal', 'ignored'];
  const rows = [
    { line: 2, cells: ['王小明', '13800138000', '500', 'a'] },
    { line: 3, cells: ['李华', '13912345678', '500', ''], continued: [2] },
    { line: 4, cells: ['赵六', '13700137000', '7', ''] },
    { line: 5, cells: ['赵六', '13600136000', '7', 'b'], continued: [0, 2] },
    { line: 6, cells: ['赵六', '', '9', ''], continued: [0] },
  ];
  const planned = planImport(withoutMergedCells(rows, meanings), meanings, nobody).rows;
  assert.equal(
    planned.map((row) => (row.kind === 'new' ? [row.values.phones.length, row.values.principal] : row.kind)),
    [
      [1, 50_000],
      [1, 0],
      [2, 700],
      [0, 900],
    ],
    'what has an amount of its own stays a row',
  );
});

test('money and points: whole, exact, never negative', () => {
  assert.equal(moneyIn('￥1,234.50'), { value: 123_450 });
  assert.equal(moneyIn('88'), { value: 8_800 });
  assert.equal(moneyIn('0.1'), { value: 10 });
  assert.equal(moneyIn('-5'), { wrong: 'amount-wrong' });
  assert.equal(moneyIn('1.005'), { wrong: 'amount-wrong' });
  assert.equal(moneyIn('12,50'), { wrong: 'amount-wrong' }, 'a decimal comma is not a hundred times as much');
  assert.equal(moneyIn('1,234,567.5'), { value: 123_456_750 });
  assert.equal(pointsIn('1,5'), { wrong: 'amount-wrong' });
  assert.equal(pointsIn('1,280分'), { value: 1_280 });
  assert.equal(pointsIn('many'), { wrong: 'amount-wrong' });
});

test('a dash or 无 in a cell is nothing known, not a reason to leave the customer out', () => {
  const cells = [
    ['姓名', '手机', '生日', '余额', '标签', '等级'],
    ['王小明', '-', '无', '/', '—', 'N/A'],
  ];
  const { meanings } = guessColumns(rowsOf(...cells));
  const [row] = planImport(rowsOf(...cells).slice(1), meanings, () => undefined).rows;
  assert.ok(row?.kind === 'new');
  const { name, phones, birthday, principal, tags, level } = row.values;
  assert.equal([name, phones, birthday, principal, tags, level], ['王小明', [], '', 0, '', '']);
});

test('tags, levels and addresses come in as the keypad would write them', () => {
  const cells = [
    ['姓名', '等级', '标签', '地址'],
    ['王小明', `金\t卡\u0007${'卡'.repeat(300)}`, '老师、水果，老师', '路'.repeat(300)],
    ['👨‍👩‍👧', '', '', ''],
  ];
  const { meanings } = guessColumns(rowsOf(...cells));
  const [row, emoji] = planImport(rowsOf(...cells).slice(1), meanings, () => undefined).rows;
  assert.ok(row?.kind === 'new');
  const { level, tags, address } = row.values;
  assert.equal([[...level].length, tags, address.length], [20, '老师 水果', 100]);
  assert.not.match(level, /\t/);
  assert.is(emoji?.kind === 'wrong' && emoji.wrong, 'name-missing');
});

test('a column of e-mail addresses is known by its head or its cells', () => {
  const heads = [
    ['姓名', '邮箱'],
    ['Name', 'E-mail address'],
    ['客户', '电子邮件'],
  ] as const;
  for (const head of heads)
    assert.equal([...guessColumns(rowsOf([...head], ['李华', ''])).meanings], ['name', 'email'], head.join());
  assert.equal([...guessColumns(rowsOf(['李华', 'lihua@qq.com'])).meanings], ['name', 'email']);
  const meanings: ColumnMeaning[] = ['name', 'email'];
  const rows = rowsOf(['李华', ' LiHua@QQ.com'], ['赵六', 'zhaoliu'], ['王芳', '']);
  const plan = planImport(rows, meanings, () => undefined);
  assert.equal(
    plan.rows.map((row) =>
      row.kind === 'new' ? row.values.email : row.kind === 'wrong' ? row.wrong : row.kind,
    ),
    ['LiHua@qq.com', 'email-wrong', ''],
  );
});

const MEANINGS: ColumnMeaning[] = ['name', 'phone', 'level'];
const KNOWN: KnownCustomer = {
  id: 'c1',
  name: '王小明',
  phones: ['+8613800138000'],
  gender: '',
  birthday: '',
  level: '银卡',
  tags: '',
  email: '',
};

test('a preview says of each row what becomes of it, and why', () => {
  const known = ({ name, phones }: Who) =>
    name === KNOWN.name && phones.some((key) => KNOWN.phones.includes(key)) ? KNOWN : undefined;
  const { rows, counts } = planImport(
    rowsOf(
      ['王小明', '13800138000', '金卡'],
      ['王小明', '13800138000/13912345678', '银卡'],
      ['李华', '13700137000', ''],
      ['李华', '13700137000', ''],
      ['李华', '18600001111', ''],
      ['', '13700137000', ''],
      ['赵六', '12', ''],
    ),
    MEANINGS,
    known,
  );
  assert.equal(
    rows.map(({ kind }) => kind),
    ['changed', 'twice', 'new', 'twice', 'new', 'wrong', 'wrong'],
  );
  assert.equal(counts, { new: 2, changed: 1, same: 0, twice: 2, wrong: 2 });
});

test('the same file again changes nothing', () => {
  const { counts } = planImport(rowsOf(['王小明', '13800138000', '银卡']), MEANINGS, () => KNOWN);
  assert.equal(counts, { new: 0, changed: 0, same: 1, twice: 0, wrong: 0 });
});

test('a formula is a name like another, and a hundred thousand rows take a moment', () => {
  const rows = Array.from({ length: 100_000 }, (_, at) => ({
    line: at + 1,
    cells: [`=cmd|' /C calc'!A${at}`, ''],
  }));
  assert.is(planImport(rows, ['name', 'phone'], nobody).counts.new, 100_000);
});

test.run();
