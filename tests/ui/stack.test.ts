import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TerminalError } from '../../protocol/errors.js';
import { line, type Nav, PROFILES, type Screen, type ScreenContext } from '../../terminal/ui/index.js';
import { ALL_WELL, startUi } from '../support/ui.js';

const TEXTS = {
  home: { zh: '首页', en: 'Home' },
  call: { zh: '来电', en: 'Call' },
  sale: { zh: '收银', en: 'Sale' },
  'help.x': { zh: '按数字进入。', en: 'Press a digit.' },
  'error.card/full': { zh: '卡里写不下 {name}', en: 'No room for {name}' },
};

/** A screen that collects the digits typed into it; keys in `on` do something else. */
function typing(
  name: string,
  on: Partial<Record<string, (context: ScreenContext) => unknown>> = {},
): Screen & { typed: string } {
  const screen = {
    name,
    help: 'help.x',
    typed: '',
    view: () => ({ body: [line(`[${screen.typed}]`)], hints: [{ key: 'ok' as const, label: '收现金' }] }),
    key: (key: { name: string }, context: ScreenContext) => {
      const act = on[key.name];
      if (act !== undefined) return act(context) as undefined;
      if (!/^\d$/.test(key.name)) return 'unused' as const;
      screen.typed += key.name;
      return undefined;
    },
    leave: () => (screen.typed === '' ? ('leave' as const) : ('ask' as const)),
  };
  return screen;
}

function gate(): { readonly wait: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const wait = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { wait, open: () => open() };
}

test('keys typed while a handler waits are kept, in order', async () => {
  const slow = gate();
  const home = typing('home', { ok: () => slow.wait });
  const at = startUi({ home, texts: [TEXTS] });
  at.tap('1', 'ok', '2', '3');
  assert.is(home.typed, '1');
  slow.open();
  await at.ui.idle();
  assert.is(home.typed, '123');
});

test('a handler that takes long says so, and stops saying so', async () => {
  const slow = gate();
  const at = startUi({ home: typing('home', { ok: () => slow.wait }), texts: [TEXTS] });
  at.tap('ok');
  await at.clock.advance(100);
  assert.not.match(at.text(), /请稍候/);
  await at.clock.advance(100);
  assert.match(at.text(), /请稍候/);
  slow.open();
  await at.ui.idle();
  assert.not.match(at.text(), /请稍候/);
});

test('a handler may ask before its first await and after it, and gets the answers', async () => {
  const answers: boolean[] = [];
  const ask = async ({ nav }: ScreenContext) => {
    answers.push(await nav.confirm('第一问'));
    answers.push(await nav.confirm('第二问'));
  };
  const at = startUi({ home: typing('home', { ok: ask }), texts: [TEXTS] });
  await at.press('ok');
  assert.match(at.text(), /第一问/);
  await at.press('ok');
  assert.match(at.text(), /第二问/);
  await at.press('cancel');
  assert.equal(answers, [true, false]);
  assert.is(at.ui.top(), 'home');
});

test('keys typed before a question appeared do not answer it', async () => {
  const slow = gate();
  const ask = async ({ nav }: ScreenContext) => {
    await slow.wait;
    return nav.confirm('真的退款?').then(() => undefined);
  };
  const at = startUi({ home: typing('home', { ok: ask }), texts: [TEXTS] });
  at.tap('ok', 'ok', 'ok');
  slow.open();
  await at.ui.idle();
  assert.is(at.ui.top(), 'ui.confirm');
});

test('what a handler throws is shown in the words of its code, then of its layer, and the terminal goes on', async () => {
  const failing = [
    () => Promise.reject(new TerminalError('card/full', 'no room', { context: { name: '王小明' } })),
    () => {
      throw new TerminalError('disk/odd', 'odd');
    },
    () => Promise.reject(new Error('boom')),
  ];
  const home = typing('home', { ok: () => failing.shift()?.() });
  const at = startUi({ home, texts: [TEXTS] });
  await at.press('ok');
  assert.match(at.text(), /卡里写不下 王小明/);
  await at.press('ok', 'ok');
  assert.match(at.text(), /存储出错.*\n?.*disk\/odd/);
  await at.press('ok', 'ok');
  assert.match(at.text(), /unexpected/);
  await at.press('ok', '5');
  assert.is(home.typed, '5');
  assert.is(at.errors.length, 3);
});

test('a screen that cannot be drawn is a sentence, and Cancel leaves it', async () => {
  const broken: Screen = {
    name: 'call',
    help: 'help.x',
    view: () => {
      throw new Error('no view');
    },
    key: () => 'unused',
  };
  const at = startUi({ home: typing('home', { ok: ({ nav }) => nav.push(broken) }), texts: [TEXTS] });
  await at.press('ok');
  assert.match(at.text(), /意外问题/);
  await at.press('cancel');
  assert.is(at.ui.top(), 'home');
});

test('Cancel asks before it drops what was typed, and Home asks for all of it', async () => {
  const at = startUi({ home: typing('home', { ok: ({ nav }) => nav.push(typing('sale')) }), texts: [TEXTS] });
  await at.press('ok', '8', 'cancel');
  assert.match(at.text(), /放弃/);
  await at.press('cancel');
  assert.is(at.ui.top(), 'sale');
  await at.press('f4', 'cancel');
  assert.is(at.ui.top(), 'sale');
  await at.press('f4', 'ok');
  assert.is(at.ui.top(), 'home');
});

test('function keys go back and forth and keep what was typed in each', async () => {
  const sale = typing('sale');
  const open = (name: string, screen: Screen) => (nav: Nav) => nav.show(name, () => screen);
  const at = startUi({
    home: typing('home'),
    texts: [TEXTS],
    functionKeys: [
      { key: 'f1', open: open('call', typing('call')) },
      { key: 'f2', open: open('sale', sale) },
    ],
  });
  await at.press('f2', '8', 'f1', 'f2', '8', 'f1', 'cancel');
  assert.is(at.ui.top(), 'sale');
  assert.is(sale.typed, '88');
});

test('a handler that comes back late takes its own screen away, not the one that is on top by then', async () => {
  const slow = gate();
  const sale = typing('sale', {
    ok: async ({ nav }) => {
      await nav.progress('记账', () => slow.wait);
      nav.pop();
    },
  });
  const at = startUi({
    home: typing('home', { ok: ({ nav }) => nav.push(sale) }),
    texts: [TEXTS],
    functionKeys: [{ key: 'f1', open: (nav) => nav.show('call', () => typing('call')) }],
  });
  await at.press('ok');
  at.tap('ok', 'f1');
  assert.is(at.ui.top(), 'call');
  slow.open();
  await at.clock.settle();
  await at.press('cancel');
  assert.is(at.ui.top(), 'home');
});

test('Home answers an open question with no, and the handler goes on', async () => {
  const seen: unknown[] = [];
  const ask = async ({ nav }: ScreenContext) => {
    seen.push(await nav.choose('送什么?', [{ label: '苹果', value: 1 }]));
  };
  const at = startUi({
    home: typing('home', { ok: ({ nav }) => nav.push(typing('sale', { ok: ask })) }),
    texts: [TEXTS],
  });
  await at.press('ok', 'ok');
  assert.match(at.text(), /1 苹果/);
  await at.press('f4');
  assert.equal(seen, [undefined]);
  assert.is(at.ui.top(), 'home');
});

test('# lists what can be done here, with help, and does what is chosen', async () => {
  let done = 0;
  const at = startUi({
    home: typing('home', {
      ok: () => {
        done += 1;
      },
    }),
    texts: [TEXTS],
  });
  await at.press('#');
  assert.match(at.text(), /1 收现金 +确认\n 2 帮助/);
  await at.press('1');
  assert.is(done, 1);
  await at.press('#', '2');
  assert.match(at.text(), /按数字进入。/);
});

test('the lock screen holds against function keys, Home and Cancel', async () => {
  const lock: Screen = { ...typing('call'), locks: true };
  const at = startUi({
    home: typing('home', { ok: ({ nav }) => nav.push(lock) }),
    texts: [TEXTS],
    functionKeys: [{ key: 'f2', open: (nav) => nav.push(typing('sale')) }],
  });
  await at.press('ok', 'f2', 'f4', 'cancel');
  assert.is(at.ui.top(), 'call');
});

test('OK held down acts once; a digit held down repeats', async () => {
  let done = 0;
  const home = typing('home', {
    ok: () => {
      done += 1;
    },
  });
  const at = startUi({ home, texts: [TEXTS] });
  at.ui.key({ name: 'ok' });
  at.ui.key({ name: 'ok', repeat: true });
  at.ui.key({ name: '7', repeat: true });
  await at.ui.idle();
  assert.is(done, 1);
  assert.is(home.typed, '7');
});

test('the banner takes a row of its own, the body does not move', async () => {
  const at = startUi({ home: typing('home'), texts: [TEXTS] });
  await at.press('4');
  const before = at.rows().indexOf('[4]');
  at.ui.setBanner(line('☎ 来电 138 0013 8000', 'warning'));
  await at.clock.settle();
  assert.match(at.rows()[2] ?? '', /来电 138 0013 8000/);
  assert.is(at.rows().indexOf('[4]'), before);
});

test('a notice fades after some seconds', async () => {
  const at = startUi({ home: typing('home'), texts: [TEXTS] });
  at.ui.nav.notice('已保存');
  await at.clock.settle();
  assert.match(at.text(), /已保存/);
  await at.clock.advance(5_000);
  assert.not.match(at.text(), /已保存/);
});

test('the status row says in words what is wrong, and the time goes on', async () => {
  for (const profile of [PROFILES.standard, PROFILES.advanced]) {
    const at = startUi({ home: typing('home'), texts: [TEXTS], profile });
    at.ui.setStatus({ ...ALL_WELL, printer: { state: 'absent' }, office: { state: 'degraded', unsent: 3 } });
    await at.clock.settle();
    const row = at.rows()[0] ?? '';
    assert.match(row, profile.columns === 80 ? /打印机 无.*总部 故障 未发3/ : /印无.*总故障 未发3/);
    assert.match(row, /10:42$/);
    await at.clock.advance(60_000);
    assert.match(at.rows()[0] ?? '', /10:43$/);
  }
});

test('a screen that locks stays above whatever comes, and a question on it unlocks nothing', async () => {
  const lock: Screen = { ...typing('call'), locks: true };
  const opened: string[] = [];
  const functionKeys = [{ key: 'f1', open: () => opened.push('f1') }] as const;
  const at = startUi({ home: typing('home'), texts: [TEXTS], functionKeys });
  at.ui.nav.push(typing('form'));
  at.ui.nav.push(lock);
  at.ui.nav.push(typing('sale'));
  at.ui.nav.show('form', () => typing('form'));
  await at.clock.settle();
  assert.is(at.ui.top(), 'call', 'nothing is put on it, nothing is raised above it');
  const read = at.ui.nav.message('unreadable disk');
  await at.press('f1', 'f4', 'ok', 'cancel', 'f4');
  await read;
  assert.equal(opened, []);
  assert.is(at.ui.top(), 'call', 'home takes it away neither');
});

test('what somebody may not open is said, and what they may not see goes when they come', async () => {
  let allowed = true;
  const at = startUi({
    home: typing('home'),
    texts: [TEXTS],
    admits: (name) => allowed || name !== 'form',
  });
  at.ui.nav.push(typing('form'));
  assert.is(at.ui.top(), 'form');
  allowed = false;
  at.ui.sift();
  assert.is(at.ui.top(), 'home');
  at.ui.nav.push(typing('form'));
  at.ui.nav.show('form', () => typing('form'));
  at.ui.nav.replace(typing('form'));
  await at.clock.settle();
  assert.is(at.ui.top(), 'home');
  assert.match(at.text(), '你的角色不能打开这里');
});

test('a scan the screen has no use for goes to the terminal', async () => {
  const codes: string[] = [];
  const at = startUi({ home: typing('home'), texts: [TEXTS], onScan: ({ code }) => codes.push(code) });
  at.ui.scan({ code: '6901234567892' });
  assert.equal(codes, ['6901234567892']);
});

test('a burst of changes makes one picture', async () => {
  const at = startUi({ home: typing('home'), texts: [TEXTS] });
  const before = at.memory.frames;
  for (let i = 0; i < 100; i += 1) at.ui.setBanner(line(String(i)));
  await at.clock.settle();
  assert.is(at.memory.frames - before, 1);
});

test('a body that is longer than the screen says so, and the arrows show the rest of it', async () => {
  const rows = Array.from({ length: 14 }, (_, row) => line(`row ${row + 1}.`));
  const long: Screen = { name: 'call', help: 'help.x', view: () => ({ body: rows }), key: () => 'unused' };
  const at = startUi({ home: typing('home'), texts: [TEXTS] });
  at.ui.nav.push(long);
  await at.press('up');
  assert.match(at.text(), /row 10\.\s+─+ ↓$/m);
  assert.not.match(at.text(), /row 11\./);
  await at.press('down', 'down');
  assert.match(at.text(), /row 12\.\s+─+ ↑↓$/m);
  assert.not.match(at.text(), /row 2\./);
  await at.press('pagedown', 'down');
  assert.match(at.text(), /row 14\.\s+─+ ↑$/m);
  rows.length = 10;
  await at.press('5');
  assert.match(at.text(), /row 1\./, 'it has become shorter');
  assert.not.match(at.text(), /[↑↓]/);
  await at.press('cancel');
  assert.is(at.ui.top(), 'home');
});

test.run();
