/** Found by tests/fuzz, seed 20261122: a key read again gave another key, so one caller could be two customers. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { normalizeNumber } from '../../../protocol/number/normalize.js';

const keyOf = (text: string) => normalizeNumber(text).key;

test('two or three digits behind an international prefix are no number', () => {
  assert.equal([keyOf('002'), keyOf('+2')], [null, null]);
});

test('zeros before a number that no rule knows do not make it another', () => {
  assert.is(keyOf('000038003600310033'), '+8638003600310033');
  assert.is(keyOf('+8638003600310033'), '+8638003600310033');
});

test('a service with a trunk zero before it is the service', () => {
  assert.is(keyOf('0110'), '110');
});

test('a country code behind a trunk zero is a country code', () => {
  assert.is(keyOf('086-13800138000'), '+8613800138000');
});

test('more digits than a key can have are no number', () => {
  assert.is(keyOf('17951131795113800138000'), null);
});

test.run();
