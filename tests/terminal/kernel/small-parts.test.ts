/** Ids, stamps and background work. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Log } from '../../../drivers/host/types.js';
import { createIds } from '../../../terminal/kernel/ids.js';
import { createStamps, stampAfter } from '../../../terminal/kernel/stamp.js';
import { createWorker, type StepResult } from '../../../terminal/kernel/worker.js';
import { countingRandom } from '../../support/kernel.js';
import { silentLog } from '../../support/silent-log.js';
import { virtualClock } from '../../support/virtual-clock.js';

test('an id carries its millisecond as ULID does', () => {
  // The time part of the example of github.com/ulid/spec: 01ARYZ6S41 is 1469918176385.
  const ids = createIds(virtualClock(1_469_918_176_385), countingRandom());
  assert.is(ids.next().slice(0, 10), '01ARYZ6S41');
  assert.match(ids.next(), /^[0-9A-HJKMNP-TV-Z]{26}$/);
});

test('ids sort in the order they were made, also within a millisecond and when the clock steps back', () => {
  const clock = virtualClock();
  const ids = createIds(clock, { bytes: (count) => new Uint8Array(count).fill(0xfe) });
  const made: string[] = [];
  for (let n = 0; n < 300; n++) made.push(ids.next());
  clock.stepWall(-3_600_000);
  made.push(ids.next(), ids.next());
  clock.stepWall(7_200_000);
  made.push(ids.next());
  assert.equal([...made].sort(), made);
  assert.is(new Set(made).size, made.length);
});

test('a stamp is newer than every stamp seen, whatever the clock says', () => {
  const clock = virtualClock(1_000_000);
  const stamps = createStamps(clock, 'till-1');
  assert.is(stamps.next(), '000000001000000-00000-till-1');
  assert.is(stamps.next(), '000000001000000-00001-till-1');
  stamps.saw('000000002000000-00007-till-2');
  assert.is(stamps.next(), '000000002000000-00008-till-1');
  clock.stepWall(5_000_000);
  assert.is(stamps.next(), '000000006000000-00000-till-1');
});

test('a stamp that is no stamp, or comes from a clock days ahead, drags nobody along', () => {
  const clock = virtualClock(1_000_000);
  const stamps = createStamps(clock, 'till-1');
  for (const strange of ['', 'zzz', '999999999999999-00000-x', '000000002000000-00007']) stamps.saw(strange);
  assert.is(stamps.next(), '000000001000000-00000-till-1');
});

function worked(step: () => Promise<StepResult>, log: Log = silentLog) {
  const clock = virtualClock();
  return { clock, worker: createWorker(clock, log, 'test', step) };
}

test('a wake while a step runs is never lost', async () => {
  let steps = 0;
  let finish: (result: StepResult) => void = () => undefined;
  const { clock, worker } = worked(() => {
    steps += 1;
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  worker.start();
  await clock.settle();
  worker.wake();
  finish('idle');
  await clock.settle();
  assert.is(steps, 2);
  finish('idle');
  await clock.settle();
  worker.wake();
  await clock.settle();
  assert.is(steps, 3);
  finish('idle');
  await worker.stop();
});

test('a step that throws is told of and tried again', async () => {
  const errors: object[] = [];
  let steps = 0;
  const { clock, worker } = worked(
    async () => {
      steps += 1;
      if (steps === 1) throw new Error('once');
      return 'idle';
    },
    { ...silentLog, error: (facts) => errors.push(facts) },
  );
  worker.start();
  await clock.settle();
  assert.equal([steps, errors.length], [1, 1]);
  await clock.advance(10_000);
  assert.is(steps, 2);
  await worker.stop();
});

test('a wake comes before the time that a step asked for, and the old time is dropped', async () => {
  let steps = 0;
  const { clock, worker } = worked(async () => {
    steps += 1;
    return steps < 3 ? 1000 : 'idle';
  });
  worker.start();
  await clock.advance(500);
  worker.wake();
  await clock.advance(600);
  assert.is(steps, 2);
  await clock.advance(500);
  assert.equal([steps, clock.pending], [3, 0]);
  await worker.stop();
});

test('stopping waits for the step that runs, and nothing runs after', async () => {
  let steps = 0;
  let finish: (result: StepResult) => void = () => undefined;
  const { clock, worker } = worked(() => {
    steps += 1;
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  worker.start();
  await clock.settle();
  let stopped = false;
  const stopping = worker.stop().then(() => {
    stopped = true;
  });
  await clock.settle();
  assert.not.ok(stopped);
  finish(1000);
  await stopping;
  worker.wake();
  await clock.advance(5000);
  assert.equal([steps, clock.pending], [1, 0]);
});

test('what takes the place of something has a newer stamp, also of a clock that ran a year ahead', () => {
  const ours = '000000000001000-00000-till-1';
  assert.is(stampAfter('', ours), ours);
  assert.is(stampAfter('000000000000999-00004-till-2', ours), ours);
  assert.is(stampAfter('000000099000000-00004-till-2', ours), '000000099000000-00005-till-1');
  assert.is(stampAfter('000000099000000-99999-till-2', ours), '000000099000001-00000-till-1');
});

test.run();
