import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { phoneKeysOf } from '../../protocol/text/phone-keys.js';
import { candidates, firstSyllables } from '../../terminal/ui/ime/candidates.js';
import { loadDictionary } from '../../terminal/ui/ime/dictionary.js';
import {
  createFormScreen,
  createLearned,
  createListScreen,
  createTextScreen,
  line,
  PROFILES,
} from '../../terminal/ui/index.js';
import { startUi } from '../support/ui.js';

const TEXTS = {
  screen: { zh: '登记', en: 'Register' },
  'help.x': { zh: '帮助。', en: 'Help.' },
  'f.name': { zh: '姓名', en: 'Name' },
};
const common = { name: 'screen', help: 'help.x' };
const words = await loadDictionary();

function nameForm(profile: 'standard' | 'advanced', learned = createLearned()) {
  const saved: string[] = [];
  const home = createFormScreen({
    ...common,
    fields: { name: { kind: 'text', label: 'f.name', name: true } },
    submit: ({ name }) => void saved.push(name),
  });
  const typing = { chineseFirst: true, learned };
  return { saved, ...startUi({ home, texts: [TEXTS], profile: PROFILES[profile], typing }) };
}

function message(profile: 'standard' | 'advanced', learned = createLearned()) {
  const done: string[] = [];
  const home = createTextScreen({ ...common, done: (text) => void done.push(text) });
  const typing = { chineseFirst: true, learned };
  return { done, ...startUi({ home, texts: [TEXTS], profile: PROFILES[profile], typing }) };
}

const keys = (text: string): string[] => [...text];
const letters = (text: string): string[] => [...text].map((letter) => `text:${letter}`);

test('a name is spelled on nine keys in one go, and OK takes it', async () => {
  const at = nameForm('standard');
  await at.press(...keys('926494266464'));
  assert.match(at.text(), /1王小明/);
  await at.press('ok', 'ok');
  assert.equal(at.saved, ['王小明']);
});

test('the same with letters, and the space takes the first word', async () => {
  const at = nameForm('advanced');
  await at.press(...letters('zhangwei'));
  assert.match(at.text(), /1张伟/);
  await at.press('text: ', 'ok');
  assert.equal(at.saved, ['张伟']);
});

test('1 lets digits choose, and what is left of the keys goes on being typed', async () => {
  const at = message('standard');
  await at.press(...keys('9264'));
  const place = /(\d)网 /.exec(at.text())?.[1];
  assert.ok(place, at.text());
  await at.press('1', place);
  assert.match(at.text(), /网/);
  await at.press(...keys('64426'), 'ok', 'ok');
  assert.equal(at.done, ['网你好']);
});

test('0 tries the next syllable that the keys may spell: 94 is xi, zi and yi', async () => {
  assert.equal([...firstSyllables(words, '94')].slice(0, 3).sort(), ['xi', 'yi', 'zi']);
  const at = message('standard');
  await at.press(...keys('94'));
  const seen = new Set<string>();
  for (let i = 0; i < 3; i++) {
    await at.press('0');
    seen.add(/^ 1(\p{Script=Han})/mu.exec(at.text())?.[1] ?? '');
  }
  assert.is(seen.size, 3);
});

test('delete takes back one key, cancel all of them, and neither touches what is written', async () => {
  const at = message('standard');
  await at.press(...keys('64426'), 'ok', ...keys('946'), 'delete');
  assert.match(at.text(), / 94 /);
  await at.press('cancel');
  assert.match(at.text(), /你好/);
  await at.press('delete', 'ok');
  assert.equal(at.done, ['你']);
});

test('one key changes between pinyin, letters and digits, and what is spelled becomes text', async () => {
  const at = message('standard');
  await at.press(...keys('64426'), '*', '2', '2', '*', '*', '8', 'ok');
  assert.equal(at.done, ['你好b8']);
});

test('punctuation of a keypad without letters: 1, then its digit', async () => {
  const at = message('standard');
  await at.press(...keys('64426'), 'ok', '1', '1', 'ok');
  assert.equal(at.done, ['你好，']);
});

test('words chosen before stand first the next time', async () => {
  const kept: string[] = [];
  const learned = createLearned([], (text) => kept.push(text));
  const first = message('advanced', learned);
  await first.press(...letters('shishi'));
  const seen = / 2(\p{Script=Han}+)/u.exec(first.text())?.[1] ?? '';
  await first.press('2', 'ok');
  assert.equal(kept, [seen]);
  const again = message('advanced', createLearned([[seen, 3]]));
  await again.press(...letters('shishi'), 'ok', 'ok');
  assert.equal(again.done, [seen]);
});

test('a name is never learned: it would outlive the person’s erasure', async () => {
  const kept: string[] = [];
  const at = nameForm(
    'advanced',
    createLearned([], (text) => kept.push(text)),
  );
  await at.press(...letters('li'), '3', ...letters('hua'), '2', 'ok');
  assert.equal(kept, []);
});

test('a search takes Chinese too', async () => {
  const asked: string[] = [];
  const home = createListScreen<number>({
    ...common,
    search: true,
    page: (_, __, query) => {
      asked.push(query);
      return { rows: [], total: 0 };
    },
    row: () => line(''),
  });
  const at = startUi({ home, texts: [TEXTS], profile: PROFILES.standard });
  await at.press('*', ...keys('9264'), 'ok');
  assert.is(asked.at(-1), '王');
});

test('everything fits the small screen, whatever is typed', async () => {
  const at = message('standard');
  await at.press(...keys('9'.repeat(60)));
  for (const row of at.rows()) assert.ok([...row].length <= 40);
});

test('the likeliest words of common keys stand first', () => {
  const first = (text: string, name?: 'begin' | 'inside') =>
    candidates(words, {
      code: phoneKeysOf(text),
      fits: () => true,
      learned: () => 0,
      ...(name && { name }),
    })[0]?.text;
  for (const [text, expected] of [
    ['nihao', '你好'],
    ['shengrikuaile', '生日快乐'],
    ['jifen', '积分'],
    ['chongzhi', '充值'],
    ['zhongguo', '中国'],
  ] as const)
    assert.is(first(text), expected, text);
  assert.is(first('chen', 'begin'), '陈');
  assert.is(first('liu', 'begin'), '刘');
});

test.run();
