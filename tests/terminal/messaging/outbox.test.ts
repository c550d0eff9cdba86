/** What goes first, what waits for the morning or for the SIM's rate, and what is not worth sending any more. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { cancelText, resendText } from '../../../terminal/messaging/outgoing.js';
import { closesAt, isQuiet, mayGoAt } from '../../../terminal/messaging/quiet.js';
import { STAFF } from '../../support/kernel.js';
import { virtualClock } from '../../support/virtual-clock.js';
import { fakeModem } from '../fake-devices.js';
import { HOUR_MS, KEY, MINUTE_MS, numberKey, openPost, wordsOf } from './post.js';

const NIGHT = { quietFrom: 21 * 60, quietTo: 8 * 60 };
const ZONE = 'Asia/Shanghai';
/** Wall time in Shanghai on 2026-11-22; hours may run over. */
const at = (hour: number, minute = 0): number => Date.UTC(2026, 10, 22, hour - 8, minute);

test('quiet hours may cross midnight, lie within a day, or not be', () => {
  const quiet = (hour: number, from: number, to: number): boolean =>
    isQuiet(hour * 60, { quietFrom: from * 60, quietTo: to * 60 });
  assert.equal(
    [20, 21, 23, 0, 7, 8, 12].map((hour) => quiet(hour, 21, 8)),
    [false, true, true, true, true, false, false],
  );
  assert.equal(
    [11, 12, 13, 14].map((hour) => quiet(hour, 12, 14)),
    [false, true, true, false],
  );
  assert.equal(
    [0, 9].map((hour) => quiet(hour, 9, 9)),
    [false, false],
  );
});

test('an advertisement of the evening waits until eight in the morning', () => {
  assert.is(mayGoAt('marketing', at(20, 59), NIGHT, ZONE), at(20, 59));
  assert.is(mayGoAt('marketing', at(21), NIGHT, ZONE), at(32));
  assert.is(mayGoAt('care', at(24, 30), NIGHT, ZONE), at(32));
  assert.is(mayGoAt('service', at(23), NIGHT, ZONE), at(23));
  assert.is(mayGoAt('otp', at(3), NIGHT, ZONE), at(3));
  assert.is(closesAt(at(10), NIGHT, ZONE), at(21));
  assert.is(closesAt(at(22), NIGHT, ZONE), at(45));
  const december31 = Date.UTC(2026, 11, 31, 14);
  assert.is(mayGoAt('marketing', december31, NIGHT, ZONE), Date.UTC(2027, 0, 1, 0), 'over the end of a year');
});

test('a one-time code overtakes what was bought, that overtakes care, that overtakes a campaign', async () => {
  const modem = fakeModem();
  modem.become('absent');
  const it = await openPost({}, modem);
  await it.agree(KEY);
  for (const purpose of ['marketing', 'care', 'service', 'otp'] as const) await it.queue(purpose, purpose);
  modem.become('ready');
  await it.clock.advance(MINUTE_MS);
  assert.equal(wordsOf(modem), [
    '【掌柜】otp',
    '【掌柜】service',
    '【掌柜】care',
    '【掌柜】marketing拒收请回复R',
  ]);
  await it.stop();
});

test('at night advertisements stay, and what was asked for goes', async () => {
  const it = await openPost({ clock: virtualClock(at(21, 30)) });
  await it.agree(KEY);
  await it.queue('ad', 'marketing');
  await it.queue('service');
  assert.equal(it.states(), ['queued', 'sent']);
  await it.clock.advance(10.5 * HOUR_MS - 1000);
  assert.equal(it.states(), ['queued', 'sent']);
  await it.clock.advance(1000);
  assert.equal(it.states(), ['sent', 'sent']);
  await it.stop();
});

test('the SIM sends no more than its minute, its hour and its day allow', async () => {
  const it = await openPost();
  await it.set({ perMinute: 1, perHour: 7, perDay: 9 }); // Five a minute of what people wait for.
  for (let n = 0; n < 11; n++) await it.queue(`t${n}`, 'service', numberKey(n));
  const sent: number[] = [];
  for (const ms of [MINUTE_MS - 1, 1000, 58 * MINUTE_MS, 2 * MINUTE_MS, 10 * HOUR_MS, 14 * HOUR_MS]) {
    await it.clock.advance(ms);
    sent.push(it.modem.sent.length);
  }
  assert.equal(sent, [5, 6, 7, 9, 9, 11]);
  await it.stop();
});

test('a campaign leaves a fifth of the hour to others', async () => {
  const it = await openPost();
  await it.set({ perMinute: 60, perHour: 10, perDay: 1000 });
  const keys = Array.from({ length: 12 }, (_, n) => numberKey(n));
  await it.agree(...keys);
  for (const [n, key] of keys.entries()) await it.queue(`ad${n}`, 'marketing', key);
  await it.clock.advance(5 * MINUTE_MS);
  assert.is(it.modem.sent.length, 8);
  await it.queue('code', 'otp');
  await it.clock.advance(MINUTE_MS);
  assert.is(it.modem.sent.length, 9);
  await it.stop();
});

test('a code that waited five minutes is not sent any more', async () => {
  const modem = fakeModem();
  modem.become('absent');
  const it = await openPost({}, modem);
  await it.queue('code', 'otp');
  await it.clock.advance(6 * MINUTE_MS);
  modem.become('ready');
  await it.clock.settle();
  assert.equal([it.states(), modem.sent.length], [['expired'], 0]);
  const again = await openPost({ disk: it.disk.durable() });
  assert.equal(again.states(), ['expired'], 'also after a power cut');
  await again.stop();
});

test('a SIM card that is full of old texts takes no more in, and sends all the same', async () => {
  const modem = fakeModem();
  modem.become('degraded', 'not-registered');
  const it = await openPost({}, modem);
  await it.queue('t1');
  assert.equal(it.states(), ['queued'], 'without a network it waits');
  modem.become('degraded', 'store-full');
  await it.clock.advance(MINUTE_MS);
  assert.equal(it.states(), ['sent']);
  await it.stop();
});

test('a text that waits can be taken back, one that is gone cannot', async () => {
  const modem = fakeModem();
  modem.become('absent');
  const it = await openPost({}, modem);
  await it.queue('t1');
  await it.kernel.transact(STAFF, (state) => cancelText(state, 't1'));
  modem.become('ready');
  await it.clock.advance(MINUTE_MS);
  assert.equal([it.states(), modem.sent.length], [['cancelled'], 0]);
  const again = await it.kernel.transact(STAFF, (state) => cancelText(state, 't1')).catch((error) => error);
  assert.ok(isTerminalError(again, 'command/text-gone'));
  await it.stop();
});

test('what failed is sent again when a person says so; what may have arrived is not', async () => {
  const it = await openPost();
  it.modem.answers.push({ state: 'failed', code: 'cms/1', retry: 'permanent' });
  it.modem.answers.push({ state: 'unknown', code: 'modem/no-result' });
  await it.queue('t1');
  await it.queue('t2', 'service', numberKey(2));
  await it.clock.advance(MINUTE_MS);
  const resend = (id: string) =>
    it.kernel.transact(STAFF, (state) => resendText(state, id, `${id}-again`, it.clock.now()));
  await resend('t1');
  const refused = await resend('t2').catch((error: unknown) => error);
  assert.ok(isTerminalError(refused, 'command/text-not-failed'));
  await it.clock.advance(MINUTE_MS);
  assert.equal(it.states(), ['failed', 'unknown', 'sent']);
  assert.is(it.texts()[2]?.body, '【掌柜】t1', 'one signature');
  await it.stop();
});

test('who had an advertisement this week gets no second one, unless the first one failed', async () => {
  const it = await openPost();
  await it.agree(KEY);
  it.modem.answers.push({ state: 'failed', code: 'cms/1', retry: 'permanent' });
  await it.queue('failed', 'marketing');
  await it.queue('ad', 'marketing');
  const third = await it.queue('third', 'marketing').catch((error: unknown) => error);
  assert.ok(isTerminalError(third, 'command/text-too-often'));
  await it.clock.advance(7 * 24 * HOUR_MS + 1);
  await it.queue('next week', 'marketing');
  await it.stop();
});

test.run();
