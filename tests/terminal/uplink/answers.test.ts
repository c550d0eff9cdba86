/** What the terminal does by itself about texts that come in, and where it stops. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openAppointmentsOf } from '../../../terminal/appointments/queries.js';
import { blockNumber } from '../../../terminal/calls/commands.js';
import { cases, openCasesOf } from '../../../terminal/cases/queries.js';
import { customersByPhone } from '../../../terminal/customers/index.js';
import { hasRefused, inboxCount, unreadCount } from '../../../terminal/messaging/queries.js';
import { conversations } from '../../../terminal/uplink/queries.js';
import { happen, STAFF } from '../../support/kernel.js';
import { chinese } from '../pdus.js';
import { KEY, openTerminal } from '../terminal.js';

const STRANGER = '+8613900139000';

test('a stranger registers by text, once, and may ask for points then', async () => {
  const it = await openTerminal();
  await it.texted('ＺＣ 李芳', STRANGER);
  assert.is(customersByPhone(it.kernel.state, STRANGER)[0]?.name, '李芳');
  await it.texted('ZC 李小芳', STRANGER);
  await it.texted('JF', STRANGER);
  assert.equal(
    customersByPhone(it.kernel.state, STRANGER).map(({ name }) => name),
    ['李芳'],
  );
  assert.equal(it.sent(), [
    '【福源】李芳您好，您现有积分0。',
    '【福源】李芳您好，您已经登记过了。回复JF查积分。',
    '【福源】李芳您好，登记成功。回复JF查积分，YE查余额。',
  ]);
  await it.stop();
});

test('what is no name is a message to a person, not a customer', async () => {
  const it = await openTerminal();
  for (const words of ['ZC 123456', '登记一下我的会员卡丢了怎么办呢请问需要带身份证吗谢谢你们'])
    await it.texted(words, STRANGER);
  assert.equal([customersByPhone(it.kernel.state, STRANGER), it.sent()], [[], []]);
  await it.stop();
});

test('the balance tells principal and gift', async () => {
  const it = await openTerminal();
  const entry = (account: string, amount: number) =>
    ({
      type: 'ledger.entered',
      v: 1,
      customer: 'c1',
      account,
      amount,
      reason: 'opening',
      cause: 'x',
    }) as never;
  await happen(it.kernel, entry('principal', 30_000), entry('bonus', 5_600));
  await it.texted('ＹＥ');
  assert.equal(it.sent(), ['【福源】王小明您好，您的储值余额356.00元，其中赠送56.00元。']);
  await it.stop();
});

test('a complaint becomes a case, a second one is added to it, and only the first is answered', async () => {
  const it = await openTerminal();
  await it.texted('投诉 苹果有伤');
  await it.texted('TS 而且很酸');
  assert.equal(
    openCasesOf(it.kernel.state, KEY).map(({ no, kind, body }) => [no, kind, body]),
    [[1, 'complaint', '苹果有伤\n而且很酸']],
  );
  assert.equal(it.sent(), ['【福源】已收到，编号1，我们会尽快答复您。']);
  await it.stop();
});

test('an appointment is asked for by text and taken back by text', async () => {
  const it = await openTerminal();
  await it.texted('预约 明天下午3点半 果篮两份');
  const [one] = openAppointmentsOf(it.kernel.state, KEY);
  assert.equal([one?.about, one?.due, one?.state], ['果篮两份', Date.UTC(2026, 10, 23, 7, 30), 'requested']);
  assert.match(it.sent()[0] ?? '', '已收到您的预约 11月23日 15:30');
  await it.texted('取消预约');
  assert.equal([openAppointmentsOf(it.kernel.state, KEY), hasRefused(it.kernel.state, KEY)], [[], false]);
  await it.stop();
});

test('nothing is said to what a machine says, whatever keyword it has; a refusal counts all the same', async () => {
  const it = await openTerminal();
  await it.texted('投诉 自动回复: 我现在不方便');
  await it.texted('【自动回复】您的短信已收到');
  assert.equal([it.sent(), cases(it.kernel.state, 0, 9)], [[], []]);
  assert.is(inboxCount(it.kernel.state), 2);
  await it.texted('TD');
  assert.ok(hasRefused(it.kernel.state, KEY));
  await it.stop();
});

test('a thousand texts in a minute from one number are all kept and cost five answers', async () => {
  const it = await openTerminal();
  for (let n = 0; n < 1000; n++) await it.modem.offer(chinese(`投诉 第${n}次`, KEY.slice(1), n % 60));
  await it.modem.offer(chinese('JF', KEY.slice(1), 1));
  for (let n = 0; n < 60; n++) await it.modem.offer(chinese('jf ', KEY.slice(1), n));
  assert.is(inboxCount(it.kernel.state), 1061);
  assert.is(cases(it.kernel.state, 0, 9).length, 1);
  assert.ok((cases(it.kernel.state, 0, 1)[0]?.body.length ?? 0) <= 2000);
  assert.ok(it.sent().length <= 5);
  await it.stop();
});

test('twenty answers a day to one number, however slowly it writes', async () => {
  const it = await openTerminal();
  for (let n = 0; n < 60; n++) {
    await it.clock.advance(11 * 60_000);
    await it.modem.offer(chinese(`JF${'。'.repeat(n)}`, KEY.slice(1), n));
  }
  assert.is(it.sent().length, 20);
  await it.stop();
});

test('answers that a clock a year ahead has written down keep nobody from an answer when it is right again', async () => {
  const it = await openTerminal();
  it.clock.stepWall(400 * 24 * 3600_000);
  for (let n = 0; n < 6; n += 1) await it.texted('JF');
  assert.is(it.sent().length, 5);
  it.clock.stepWall(-400 * 24 * 3600_000);
  await it.texted('JF');
  assert.is(it.sent().length, 6);
  await it.stop();
});

test('a blocked number is answered nothing, and its texts wait for nobody', async () => {
  const it = await openTerminal();
  await it.kernel.transact(STAFF, (state) => blockNumber(state, STRANGER, ''));
  await it.texted('JF', STRANGER);
  await it.texted('投诉 垃圾', STRANGER);
  assert.equal([it.sent(), cases(it.kernel.state, 0, 9)], [[], []]);
  assert.equal([inboxCount(it.kernel.state), unreadCount(it.kernel.state)], [2, 0]);
  assert.not.match(it.text(), '新短信');
  await it.stop();
});

test('a question waits on top of fifty texts that were answered, and it alone is unread', async () => {
  const it = await openTerminal();
  await it.texted('苹果还有吗', STRANGER);
  for (let n = 0; n < 25; n++) {
    const voter = `+86139000${String(n).padStart(5, '0')}`;
    await it.texted('JF', voter);
    await it.texted('投诉 苹果有伤', voter);
  }
  assert.is(unreadCount(it.kernel.state), 1);
  assert.is(conversations(it.kernel.state, 0, 1)[0]?.key, STRANGER);
  await it.stop();
});

test('a bare 取消 takes back an appointment while there is one, and refuses texts when there is none', async () => {
  const it = await openTerminal();
  await it.texted('预约 明天15:30 果篮');
  await it.texted('取消。');
  assert.equal(openAppointmentsOf(it.kernel.state, KEY), []);
  assert.not.ok(hasRefused(it.kernel.state, KEY));
  assert.match(it.sent()[0] ?? '', '您的预约已取消');
  await it.texted('取消');
  assert.ok(hasRefused(it.kernel.state, KEY));
  await it.texted('预约 明天15:30 果篮');
  await it.texted('退订');
  assert.is(openAppointmentsOf(it.kernel.state, KEY).length, 1, 'a word of refusal is always one');
  await it.stop();
});

test('a blocked number that refuses is texted no more, though nothing answers it', async () => {
  const it = await openTerminal();
  await it.kernel.transact(STAFF, (state) => blockNumber(state, STRANGER, ''));
  await it.texted('ＴＤ', STRANGER);
  assert.ok(hasRefused(it.kernel.state, STRANGER));
  assert.equal([it.sent(), unreadCount(it.kernel.state)], [[], 0]);
  await it.stop();
});

for (const profile of ['standard', 'advanced'] as const)
  test(`a conversation shows both sides and is answered from the keypad, ${profile}`, async () => {
    const it = await openTerminal({ profile });
    await it.texted('你好，苹果还有吗');
    await it.press('9', '1');
    assert.match(it.text(), '王小明');
    await it.press('ok');
    assert.match(it.text(), '你好，苹果还有吗');
    assert.is(unreadCount(it.kernel.state), 0);
    await it.press('ok');
    assert.match(it.text(), '写短信');
    await it.stop();
    assert.equal(it.errors, []);
  });

test('conversations in English', async () => {
  const it = await openTerminal({ locale: 'en', profile: 'advanced' });
  await it.press('9');
  assert.match(it.text(), 'Conversations');
  await it.press('1');
  assert.match(it.text(), 'Nobody has texted yet');
  await it.stop();
});

test.run();
