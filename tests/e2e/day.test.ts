/** The day that must work: call, tap, sale, receipt, texts and sync, nothing lost and nothing twice. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { playFile } from '../support/day.js';

test('the day at the standard keypad, in Chinese', async () => {
  const { receipts, office, drawer } = await playFile('spine.day', {});
  assert.is(office.duplicates, 0);
  assert.ok(office.sales === 4 || office.sales === 5, 'the interrupted sale is there whole or not at all');
  assert.is(
    office.amount,
    office.sales === 5 ? 18_800 : 14_800,
    'in fen: 88, 10, 20, 30 and perhaps 40 yuan',
  );
  assert.ok(receipts >= office.sales && drawer >= 4);
});

test.run();
