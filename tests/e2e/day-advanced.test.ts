/** The same day at the other keypad and in the other language, with what else a clerk looks at. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { playFile } from '../support/day.js';

test('the day at the advanced keypad, in English, by function keys', async () => {
  const { receipts, office, texts } = await playFile('advanced.day', { profile: 'advanced', locale: 'en' });
  assert.equal(office, { ...office, duplicates: 0, sales: 2, amount: 9_800 });
  assert.is(receipts, 3, 'two sales and a reprint');
  assert.is(texts, 3, 'after the call, after the sale, and the answer to JF');
});

test.run();
