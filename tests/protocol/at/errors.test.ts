/** What may be done about an error: docs of the networks, and what gammu, ModemManager and asterisk-chan-dongle learnt. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { atError } from '../../../protocol/at/index.js';
import type { RetryClass } from '../../../protocol/errors.js';

function check(family: 'cme' | 'cms', numbers: readonly number[], retry: RetryClass): void {
  for (const number of numbers) {
    const error = atError(family, ` ${number}`);
    assert.is(error.retry, retry, `${family} ${number}`);
    assert.is(error.code, `at/${family}-${number}`);
  }
}

test('congestion and a network out of order: try again later', () => {
  check('cms', [38, 41, 42, 47, 314, 331, 332, 500], 'retry');
  check('cme', [14, 30, 31], 'retry');
});

test('a number that does not exist or refuses: never again', () => {
  check('cms', [1, 8, 10, 21, 28, 29, 30, 50, 69, 304, 305], 'permanent');
});

test('a SIM that is missing, locked or without a service centre: a person has to come', () => {
  check('cms', [310, 311, 312, 313, 316, 317, 318, 330], 'person');
  check('cme', [10, 11, 12, 13, 15, 16], 'person');
});

test('words mean the same as numbers, in any case', () => {
  assert.is(atError('cme', ' SIM not inserted').code, 'at/cme-10');
  assert.is(atError('cme', ' "SIM PIN required"').code, 'at/cme-11');
  assert.is(atError('cms', ' Network Timeout').code, 'at/cms-332');
  assert.is(atError('cms', ' unknown error').code, 'at/cms-500');
});

test('numbers and words that nobody listed keep what was told, shortened', () => {
  assert.is(atError('cms', ' 777').code, 'at/cms-777');
  assert.is(atError('cms', ' strange words').code, 'at/cms-other');
  assert.ok(atError('cms', 'x'.repeat(4_000)).message.length < 120);
});

test.run();
