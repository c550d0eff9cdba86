/** A one-time code is for its receiver: whoever stands at the terminal reads dots, before it is sent and ever after. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { sentenceOf } from '../../../terminal/audit/sentence.js';
import { shownOf } from '../../../terminal/messaging/code.js';
import { resendText } from '../../../terminal/messaging/outgoing.js';
import { outbox } from '../../../terminal/messaging/queries.js';
import { createTextsMenu } from '../../../terminal/messaging/screens/boxes.js';
import { timelineOf } from '../../../terminal/timeline/index.js';
import { createFormat, createTranslate } from '../../../terminal/ui/index.js';
import { saidWith } from '../../../terminal/uplink/queries.js';
import { ALL_TEXTS } from '../../../terminal/words.js';
import { happen, STAFF } from '../../support/kernel.js';
import { fakeModem } from '../fake-devices.js';
import { KEY as MEMBER_KEY, openTerminal } from '../terminal.js';
import { HOUR_MS, MINUTE_MS, openPost, wordsOf } from './post.js';

const CODE = '验证码314159，5分钟内有效';
const SHOWN = '【掌柜】验证码••••••，5分钟内有效';

test('the code goes out to its receiver, and nobody finds it in the outbox or the database afterwards', async () => {
  const modem = fakeModem();
  modem.become('absent');
  const it = await openPost({}, modem);
  await it.queue(CODE, 'otp');
  assert.equal([it.states(), it.texts()[0]?.body], [['queued'], SHOWN], 'while it waits');
  modem.become('ready');
  await it.clock.advance(MINUTE_MS);
  assert.equal(wordsOf(modem), [`【掌柜】${CODE}`]);
  assert.equal([it.states(), it.texts()[0]?.body], [['sent'], SHOWN]);
  assert.is(it.kernel.state.value("SELECT count(*) FROM texts WHERE body LIKE '%314159%'"), 0);
  await it.stop();
});

test('a code that failed or expired is gone, and is not sent again', async () => {
  const it = await openPost();
  it.modem.answers.push({ state: 'failed', code: 'cms/1', retry: 'permanent' });
  await it.queue(CODE, 'otp');
  it.modem.become('absent');
  await it.queue('验证码271828', 'otp');
  await it.clock.advance(HOUR_MS);
  it.modem.become('ready');
  await it.clock.settle();
  assert.equal(it.states(), ['failed', 'expired']);
  assert.is(it.kernel.state.value("SELECT count(*) FROM texts WHERE body GLOB '*[0-9][0-9][0-9][0-9]*'"), 0);
  for (const id of [CODE, '验证码271828']) {
    const again = it.kernel.transact(STAFF, (state) => resendText(state, id, 'again', it.clock.now()));
    assert.ok(isTerminalError(await again.catch((error: unknown) => error), 'command/text-code'));
  }
  await it.stop();
});

for (const profile of ['standard', 'advanced'] as const) {
  test(`${profile}: outbox, conversation, timeline and audit show dots in the place of a code`, async () => {
    const it = await openTerminal({ profile });
    it.modem.become('absent');
    const queued = { type: 'messaging.queued', v: 1, text: 'o1', key: MEMBER_KEY, cause: 'staff' };
    const event = { ...queued, body: '【福源】314159是您的验证码', purpose: 'otp' };
    await happen(it.kernel, event as never);
    const { state } = it.kernel;
    it.ui.nav.push(createTextsMenu(it.app));
    await it.press('2');
    assert.match(it.text(), /【福源】•/);
    assert.not.match(it.text(), /314/);
    await it.press('ok');
    assert.match(it.text(), /••••••是您的验证码/);
    assert.not.match(it.text(), /314/);
    const told = [
      outbox(state, 0, 1)[0]?.body,
      saidWith(state, { key: MEMBER_KEY, sender: '' }, 1)[0]?.body,
      timelineOf(state, 1, { kind: 'text', offset: 0, limit: 1 }).rows[0]?.words,
    ];
    assert.equal(told, Array(3).fill('【福源】••••••是您的验证码'));
    const wording = { state, t: createTranslate('zh-CN', ALL_TEXTS), format: createFormat('zh-CN', 'UTC') };
    assert.is(sentenceOf(event as never, wording), '给 138 0013 8000 发短信');
    await it.stop();
  });
}

test('an amount beside a code is no code, and other texts keep their numbers', () => {
  const body = '验证码314159，在福源支付1234.50元，5分钟内有效. Code: 271828.';
  assert.is(shownOf(body, 'otp'), '验证码••••••，在福源支付1234.50元，5分钟内有效. Code: ••••••.');
  assert.is(shownOf('单号20261122', 'service'), null);
});

test.run();
