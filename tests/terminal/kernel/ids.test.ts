/** Ids: two tills and two starts hardly ever meet in one millisecond, so no run of the world finds ids that repeat. */
import { randomBytes } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createIds } from '../../../terminal/kernel/ids.js';
import { virtualClock } from '../../support/virtual-clock.js';

const random = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
/** The example of the ULID specification (github.com/ulid/spec): this time is written 01ARYZ6S41. */
const AT = 1_469_918_176_385;

test('the first ten characters are the time, as ULID writes it, and sixteen more are random', () => {
  const id = createIds(virtualClock(AT), random).next();
  assert.match(id, /^01ARYZ6S41[0-9A-HJKMNP-TV-Z]{16}$/);
  const ones = createIds(virtualClock(AT), { bytes: (count) => new Uint8Array(count).fill(0xff) });
  assert.is(ones.next(), '01ARYZ6S41ZZZZZZZZZZZZZZZZ');
});

test('two tills, and two starts of one, make other ids in the same millisecond', () => {
  const ids = Array.from({ length: 100 }, () => createIds(virtualClock(AT), random).next());
  assert.is(new Set(ids).size, 100);
});

test('ids sort as they were made, also in one millisecond and when the clock steps back', () => {
  const clock = virtualClock(AT);
  const ids = createIds(clock, random);
  const made = Array.from({ length: 300 }, (_, n) => {
    if (n === 100) clock.stepWall(-3600_000);
    if (n === 200) clock.stepWall(3600_000 + 1);
    return ids.next();
  });
  assert.equal([...made].sort(), made);
  assert.is(new Set(made).size, 300);
});

test.run();
