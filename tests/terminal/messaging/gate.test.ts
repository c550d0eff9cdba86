/** The one gate that every text passes. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { bodyOf, type Candidate, type Knowledge, stopAtGate } from '../../../terminal/messaging/gate.js';
import { sendText } from '../../../terminal/messaging/outgoing.js';
import { fillTemplate, templateOf } from '../../../terminal/messaging/templates.js';
import { happen, NOW_MS, openTestKernel, STAFF } from '../../support/kernel.js';

const FINE = { key: '+8613800138000', purpose: 'service', cause: 'staff', text: '您好' } as const;
const STRANGER: Knowledge = {
  own: () => false,
  refused: () => false,
  consented: () => false,
  often: () => false,
  autoreplies: () => 0,
};

const stopped = (candidate: Partial<Candidate>, known: Partial<Knowledge> = {}) =>
  stopAtGate({ ...FINE, ...candidate }, { ...STRANGER, ...known });

test('a text to a mobile number passes', () => assert.is(stopped({}), undefined));

test('each reason to stop a text', () => {
  assert.is(stopped({ text: '  \n' }), 'text-empty');
  assert.is(stopped({ text: '\u0007\u200b😀' }), 'text-empty');
  assert.is(stopped({ text: '好'.repeat(671) }), 'text-too-long');
  assert.is(stopped({ text: '好'.repeat(670) }), undefined);
  assert.is(stopped({ key: '+8675583456789' }), 'number-not-mobile');
  assert.is(stopped({ key: '10086' }), 'number-not-mobile');
  assert.is(stopped({ key: '' }), 'number-not-mobile');
  assert.is(stopped({}, { own: () => true }), 'number-own');
  assert.is(stopped({ cause: 'autoreply' }, { autoreplies: () => 5 }), 'autoreply-loop');
  assert.is(stopped({ cause: 'autoreply' }, { autoreplies: () => 4 }), undefined);
});

test('marketing needs consent, and stops at a refusal and at the cap; what was bought or asked for does not', () => {
  const agreed = { consented: () => true };
  assert.is(stopped({ purpose: 'marketing' }), 'consent-missing');
  assert.is(stopped({ purpose: 'marketing' }, agreed), undefined);
  assert.is(stopped({ purpose: 'marketing' }, { ...agreed, refused: () => true }), 'number-refused');
  assert.is(stopped({ purpose: 'marketing' }, { ...agreed, often: () => true }), 'text-too-often');
  assert.is(stopped({ purpose: 'care' }), undefined);
  assert.is(stopped({ purpose: 'care' }, { refused: () => true }), 'number-refused');
  assert.is(stopped({ purpose: 'care' }, { often: () => true }), 'text-too-often');
  for (const purpose of ['service', 'otp'] as const)
    assert.is(stopped({ purpose }, { refused: () => true, often: () => true }), undefined, purpose);
});

test('the body carries the signature first, no other 【】, and how to refuse when it is marketing', () => {
  assert.is(bodyOf('您好', 'service', '福源'), '【福源】您好');
  assert.is(bodyOf('【送】礼\u0007品😀', 'marketing', '福源'), '【福源】[送]礼品拒收请回复R');
  assert.is(bodyOf('来吧，拒收请回复R', 'marketing', '福源'), '【福源】来吧，拒收请回复R');
  assert.is(bodyOf('第一行\n第二行', 'service', '福源'), '【福源】第一行\n第二行');
});

test('variables without a value are left out and never sent as braces', () => {
  assert.is(
    fillTemplate('{称呼}有{积分}分{ 店名 }{不知}', { 称呼: '王小明', 积分: '3', 店名: '福源' }),
    '王小明有3分福源',
  );
  assert.is(fillTemplate('{称呼}', { 称呼: '{积分}', 积分: '9' }), '{积分}');
  assert.is(fillTemplate('{constructor}{toString}', {}), '');
});

test('the office replaces a template by its key', async () => {
  const { kernel } = await openTestKernel();
  assert.is(templateOf(kernel.state, 'points').purpose, 'service');
  await happen(kernel, {
    type: 'messaging.template-set',
    v: 1,
    key: 'points',
    purpose: 'care',
    text: '谢谢',
  } as never);
  assert.equal(templateOf(kernel.state, 'points'), { key: 'points', purpose: 'care', text: '谢谢' });
  await kernel.close();
});

test('a person who wants to send what the gate stops is told why', async () => {
  const { kernel } = await openTestKernel();
  await happen(kernel, { type: 'messaging.refused', v: 1, key: FINE.key, by: 'TD' } as never);
  const wanted = {
    id: 't',
    key: FINE.key,
    text: '促销',
    purpose: 'marketing',
    cause: 'staff',
    now: NOW_MS,
  } as const;
  try {
    await kernel.transact(STAFF, (state) => sendText(state, wanted));
    assert.unreachable();
  } catch (error) {
    assert.ok(isTerminalError(error, 'command/number-refused'));
  }
  await kernel.close();
});

test.run();
