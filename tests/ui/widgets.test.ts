import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  createFormScreen,
  createListScreen,
  createMenuScreen,
  createTextScreen,
  line,
  PROFILES,
  type Screen,
} from '../../terminal/ui/index.js';
import { startUi } from '../support/ui.js';

const TEXTS = {
  menu: { zh: '顾客', en: 'Customers' },
  find: { zh: '查顾客', en: 'Find' },
  add: { zh: '登记', en: 'Register' },
  'help.x': { zh: '帮助。', en: 'Help.' },
  'f.name': { zh: '姓名', en: 'Name' },
  'f.phone': { zh: '手机', en: 'Mobile' },
  'f.amount': { zh: '金额', en: 'Amount' },
  'f.sex': { zh: '称呼', en: 'Title' },
  'f.mr': { zh: '先生', en: 'Mr' },
  'f.ms': { zh: '女士', en: 'Ms' },
};

const common = { name: 'menu', help: 'help.x' };

test('a menu opens by digit and by arrows, and hands on the path', async () => {
  const paths: string[] = [];
  const item = (label: string) => ({ label, open: (_nav: unknown, path: string) => void paths.push(path) });
  const at = startUi({
    home: createMenuScreen({ ...common, path: '1', items: [item('find'), item('add')] }),
    texts: [TEXTS],
  });
  await at.press('2', 'up', 'ok');
  assert.equal(paths, ['1-2', '1-1']);
  assert.match(at.text(), /顾客 +1\n/);
  assert.match(at.text(), / 1 查顾客\n 2 登记/);
});

test('a menu longer than the screen says that there is more, and in which direction', async () => {
  const items = Array.from({ length: 11 }, () => ({ label: 'find', open: () => undefined }));
  const at = startUi({ home: createMenuScreen({ ...common, items }), texts: [TEXTS] });
  assert.match(at.text(), / 0 查顾客 +↓/);
  assert.not.match(at.text(), /↑/);
  await at.press(...Array.from({ length: 10 }, () => 'down' as const));
  assert.match(at.text(), / 2 查顾客 +↑\n/);
  assert.not.match(at.text(), /↓/);
});

function customers(asked: number[][]) {
  return createListScreen<number>({
    ...common,
    page: (offset, limit) => {
      asked.push([offset, limit]);
      return {
        rows: Array.from({ length: Math.min(limit, 100_000 - offset) }, (_, i) => offset + i),
        total: 100_000,
      };
    },
    row: (row) => line(`顾客${row}`),
  });
}

test('a list of 100,000 rows asks for what is seen and no more', async () => {
  const asked: number[][] = [];
  const at = startUi({ home: customers(asked), texts: [TEXTS] });
  assert.match(at.text(), /1 顾客0\n2 顾客1/);
  assert.match(at.text(), /1-9 \/ 共100000/);
  await at.press('pagedown', 'pagedown');
  assert.match(at.text(), /10-18|19-27/);
  assert.match(at.text(), /1 顾客18\n/);
  for (let i = 0; i < 9; i += 1) await at.press('down');
  assert.match(at.text(), /9 顾客27\n/);
  assert.ok(asked.every(([, limit]) => limit === 9));
  assert.ok(asked.length < 15);
});

test('search narrows with each key and says when nothing is found', async () => {
  const names = ['王小明 13800138000', '李芳 13911112222', '王芳 13700001111'];
  const opened: string[] = [];
  const at = startUi({
    home: createListScreen<string>({
      ...common,
      search: true,
      page: (offset, limit, query) => {
        const rows = names.filter((name) => name.includes(query));
        return { rows: rows.slice(offset, offset + limit), total: rows.length };
      },
      row: (name) => line(name),
      open: (name) => void opened.push(name),
    }),
    texts: [TEXTS],
    profile: PROFILES.advanced,
  });
  await at.press('text:王');
  assert.match(at.text(), /1-2 \/ 共2/);
  await at.press('text:芳', 'ok');
  assert.equal(opened, ['王芳 13700001111']);
  await at.press('9', '9');
  assert.match(at.text(), /没有找到“王芳99”/);
  await at.press('delete', 'delete', 'delete', 'delete', '2', '2');
  assert.match(at.text(), /李芳/);
});

test('a list whose rows come late keeps the keys typed meanwhile', async () => {
  const queries: string[] = [];
  const at = startUi({
    home: createListScreen<string>({
      ...common,
      search: true,
      page: async (_offset, _limit, query) => {
        queries.push(query);
        return { rows: [query], total: 1 };
      },
      row: (row) => line(row),
    }),
    texts: [TEXTS],
  });
  at.tap('1', '3', '8');
  await at.ui.idle();
  await at.clock.settle();
  assert.equal(queries, ['', '1', '13', '138']);
});

function register(saved: unknown[]): Screen {
  return createFormScreen({
    ...common,
    name: 'add',
    fields: {
      name: { kind: 'text', label: 'f.name', required: true },
      phone: { kind: 'phone', label: 'f.phone', required: true },
      amount: { kind: 'money', label: 'f.amount', required: true, max: 500_000 },
      sex: {
        kind: 'choice',
        label: 'f.sex',
        choices: [
          { value: 'mr', label: 'f.mr' },
          { value: 'ms', label: 'f.ms' },
        ],
      },
    },
    submit: (values, { nav }) => {
      const fen: number = values.amount;
      saved.push({ ...values, amount: fen });
      nav.pop();
    },
  });
}

test('a form goes from field to field, keeps fen, and saves at the end', async () => {
  const saved: unknown[] = [];
  const home = createMenuScreen({
    ...common,
    items: [{ label: 'add', open: (nav) => nav.push(register(saved)) }],
  });
  const at = startUi({ home, texts: [TEXTS] });
  await at.press('1', 'text:王', 'text:小', 'text:明', 'ok', ...'13800138000', 'ok');
  await at.press('8', '8', '*', '5', '0', '7', 'ok', '2');
  assert.match(at.text(), /金额 +88\.50/);
  await at.press('ok');
  assert.equal(saved, [{ name: '王小明', phone: '13800138000', amount: 8850, sex: 'ms' }]);
  assert.is(at.ui.top(), 'menu');
});

test('a form says what is wrong beside the field and does not go on', async () => {
  const saved: unknown[] = [];
  const at = startUi({ home: createMenuScreen({ ...common, items: [] }), texts: [TEXTS] });
  at.ui.nav.push(register(saved));
  await at.press('ok');
  assert.match(at.text(), /! 请填写这一项/);
  await at.press('text:王', 'ok', '1', 'ok');
  assert.match(at.text(), /! 号码不对/);
  await at.press('2', '0', 'ok', ...'999999', 'ok');
  assert.match(at.text(), /! 不能大于 ￥5,000\.00/);
  await at.press('cancel');
  assert.match(at.text(), /放弃/);
  assert.equal(saved, []);
});

test('a submit that fails shows why, and what was typed stays', async () => {
  const at = startUi({
    home: createFormScreen({
      ...common,
      fields: { name: { kind: 'text', label: 'f.name' } },
      submit: () => Promise.reject(new Error('x')),
    }),
    texts: [TEXTS],
  });
  await at.press('text:王', 'ok');
  assert.match(at.text(), /没有完成/);
  await at.press('ok');
  assert.match(at.text(), /姓名 +王/);
});

test('a form that has saved goes Home without asking', async () => {
  const at = startUi({ home: createMenuScreen({ ...common, items: [] }), texts: [TEXTS] });
  at.ui.nav.push(
    createFormScreen({
      ...common,
      name: 'add',
      fields: { name: { kind: 'text', label: 'f.name' } },
      submit: async (_values, { nav }) => {
        await nav.home();
      },
    }),
  );
  await at.press('text:王', 'ok');
  assert.is(at.ui.top(), 'menu');
});

test('letters are tapped on digits; a pause or another digit goes on to the next letter', async () => {
  const at = startUi({
    home: createTextScreen({ ...common, done: () => undefined }),
    texts: [TEXTS],
  });
  await at.press('4', '4'); // h
  await at.press('3', '3'); // e
  await at.press('5', '5', '5'); // l
  await at.clock.advance(1_100);
  await at.press('5', '5', '5'); // l
  await at.press('6', '6', '6', '6', '6', '6'); // mno6mn → n
  await at.press('6'); // o
  assert.match(at.text(), /^ hello$/m);
  assert.match(at.text(), /\[ab\]/);
  await at.press('*', '2', '*', '7');
  assert.match(at.text(), /^ helloA7$/m);
});

test('delete takes away what a person sees as one character', async () => {
  const at = startUi({
    home: createTextScreen({ ...common, initial: 'e\u0301中𠮷', done: () => undefined }),
    texts: [TEXTS],
  });
  await at.press('delete', 'delete');
  assert.match(at.text(), /^ e\u0301$/m);
  await at.press('delete');
  assert.not.match(at.text(), /e\u0301/);
});

test('a message text wraps, counts, shows its end, and puts the cursor there', async () => {
  const done: string[] = [];
  const at = startUi({
    home: createTextScreen({
      ...common,
      initial: '中'.repeat(19 * 10),
      counter: (text) => `${text.length} 字`,
      done: (text) => void done.push(text),
    }),
    texts: [TEXTS],
  });
  await at.press('text:末');
  assert.match(at.text(), /^ 末$/m);
  assert.match(at.text(), /191 字/);
  assert.equal(at.memory.cursor(), { row: 3 + 8, column: 3 });
  await at.press('ok');
  assert.is(done[0]?.length, 191);
});

test('what an empty list says is broken into rows, not cut', async () => {
  const words = 'No stick is plugged in, and no folder for the backup is named';
  const texts = { empty: { zh: words, en: words }, list: { zh: '表', en: 'List' } };
  const page = () => ({ rows: [], total: 0 });
  const home = createListScreen<string>({
    name: 'list',
    help: 'list',
    empty: 'empty',
    page,
    row: (one) => line(one),
  });
  const at = startUi({ home, texts: [texts], locale: 'en' });
  await at.clock.settle();
  assert.match(at.text().replace(/\s+/g, ' '), words);
});

test.run();
