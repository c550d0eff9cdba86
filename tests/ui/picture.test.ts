import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { columns } from '../../protocol/text/columns.js';
import {
  beside,
  bodySize,
  box,
  createTranslate,
  fit,
  hintRow,
  line,
  PROFILES,
  type Profile,
  type Screen,
  uiTexts,
} from '../../terminal/ui/index.js';
import { openSeenDisplay } from '../support/screen.js';
import { ALL_WELL, startUi } from '../support/ui.js';

const TEXTS = {
  home: { zh: '首页', en: 'Home' },
  deep: { zh: '来电', en: 'Call' },
  help: { zh: '帮', en: 'Help' },
};

const panels: Screen = {
  name: 'home',
  help: 'help',
  view: ({ size }) => ({
    body: beside(
      box('1 待办', [line('来电未回   2   最久 35分钟')], size.columns / 2, size.rows),
      size.columns / 2,
      box('2 活动', [line('国庆抽奖 {bold} ████')], size.columns / 2, size.rows),
    ),
    hints: [
      { key: 'ok', label: '接听' },
      { key: 'f1', label: '来电' },
      { key: '2', label: '开单' },
      { key: '3', label: '记备注' },
      { key: '5', label: '发短信' },
      { key: 'cancel', label: '收起' },
    ],
  }),
  key: () => undefined,
};

function open(profile: Profile, ttySize = profile as { columns: number; rows: number }) {
  const seen = openSeenDisplay(profile, ttySize);
  return { seen, at: startUi({ home: panels, texts: [TEXTS], profile, display: seen.display }) };
}

test('standard: status, title, body and keys in 40×15', async () => {
  const { seen, at } = open(PROFILES.standard);
  const rows = await seen.seen();
  assert.is(rows[0], '福源水果店 1号机              ▂▃▄▅ 10:42');
  assert.is(rows[1], '首页');
  assert.is(rows[3], '┌ 1 待办 ──────────┐┌ 2 活动 ──────────┐');
  assert.is(rows[4], '│ 来电未回   2   … ││ 国庆抽奖 {bold}… │');
  assert.is(rows[14], '确认 接听  F1 来电  2 开单  # 更多');
  at.ui.stop();
});

test('advanced: 80×25, every device in words', async () => {
  const { seen, at } = open(PROFILES.advanced);
  const rows = await seen.seen();
  assert.match(
    rows[0] ?? '',
    /^福源水果店 1号机 +▂▃▄▅ 中国移动 {2}打印机 好 {2}读卡器 好 {2}总部 好 {2}11-22 周日 10:42$/,
  );
  assert.is(rows[24], '确认 接听  F1 来电  2 开单  3 记备注  5 发短信  取消 收起');
  assert.ok(rows.every((row) => columns(row) <= 80));
  at.ui.stop();
});

test('English status fits both widths with everything broken', async () => {
  const broken = { state: 'degraded' } as const;
  for (const profile of [PROFILES.standard, PROFILES.advanced]) {
    const at = startUi({ home: panels, texts: [TEXTS], profile, locale: 'en' });
    at.ui.setStatus({
      ...ALL_WELL,
      modem: broken,
      printer: broken,
      reader: broken,
      office: { ...broken, unsent: 12 },
    });
    await at.clock.settle();
    const row = at.rows()[0] ?? '';
    assert.ok(columns(row) <= profile.columns);
    assert.match(row, profile.columns === 80 ? /Printer fault.*10:42$/ : /Tel .*Prn /);
  }
});

test('a tty larger than the profile has the picture at its top left; a smaller one says what it needs', async () => {
  const large = open(PROFILES.standard, { columns: 100, rows: 30 });
  assert.is((await large.seen.seen())[14], '确认 接听  F1 来电  2 开单  # 更多');
  large.at.ui.stop();
  const small = open(PROFILES.advanced, { columns: 60, rows: 20 });
  assert.match((await small.seen.seen())[0] ?? '', /需要 80×25, 现在 60×20/);
  small.at.ui.stop();
});

test('a tty that grows again gets its picture back', async () => {
  const { seen, at } = open(PROFILES.standard);
  const before = await seen.seen();
  const resize = async (columns: number): Promise<string[]> => {
    seen.tty.columns = columns;
    seen.tty.emit('resize');
    await at.clock.settle();
    return seen.seen();
  };
  assert.match((await resize(30)).join(''), /需要 40×15, 现在 ?30×15/);
  assert.equal(await resize(40), before);
  at.ui.stop();
});

test('hints that do not fit are under #, and it says so only then', () => {
  const t = createTranslate('en', [uiTexts]);
  const hints = [
    { key: 'ok', label: 'Answer' },
    { key: '2', label: 'Sale' },
  ] as const;
  const text = (width: number): string =>
    fit(hintRow(hints, width, t), width)
      .map((part) => part.text)
      .join('')
      .trimEnd();
  assert.is(text(40), 'OK Answer  2 Sale');
  assert.is(text(17), 'OK Answer  2 Sale');
  assert.is(text(16), '# More');
  assert.equal(bodySize({ columns: 40, rows: 15 }), { columns: 40, rows: 10 });
});

/** Bytes in use after a full collection. */
function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  return process.memoryUsage().heapUsed;
}

test('a row of which only spaces have no room is not marked as cut', () => {
  const text = (...parts: string[]) =>
    fit(
      parts.map((part) => ({ text: part })),
      6,
    )
      .map((part) => part.text)
      .join('');
  assert.is(text('4其他', '  '), '4其他 ');
  assert.is(text('ab', '     ', '  '), 'ab    ');
  assert.is(text('ab     c'), 'ab   …');
});

test('3,000 screens pushed and taken away leave nothing behind', async () => {
  const seen = openSeenDisplay(PROFILES.standard);
  const flat = (name: string, text: string): Screen => ({
    name,
    help: 'help',
    view: () => ({ body: [line(text)] }),
    key: () => 'unused',
  });
  const at = startUi({ home: flat('home', '首页在这里'), texts: [TEXTS], display: seen.display });
  const cycle = async (times: number): Promise<void> => {
    for (let n = 0; n < times; n += 1) {
      at.ui.nav.push(flat('deep', `第 ${n} 次`));
      at.ui.key({ name: 'up' });
      at.ui.key({ name: 'cancel' });
      if (n % 100 === 99) await seen.seen();
    }
    seen.forget();
  };
  await cycle(300);
  const before = heapAfterCollection();
  await cycle(3_000);
  const grown = heapAfterCollection() - before;
  assert.is(at.ui.top(), 'home');
  const rows = await seen.seen();
  assert.is(rows[3], '首页在这里');
  assert.not.match(rows.join('\n'), /第/);
  assert.ok(grown < 2_000_000, `${grown} bytes grown`);
  at.ui.stop();
});

test.run();
