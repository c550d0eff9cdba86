/** What a person sees before a bulk of texts leaves. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { draft, start } from '../../../terminal/campaigns/commands.js';
import { finishAt } from '../../../terminal/messaging/finish.js';
import { DEFAULT_POLICY } from '../../../terminal/messaging/policy.js';
import { happen, STAFF } from '../../support/kernel.js';
import { numberKey } from '../messaging/post.js';
import { openCompany, ZONE } from './company.js';

test('who gets it, who does not and why, how many parts, what it costs, and three samples', async () => {
  const it = await openCompany();
  await it.crowd(5);
  await it.enrol(
    { id: 'silent', phone: numberKey(50) },
    { id: 'gone', phone: numberKey(51) },
    { id: 'landline', phone: '0755-83456789' },
    { id: 'nobody' },
    { id: 'again', phone: numberKey(1) },
    { id: 'shop', phone: numberKey(60) },
  );
  await it.agree(numberKey(51), numberKey(60));
  await happen(it.kernel, { type: 'messaging.refused', v: 1, key: numberKey(51), by: 'TD' } as never);
  await it.set({ own: numberKey(60) });
  await it.queue('ad', 'marketing', numberKey(4));
  const seen = await it.preview({ text: '{称呼}，水果节来了' });
  assert.equal([...seen.counts].sort(), [
    ['consent-missing', 1],
    ['number-missing', 1],
    ['number-not-mobile', 1],
    ['number-own', 1],
    ['number-refused', 1],
    ['number-same', 1],
    ['text-too-often', 1],
  ]);
  assert.equal([seen.recipients, seen.parts, seen.cost], [4, 4, 200], 'five fen a part, in tenths');
  assert.is(seen.left.find(({ why }) => why === 'number-refused')?.member.name, 'gone');
  assert.equal(seen.samples, [
    '【掌柜】顾客0，水果节来了拒收请回复R',
    '【掌柜】顾客1，水果节来了拒收请回复R',
    '【掌柜】顾客2，水果节来了拒收请回复R',
  ]);
  await it.stop();
});

test('one person under five spellings of a number gets one text', async () => {
  const it = await openCompany();
  const spellings = [
    '13800138000',
    '+86 138 0013 8000',
    '0086-13800138000',
    '138-0013-8000',
    '１３８００１３８０００',
  ];
  await it.enrol(...spellings.map((phone, n) => ({ id: `w${n}`, name: `王小明${n}`, phone })));
  const seen = await it.preview({ purpose: 'care' });
  assert.equal([seen.recipients, seen.counts.get('number-same')], [1, 4]);
  await it.stop();
});

test('who refused on one number is not texted on another', async () => {
  const it = await openCompany();
  await it.enrol({ id: 'two', phone: numberKey(1) });
  await happen(
    it.kernel,
    { type: 'customers.phone-added', v: 1, customer: 'two', key: numberKey(2) } as never,
    { type: 'messaging.refused', v: 1, key: numberKey(2), by: 'TD' } as never,
  );
  const seen = await it.preview({ purpose: 'care' });
  assert.equal([seen.recipients, seen.counts.get('number-refused')], [0, 1]);
  await it.stop();
});

test('long texts count their parts, risky words are named', async () => {
  const it = await openCompany();
  await it.crowd(2);
  const seen = await it.preview({ text: `全国第一，加微信${'好'.repeat(70)}` });
  assert.equal([seen.parts, seen.risky], [4, ['全国第一', '加微信']]);
  await it.stop();
});

test('a campaign to nobody is refused, and so is a text that names what nobody knows', async () => {
  const it = await openCompany();
  const facts = { id: 'k', name: '', purpose: 'marketing', filter: {} } as const;
  const refusal = (text: string) =>
    it.kernel
      .transact(STAFF, (state) => draft(state, { ...facts, text }))
      .then(() => undefined)
      .catch((error: unknown) => error);
  const wrong = await refusal('{称呼}您好，{生肖}年大吉');
  assert.ok(isTerminalError(wrong, 'command/template-variable'));
  assert.is(isTerminalError(wrong) && wrong.context.name, '生肖');
  assert.ok(isTerminalError(await refusal('{称呼您好'), 'command/template-brace'));
  assert.ok(
    isTerminalError(await refusal('消费{金额}元'), 'command/template-variable'),
    'there was no purchase',
  );
  assert.is(await refusal('{称呼}您好'), undefined);
  const nobody = await it.kernel
    .transact(STAFF, (state) => start(state, { campaign: 'k', at: it.clock.now(), recipients: 0 }))
    .catch((error: unknown) => error);
  assert.ok(isTerminalError(nobody, 'command/campaign-nobody'));
  await it.stop();
});

test('the finish time knows the rate, the night and the day', () => {
  const at = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 10, day, hour - 8, minute);
  const policy = { ...DEFAULT_POLICY, perMinute: 2, perHour: 200, perDay: 1000 };
  const bulk = { purpose: 'marketing', from: at(22, 10), perText: 1, sentToday: 0, gapMs: 2000 } as const;
  const finish = (parts: number, more: object = {}, rates: object = {}): number =>
    finishAt({ ...bulk, parts, ...more }, { ...policy, ...rates }, ZONE);
  assert.is(finish(60), at(22, 10, 30), 'two a minute');
  assert.is(finish(60, { from: at(22, 20, 50) }), at(23, 8, 20), '20 before nine, 40 from eight on');
  assert.is(finish(60, { from: at(22, 23) }), at(23, 8, 30));
  assert.is(finish(60, { from: at(22, 23), purpose: 'service' }), at(22, 23, 30));
  assert.is(finish(60, { sentToday: 780 }), at(23, 10, 20), '20 of the 800 are left until tomorrow at ten');
  assert.is(finish(60, { perText: 3 }), at(22, 10, 40), 'a text of three parts every two minutes');
  assert.is(
    finish(60, { perText: 3 }, { perMinute: 5, perHour: 3000 }),
    at(22, 10, 20),
    'one of three parts a minute: a second one would make it six',
  );
  assert.is(finish(0), at(22, 10));
  assert.is(finish(1, { from: at(22, 23) }), at(23, 8, 1), 'what begins at eight is not done by eight');
});

test.run();
