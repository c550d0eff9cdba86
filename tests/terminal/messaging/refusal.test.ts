/** Which texts refuse, and which only look like it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refusalOf } from '../../../terminal/messaging/refusal.js';

test('a refusal is understood as a sentence, and a wish or a question about texts is none', () => {
  for (const words of [
    '我要退订',
    '请退订，谢谢',
    '麻烦帮我退订短信',
    '退订吧',
    '申请拒收短信',
    '别再给我发短信了！',
    '不要給我發短信了',
    '請勿再發短信',
    '不要发了',
    '停止发送',
    '谢谢，退订',
    '不要再给我发送广告了',
    '不想再收到短信',
    '我不想收到你们的广告短信了',
    '拒绝接收',
    '不再接收短信',
    '请勿打扰',
    '别再骚扰我了！',
    'Stop, please.',
    'please stop texting me',
    'Unsubscribe me',
  ])
    assert.ok(refusalOf(words) !== undefined, words);
  for (const words of [
    'T恤多少钱',
    '怎么退订会员卡',
    '我要退订金',
    '请取消周六的果篮',
    '我要T',
    '别忘了给我发短信',
    '不要发顺丰',
    '请再给我发一次短信',
    '我没收到短信',
    '不要再接收快递',
    '拒绝接收破损的果篮',
    '打扰了，请问几点关门',
    '别打扰到您吧',
    'please stop by at noon',
    'stop the order',
    '我要'.repeat(8000),
    `退订${'谢谢了'.repeat(8000)}`,
  ])
    assert.is(refusalOf(words), undefined, words);
});

test('a polite, a traditional and a wordy refusal stop texts too', () => {
  for (const words of [
    'Please stop',
    'pls stop!',
    'STOP MSG',
    '退訂，謝謝！',
    '麻煩幫我退訂',
    '別再發廣告了',
    '不要再發簡訊',
    '請不要再打擾',
    '不想再收到你們的訊息',
    '退订广告',
    '退订此类营销短信',
    '拒收广告',
    '确认退订',
    '退订确认',
    '退订。谢谢你',
    '请停止发送',
    '停止发短信',
    'TD 拒收',
  ])
    assert.ok(refusalOf(words) !== undefined, words);
  for (const words of [
    '退订信息怎么填',
    '停止发货',
    '停止营业了吗',
    '拒收的快递',
    '确认退订单',
    'please stop the delivery',
    '不要退订',
    '我没有退订',
    `请${'退订'.repeat(9000)}了`,
    `退订${'短信广告'.repeat(9000)}吗`,
  ])
    assert.is(refusalOf(words), undefined, words.slice(0, 20));
});

test('a refusal is understood in every spelling that people send', () => {
  const spellings = [
    ...[
      'R',
      'r',
      'Ｒ',
      'TD',
      'td',
      'Td',
      'ＴＤ',
      'ｔｄ',
      'T D',
      ' T\u3000D ',
      'TD。',
      'T.D.',
      '"TD"',
      'T',
      'N',
    ],
    ...[
      'STOP',
      'Stop!',
      'stop...',
      'S T O P',
      'ＳＴＯＰ',
      'ST0P',
      'STOP\n',
      '退订',
      '退訂',
      '【退订】',
      '退 订',
      '退订！！',
    ],
    ...[
      '拒收',
      '取消订阅',
      '取消訂閱',
      '回复R',
      '回复 TD',
      '回TD',
      'TD退订',
      '退订谢谢',
      '别再发了',
      '不要再发！',
    ],
    ...['R R', 'RR', '退订退订', '退订TD', '退订回T', '拒收请回复R', '停发', 'CANCEL'],
    ...['Т', 'ТD', '\u200bTD\u200b', 'TD👎'],
  ];
  for (const text of spellings) assert.ok(refusalOf(text), JSON.stringify(text));
});

test('a message that only begins with such a word is for a person', () => {
  const messages = [
    ...[
      'STOP 12345',
      'STOP 订单',
      'TD1',
      'T恤有吗',
      'R2',
      '0',
      'TDD',
      '退订单',
      '我要退订单',
      '取消预约',
      '取消明天的预约',
    ],
    ...['0000000', '谢谢谢谢', 'TT快车', '退订金', '拒收了一件快递'],
    ...['订', '', '   ', '👎', '好', 'JF', '拒收快递怎么办', 'N95口罩有吗', 'END of day?'],
  ];
  for (const text of messages) assert.is(refusalOf(text), undefined, JSON.stringify(text));
});

test('the word is told, as evidence', () => {
  assert.is(refusalOf('ｔｄ。'), 'TD');
  assert.is(refusalOf('回复Ｒ'), 'R');
  assert.is(refusalOf('ST0P'), 'STOP');
});

test.run();
