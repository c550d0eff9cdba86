/** Long texts as no honest phone sends them: 255 parts, parts that overlap, one reference for two texts. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { concatKey, type Deliver, decodePdu, joinParts } from '../../../protocol/sms/index.js';

/** DELIVER in UCS-2 from 13800138000 with the header 05 00 03 ref total seq, written by hand from 23.040 9.2.2.1. */
function part(reference: number, total: number, seq: number, text: string): Deliver {
  const octet = (value: number) => value.toString(16).padStart(2, '0').toUpperCase();
  const data = Array.from(
    text,
    (char) => octet(char.charCodeAt(0) >> 8) + octet(char.charCodeAt(0) & 0xff),
  ).join('');
  const header = `050003${octet(reference)}${octet(total)}${octet(seq)}`;
  const pdu = `00440B813108108300F0000862112251340423${octet(6 + text.length * 2)}${header}${data}`;
  const message = decodePdu(pdu);
  if (message.type !== 'SMS-DELIVER') throw new Error('not a DELIVER');
  return message;
}

test('255 parts, last one first, are one text', () => {
  const parts = Array.from({ length: 255 }, (_, n) => part(9, 255, n + 1, `第${n + 1}段。`));
  const joined = joinParts(parts.toReversed());
  assert.is(joined.complete, true);
  assert.is(joined.text, Array.from({ length: 255 }, (_, n) => `第${n + 1}段。`).join(''));
});

test('254 of 255 are not whole, and say which is missing', () => {
  const parts = Array.from({ length: 255 }, (_, n) => part(9, 255, n + 1, '字')).filter((_, n) => n !== 99);
  assert.equal(joinParts(parts).missing, [100]);
});

test('the same part twice counts once; other words under its number belong to another text', () => {
  const [a, b, again, other] = [
    part(1, 2, 1, '甲'),
    part(1, 2, 2, '乙'),
    part(1, 2, 1, '甲'),
    part(1, 2, 2, '丙'),
  ];
  const joined = joinParts([a, again, b, other]);
  assert.is(joined.text, '甲乙');
  assert.equal(joined.conflicting, [other]);
});

test('two texts with one reference and other totals are told apart', () => {
  assert.is.not(concatKey(part(7, 2, 1, '甲')), concatKey(part(7, 3, 1, '甲')));
});

test('a part numbered 0, or above its total, is a text of its own', () => {
  for (const odd of [part(7, 2, 0, '甲'), part(7, 2, 3, '甲'), part(7, 0, 1, '甲')]) {
    assert.is(odd.text, '甲');
    assert.is(concatKey(odd), undefined);
  }
});

test.run();
