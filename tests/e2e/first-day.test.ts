/** A new shop leaves its card box behind on the first day, on both keypads and in both languages. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dayFile } from '../../sim/day/files.js';
import { playFile } from '../support/day.js';

/** A table of a shop's customers as a Chinese spreadsheet program saves it: GB 18030, no mark at the beginning. */
function bringCardBox(dir: string): void {
  mkdirSync(`${dir}/terminal/import`, { recursive: true });
  copyFileSync(dayFile('card-box.csv'), `${dir}/terminal/import/card-box.csv`);
}

test('a card box becomes customers, one of whom pays by card, at the standard keypad', async () => {
  const { receipts, office } = await playFile('first-day.day', {
    ...{ profile: 'standard', locale: 'zh-CN', prepare: bringCardBox },
  });
  assert.is(receipts, 4, 'a recharge, a sale, a refund, a statement');
  assert.equal(office, { ...office, duplicates: 0, sales: 1, amount: 8_800 });
});

test('the same at the advanced keypad, in English', async () => {
  const { receipts, office } = await playFile('first-day-advanced.day', {
    ...{ profile: 'advanced', locale: 'en', prepare: bringCardBox },
  });
  assert.is(receipts, 4, 'a recharge, a sale, a refund, a statement');
  assert.equal(office, { ...office, duplicates: 0, sales: 1, amount: 8_800 });
});

test.run();
