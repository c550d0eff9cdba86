/** What people text, in the spellings in which they text it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isAutoreply, wishOf } from '../../../terminal/uplink/keywords.js';

for (const [text, kind, words] of [
  ['ZC 王小明', 'register', '王小明'],
  ['ｚｃ：王小明。', 'register', '王小明'],
  ['登记王小明', 'register', '王小明'],
  [' 注册，欧阳·娜娜！', 'register', '欧阳·娜娜'],
  ['zc', 'register', ''],
  ['ye', 'balance', ''],
  ['余 额？', 'balance', ''],
  ['TS苹果有伤', 'complaint', '苹果有伤'],
  ['ts: Apples are bad', 'complaint', 'Apples are bad'],
  ['投诉：送来的苹果，有伤。', 'complaint', '送来的苹果，有伤'],
  ['咨询 几点关门', 'question', '几点关门'],
  ['建议多进点柚子', 'feedback', '多进点柚子'],
  ['预约明天15：30果篮两份', 'appointment', '明天15：30果篮两份'],
  ['yy 明天', 'appointment', '明天'],
  ['取消预约', 'withdraw', ''],
  ['取消 预约。', 'withdraw', ''],
  ['取消', 'refuse', ''],
  ['JF\u200b', 'points', ''],
  ['\ufeffzc \u202d王小明\u202c', 'register', '王小明'],
  ['\u200bTS 找\u{1f469}\u200d\u{1f373}了', 'complaint', '找\u{1f469}\u200d\u{1f373}了'],
] as const) {
  test(`"${text}" is ${kind}`, () => assert.equal(wishOf(text), { kind, words }));
}

for (const text of ['TSMC 的股票', 'YYDS', 'ZCOOL', '我要投诉', '你们接受预约吗', '积分怎么算', '', '！！！'])
  test(`"${text}" is a message to a person`, () => assert.is(wishOf(text), undefined));

test('what a machine says by itself is known', () => {
  for (const text of [
    '【自动回复】您好，我正在开会',
    'Auto-reply: I am out',
    'AUTOMATIC REPLY',
    'Out of Office until Monday',
  ])
    assert.ok(isAutoreply(text), text);
  for (const text of ['JF', '请回复我', 'reply please', '我自动回家']) assert.not.ok(isAutoreply(text), text);
});

test.run();
