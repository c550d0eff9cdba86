/** A campaign that was interrupted for days: nothing stale goes out before a person has looked. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { resume, retryFailed } from '../../../terminal/campaigns/commands.js';
import { happen, STAFF } from '../../support/kernel.js';
import { virtualClock } from '../../support/virtual-clock.js';
import { HOUR_MS, MINUTE_MS, numberKey } from '../messaging/post.js';
import { type Company, openCompany } from './company.js';

const DAY_MS = 24 * HOUR_MS;

/** The same shop after its terminal was off for `ms`. */
async function later(before: Company, ms: number): Promise<Company> {
  const clock = virtualClock(before.clock.now() + ms);
  return openCompany({ disk: before.disk.durable(), clock });
}

async function halfWay(count = 30): Promise<Company> {
  const it = await openCompany();
  await it.crowd(count);
  await it.begin('k', { text: '今天全场八折' });
  await it.clock.advance(2 * MINUTE_MS);
  return it;
}

test('a campaign whose terminal was off until the next day asks before it goes on', async () => {
  const before = await halfWay();
  const sent = before.modem.sent.length;
  assert.ok(sent > 5 && sent < 20);
  const after = await later(before, DAY_MS);
  await after.clock.advance(3 * HOUR_MS);
  assert.is(after.modem.sent.length, 0, 'not even those that were in the outbox');
  assert.equal([after.campaign('k')?.state, after.campaign('k')?.why], ['paused', 'late']);
  await after.kernel.transact(STAFF, (state) => resume(state, 'k'));
  await after.clock.advance(3 * HOUR_MS);
  await after.kernel.transact(STAFF, (state) => retryFailed(state, 'k')).catch(() => undefined);
  await after.clock.advance(3 * HOUR_MS);
  assert.is(sent + after.modem.sent.length, 30, 'a person said that it goes on: everybody has it once');
  assert.is(after.campaign('k')?.state, 'done');
  await after.stop();
});

test('switched off for an hour, it goes on by itself', async () => {
  const before = await halfWay();
  const after = await later(before, HOUR_MS);
  await after.clock.advance(HOUR_MS);
  assert.is(before.modem.sent.length + after.modem.sent.length, 30);
  assert.is(after.campaign('k')?.state, 'done');
  await after.stop();
});

test('one that takes days by its rate goes on each morning without a question', async () => {
  const it = await openCompany();
  await it.crowd(30);
  await it.set({ perDay: 15 });
  await it.begin('k');
  await it.clock.advance(DAY_MS);
  assert.is(it.modem.sent.length, 12, 'the share of the first day');
  assert.is(it.campaign('k')?.state, 'running');
  await it.clock.advance(2 * DAY_MS);
  assert.equal([it.modem.sent.length, it.campaign('k')?.state], [30, 'done']);
  await it.stop();
});

test('an old journal that says nothing of when a campaign should be done goes on', async () => {
  const it = await openCompany();
  await it.crowd(2);
  const recipients = [0, 1].map((n) => ({ customer: `c${n}`, key: numberKey(n) }));
  const facts = { name: 'k', purpose: 'marketing', text: '水果节', filter: {} };
  await happen(
    it.kernel,
    { type: 'campaigns.drafted', v: 1, campaign: 'k', ...facts } as never,
    { type: 'campaigns.started', v: 1, campaign: 'k', at: it.clock.now() } as never,
    {
      type: 'campaigns.gathered',
      v: 1,
      campaign: 'k',
      through: 2,
      recipients,
      left: {},
      done: true,
    } as never,
  );
  await it.clock.advance(10 * MINUTE_MS);
  assert.equal([it.modem.sent.length, it.campaign('k')?.state], [2, 'done']);
  await it.stop();
});

test('a list that was half gathered when the power went is told as missed after hours', async () => {
  const before = await openCompany();
  await before.crowd(450);
  await before.begin('k');
  assert.is(before.campaign('k')?.state, 'gathering');
  const after = await later(before, 5 * HOUR_MS);
  await after.clock.advance(HOUR_MS);
  assert.equal([after.modem.sent.length, after.campaign('k')?.state], [0, 'missed']);
  await after.stop();
});

test('two campaigns at once: each says when both are done, for they take the same SIM', async () => {
  const it = await openCompany();
  await it.crowd(100);
  await it.begin('first', { purpose: 'service' });
  const { finishAt } = await it.preview({ purpose: 'service' });
  assert.ok(finishAt - it.clock.now() > 70 * MINUTE_MS, '200 parts at 160 an hour');
  await it.stop();
});

test.run();
