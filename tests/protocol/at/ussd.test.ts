/** USSD answers as modems give them: packed, plain, UCS-2; with truth about the coding and without. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isOpenUssd, isUssdCode, packedUssd, parseUssd } from '../../../protocol/at/index.js';
import { atVector } from './at-vectors.js';

const read = (id: string) => parseUssd(atVector(id).find((line) => line.startsWith('+CUSD:')) ?? '');

test('at-143: packed septets in hexadecimal', () => {
  assert.equal(read('at-143'), {
    kind: 'answer',
    text: 'Ihr Guthaben für die Nr.4915783647410 beträgt 5.78 Euro',
  });
});

test('at-144: plain, without a coding', () => {
  assert.equal(read('at-144'), {
    kind: 'menu',
    text: 'Kontostand: 3.00 EUR Bitte w{hlen Sie: 1 Konto aufladen 2 CallNow Transfer',
  });
});

test('at-146: UCS-2 without a coding', () => {
  const reply = read('at-146');
  assert.is(reply?.kind, 'ended');
  assert.match(reply?.text ?? '', /^Havi keret: 0Ft. Feltöltött egyenleg: 7777Ft/u);
});

test('at-147: UCS-2, coding 72', () => {
  assert.match(read('at-147')?.text ?? '', /^Для Вас|^Д/u);
});

test('at-148: plain, coding 15', () => {
  assert.is(
    read('at-148')?.text,
    'On DATA Pack u have 3Gb 817Mb 169kb valid until 21/05/2016   upto time of data recharge done by u.',
  );
});

test('at-149: what follows the end of the text is cut off', () => {
  const reply = read('at-149');
  assert.ok((reply?.text ?? '').length > 10);
  assert.not.match(reply?.text ?? '', /\uffff|\0/);
});

test('Chinese in UCS-2 is read though the coding says 7 bit', () => {
  assert.is(
    parseUssd('+CUSD: 0,"60A8768453EF75284F59989D4E3A0035003000515143",15')?.text,
    '您的可用余额为50Q元',
  );
});

test('digits are digits, not septets', () => {
  assert.is(parseUssd('+CUSD: 0,"13800138000",15')?.text, '13800138000');
});

test('what the network says without words', () => {
  assert.equal(parseUssd('+CUSD: 4'), { kind: 'not-supported', text: '' });
  assert.equal(parseUssd('+CUSD: 5'), { kind: 'timeout', text: '' });
  assert.is(parseUssd('+CUSD: 9,"x"'), undefined);
  assert.is(parseUssd('+CSQ: 20,0'), undefined);
});

test('a code is packed as 23.038 6.1.2.3.1 asks: seven spare bits hold a carriage return', () => {
  // gammu's and Huawei's example: *100# is AA180C3602.
  assert.is(packedUssd('*100#'), 'AA180C3602');
  assert.is(packedUssd('1234567').length, 14);
});

test('only codes are codes', () => {
  assert.ok(isUssdCode('*100*1#'));
  for (const bad of ['', 'abc', '*1"', '*1\r', '1'.repeat(200)]) assert.not.ok(isUssdCode(bad));
});

test('an open quote is seen', () => {
  assert.ok(isOpenUssd('+CUSD: 1,"1 Balance'));
  assert.not.ok(isOpenUssd('+CUSD: 1,"1 Balance",15'));
});

test.run();
