/** What a shop needs of numbers beyond the vectors: local ones, visitors, extensions, masks. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { callerNumber, formatNumber, maskNumber, normalizeNumber } from '../../../protocol/number/index.js';

const keyOf = (text: string, region?: string, area?: string) => normalizeNumber(text, region, area).key;

test('a local number is completed by the area code of the shop, and ambiguous without', () => {
  assert.is(keyOf('83456789', 'CN', '0755'), '+8675583456789');
  assert.is(keyOf('83456789', 'CN', '755'), '+8675583456789');
  assert.is(normalizeNumber('83456789').kind, 'unknown');
});

test('an IP prefix goes from before a mobile, a mobile with 0, a landline and an international number', () => {
  assert.is(keyOf('17911 138 0013 8000'), '+8613800138000');
  assert.is(keyOf('179110 138 0013 8000'), '+8613800138000');
  assert.is(keyOf('17911 0755 8345 6789'), '+8675583456789');
  assert.is(keyOf('17951 00 852 6123 4567'), '+85261234567');
});

test('a landline is the same with and without its 0, its country code, its dashes', () => {
  for (const text of [
    '0755-83456789',
    '75583456789',
    '+86 0755 83456789',
    '86-755-83456789',
    '(0755)83456789',
  ]) {
    assert.is(keyOf(text), '+8675583456789', text);
  }
});

test('an extension is kept beside the key, however it is written', () => {
  for (const text of [
    '010-62345678转8001',
    '010-62345678-转8001',
    '010-62345678-8001',
    '(010)62345678-8001',
    '010-62345678 ext. 8001',
    '01062345678,8001',
    '01062345678分机8001',
  ]) {
    const { key, extension } = normalizeNumber(text);
    assert.equal([key, extension], ['+861062345678', '8001'], text);
  }
});

test('visitors keep their country, and their country code when people read it', () => {
  const seen: Array<[string, string, string, string]> = [
    ['+852 6123 4567', '+85261234567', 'HK', '+852 6123 4567'],
    ['00853 6612 3456', '+85366123456', 'MO', '+853 6612 3456'],
    ['+886 912 345 678', '+886912345678', 'TW', '+886 912345678'],
  ];
  for (const [text, key, region, national] of seen) {
    assert.equal(normalizeNumber(text), { key, kind: 'mobile', region, national });
  }
  assert.is(normalizeNumber('+44 20 7946 0018').region, 'GB');
});

test('a number without country code means the region it was written in', () => {
  assert.is(keyOf('6123 4567', 'HK'), '+85261234567');
  assert.throws(
    () => normalizeNumber('6123 4567', 'XX'),
    (error: unknown) => isTerminalError(error, 'number/region'),
  );
});

test('what networks say instead of a number', () => {
  for (const text of ['', ' ', 'anonymous', 'PRIVATE', 'UNKNOWN', 'P', '*', '未知']) {
    assert.equal(normalizeNumber(text), { key: null, kind: 'withheld', region: null, national: '' }, text);
  }
});

test('rubbish has no key and does no harm', () => {
  for (const text of [
    '-1',
    '0',
    '+',
    '+86',
    '1',
    '00',
    '{bold}',
    '9'.repeat(5000),
    '😀',
    '+999',
    '00000000000',
  ]) {
    const { key, national } = normalizeNumber(text);
    assert.ok(key === null || /^\+?\d{3,26}$/.test(key), text);
    assert.ok(national.length <= 60, text);
  }
});

test('masks show where a number is from and its end', () => {
  assert.is(maskNumber('13800138000'), '138****8000');
  assert.is(maskNumber('+8613800138000'), '138****8000');
  assert.is(maskNumber('075583456789'), '0755****6789');
  assert.is(maskNumber('010-62345678转8001'), '010****5678');
  assert.is(maskNumber('+85261234567'), '+852****4567');
  assert.is(maskNumber('10086'), '10086', 'a public service has nothing to hide');
  assert.is(maskNumber('anonymous'), '');
});

test('numbers are shown in groups, and text that is no number as it is', () => {
  assert.is(formatNumber('+8613800138000'), '138 0013 8000');
  assert.is(formatNumber('03517012345'), '0351 701 2345');
  assert.is(formatNumber('4008123123'), '400 812 3123');
  assert.is(formatNumber('银行'), '银行');
});

test('the caller is withheld or unavailable by the validity, whatever stands in the number', () => {
  assert.is(callerNumber('13800138000', 129, 1), null);
  assert.is(callerNumber('13800138000', 129, 2), null);
  assert.is(callerNumber('+8613800138000', 145, 0), '+8613800138000');
});

test.run();
