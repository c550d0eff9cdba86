/** Who gets a tap: the screen that waits for it while people look at it, or else the terminal. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Tap } from '../../../drivers/reader/types.js';
import { createTaps } from '../../../terminal/cards/taps.js';
import { fakeReader } from '../fake-devices.js';

const TAP: Tap = { tap: 't1', uid: '04A1B2C3D4E5F6', kind: 'ntag', random: false };

test('a tap goes to the claim of the screen on top, the newest first, and to the terminal when there is none', () => {
  const reader = fakeReader();
  const taps = createTaps(reader);
  const got: string[] = [];
  let top = 'home';
  taps.start(
    () => top,
    () => got.push('terminal'),
  );
  reader.tap(TAP);
  taps.claim('sale', () => got.push('older sale'));
  const release = taps.claim('sale', () => got.push('sale'));
  reader.tap(TAP);
  top = 'sale';
  reader.tap(TAP);
  release();
  release();
  reader.tap(TAP);
  taps.stop();
  reader.tap(TAP);
  assert.equal(got, ['terminal', 'terminal', 'sale', 'older sale']);
});

test.run();
