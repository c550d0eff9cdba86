import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { backoff, deadline, sleep } from '../../../drivers/host/index.js';
import { TerminalError } from '../../../protocol/errors.js';
import { virtualClock } from '../../support/virtual-clock.js';

test('a sleeper wakes when the time is over, or at once when it is called', async () => {
  const clock = virtualClock();
  let woken = 0;
  const caller = new AbortController();
  const both = [sleep(clock, 1_000), sleep(clock, 60_000, caller.signal)].map((nap) =>
    nap.then(() => {
      woken += 1;
    }),
  );
  await clock.advance(999);
  assert.is(woken, 0);
  await clock.advance(1);
  assert.is(woken, 1);
  caller.abort();
  await Promise.all(both);
  assert.is(clock.pending, 0);
});

test('a deadline throws its error, and leaves no timer when the work is done in time', async () => {
  const clock = virtualClock();
  const late = deadline(
    clock,
    1_000,
    new Promise(() => undefined),
    () => new TerminalError('modem/timeout', 'late'),
  );
  const code = late.catch((error: TerminalError) => error.code);
  await clock.advance(1_000);
  assert.is(await code, 'modem/timeout');
  const value = await deadline(
    clock,
    1_000,
    Promise.resolve(5),
    () => new TerminalError('modem/timeout', 'late'),
  );
  await clock.settle();
  assert.is(value, 5);
  assert.is(clock.pending, 0);
});

test('pauses double up to their limit, each between half and all of it', () => {
  const least = backoff({ bytes: (count) => new Uint8Array(count) }, 1_000, 5_000);
  assert.equal([1, 2, 3, 4, 5].map(least.next), [500, 1_000, 2_000, 2_500, 2_500]);
  const most = backoff({ bytes: (count) => new Uint8Array(count).fill(255) }, 1_000, 5_000);
  assert.equal([1, 2, 3, 4, 5].map(most.next), [1_000, 2_000, 4_000, 5_000, 5_000]);
  most.reset();
  assert.is(most.next(), 1_000);
});

test.run();
