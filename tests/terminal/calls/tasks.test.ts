/** What is left of calls: notes, times to call back, and numbers that nobody wants to hear from. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import {
  blockNumber,
  closeCall,
  noteCall,
  setCallBack,
  unblockNumber,
} from '../../../terminal/calls/commands.js';
import { createCallDesk } from '../../../terminal/calls/desk.js';
import { callById, callLog, isBlocked, missedCalls, openCallsOf } from '../../../terminal/calls/queries.js';
import { NOW_MS, openTestKernel, STAFF } from '../../support/kernel.js';
import { silentLog } from '../../support/silent-log.js';
import { fakeModem } from '../fake-devices.js';

const NUMBER = '13800138000';
const KEY = `+86${NUMBER}`;
const HOUR_MS = 3600_000;
const valid = { validity: 'valid', number: NUMBER } as const;

async function desk() {
  const opened = await openTestKernel();
  const { kernel, clock } = opened;
  const modem = fakeModem();
  const calls = createCallDesk(kernel, modem, clock, silentLog);
  const told: string[] = [];
  calls.onChange((change, { key }) => told.push(`${change} ${key || '-'}`));
  calls.start();
  await clock.settle();
  return {
    ...opened,
    modem,
    calls,
    told,
    async ring(id: string, end: 'missed' | 'ended' = 'missed') {
      modem.call({ id, state: 'ringing', ...valid });
      modem.call({ id, state: end, ...valid });
      await clock.settle();
      return callLog(kernel.state, 0, 1)[0]?.id ?? '';
    },
    block: () => kernel.transact(STAFF, (state) => blockNumber(state, KEY, '骚扰')),
    tasks: () => missedCalls(kernel.state, 0, 20).map(({ id }) => id),
    async stop() {
      await calls.stop();
      await kernel.close();
    },
  };
}

test('a missed call that was called back stays a task until somebody says how it went', async () => {
  const it = await desk();
  const call = await it.ring('1');
  const logged = callById(it.kernel.state, call);
  assert.ok(logged);
  await it.calls.callBack(logged);
  assert.equal([it.modem.told, it.tasks()], [[`dial ${KEY}`], [call]]);
  assert.is(callById(it.kernel.state, call)?.tried, NOW_MS);
  await it.calls.close([call], '已联系上');
  assert.equal([it.tasks(), callById(it.kernel.state, call)?.word], [[], '已联系上']);
  await it.stop();
});

test('a customer who rang five times is one task to whoever has called them back', async () => {
  const it = await desk();
  for (const id of ['1', '2', '3', '4', '5']) await it.ring(id);
  assert.is(it.tasks().length, 5);
  await it.calls.close(it.tasks(), '已联系上');
  assert.equal([it.tasks(), callLog(it.kernel.state, 4, 1)[0]?.word], [[], '已联系上']);
  await it.stop();
});

test('an answered call with a time to call back is a task, sorted by that time', async () => {
  const it = await desk();
  const first = await it.ring('1', 'ended');
  assert.equal(it.tasks(), []);
  const later = await it.ring('2');
  const set = (at: number) => it.kernel.transact(STAFF, (state) => setCallBack(state, first, at, NOW_MS));
  await set(NOW_MS + HOUR_MS);
  assert.equal(it.tasks(), [later, first]);
  await it.kernel.transact(STAFF, (state) => closeCall(state, first, '好了'));
  assert.equal([it.tasks(), callById(it.kernel.state, first)?.state], [[later], 'ended']);
  try {
    await set(NOW_MS);
    assert.unreachable();
  } catch (error) {
    assert.ok(isTerminalError(error, 'command/call-back-past'));
  }
  await it.stop();
});

test('a note is kept without control characters, and shows what is open with this number', async () => {
  const it = await desk();
  const call = await it.ring('1');
  await it.kernel.transact(STAFF, (state) => noteCall(state, call, ' 要两斤\u0007苹果 '));
  assert.is(callById(it.kernel.state, call)?.note, '要两斤苹果');
  assert.equal(
    openCallsOf(it.kernel.state, KEY).map(({ id }) => id),
    [call],
  );
  await it.stop();
});

test('a blocked number is hung up, shown to nobody, logged, and no task', async () => {
  const it = await desk();
  await it.block();
  it.modem.call({ id: '1', state: 'ringing', ...valid });
  assert.equal([it.told, it.calls.live(), it.modem.told], [[], [], ['hangUp']]);
  it.modem.call({ id: '1', state: 'missed', ...valid });
  await it.clock.settle();
  assert.equal([it.told, it.tasks()], [[], []]);
  assert.is(callLog(it.kernel.state, 0, 1)[0]?.state, 'rejected');
  await it.stop();
});

test('a card that opened before the number came is put away', async () => {
  const it = await desk();
  await it.block();
  it.modem.call({ id: '1', state: 'ringing' });
  it.modem.call({ id: '1', state: 'ringing', ...valid, rings: 2 });
  it.modem.call({ id: '1', state: 'missed', ...valid, rings: 2 });
  assert.equal([it.told, it.modem.told], [['rang -', `ended ${KEY}`], ['hangUp']]);
  await it.clock.settle();
  await it.stop();
});

test('a blocked call that waits behind another is not hung up: that would end the one that is talked to', async () => {
  const it = await desk();
  await it.block();
  it.modem.call({ id: '1', state: 'answered', validity: 'valid', number: '13900139000' });
  it.modem.call({ id: '2', state: 'ringing', ...valid, waiting: true });
  assert.equal([it.modem.told, it.calls.live().length], [[], 1]);
  it.modem.call({ id: '2', state: 'missed', ...valid });
  await it.clock.settle();
  assert.equal(it.tasks(), []);
  await it.stop();
});

test('a number that is let through again rings as before', async () => {
  const it = await desk();
  await it.block();
  await it.kernel.transact(STAFF, (state) => unblockNumber(state, KEY));
  assert.not.ok(isBlocked(it.kernel.state, KEY));
  const call = await it.ring('1');
  assert.equal([it.told, it.tasks()], [[`rang ${KEY}`, `ended ${KEY}`], [call]]);
  await it.stop();
});

test.run();
