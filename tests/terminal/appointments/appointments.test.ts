/** When people want to come, what is agreed, and the reminder. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { momentOfDigits } from '../../../terminal/appointments/digits.js';
import { missedTimes, schedule } from '../../../terminal/appointments/queries.js';
import { readWhen } from '../../../terminal/appointments/when.js';
import { KEY, type OpenTerminal, openTerminal } from '../terminal.js';

/** Sunday 2026-11-22 10:42 in Shanghai, eight hours ahead of UTC. */
const NOW = Date.UTC(2026, 10, 22, 2, 42);
const ZONE = 'Asia/Shanghai';
const HOUR_MS = 3600_000;
/** Time passes, most of it at once, and the reminder looks again. */
const later = async ({ clock }: OpenTerminal, ms: number): Promise<void> => {
  clock.stepWall(ms);
  await clock.advance(10 * 60_000);
};
const shanghai = (month: number, day: number, hour: number, minute = 0, year = 2026) =>
  Date.UTC(year, month - 1, day, hour - 8, minute);

for (const [text, when, about] of [
  ['明天15:30 果篮两份', shanghai(11, 23, 15, 30), '果篮两份'],
  ['明天下午3点半，果篮两份', shanghai(11, 23, 15, 30), '果篮两份'],
  ['今晚八点', shanghai(11, 22, 20), ''],
  ['后天十点一刻 修手机', shanghai(11, 24, 10, 15), '修手机'],
  ['大后天9：00', shanghai(11, 25, 9), ''],
  ['周三上午10点', shanghai(11, 25, 10), ''],
  ['周日下午两点', shanghai(11, 22, 14), ''],
  ['下周一 9点 剪发', shanghai(11, 23, 9), '剪发'],
  ['11-25 15:30', shanghai(11, 25, 15, 30), ''],
  ['12月1日 中午12点 取货', shanghai(12, 1, 12), '取货'],
  ['1月3号晚上7点', shanghai(1, 3, 19, 0, 2027), ''],
  ['25号 9:00', shanghai(11, 25, 9), ''],
  ['3号 9:00', shanghai(12, 3, 9), ''],
  ['11-22 10:43', shanghai(11, 22, 10, 43), ''],
  ['今晚12点', shanghai(11, 23, 0), ''],
  ['明天晚上12点半', shanghai(11, 24, 0, 30), ''],
  ['明晚0点', shanghai(11, 24, 0), ''],
  ['半夜12点', shanghai(11, 23, 0), ''],
  ['明天中午12点', shanghai(11, 23, 12), ''],
  ['明天凌晨12点', shanghai(11, 23, 0), ''],
  ['深夜11点', shanghai(11, 22, 23), ''],
  ['12月31号 9:00', shanghai(12, 31, 9), ''],
] as const) {
  test(`"${text}" is understood`, () => assert.equal(readWhen(text, NOW, ZONE), { when, about }));
}

for (const text of ['明天 果篮', '25:70', '13-45 10:00', '今天 9:00', '随便', ''])
  test(`"${text}" names no time to come: a person asks`, () =>
    assert.is(readWhen(text, NOW, ZONE).when, undefined));

for (const text of ['31号 9:00', '11月31日下午3点', '2月29日 9:00', '13月5日 15:00', '32号 15:00'])
  test(`"${text}" is no day that there is: a person asks, and sees what was said`, () =>
    assert.equal(readWhen(text, NOW, ZONE), { about: text }));

test('days from today go on into the next month and the next year', () => {
  const [last, eve] = [shanghai(11, 30, 10), shanghai(12, 31, 10)];
  assert.is(readWhen('明天 9:00', last, ZONE).when, shanghai(12, 1, 9));
  assert.is(readWhen('3号 9:00', eve, ZONE).when, shanghai(1, 3, 9, 0, 2027));
  assert.is(readWhen('下周一 9:00', eve, ZONE).when, shanghai(1, 4, 9, 0, 2027));
});

for (const profile of ['standard', 'advanced'] as const)
  test(`staff confirms what was asked for, and the customer is reminded the day before, once: ${profile}`, async () => {
    const it = await openTerminal({ profile });
    await it.texted('预约 后天15:30 果篮');
    await it.press('9', '3', 'ok', 'ok', 'ok', 'ok');
    assert.is(it.sent()[0], '【福源】您的预约已确认: 11月24日 15:30 果篮。');
    await later(it, 12 * HOUR_MS);
    assert.is(it.sent().length, 2);
    await later(it, 12 * HOUR_MS);
    assert.is(it.sent()[0], '【福源】提醒您明天的预约: 11月24日 15:30 果篮。如要取消请回复"取消预约"。');
    await later(it, 24 * HOUR_MS);
    assert.is(it.sent().length, 3);
    await it.stop();
    assert.equal(it.errors, []);
  });

test('nobody is reminded before ten in the morning, nor of what was cancelled', async () => {
  const it = await openTerminal();
  await it.texted('预约 11-24 15:30 果篮');
  await it.press('9', '3', 'ok', 'ok', 'ok', 'ok');
  await later(it, 23 * HOUR_MS - 10 * 60_000); // 9:42 on the day before
  assert.is(it.sent().length, 2);
  await it.press('5', 'ok');
  assert.is(it.sent()[0], '【福源】您的预约已取消，如有需要请再联系我们。');
  await later(it, 4 * HOUR_MS);
  assert.is(it.sent().length, 3);
  assert.equal(schedule(it.kernel.state, 0, 9), []);
  await it.stop();
});

for (const profile of ['standard', 'advanced'] as const)
  test(`booked at the keypad in digits, warned of a clash, seen in the diary, and did not come: ${profile}`, async () => {
    const it = await openTerminal({ profile });
    const digits = (text: string) => [...text];
    await it.press(
      '9',
      '3',
      '2',
      ...digits('13800138000'),
      'ok',
      ...digits('1124'),
      'ok',
      ...digits('930'),
      'ok',
    );
    await it.press('text:剪', 'ok');
    assert.is(it.sent()[0], '【福源】您的预约已确认: 11月24日 09:30 剪。');
    await it.press('2', 'ok', ...digits('1124'), 'ok', ...digits('945'), 'ok', 'text:染', 'ok');
    assert.match(it.text(), /已有 1 个预约: 09:30 王小明/);
    await it.press('cancel');
    assert.is(schedule(it.kernel.state, 0, 9).length, 1);
    await it.press('ok', 'ok');
    assert.is(schedule(it.kernel.state, 0, 9).length, 2);
    await it.press('6', '6', '6');
    assert.match(it.text(), /11-24 周二/);
    assert.match(it.text(), /09:30[\s\S]*王小明/);
    await it.press('ok');
    it.clock.stepWall(72 * HOUR_MS);
    await it.press('4');
    assert.match(it.text(), /没来|已记下/);
    assert.is(missedTimes(it.kernel.state, KEY), 1);
    await it.press('6', '4');
    assert.match(it.text(), /09:30×/);
    await it.stop();
    assert.equal(it.errors, []);
  });

for (const [day, time, at] of [
  [1125, 1530, shanghai(11, 25, 15, 30)],
  [105, 0, shanghai(1, 5, 0, 0, 2027)],
  [1122, 900, shanghai(11, 22, 9)],
  [1131, 900, undefined],
  [229, 900, undefined],
  [0, 900, undefined],
  [1125, 2400, undefined],
  [1125, 1060, undefined],
] as const)
  test(`${day} ${time} in digits`, () => assert.is(momentOfDigits(day, time, NOW, ZONE), at));

test('a number has at most three open appointments by text', async () => {
  const it = await openTerminal();
  for (let n = 1; n <= 6; n++) await it.texted(`预约 明天${n + 10}:00 第${n}个`);
  assert.is(schedule(it.kernel.state, 0, 9).length, 3);
  await it.stop();
});

test('an appointment typed with a digit too few is not booked', async () => {
  const it = await openTerminal();
  await it.press('9', '3', '2', ...'138001380', 'ok');
  assert.match(it.text(), /号码/);
  await it.press(...'00', 'ok', 'ok', ...'1530', 'ok', 'ok');
  assert.equal(
    schedule(it.kernel.state, 0, 9).map(({ key }) => key),
    ['+8613800138000'],
  );
  await it.stop();
});

test.run();
