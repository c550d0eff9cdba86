/** A campaign on its way: nobody twice, whatever happens to the power; paused, resumed, cancelled, failing, late. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cancel, draft, pause, resume, retryFailed, start } from '../../../terminal/campaigns/commands.js';
import { campaigns } from '../../../terminal/campaigns/queries.js';
import { nextDue } from '../../../terminal/campaigns/schedule.js';
import { happen, STAFF } from '../../support/kernel.js';
import { virtualClock } from '../../support/virtual-clock.js';
import type { fakeModem } from '../fake-devices.js';
import { HOUR_MS, MINUTE_MS, numberKey } from '../messaging/post.js';
import { openCompany, ZONE } from './company.js';

const QUICK = { perMinute: 60, perHour: 3000, perDay: 10_000 };

/** Digits of the receivers of SUBMIT PDUs, in order: TP-DA after 00 21 MR (23.040 9.2.2.2). */
function receivers(modem: ReturnType<typeof fakeModem>): string[] {
  return modem.sent.map(({ pdu }) =>
    pdu
      .slice(10, 24)
      .replace(/(.)(.)/g, '$2$1')
      .replace('F', ''),
  );
}

test('everybody gets it once, and it says how far it is', async () => {
  const it = await openCompany();
  await it.crowd(30);
  await it.set(QUICK);
  await it.begin('k');
  await it.clock.advance(20_000);
  const half = it.progress('k');
  assert.is(half.recipients, 30);
  assert.ok((half.texts.queued ?? 0) <= 10, 'the outbox holds a few at a time');
  await it.clock.advance(5 * MINUTE_MS);
  assert.equal(it.progress('k').texts, { sent: 30 });
  assert.is(it.campaign('k')?.state, 'done');
  assert.is(new Set(receivers(it.modem)).size, 30);
  await it.stop();
});

test('one slice of the customers is gathered, then others have their turn', async () => {
  const it = await openCompany();
  await it.crowd(450);
  await it.begin('k');
  assert.is(it.progress('k').recipients, 200);
  await it.clock.advance(20);
  assert.is(it.progress('k').recipients, 450);
  await it.stop();
});

test('a power cut at any moment: nobody gets it twice, nobody is forgotten but for the one whose fate is unknown', async () => {
  for (const seconds of [0, 1, 2, 5, 9, 14, 21]) {
    const before = await openCompany();
    await before.crowd(12);
    await before.set(QUICK);
    await before.begin('k');
    await before.clock.advance(seconds * 1000);
    before.modem.beforeAnswer = () => new Promise(() => undefined);
    await before.clock.advance(3000);
    const after = await openCompany({ disk: before.disk.durable() });
    await after.clock.advance(10 * MINUTE_MS);
    const got = [...receivers(before.modem), ...receivers(after.modem)];
    assert.is(new Set(got).size, got.length, `cut after ${seconds} s: nobody twice`);
    assert.is(got.length, 12, `cut after ${seconds} s: each was tried`);
    const { sent = 0, unknown = 0 } = after.progress('k').texts;
    assert.is(sent + unknown, 12);
    assert.is(after.campaign('k')?.state, 'done');
    await after.stop();
  }
});

test('paused it stands still, resumed it goes on where it stood', async () => {
  const it = await openCompany();
  await it.crowd(20);
  await it.set(QUICK);
  await it.begin('k');
  await it.clock.advance(9_000);
  await it.kernel.transact(STAFF, (state) => pause(state, 'k', 'staff'));
  const count = it.modem.sent.length;
  await it.clock.advance(HOUR_MS);
  assert.is(it.modem.sent.length, count);
  await it.kernel.transact(STAFF, (state) => resume(state, 'k'));
  await it.clock.advance(5 * MINUTE_MS);
  assert.is(new Set(receivers(it.modem)).size, 20);
  assert.is(it.modem.sent.length, 20);
  await it.stop();
});

test('cancelled, what has not left does not leave', async () => {
  const it = await openCompany();
  await it.crowd(20);
  await it.set(QUICK);
  await it.begin('k');
  await it.clock.advance(9_000);
  await it.kernel.transact(STAFF, (state) => cancel(state, 'k'));
  const count = it.modem.sent.length;
  await it.clock.advance(HOUR_MS);
  assert.equal([it.modem.sent.length, it.campaign('k')?.state], [count, 'cancelled']);
  assert.ok(count < 20);
  await it.stop();
});

test('a code overtakes a campaign', async () => {
  const it = await openCompany();
  await it.crowd(20);
  await it.begin('k');
  await it.clock.advance(3000);
  const before = it.modem.sent.length;
  await it.queue('code', 'otp');
  await it.clock.advance(MINUTE_MS);
  assert.is(receivers(it.modem).indexOf('8613800138000'), before, 'it is the next one');
  await it.stop();
});

test('when texts fail one after the other it stops by itself; what failed is sent again, and nothing else', async () => {
  const it = await openCompany();
  await it.crowd(40);
  await it.set(QUICK);
  const failure = { state: 'failed', code: 'cms/50', retry: 'permanent' } as const;
  it.modem.answers.push(...Array.from({ length: 15 }, () => failure));
  await it.begin('k');
  await it.clock.advance(10 * MINUTE_MS);
  assert.equal([it.campaign('k')?.state, it.campaign('k')?.why], ['paused', 'failures']);
  assert.ok(it.modem.sent.length < 16, `${it.modem.sent.length} were tried`);
  it.modem.answers.length = 0;
  await it.kernel.transact(STAFF, (state) => resume(state, 'k'));
  await it.clock.advance(10 * MINUTE_MS);
  assert.is(it.campaign('k')?.state, 'done');
  const tried = it.modem.sent.length;
  const { count } = await it.kernel.transact(STAFF, (state) => retryFailed(state, 'k'));
  await it.clock.advance(10 * MINUTE_MS);
  assert.is(it.modem.sent.length, tried + count);
  assert.is(it.progress('k').texts.sent, 40, 'everybody has it');
  await it.stop();
});

test('texts that waited too long for a modem can be sent again with those that failed', async () => {
  const it = await openCompany();
  await it.crowd(3);
  it.modem.become('absent');
  await it.begin('k');
  await it.clock.advance(49 * HOUR_MS);
  it.modem.become('ready');
  await it.clock.advance(MINUTE_MS);
  assert.equal([it.progress('k').texts, it.campaign('k')?.state], [{ expired: 3 }, 'done']);
  await it.kernel.transact(STAFF, (state) => retryFailed(state, 'k'));
  await it.clock.advance(10 * MINUTE_MS);
  assert.is(it.progress('k').texts.sent, 3);
  await it.stop();
});

test('who refuses while it goes on gets nothing any more, and is counted', async () => {
  const it = await openCompany();
  await it.crowd(30);
  await it.begin('k');
  await it.clock.advance(3000);
  await happen(it.kernel, { type: 'messaging.refused', v: 1, key: numberKey(29), by: 'TD' } as never);
  await it.clock.advance(HOUR_MS);
  assert.not.ok(receivers(it.modem).includes(numberKey(29).slice(1)));
  assert.equal(it.progress('k').left, { 'number-refused': 1 });
  await it.stop();
});

test('a scheduled one begins at its time, at night it waits for the morning', async () => {
  const it = await openCompany();
  await it.crowd(1);
  await it.begin('k', { at: it.clock.now() + 3 * HOUR_MS });
  await it.clock.advance(3 * HOUR_MS - 1000);
  assert.is(it.modem.sent.length, 0);
  await it.clock.advance(2000);
  assert.is(it.modem.sent.length, 1);
  await it.crowd(0);
  await it.enrol({ id: 'late', phone: numberKey(100) });
  await it.agree(numberKey(100));
  await it.begin('night', { at: Date.UTC(2026, 10, 22, 14) });
  await it.clock.advance(Date.UTC(2026, 10, 23, 0) - it.clock.now() - 1000);
  assert.is(it.modem.sent.length, 1);
  await it.clock.advance(LOOK_AND_GAP_MS);
  assert.is(it.modem.sent.length, 2);
  await it.stop();
});

const LOOK_AND_GAP_MS = 2 * MINUTE_MS;

test('after days without power nothing stale goes out: what was missed is told, a repeating one waits for its next time', async () => {
  const before = await openCompany();
  await before.crowd(3);
  const at = before.clock.now() + HOUR_MS;
  await before.begin('once', { at });
  const facts = { id: 'daily', name: 'd', purpose: 'care', text: '小贴士', filter: {} } as const;
  await before.kernel.transact(STAFF, (state) => draft(state, facts));
  await before.kernel.transact(STAFF, (state) =>
    start(state, { campaign: 'daily', at, repeat: 'day', recipients: 3 }),
  );
  const clock = virtualClock(before.clock.now() + 5 * 24 * HOUR_MS);
  const after = await openCompany({ disk: before.disk.durable(), clock });
  await after.clock.advance(30 * MINUTE_MS);
  assert.is(after.modem.sent.length, 0);
  assert.is(after.campaign('once')?.state, 'missed');
  assert.equal(
    [after.campaign('daily')?.why, after.campaign('daily')?.startAt],
    ['missed', at + 5 * 24 * HOUR_MS],
  );
  await after.clock.advance(HOUR_MS);
  assert.is(after.modem.sent.length, 3, 'today once');
  await after.clock.advance(24 * HOUR_MS);
  assert.is(after.modem.sent.length, 6, 'tomorrow once more');
  assert.is(
    campaigns(after.kernel.state, 0, 10).filter(({ id }) => id !== 'once' && id !== 'daily').length,
    2,
  );
  await after.stop();
});

test('a text of which a part is gone is finished when its campaign is paused, and not begun again', async () => {
  const it = await openCompany();
  await it.crowd(1);
  it.modem.answers.push({ state: 'sent', reference: 1 });
  it.modem.answers.push({ state: 'failed', code: 'at/cms-38', retry: 'retry' });
  await it.begin('k', { text: '水果节'.repeat(30) });
  await it.clock.advance(10_000);
  assert.is(it.modem.sent.length, 2, 'the second part was refused for now');
  await it.kernel.transact(STAFF, (state) => pause(state, 'k', 'staff'));
  await it.clock.advance(5 * MINUTE_MS);
  await it.kernel.transact(STAFF, (state) => resume(state, 'k'));
  await it.clock.advance(5 * MINUTE_MS);
  const parts = it.modem.sent.map(({ pdu }) => /050003..(....)/i.exec(pdu)?.[1]);
  assert.equal(parts, ['0201', '0202', '0202']);
  assert.equal([it.progress('k').texts, it.campaign('k')?.state], [{ sent: 1 }, 'done']);
  await it.stop();
});

test('a campaign of the 31st comes on the 28th of February, and on the 31st again', async () => {
  const at = (month: number, day: number): number => Date.UTC(2027, month - 1, day, 2);
  const it = await openCompany({ clock: virtualClock(at(1, 30)) });
  await it.crowd(1);
  const facts = { id: 'm', name: 'm', purpose: 'care', text: '月末', filter: {} } as const;
  await it.kernel.transact(STAFF, (state) => draft(state, facts));
  const first = { campaign: 'm', at: at(1, 31), repeat: 'month', recipients: 1 } as const;
  await it.kernel.transact(STAFF, (state) => start(state, first));
  const seen: Array<string | undefined> = [];
  for (const day of [at(1, 31), at(2, 28), at(3, 31), at(4, 30)]) {
    it.clock.stepWall(day - it.clock.now());
    await it.clock.advance(5 * MINUTE_MS);
    seen.push(new Date(it.campaign('m')?.startAt ?? 0).toISOString().slice(5, 10));
  }
  assert.equal(seen, ['02-28', '03-31', '04-30', '05-31']);
  assert.is(it.modem.sent.length, 4);
  await it.stop();
});

test('a daily campaign goes on when a clock that was a year ahead is put right, and never twice for one time', async () => {
  const it = await openCompany();
  await it.crowd(1);
  const facts = { id: 'daily', name: 'd', purpose: 'care', text: '小贴士', filter: {} } as const;
  await it.kernel.transact(STAFF, (state) => draft(state, facts));
  const first = { campaign: 'daily', at: it.clock.now(), repeat: 'day', recipients: 1 } as const;
  await it.kernel.transact(STAFF, (state) => start(state, first));
  await it.clock.advance(10 * MINUTE_MS);
  assert.is(it.modem.sent.length, 1);
  it.clock.stepWall(400 * 24 * HOUR_MS + 5 * HOUR_MS);
  await it.clock.advance(10 * MINUTE_MS);
  assert.is(it.campaign('daily')?.why, 'missed');
  it.clock.stepWall(-400 * 24 * HOUR_MS - 5 * HOUR_MS);
  await it.clock.advance(10 * MINUTE_MS);
  it.clock.stepWall(-25 * MINUTE_MS);
  await it.clock.advance(HOUR_MS);
  assert.is(it.modem.sent.length, 1, 'today it was sent already');
  await it.clock.advance(24 * HOUR_MS);
  assert.is(it.modem.sent.length, 2, 'tomorrow');
  await it.stop();
});

test('a month later is the same wall time, on the last day of a short month', () => {
  const at = (year: number, month: number, day: number, hour = 10): number =>
    Date.UTC(year, month - 1, day, hour - 8);
  assert.is(nextDue(at(2026, 1, 31), 'month', at(2026, 2, 1), ZONE), at(2026, 2, 28));
  assert.is(nextDue(at(2026, 1, 31), 'month', at(2026, 3, 1), ZONE), at(2026, 3, 31));
  assert.is(nextDue(at(2024, 2, 29), 'year', at(2024, 3, 1), ZONE), at(2025, 2, 28));
  assert.is(nextDue(at(2026, 11, 22), 'day', at(2026, 11, 22), ZONE), at(2026, 11, 23));
  assert.is(nextDue(at(2026, 11, 22), 'week', at(2026, 12, 21, 9), ZONE), at(2026, 12, 27));
  assert.is(
    nextDue(at(2000, 1, 1), 'day', at(2026, 11, 22, 9), ZONE),
    at(2026, 11, 22),
    'a clock that was years off',
  );
  const spring = Date.UTC(2026, 2, 28, 9);
  assert.is(
    nextDue(spring, 'day', spring + 1, 'Europe/Berlin') - spring,
    23 * HOUR_MS,
    'ten o’clock stays ten o’clock when clocks change',
  );
});

test.run();
