/** Calls, from the modem's events to the log and the missed list. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createCallDesk } from '../../../terminal/calls/desk.js';
import { type LoggedCall, missedCalls } from '../../../terminal/calls/queries.js';
import { openTestKernel, type TestKernelOptions } from '../../support/kernel.js';
import { silentLog } from '../../support/silent-log.js';
import { fakeModem } from '../fake-devices.js';

const MEMBER = '13800138000';

async function desk(options: TestKernelOptions = {}) {
  const opened = await openTestKernel(options);
  const { kernel, clock } = opened;
  const modem = fakeModem();
  const calls = createCallDesk(kernel, modem, clock, silentLog);
  const told: string[] = [];
  calls.onChange((change, { number }) => told.push(`${change} ${number || '-'}`));
  calls.start();
  await clock.settle();
  return {
    ...opened,
    modem,
    calls,
    told,
    live: () => calls.live().map(({ number }) => number),
    /** number/key/state of the log, the oldest first. */
    log: () =>
      kernel.state
        .all<LoggedCall>('SELECT number, key, state FROM calls ORDER BY no')
        .map(({ number, key, state }) => `${number}/${key}/${state}`),
    missed: () => missedCalls(kernel.state, 0, 20).map(({ number }) => number),
    async stop() {
      await calls.stop();
      await kernel.close();
    },
  };
}

const valid = { validity: 'valid', number: MEMBER } as const;

test('a call is on the desk at once, and on the log with one key for every spelling', async () => {
  const it = await desk();
  it.modem.call({ id: '1', state: 'ringing', validity: 'valid', number: '+8613800138000' });
  assert.equal([it.live(), it.told], [['+8613800138000'], ['rang +8613800138000']]);
  it.modem.call({ id: '1', state: 'answered', ...valid });
  it.modem.call({ id: '1', state: 'ended', ...valid });
  await it.clock.settle();
  assert.equal([it.live(), it.log(), it.missed()], [[], ['+8613800138000/+8613800138000/ended'], []]);
  await it.stop();
});

test('a number that comes after the first ring is shown, and logged once it is known', async () => {
  const it = await desk();
  it.modem.call({ id: '1', state: 'ringing' });
  await it.clock.settle();
  assert.equal([it.log(), it.told], [[], ['rang -']]);
  it.modem.call({ id: '1', state: 'ringing', ...valid, rings: 2 });
  await it.clock.settle();
  assert.equal(it.log(), [`${MEMBER}/+8613800138000/ringing`]);
  assert.equal(it.told.at(-1), `changed ${MEMBER}`);
  await it.stop();
});

test('a number that comes after staff has answered is on the log as well', async () => {
  const it = await desk();
  it.modem.call({ id: '1', state: 'ringing' });
  it.modem.call({ id: '1', state: 'answered' });
  it.modem.call({ id: '1', state: 'answered', ...valid });
  it.modem.call({ id: '1', state: 'ended', ...valid });
  await it.clock.settle();
  assert.equal(it.log(), [`${MEMBER}/+8613800138000/ended`]);
  await it.stop();
});

test('a second call during the first is neither lost nor given the number of the first', async () => {
  const it = await desk();
  it.modem.call({ id: '1', state: 'ringing', ...valid });
  it.modem.call({ id: '1', state: 'answered', ...valid });
  it.modem.call({ id: '2', state: 'ringing', waiting: true });
  assert.equal(it.live(), [MEMBER, '']);
  it.modem.call({ id: '2', state: 'missed' });
  it.modem.call({ id: '1', state: 'ended', ...valid });
  await it.clock.settle();
  assert.equal([it.log(), it.missed()], [[`${MEMBER}/+8613800138000/ended`, '//missed'], ['']]);
  await it.stop();
});

test('a withheld number says so and has no key', async () => {
  const it = await desk();
  it.modem.call({ id: '1', state: 'ringing', validity: 'withheld' });
  it.modem.call({ id: '1', state: 'missed', validity: 'withheld' });
  await it.clock.settle();
  assert.is(missedCalls(it.kernel.state, 0, 1)[0]?.validity, 'withheld');
  assert.equal(it.log(), ['//missed']);
  await it.stop();
});

test('a missed call stays on the list until somebody closes it', async () => {
  const it = await desk();
  it.modem.call({ id: '1', state: 'ringing', ...valid });
  it.modem.call({ id: '1', state: 'missed', ...valid });
  await it.clock.settle();
  assert.equal(it.missed(), [MEMBER]);
  await it.calls.close([missedCalls(it.kernel.state, 0, 1)[0]?.id ?? '']);
  assert.equal([it.missed(), it.log()], [[], [`${MEMBER}/+8613800138000/closed`]]);
  await it.stop();
});

test('calls that were going on when the power went are closed at the next start: one missed, one ended', async () => {
  const before = await desk();
  before.modem.call({ id: '1', state: 'ringing', ...valid });
  before.modem.call({ id: '2', state: 'ringing', validity: 'valid', number: '13900139000' });
  before.modem.call({ id: '2', state: 'answered', validity: 'valid', number: '13900139000' });
  await before.clock.settle();
  const it = await desk({ disk: before.disk.durable() });
  assert.equal(it.log(), [`${MEMBER}/+8613800138000/missed`, '13900139000/+8613900139000/ended']);
  await it.stop();
});

test('a screen that fails over a call does not keep it from the log', async () => {
  const it = await desk();
  it.calls.onChange(() => {
    throw new Error('a screen with a defect');
  });
  it.modem.call({ id: '1', state: 'ringing', ...valid });
  it.modem.call({ id: '1', state: 'missed', ...valid });
  await it.clock.settle();
  assert.equal(it.missed(), [MEMBER]);
  await it.stop();
});

test('many rings are one line on the log', async () => {
  const it = await desk();
  for (let rings = 1; rings <= 9; rings++) it.modem.call({ id: '1', state: 'ringing', ...valid, rings });
  await it.clock.settle();
  assert.is(it.kernel.end().seq, 1);
  await it.stop();
});

test('a call that we dial is on the desk under the call that it answers, and not on the log', async () => {
  const it = await desk();
  it.modem.call({ id: '1', state: 'ringing', ...valid });
  it.modem.call({ id: '1', state: 'missed', ...valid });
  await it.clock.settle();
  const [missed] = missedCalls(it.kernel.state, 0, 1);
  assert.ok(missed);
  const out = { id: '2', direction: 'out', ...valid } as const;
  it.modem.dial = async () => it.modem.call({ ...out, state: 'ringing' });
  await it.calls.callBack(missed);
  const seen = () =>
    it.calls.live().map(({ id, direction, state }) => `${id === missed.id} ${direction} ${state}`);
  assert.equal(seen(), ['true out ringing']);
  it.modem.call({ ...out, state: 'answered' });
  assert.equal(seen(), ['true out answered']);
  it.modem.call({ ...out, state: 'ended' });
  await it.clock.settle();
  assert.equal([seen(), it.log()], [[], [`${MEMBER}/+8613800138000/missed`]]);
  assert.equal(it.told.slice(-3), [`rang ${MEMBER}`, `changed ${MEMBER}`, `ended ${MEMBER}`]);
  await it.stop();
});

test.run();
