/** Campaigns, care and the rules for texts by the keypad alone, on both screens and in both languages. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { audiences, saveAudience } from '../../../terminal/audience/index.js';
import { riskyList, riskyWords, setRiskyList } from '../../../terminal/messaging/risky.js';
import { happen, STAFF } from '../../support/kernel.js';
import { virtualClock } from '../../support/virtual-clock.js';
import { KEY, type OpenTerminal, openTerminal, type TerminalOptions } from '../terminal.js';

const TEXTS = '4';
const SCREENS: readonly TerminalOptions[] = [
  { profile: 'standard', locale: 'zh-CN' },
  { profile: 'advanced', locale: 'zh-CN' },
  { profile: 'standard', locale: 'en' },
  { profile: 'advanced', locale: 'en' },
];
const FIELDS = 11;

/** From home to the words of a new campaign, nobody left out by a filter. */
async function toWords(it: OpenTerminal): Promise<void> {
  await it.press(TEXTS, '4', '1', ...Array.from({ length: FIELDS }, () => 'ok'));
}

async function agree(it: OpenTerminal): Promise<void> {
  await it.press(TEXTS, '6', ...'13800138000', 'ok', 'ok', 'text:表', 'ok', 'cancel');
}

test('an hour of today that is over is not taken for the same day next year; a day of next year is told with its year', async () => {
  const it = await openTerminal();
  await agree(it);
  await toWords(it);
  await it.press(
    'text:早',
    'ok',
    '4',
    ...'1122',
    'ok',
    ...Array<string>(4).fill('delete'),
    ...'0900',
    'ok',
    'ok',
  );
  assert.match(it.text(), '今天这个时间已过');
  await it.press('up', ...Array<string>(4).fill('delete'), ...'0105', 'ok', 'ok', 'ok');
  assert.match(it.text(), '已定时 2027-01-05 09:00');
  await it.clock.advance(5000);
  assert.match(it.text(), /定时 +2027-01-05/);
  await it.press('ok');
  assert.match(it.text(), '一次 2027-01-05 09:00');
  assert.not.match(it.text(), '重发失败', 'nothing has failed before it began');
  await it.stop();
});

for (const [locale, words] of [
  ['zh-CN', '2027 年没有这一天'],
  ['en', '2027 has no such day'],
] as const)
  test(`a 29 February that the year does not have is not called badly written, ${locale}`, async () => {
    const it = await openTerminal({ locale });
    await agree(it);
    await toWords(it);
    await it.press('text:早', 'ok', '4', ...'0229', 'ok', 'ok', 'ok');
    assert.match(it.text(), words);
    await it.press(...Array<string>(4).fill('delete'), ...'0299', 'ok', 'ok', 'ok');
    assert.match(it.text(), locale === 'en' ? 'Write it as 1225' : '写成 1225 这样');
    await it.stop();
  });

test('the audience of a draft that came from a saved filter stays what it was when the draft is gone through again', async () => {
  const it = await openTerminal();
  await agree(it);
  const rows = [{ join: 'and', field: 'name', kind: 'text', op: 'has', value: '李' }] as const;
  await it.kernel.transact(STAFF, (state) =>
    saveAudience(state, { id: 'a1', name: '姓李的', filter: { rows } }),
  );
  await it.press(TEXTS, '4', '1', 'ok', '2', ...Array.from({ length: FIELDS - 1 }, () => 'ok'));
  await it.press('text:早', 'ok');
  assert.match(it.text(), /没有人会收到/);
  await it.press('3', ...Array.from({ length: FIELDS }, () => 'ok'), 'ok');
  assert.match(it.text(), /没有人会收到/, 'from the preview');
  await it.press('cancel', 'ok', ...Array.from({ length: FIELDS }, () => 'ok'), 'ok');
  assert.match(it.text(), /没有人会收到/, 'from the list');
  await it.press('3', 'ok', '1', ...Array.from({ length: FIELDS - 1 }, () => 'ok'), 'ok');
  assert.match(it.text(), /收到 1 人/, 'unless somebody says so');
  await it.stop();
});

test('a campaign that was missed because the terminal was off is taken up again with one key', async () => {
  const before = await openTerminal();
  await agree(before);
  await toWords(before);
  await before.press('text:早', 'ok', '4', ...'1123', 'ok', 'ok', 'ok');
  const clock = virtualClock(before.clock.now() + 3 * 24 * 3600_000);
  const it = await openTerminal({ disk: before.disk.durable(), clock });
  await it.clock.advance(60_000);
  await it.press(TEXTS, '4', 'ok');
  assert.match(it.text(), /错过[\s\S]*4 再写一份/);
  await it.press('4', ...Array.from({ length: FIELDS }, () => 'ok'), 'ok', 'ok', 'ok');
  await it.clock.advance(60_000);
  assert.equal(it.sent(), ['【福源】早拒收请回复R']);
  assert.match(it.text(), '错过', 'the one that was missed stays what it was');
  await it.stop();
});

for (const options of SCREENS) {
  test(`consent, words, preview, start: ${options.profile} ${options.locale}`, async () => {
    const it = await openTerminal(options);
    await agree(it);
    await toWords(it);
    await it.press('text:{', ...[...'称呼'].map((sign) => `text:${sign}`), 'text:}', 'text:好', 'ok');
    assert.match(it.text(), '【福源】王小明好拒收请回复R');
    assert.match(it.text(), '￥0.05');
    await it.press('ok', 'ok');
    await it.clock.advance(60_000);
    assert.equal(it.sent(), ['【福源】王小明好拒收请回复R']);
    await it.press('ok');
    assert.match(it.text(), options.locale === 'en' ? '1 of 1 sent' : '1 / 1 已发');
    assert.equal(it.errors, []);
    await it.stop();
  });
}

test('who is left out is listed with the reason, and a campaign to nobody does not start', async () => {
  const it = await openTerminal();
  await toWords(it);
  await it.press('text:好', 'ok');
  assert.match(it.text(), '没有人会收到');
  assert.match(it.text(), '未同意 1');
  await it.press('1');
  assert.match(it.text(), /王小明.*未同意/);
  await it.press('cancel', 'ok');
  assert.match(it.text(), '没有人会收到，没有开始');
  await it.press('ok', 'cancel');
  await it.clock.advance(60_000);
  assert.equal(it.sent(), []);
  await it.stop();
});

test('templates are offered by their names, and only those that a campaign can fill in', async () => {
  const it = await openTerminal({ profile: 'advanced' });
  await toWords(it);
  await it.press('up');
  assert.match(it.text(), '用模板: 来电挂断后');
  assert.not.match(it.text(), /hang-up|消费得积分|投票已收到/);
  await it.stop();
});

test('sending again what failed is asked first: it costs money and cannot be undone', async () => {
  const it = await openTerminal();
  await agree(it);
  await toWords(it);
  it.modem.answers.push({ state: 'failed', code: 'at/cms-28', retry: 'permanent' });
  await it.press('text:好', 'ok', 'ok', 'ok');
  await it.clock.advance(60_000);
  await it.press('ok', '2');
  assert.match(it.text(), '给没有发成的 1 人再发一次吗？');
  await it.press('cancel');
  await it.clock.advance(60_000);
  assert.is(it.modem.sent.length, 1);
  await it.press('2', 'ok');
  await it.clock.advance(60_000);
  assert.is(it.modem.sent.length, 2);
  await it.stop();
  assert.equal(it.errors, []);
});

test('an unknown variable is refused by name, and the words stay', async () => {
  const it = await openTerminal();
  await toWords(it);
  await it.press('text:{', 'text:猫', 'text:}', 'ok');
  assert.match(it.text(), '没有这个变量: 猫');
  await it.press('ok');
  assert.match(it.text(), '{猫}');
  await it.stop();
});

test('words, audience and time can be changed from the preview; the draft stays in the list', async () => {
  const it = await openTerminal();
  await agree(it);
  await toWords(it);
  await it.press('text:早', 'ok', '2', 'text:安', 'ok');
  assert.match(it.text(), '【福源】早安');
  await it.press('4', ...'1225', 'ok', 'ok', 'ok');
  await it.clock.settle();
  assert.match(it.text(), '定时');
  assert.match(it.text(), '12-25 10:00');
  assert.equal(it.sent(), []);
  await it.stop();
});

test('a draft that nobody wants is deleted from the list, after a question; one that was sent is not', async () => {
  const it = await openTerminal();
  await agree(it);
  await toWords(it);
  await it.press('text:早', 'ok', 'cancel');
  assert.match(it.text(), /草稿[\s\S]*4 删除/);
  await it.press('4');
  assert.match(it.text(), /删除草稿"早"吗/);
  await it.press('cancel');
  assert.match(it.text(), '草稿');
  await it.press('4', 'ok');
  assert.match(it.text(), '还没有群发过');
  await it.press('1', ...Array.from({ length: FIELDS }, () => 'ok'));
  await it.press('text:晚', 'ok', 'ok', 'ok');
  await it.clock.advance(60_000);
  assert.not.match(it.text(), /4 删除/);
  await it.press('ok');
  assert.not.match(it.text(), /3 取消/, 'all have left: there is nothing to cancel');
  await it.stop();
});

test('a day that no year has is refused, and not taken for one of the next month', async () => {
  const it = await openTerminal();
  await agree(it);
  await toWords(it);
  await it.press('text:早', 'ok', '4', ...'0230', 'ok', 'ok', 'ok');
  assert.match(it.text(), '写成 1225 这样');
  await it.stop();
});

for (const options of SCREENS) {
  test(`the day's birthdays are approved with two keys: ${options.profile} ${options.locale}`, async () => {
    const it = await openTerminal(options);
    const fields = { birthday: '1990-11-23' };
    await happen(it.kernel, { type: 'customers.changed', v: 1, customer: 'c1', fields, stamp: '2' } as never);
    await it.clock.advance(22 * 3600_000);
    await it.press(TEXTS, '5', '1');
    assert.match(it.text(), '王小明');
    await it.press('1', 'ok');
    await it.clock.advance(60_000);
    assert.equal(it.sent(), ['【福源】王小明，福源水果店祝您生日快乐，平安喜乐！']);
    assert.match(it.text(), options.locale === 'en' ? 'Nobody to remember' : '今天没有要关怀的顾客');
    await it.press('cancel', '2', 'ok', '2', 'ok', 'ok', 'ok');
    assert.match(it.text(), '{称呼}');
    await it.press('ok');
    assert.match(it.text(), options.locale === 'en' ? 'off' : '停用');
    assert.equal(it.errors, []);
    await it.stop();
  });
}

test('quiet hours are set at the keypad, and a text that waits is taken back', async () => {
  const it = await openTerminal();
  await it.press(TEXTS, '7', ...Array.from({ length: 4 }, () => 'delete'), ...'0900', 'ok');
  await it.press(
    ...Array.from({ length: 4 }, () => 'delete'),
    ...'1200',
    ...Array.from({ length: 6 }, () => 'ok'),
  );
  await happen(it.kernel, {
    ...{
      type: 'messaging.queued',
      v: 1,
      text: 'x',
      key: KEY,
      body: '【福源】晚点',
      purpose: 'care',
      cause: 'staff',
    },
  } as never);
  await it.clock.advance(10 * 60_000);
  await it.press('2');
  assert.match(it.text(), '待发');
  await it.press('ok', 'ok');
  assert.match(it.text(), '已取消');
  await it.clock.advance(3 * 3600_000);
  assert.is(it.modem.sent.length, 0);
  await it.stop();
});

for (const profile of ['standard', 'advanced'] as const) {
  test(`${profile}: a saved filter is deleted after a question, and its campaign stays`, async () => {
    const it = await openTerminal({ profile });
    await it.press(
      TEXTS,
      '4',
      '1',
      ...Array.from({ length: FIELDS - 1 }, () => 'ok'),
      'text:老',
      'text:客',
      'ok',
    );
    await it.press('text:好', 'ok', 'cancel', '2');
    assert.match(it.text(), /老客/);
    await it.press('4');
    assert.match(it.text(), /删除名单"老客"/);
    await it.press('cancel');
    assert.equal(audiences(it.kernel.state).length, 1);
    await it.press('4', 'ok');
    assert.match(it.text(), '没有存过名单');
    await it.press('cancel');
    assert.match(it.text(), '草稿');
    await it.stop();
    assert.equal(it.errors, []);
  });

  test(`${profile}: the words that the preview warns of are the shop's own`, async () => {
    const it = await openTerminal({ profile });
    await it.press(TEXTS, '8');
    assert.match(it.text(), '验证码');
    await it.press(
      ...Array.from({ length: 1000 }, () => 'delete').slice(0, riskyList(it.kernel.state).join(' ').length),
    );
    for (const sign of '苹果，清仓 苹果') await it.press(`text:${sign}`);
    await it.press('ok');
    assert.match(it.text(), '敏感词已保存');
    assert.equal(riskyWords(it.kernel.state, '今天清 仓，验证码免费'), ['清仓']);
    assert.equal(riskyList(it.kernel.state), ['苹果', '清仓']);
    await it.stop();
  });
}

test('a list of words that nobody could keep by hand is refused', () => {
  for (const wrong of ['长'.repeat(21), Array.from({ length: 201 }, (_, n) => `词${n}`).join(' ')])
    try {
      setRiskyList(wrong);
      assert.unreachable();
    } catch (error) {
      assert.ok(isTerminalError(error, 'command/words-wrong'));
    }
});

test.run();
