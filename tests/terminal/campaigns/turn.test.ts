/** What was true when the list was made and is not any more when somebody's turn comes. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { retryFailed } from '../../../terminal/campaigns/commands.js';
import { addPhone, remove, removePhone } from '../../../terminal/customers/commands.js';
import { merge } from '../../../terminal/customers/merging.js';
import { happen, STAFF } from '../../support/kernel.js';
import { HOUR_MS, MINUTE_MS, numberKey, wordsOf } from '../messaging/post.js';
import { type Company, openCompany } from './company.js';

const [A, B] = [numberKey(1), numberKey(2)];

/** Two customers, one text a minute. */
async function openTwo(): Promise<Company> {
  const it = await openCompany();
  await it.enrol({ id: 'a', name: '王小明', phone: A }, { id: 'b', name: '王晓明', phone: B });
  await it.agree(A, B);
  await it.set({ perMinute: 1 });
  return it;
}

const joined = { customer: 'a', other: 'b', stamp: '000000000000009-00000-till-1' };

/** Nobody is drawn before the night is over. */
async function beginAtNight(it: Company): Promise<void> {
  await it.clock.advance(Date.UTC(2026, 10, 22, 14) - it.clock.now());
  await it.begin('k', { text: '{称呼}，水果节' });
}

test('two customers who are merged while a campaign runs are texted once', async () => {
  const it = await openTwo();
  await beginAtNight(it);
  await it.kernel.transact(STAFF, (state) => merge(state, joined));
  await it.clock.advance(12 * HOUR_MS);
  assert.equal(wordsOf(it.modem), ['【掌柜】王小明，水果节拒收请回复R']);
  assert.equal([it.progress('k').left, it.campaign('k')?.state], [{ 'number-same': 1 }, 'done']);
  await it.stop();
});

test('merged between the text of the one and the turn of the other: the second number gets none', async () => {
  const it = await openCompany();
  await it.crowd(20);
  await it.set({ perMinute: 1 });
  await it.begin('k');
  await it.clock.advance(MINUTE_MS);
  const stamp = '000000000000009-00000-till-1';
  await it.kernel.transact(STAFF, (state) => merge(state, { customer: 'c0', other: 'c19', stamp }));
  await it.clock.advance(HOUR_MS);
  assert.equal([it.modem.sent.length, it.progress('k').left], [19, { 'number-same': 1 }]);
  await it.stop();
});

test('who was texted on one number is not texted again on the other, whose text had failed before the merge', async () => {
  const it = await openTwo();
  it.modem.answers.push({ state: 'failed', code: 'cms/50', retry: 'permanent' });
  await it.begin('k');
  await it.clock.advance(5 * MINUTE_MS);
  assert.equal(it.progress('k').texts, { failed: 1, sent: 1 });
  await it.kernel.transact(STAFF, (state) => merge(state, joined));
  await it.kernel.transact(STAFF, (state) => retryFailed(state, 'k'));
  await it.clock.advance(HOUR_MS);
  assert.is(it.modem.sent.length, 2);
  assert.equal(it.progress('k').left, { 'number-same': 1 });
  await it.stop();
});

test('a refusal from another number of the same person counts, also half way through', async () => {
  const it = await openTwo();
  await it.kernel.transact(STAFF, (state) => addPhone(state, 'a', numberKey(9)));
  await beginAtNight(it);
  await happen(it.kernel, { type: 'messaging.refused', v: 1, key: numberKey(9), by: 'TD' } as never);
  await it.clock.advance(12 * HOUR_MS);
  assert.equal(wordsOf(it.modem), ['【掌柜】王晓明，水果节拒收请回复R']);
  assert.equal(it.progress('k').left, { 'number-refused': 1 });
  await it.stop();
});

test('a number that was taken off a customer meanwhile, and somebody who was deleted, get nothing', async () => {
  const it = await openTwo();
  await beginAtNight(it);
  await it.kernel.transact(STAFF, (state) => addPhone(state, 'a', numberKey(9)));
  await it.kernel.transact(STAFF, (state) => removePhone(state, 'a', A));
  await it.kernel.transact(STAFF, (state) => remove(state, 'b', joined.stamp));
  await it.clock.advance(12 * HOUR_MS);
  assert.is(it.modem.sent.length, 0);
  assert.equal(it.progress('k').left, { 'customer-removed': 1, 'number-missing': 1 });
  await it.stop();
});

test.run();
