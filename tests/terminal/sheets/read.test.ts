import { readFileSync } from 'node:fs';
import { utils, write } from '@e965/xlsx';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { systemClock } from '../../../drivers/host/index.js';
import { isTerminalError } from '../../../protocol/errors.js';
import { readSheet } from '../../../terminal/sheets/read.js';
import { sheetsInThread } from '../../../terminal/sheets/thread.js';
import { vectorPath } from '../../support/vectors.js';

const vectorBytes = (name: string) => readFileSync(vectorPath(name));
const text = (bytes: Uint8Array | string) => readSheet('a.csv', Buffer.from(bytes as string));
const cellsOf = (sheet: Awaited<ReturnType<typeof text>>) => sheet.rows.map(({ cells }) => [...cells]);
/** 姓名,电话 / 王小明,13800138000 as GB 18030 (its table in the standard). */
const GBK = Buffer.from('d0d5c3fb2cb5e7bbb00d0acdf5d0a1c3f72c31333830303133383030300d0a', 'hex');
const EXPECTED = [
  ['姓名', '电话'],
  ['王小明', '13800138000'],
];

test('a text table is read in the encodings that spreadsheets write', async () => {
  const plain = '姓名,电话\r\n王小明,13800138000\r\n';
  assert.equal(cellsOf(await text(plain)), EXPECTED);
  assert.equal(cellsOf(await text(`\ufeff${plain}`)), EXPECTED);
  assert.equal(cellsOf(await readSheet('a.csv', GBK)), EXPECTED);
  const utf16 = Buffer.from(`\ufeff${plain}`, 'utf16le');
  assert.equal(cellsOf(await readSheet('a.csv', utf16)), EXPECTED);
  assert.equal(cellsOf(await readSheet('a.csv', Buffer.from(utf16).swap16())), EXPECTED);
});

test('quotes, line ends in them, tabs, semicolons and Excel’s own first line', async () => {
  assert.equal(cellsOf(await text('a,"b ""c""\nd",e\n')), [['a', 'b "c"\nd', 'e']]);
  assert.equal(cellsOf(await text('a\tb\n1\t2')), [
    ['a', 'b'],
    ['1', '2'],
  ]);
  assert.equal(cellsOf(await text('sep=;\na;b\n')), [['a', 'b']]);
  assert.equal(cellsOf(await text('a;b\r1;2\r')), [
    ['a', 'b'],
    ['1', '2'],
  ]);
});

test('commas and semicolons within cells are not taken for what stands between them', async () => {
  for (const [text, row] of [
    ['姓名,地址\n王小明,北京，朝阳，建国路，5号\n', ['王小明', '北京，朝阳，建国路，5号']],
    ['姓名,手机\n王小明,1;2;3\n', ['王小明', '1;2;3']],
    ['姓名;余额\n王小明;12,50\n李华;1,2,3,4\n', ['王小明', '12,50']],
  ] as const)
    assert.equal((await readSheet('x.csv', Buffer.from(text))).rows[1]?.cells, row);
});

test('a quote that nobody closes swallows no rows', async () => {
  assert.equal(cellsOf(await text('姓名,电话\n"李""华",1\n"小明,2\n王五,3\n')), [
    ['姓名', '电话'],
    ['李"华', '1'],
    ['"小明', '2'],
    ['王五', '3'],
  ]);
  const sheet = await text('a\n"b\nc\n');
  assert.equal(
    sheet.rows.map(({ line }) => line),
    [1, 2, 3],
  );
  assert.equal(cellsOf(await text('a,"')), [['a', '"']]);
});

test('rows keep the number that the spreadsheet gives them', async () => {
  const sheet = await text('a\n\n\n"x\ny"\nb\n');
  assert.equal(
    sheet.rows.map(({ line }) => line),
    [1, 4, 6],
  );
});

// Made with openpyxl 3.0.9 and xlwt 1.3.0 (tests/vectors/sheets/README.md says how).
test('a workbook gives numbers with all their digits, days as days and merged cells in each row', async () => {
  const sheet = await readSheet('customers.xlsx', vectorBytes('sheets/customers.xlsx'));
  assert.equal(cellsOf(sheet), [
    ['老顾客名单'],
    ['姓名', '手机', '生日', '余额', '组'],
    ['王小明', '13800138000', '1990-05-01', '120.5', '水果'],
    ['李华', '13912345678', '1988-02-29', '246', '水果'],
  ]);
});

/** A page with these cells, as SheetJS writes it; numbers in the second column are shown as days and times. */
function bookOf(rows: readonly (readonly (string | number)[])[]): Uint8Array {
  const page = utils.aoa_to_sheet(rows.map((row) => [...row]));
  rows.forEach((_, at) => {
    const cell = page[utils.encode_cell({ r: at, c: 1 })] as { t: string; z?: string } | undefined;
    if (cell?.t === 'n') cell.z = 'yyyy-mm-dd hh:mm';
  });
  const book = utils.book_new();
  utils.book_append_sheet(book, page, 'x');
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

// 32994 is 1990-05-01 (Microsoft: 1 is 1900-01-01, and 1900 had a 29 February).
test('a day with a time after noon is that day and not the next', async () => {
  const sheet = await readSheet(
    'x.xlsx',
    bookOf([
      ['a', 32_994],
      ['b', 32_994.5],
      ['c', 32_994.99],
    ]),
  );
  assert.equal(
    cellsOf(sheet).map(([, day]) => day),
    ['1990-05-01', '1990-05-01', '1990-05-01'],
  );
});

test('what a formula left of a balance is what the spreadsheet shows', async () => {
  const sheet = await readSheet(
    'x.xlsx',
    bookOf([
      ['a', 'b', 0.1 + 0.2],
      ['a', 'b', 1234.56 - 1000.1],
    ]),
  );
  assert.equal(
    cellsOf(sheet).map(([, , amount]) => amount),
    ['0.3', '234.46'],
  );
});

/** Pages with these names and rows; those in `hidden` are, and numbers in the second column are shown in `format`. */
function pagesOf(
  pages: Readonly<Record<string, readonly (readonly (string | number)[])[]>>,
  { hidden = [], format }: { readonly hidden?: readonly string[]; readonly format?: string } = {},
): Uint8Array {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(pages)) {
    const page = utils.aoa_to_sheet(rows.map((row) => [...row]));
    rows.forEach((_, at) => {
      const cell = page[utils.encode_cell({ r: at, c: 1 })] as { t: string; z?: string } | undefined;
      if (cell?.t === 'n' && format !== undefined) cell.z = format;
    });
    utils.book_append_sheet(book, page, name);
  }
  book.Workbook = { Sheets: book.SheetNames.map((name) => ({ Hidden: hidden.includes(name) ? 1 : 0 })) };
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

test('a workbook gives all pages that hold something, but for hidden ones', async () => {
  const table = [['姓名'], ['王小明']];
  const pages = { 导出摘要: [['由 Numbers 导出']], 空: [], 会员: table, 选项: [['男'], ['女']] };
  const sheet = await readSheet('x.xlsx', pagesOf(pages, { hidden: ['选项'] }));
  assert.equal([sheet.name, ...(sheet.further ?? []).map(({ name }) => name)], ['导出摘要', '会员']);
  const [members] = sheet.further ?? [];
  assert.equal(
    members?.rows.map(({ cells }) => [...cells]),
    table,
  );
  const alone = await readSheet('x.xlsx', pagesOf({ 空: [], 会员: table }, { hidden: ['会员'] }));
  assert.is(alone.name, '会员', 'there is nothing else');
});

// 46093 is 2026-03-12: the year in which somebody typed 3月12日.
test('a day whose year is not shown has none', async () => {
  const shownAs = async (format: string) => {
    const { rows } = await readSheet('x.xlsx', pagesOf({ x: [['a', 46_093]] }, { format }));
    return rows[0]?.cells[1];
  };
  assert.is(await shownAs('m"月"d"日"'), '03-12');
  assert.is(await shownAs('d-mmm'), '03-12');
  assert.is(await shownAs('[$-804]yyyy"年"m"月"d"日"'), '2026-03-12');
  assert.is(await shownAs('[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy'), '2026-03-12');
  assert.is(await shownAs('yyyy"年"m"月"'), '2026-03', 'and a month is no day');
});

// Python's zipfile wrote it after ECMA-376 (tests/vectors/sheets/README.md says how).
test('the built-in formats of a Chinese Excel are days, of no year where it shows none', async () => {
  const sheet = await readSheet('x.xlsx', vectorBytes('sheets/chinese-days.xlsx'));
  assert.equal(cellsOf(sheet).slice(1), [
    ['31', '2026-03-12'],
    ['57', '2026-03'],
    ['58', '03-12'],
    ['28', '03-12'],
    ['164', '2026-03-12'],
  ]);
});

test('a number that a system has wrapped into a formula is the number', async () => {
  assert.equal(cellsOf(await text('姓名,电话\n="王小明",="13800138000"\n"=""李华""","=""13912345678"""')), [
    ['姓名', '电话'],
    ['王小明', '13800138000'],
    ['李华', '13912345678'],
  ]);
});

test('the old binary format is read too, whatever the file is called', async () => {
  const sheet = await readSheet('renamed.xlsx', vectorBytes('sheets/customers.xls'));
  assert.equal(cellsOf(sheet), [
    ['姓名', '手机', '生日'],
    ['王小明', '13800138000', '1990-05-01'],
  ]);
});

/** As ASP, PHP and many shop systems make their "Excel" files; Excel asks and opens them. */
const PAGE = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gb2312"></head><body><table border=1>
<tr><th>姓名</th><th>电话</th><th>余额</th></tr><tr><td>王小明</td><td>075583345678</td><td>1,234.50</td></tr></table></body></html>`;
const XML_2003 = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="x"><Table><Row><Cell><Data ss:Type="String">姓名</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">王小明</Data></Cell><Cell><Data ss:Type="Number">13800138000</Data></Cell></Row></Table></Worksheet></Workbook>`;

test('a web page or XML that is called .xls is the table in it, and what is neither is refused', async () => {
  assert.equal(cellsOf(await readSheet('x.xls', Buffer.from(PAGE))), [
    ['姓名', '电话', '余额'],
    ['王小明', '075583345678', '1,234.50'],
  ]);
  assert.equal(cellsOf(await readSheet('x.xls', Buffer.from(XML_2003))), [
    ['姓名'],
    ['王小明', '13800138000'],
  ]);
  assert.is(await code(Buffer.from('<?xml version="1.0"?><note>x</note>')), 'sheet/unreadable');
});

test('a page that claims a million rows costs what is in it', async () => {
  const sheet = await readSheet('wide.xlsx', vectorBytes('sheets/million-empty.xlsx'));
  assert.equal(cellsOf(sheet), [['姓名'], ['王小明']]);
});

const code = (bytes: Uint8Array, name = 'a.xlsx') =>
  readSheet(name, bytes).then(
    () => 'read',
    (error) => (isTerminalError(error) ? error.code : 'another error'),
  );

test('what is no table is refused in words', async () => {
  assert.is(await code(Buffer.from('%PDF-1.7 …')), 'sheet/not-a-table');
  assert.is(await code(Buffer.from([0, 1, 2, 3, 255, 0, 7])), 'sheet/not-a-table');
  assert.is(await code(Buffer.from('PK\u0003\u0004 nothing else')), 'sheet/unreadable');
  assert.is(await code(vectorBytes('sheets/customers.xlsx').subarray(0, 900)), 'sheet/unreadable');
});

test('a bomb is not unpacked', async () => {
  assert.is(await code(bombOf(vectorBytes('sheets/customers.xlsx'))), 'sheet/bomb');
});

/** The archive with a directory that says: four gigabytes. */
function bombOf(archive: Uint8Array): Uint8Array {
  const bytes = Buffer.from(archive);
  bytes.writeUInt32LE(0xffffffff, bytes.indexOf(Buffer.from('504b0102', 'hex')) + 24);
  return bytes;
}

// Made by LibreOffice 7.4 (tests/vectors/sheets/README.md says how).
test('a table of LibreOffice, and nothing that the library says of it on the shop’s screen', async () => {
  const { read } = sheetsInThread(systemClock);
  const said: unknown[] = [];
  const write = process.stderr.write;
  process.stderr.write = (text: unknown) => said.push(text) > 0;
  try {
    const sheet = await read('a.ods', vectorBytes('sheets/couples.ods'));
    assert.equal(cellsOf(sheet).slice(2, 5), [
      ['姓名', '手机', '生日', '余额'],
      ['王小明', '13800138001', '1985-03-12', '500'],
      ['李华', '13912345671', '3月12日', '500'],
    ]);
    assert.equal(sheet.rows[4]?.continued, [3], 'the balance of both');
    assert.equal(said, []);
  } finally {
    process.stderr.write = write;
  }
});

test('the thread gives the same table, and the same refusal', async () => {
  const { read } = sheetsInThread(systemClock);
  assert.equal(cellsOf(await read('a.csv', GBK)), EXPECTED);
  await read('a.pdf', Buffer.from('%PDF-1.7')).then(
    () => assert.unreachable(),
    (error) => assert.ok(isTerminalError(error, 'sheet/not-a-table')),
  );
});

test.run();
