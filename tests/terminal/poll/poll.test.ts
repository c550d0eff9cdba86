/** Votes and surveys by text. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { choiceOf } from '../../../terminal/poll/choice.js';
import { openPoll, type WantedPoll } from '../../../terminal/poll/commands.js';
import { polls, tally, wordsTo } from '../../../terminal/poll/queries.js';
import { STAFF } from '../../support/kernel.js';
import { KEY, type OpenTerminal, openTerminal } from '../terminal.js';

const HOUR_MS = 3600_000;
const FRUIT = ['苹果', '橙子', '柚子'];
const number = (n: number) => `+8613800138${String(n).padStart(3, '0')}`;

function open(it: OpenTerminal, wanted: Partial<WantedPoll> = {}) {
  const opens = it.clock.now();
  const poll = {
    id: it.kernel.ids.next(),
    kind: 'vote',
    title: '口味投票',
    opens,
    closes: opens + HOUR_MS,
    ...wanted,
  } as const;
  const questions = [{ text: '口味投票', options: FRUIT }];
  return it.kernel.transact(STAFF, (state) => openPoll(state, { questions, changeable: false, ...poll }));
}

const counts = ({ kernel }: OpenTerminal, index = 0, question = 0) => {
  const poll = polls(kernel.state, index, 1)[0];
  return poll ? tally(kernel.state, poll, question) : [];
};

for (const [words, choice] of [
  ['1', 0],
  ['３', 2],
  ['选2', 1],
  ['b', 1],
  ['柚子。', 2],
  ['1号', 0],
] as const)
  test(`"${words}" chooses`, () => assert.is(choiceOf(FRUIT, words), choice));
for (const words of ['0', '4', 'D', '苹果好吃', '12345', '', '1 2'])
  test(`"${words}" chooses nothing`, () => assert.is(choiceOf(FRUIT, words), undefined));

test('one vote a number, in any spelling, and a second one changes nothing', async () => {
  const it = await openTerminal();
  await open(it);
  await it.texted('TP 1', number(1));
  await it.texted('ｔｐ２', number(2));
  await it.texted('投票：苹果', number(3));
  await it.texted('柚子', number(4));
  await it.texted('2', number(1));
  assert.equal(counts(it), [2, 1, 1]);
  assert.is(it.sent()[0], '【福源】您已经投过票了，谢谢参与。');
  await it.stop();
});

test('a vote that may be changed counts the last one', async () => {
  const it = await openTerminal();
  await open(it, { changeable: true });
  for (const words of ['TP1', 'TP2', 'TP2']) await it.texted(words);
  assert.equal(counts(it), [0, 1, 0]);
  await it.stop();
});

test('words that choose nothing are told the options; without a vote the keyword is told so, and a digit is a message', async () => {
  const it = await openTerminal();
  await it.texted('TP 1');
  assert.is(it.sent()[0], '【福源】现在没有进行中的投票。');
  await it.texted('1');
  assert.is(it.sent().length, 1);
  await open(it);
  await it.texted('TP 西瓜');
  assert.is(it.sent()[0], '【福源】口味投票: 请回复"TP 序号"。1 苹果 2 橙子 3 柚子');
  it.clock.stepWall(2 * HOUR_MS);
  await it.texted('TP 1');
  assert.equal([it.sent()[0], counts(it)], ['【福源】现在没有进行中的投票。', [0, 0, 0]]);
  await it.stop();
});

test('with two votes open the text names which, and a bare digit is nobody’s vote', async () => {
  const it = await openTerminal();
  await open(it);
  await open(it, { title: '颜色' });
  await it.texted('1');
  await it.texted('TP1', KEY);
  assert.match(it.sent()[0] ?? '', 'TP2 颜色');
  await it.texted('TP1 3');
  await it.texted('TP2 - 橙子');
  assert.equal(
    [counts(it, 1), counts(it, 0)],
    [
      [0, 0, 1],
      [0, 1, 0],
    ],
  );
  await it.stop();
});

test('a survey asks one question after another, and waits for an answer that fits', async () => {
  const it = await openTerminal();
  const questions = [
    { text: '味道怎么样', options: ['不好', '一般', '好'] },
    { text: '还想买什么', options: [] },
  ];
  await open(it, { kind: 'survey', title: '回访', questions });
  await it.texted('问卷');
  assert.is(it.sent()[0], '【福源】(1/2) 味道怎么样 请回复序号: 1 不好 2 一般 3 好');
  await it.texted('你们几点关门');
  assert.is(it.sent().length, 1);
  await it.texted('3');
  assert.is(it.sent()[0], '【福源】(2/2) 还想买什么');
  await it.texted('新鲜荔枝');
  assert.is(it.sent()[0], '【福源】谢谢您的回答!');
  const poll = polls(it.kernel.state, 0, 1)[0];
  assert.equal([counts(it), wordsTo(it.kernel.state, poll?.id ?? '', 1, 9)], [[0, 0, 1], ['新鲜荔枝']]);
  await it.texted('DC');
  assert.is(it.sent()[0], '【福源】您已经答完了，谢谢参与。');
  await it.stop();
});

test('options that nobody could tell apart by text are refused, and so is one that would unsubscribe who chooses it', async () => {
  const it = await openTerminal();
  for (const options of [
    ...[['苹果'], ['苹果', '苹果'], ['', ' ']],
    ...[
      ['苹果', '苹 果'],
      ['苹果', '苹果。'],
      ['Apple', 'ａｐｐｌｅ'],
      ['...', '苹果'],
    ],
    ...[
      ['2', '1'],
      ['Y', 'N'],
      ['继续', '退订'],
    ],
  ]) {
    try {
      await open(it, { questions: [{ text: '口味', options }] });
      assert.unreachable();
    } catch (error) {
      assert.ok(isTerminalError(error, 'command/poll-options'));
    }
  }
  await it.stop();
});

test('numbers may be options where they stand at their own place', async () => {
  const it = await openTerminal();
  await open(it, { questions: [{ text: '几点来', options: ['8点', '9点', '10点'] }] });
  await it.texted('9点', number(1));
  await it.texted('3', number(2));
  assert.equal(counts(it), [0, 1, 1]);
  await it.stop();
});

for (const profile of ['standard', 'advanced'] as const)
  test(`a vote is made on the keypad and its bars follow each text, ${profile}`, async () => {
    const it = await openTerminal({ profile });
    await it.press('9', '4', '2');
    await it.press(
      'text:口',
      'text:味',
      'ok',
      'text:苹',
      'ok',
      'text:橙',
      'ok',
      'ok',
      'ok',
      'ok',
      'ok',
      'ok',
      'ok',
      'ok',
    );
    await it.press('ok');
    assert.match(it.text(), '0 人参与');
    for (let n = 1; n <= 3; n++) await it.texted(n === 3 ? 'TP2' : 'TP1', number(n));
    assert.match(it.text(), '3 人参与');
    assert.match(it.text(), /1 苹\s+█+\s+2 67%/);
    assert.match(it.text(), /2 橙\s+█+\s+1 33%/);
    await it.press('2');
    assert.is(it.kernel.state.value<string>('SELECT number FROM receipts'), 'TP1');
    await it.press('3', 'ok');
    await it.texted('TP1', number(9));
    assert.equal(counts(it), [2, 1]);
    await it.stop();
    assert.equal(it.errors, []);
  });

test('a vote may open on a later day, at midnight, and takes nothing before', async () => {
  const it = await openTerminal();
  await it.press(
    '9',
    '4',
    '2',
    'text:口',
    'ok',
    'text:苹',
    'ok',
    'text:橙',
    'ok',
    'ok',
    'ok',
    'ok',
    'ok',
    '2',
  );
  await it.press('ok', 'ok', 'ok');
  assert.match(it.text(), '11-24 00:00 开始');
  await it.texted('TP 1');
  assert.match(it.sent()[0] ?? '', '现在没有进行中的投票');
  it.clock.stepWall(38 * HOUR_MS); // From Sunday 10:42 to Tuesday 00:42.
  await it.texted('TP 1', number(1));
  assert.equal(counts(it), [1, 0]);
  const [poll] = polls(it.kernel.state, 0, 1);
  assert.is((poll?.closes ?? 0) - (poll?.opens ?? 0), 7 * 24 * HOUR_MS);
  await it.stop();
});

test('a vote that is over does not offer to be ended', async () => {
  const it = await openTerminal();
  await open(it);
  await it.press('9', '4', 'ok');
  assert.match(it.text(), /3 结束/);
  await it.press('3', 'ok');
  assert.not.match(it.text(), /3 结束/);
  await it.stop();
});

test('a survey shows its question, and all five bars under a long one on the small screen', async () => {
  const it = await openTerminal();
  const options = ['很不满意', '不满意', '一般', '满意', '很满意'];
  const text = '您对我们店里上个月新换的水果摆放、灯光、价格牌和收银台的位置是不是满意，请您告诉我们';
  const kind = 'survey' as const;
  await open(it, { kind, title: '满意度', questions: [{ text: '店里干净吗', options }] });
  await it.press('9', '4', 'ok');
  assert.match(it.text(), /店里干净吗/);
  const questions = [
    { text, options },
    { text, options },
  ];
  await open(it, { kind, title: '摆放', questions });
  await it.press('cancel', 'up', 'ok');
  assert.match(it.text(), /1\/2 您对我们[\s\S]*1 很不满意[\s\S]*5 很满意/);
  await it.stop();
});

test.run();
