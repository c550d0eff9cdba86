/** What is exported, judged by a program that others open it with: Debian's LibreOffice, without a screen. */
// exclusive: soffice
// limit: 240
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { writeDocument, writeSheet } from '../../../terminal/sheets/write.js';
import { openTerminal } from '../terminal.js';
import { exportedFile } from './exported.js';

const run = promisify(execFile);
/** Its first start makes a profile. */
const SOFFICE_MS_MAX = 180_000;
/** Comma, quote, UTF-8, from the first row; each cell as it is shown. */
const FILTER = 'Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false';

let dir: string;

test.before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'soffice-'));
});

test.after(async () => {
  await rm(dir, { recursive: true, force: true });
});

/** Opens the bytes under that name and saves them as `to`. Its absence is a failure that says what to install. */
async function converted(name: string, bytes: Uint8Array, to: string, as?: string): Promise<string> {
  await writeFile(join(dir, name), bytes);
  const profile = `-env:UserInstallation=file://${dir}/profile`;
  try {
    const how = as === undefined ? [] : [`--infilter=${as}`];
    const what = [...how, '--convert-to', to, '--outdir', join(dir, 'out'), join(dir, name)];
    await run('soffice', [profile, '--headless', ...what], {
      env: { ...process.env, LC_ALL: 'C.UTF-8', HOME: dir },
      timeout: SOFFICE_MS_MAX,
    });
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const packages = 'libreoffice-calc-nogui libreoffice-writer-nogui';
    throw isAbsent
      ? new Error(`soffice is not installed: apt-get install ${packages}`, { cause: error })
      : error;
  }
  const file = join(dir, 'out', `${name.replace(/\.[^.]*$/, '')}.${to.split(':')[0]}`);
  return (await readFile(file, 'utf8')).replace(/^\ufeff/, '');
}

const SHEET = '顾客';

/** Names, phones that begin with 0 and +, days, amounts, and what would be a formula. */
const ROWS = [
  ['姓名', '电话', '日子', '余额'],
  ['王小明', '0755-83345678', '2026-11-22', 356.5],
  ['龘𠮷', '013800138000', '1985年闰6月3日(农历)', -0.01],
  ['=1+1', '+14155550100', '@SUM(A1)', 1_234_567.89],
  ['-2+3', '00123', '\t=1', 0],
  ['a"b,c', "'x", '01-02', 1e9],
] as const;

test('a workbook keeps every value, and nothing in it is reckoned', async () => {
  const bytes = await writeSheet('xlsx', SHEET, ROWS);
  const csv = await converted('values.xlsx', bytes, `csv:${FILTER}`);
  assert.equal(csv.trimEnd().split(/\r?\n/), [
    '姓名,电话,日子,余额',
    '王小明,0755-83345678,2026-11-22,356.5',
    '龘𠮷,013800138000,1985年闰6月3日(农历),-0.01',
    '=1+1,+14155550100,@SUM(A1),1234567.89',
    '-2+3,00123,\t=1,0',
    `"a""b,c",'x,01-02,1000000000`,
  ]);
});

test('a text table opens without a formula', async () => {
  const bytes = await writeSheet('csv', SHEET, ROWS);
  const csv = await converted('table.csv', bytes, `csv:${FILTER}`, FILTER);
  assert.not.match(csv, /^2,/m, '=1+1 is not 2');
  assert.not.match(csv, /^1,/m, '-2+3 is not 1');
  assert.match(csv, /'=1\+1/);
  assert.match(csv, /王小明/);
});

test('a document has its title, its facts and its tables, in order', async () => {
  const bytes = await writeDocument('docx', {
    title: '往来 王小明',
    facts: [['电话', '013800138000']],
    tables: [
      { title: '往来', rows: ROWS },
      {
        title: '账目',
        rows: [
          ['时间', '变动'],
          ['2026-11-22 10:42', -88.5],
        ],
      },
    ],
  });
  const text = await converted('document.docx', bytes, 'txt:Text (encoded):UTF8');
  const words = text.split(/\s*\n\s*|\t/).filter((word) => word !== '');
  assert.equal(words.slice(0, 7), [
    '往来 王小明',
    '电话: 013800138000',
    '往来',
    '姓名',
    '电话',
    '日子',
    '余额',
  ]);
  for (const word of ['龘𠮷', '=1+1', '+14155550100', '00123', 'a"b,c', '1234567.89', '账目', '-88.5'])
    assert.ok(words.includes(word), `${word} in ${text}`);
});

test('one customer, exported by keypad as a document, opens', async () => {
  const it = await openTerminal();
  await it.texted('投诉 苹果有伤');
  await it.press('f3', 'ok', '6', '4');
  const bytes = await exportedFile(it, ['1', '1'], /timeline-1-\d+\.docx$/);
  const text = await converted('timeline.docx', bytes, 'txt:Text (encoded):UTF8');
  assert.match(text, /往来 王小明/);
  assert.match(text, /: 138 0013 8000/);
  assert.match(text, /2026-11-22 10:42\s+投诉\s+苹果有伤/);
  await it.stop();
  assert.equal(it.errors, []);
});

test.run();
