/**
 * Stripes as readers type them. The LRC by hand from ISO/IEC 7811-6, 11.5: the exclusive or of the characters' four bits, sentinels
 * included. The payment card’s number is the one that card schemes give out for tests; it belongs to nobody.
 */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isPlainCode, memberCodeOfQr, memberQr } from '../../../protocol/card/member.js';
import { parseTrack2 } from '../../../protocol/card/track2.js';
import { isTerminalError } from '../../../protocol/errors.js';

const MEMBER = { number: '6688000123', payment: false };

for (const [typed, what] of [
  [';6688000123?', 'track 2 alone'],
  [';6688000123=99010000?', 'what follows the separator is the issuer’s own'],
  ['%B6688^WANG^99?;6688000123?', 'track 1 stands before it'],
  [';6688000123?+2468?', 'track 3 stands behind it'],
  // B^6^6^8^8^0^0^0^1^2^3^F = 4: 0x34.
  [';6688000123?4', 'with its LRC'],
] as const)
  test(`a member’s stripe: ${what}`, () => {
    assert.equal(parseTrack2(typed), MEMBER);
  });

for (const typed of [
  ';6688000123',
  '%B6688^WANG^99',
  ';?',
  ';123?',
  ';=123456?',
  `;${'1'.repeat(38)}?`,
  ';6688000123?5',
])
  test(`a stripe that was not read right must be swiped again: ${typed.slice(0, 16)}`, () => {
    assert.throws(
      () => parseTrack2(typed),
      (error: unknown) => isTerminalError(error, 'card/bad-track'),
    );
  });

test('barcodes and receipts are no stripes', () => {
  for (const typed of ['6901234567892', 'zhanggui:sale:t1-000001:8800', 'M10086', '']) {
    assert.is(parseTrack2(typed), undefined);
  }
});

test('a payment card is told by its number’s check digit, month and service code', () => {
  assert.is(parseTrack2(';4111111111111111=30122011234?')?.payment, true);
  assert.is(parseTrack2(';4111111111111112=30122011234?')?.payment, false, 'the check digit is wrong');
  assert.is(parseTrack2(';4111111111111111=30132011234?')?.payment, false, 'there is no thirteenth month');
});

/** Made up, with check digits by hand from ISO/IEC 7812-1, annex B. */
test('a bank card of China whose number begins with 9, or that has no end, is no member’s card', () => {
  assert.is(parseTrack2(';9558801234567890128=49121205?')?.payment, true);
  assert.is(parseTrack2(';6222021234567890128=00001205?')?.payment, true, 'zeroes for the month');
  assert.is(parseTrack2(';6222021234567890128==1205?')?.payment, true, 'a separator for the month');
  assert.is(parseTrack2(';6222021234567890128?')?.payment, false, 'nothing behind it: any number');
});

test('a member’s QR code is our own, in any case of its prefix; others’ codes are not', () => {
  assert.is(memberCodeOfQr('zhanggui:m:M10086'), 'M10086');
  assert.is(memberCodeOfQr('ZHANGGUI:M:M10086'), 'M10086');
  assert.is(memberQr('M10086'), 'zhanggui:m:M10086');
  for (const other of ['zhanggui:sale:1:2', 'https://example.com/', 'zhanggui:m:', 'zhanggui:m:a b'])
    assert.is(memberCodeOfQr(other), undefined);
  assert.ok(isPlainCode('88880001'));
  assert.not.ok(isPlainCode('12345'));
});

test.run();
