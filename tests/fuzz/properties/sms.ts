import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { decodeSemiOctets, encodeSemiOctets } from '../../../protocol/sms/address.js';
import { ussdText } from '../../../protocol/sms/gsm7.js';
import { packSeptets, unpackSeptets } from '../../../protocol/sms/gsm7-pack.js';
import {
  countParts,
  decodePdu,
  decodeStatus,
  encodeSubmit,
  joinParts,
  type Part,
  type Pdu,
} from '../../../protocol/sms/index.js';
import { decodeTimestamp } from '../../../protocol/sms/timestamp.js';
import { validityMinutes, validityOctet } from '../../../protocol/sms/validity.js';
import { chinese, JF, part, statusReport } from '../../terminal/pdus.js';
import { anyBytes, anyText, bytesOf, mutatedBytes } from '../inputs.js';
import { attempt, property } from '../property.js';

/** DELIVERs and a STATUS-REPORT made by hand; a SUBMIT of TS 23.040 as the field prints it ("hellohello"). */
const PDUS = [
  JF,
  chinese('您好，积分还有多少？'),
  part('第一，', 9, 3, 1),
  statusReport(7),
  '0011000B916407281553F80000AA0AE8329BFD4697D9EC37',
].map(bytesOf);

const pdu = mutatedBytes(PDUS).map((bytes) => Buffer.from(bytes).toString('hex'));
const number = fc.stringMatching(/^\+?[0-9]{3,20}$/);
/** What a part of a text in UCS-2 can hold, and texts that fit the default alphabet. */
const text = fc.oneof(
  anyText,
  fc.string({ unit: fc.constantFrom(...'JF 积分€[]~^\\{}|@£_Δ\n\r👍🏽é'), maxLength: 400 }),
  fc.string({ unit: fc.constantFrom(...'abcXYZ €[]@£_ΔΦ\n'), maxLength: 500 }),
);

function decoded(hex: string, smsc: 'present' | 'absent' | 'guess'): Pdu | undefined {
  return attempt('sms', () => decodePdu(hex, smsc));
}

/** Lone surrogates cannot be sent. */
function wellFormed(value: string): string {
  return value.replace(/\p{Surrogate}/gu, '\ufffd');
}

export const smsProperties = [
  property('a PDU is read or refused with an sms/ code', pdu, (hex) => {
    for (const smsc of ['present', 'absent', 'guess'] as const) {
      const read = decoded(hex, smsc);
      if (read === undefined || read.type === 'SMS-STATUS-REPORT') continue;
      assert.ok(read.units.length <= 255 && read.text.length <= 2 * read.units.length, 'it invents nothing');
      assert.ok(wellFormed(read.text) === read.text);
    }
  }),
  property('text that is no PDU is refused', anyText, (hex) => {
    decoded(hex, 'guess');
  }),
  property('any parts are joined, or refused', fc.array(pdu, { minLength: 1, maxLength: 4 }), (hexes) => {
    const parts = hexes.flatMap((hex): Part[] => {
      const read = decoded(hex, 'present');
      return read === undefined || read.type === 'SMS-STATUS-REPORT' ? [] : [read];
    });
    const joined = attempt('sms', () => joinParts(parts));
    if (joined === undefined) return;
    assert.is(joined.complete, joined.missing.length === 0);
    assert.ok(joined.missing.length < joined.total);
  }),
  property(
    'what is sent is what is read back, in parts and joined',
    fc.record({
      to: number,
      text,
      reference: fc.nat(0xffff),
      wideReference: fc.boolean(),
      report: fc.boolean(),
    }),
    (options) => {
      const pdus = attempt('sms', () => encodeSubmit(options));
      if (pdus === undefined) return;
      const parts = pdus.map(({ hex }) => decodePdu(hex)).filter((read) => read.type === 'SMS-SUBMIT');
      assert.is(parts.length, pdus.length);
      for (const read of parts) assert.equal([read.number, read.statusReport], [options.to, options.report]);
      const whole = parts.length === 1 ? parts[0]?.text : joinParts([...parts].reverse()).text;
      assert.is(whole, wellFormed(options.text));
      assert.ok(pdus.every(({ hex, length }) => hex.length === 2 * (length + 1) && length <= 140 + 15));
    },
  ),
  property('the parts that are counted are the parts that are sent', text, (value) => {
    const count = attempt('sms', () => countParts(value));
    if (count === undefined) return;
    assert.is(encodeSubmit({ to: '10086', text: value }).length, count.parts);
    assert.ok(count.remaining >= 0);
  }),
  property(
    'septets: packed and unpacked',
    fc.tuple(fc.array(fc.nat(127), { maxLength: 160 }), fc.nat(6)),
    ([septets, fill]) => {
      assert.equal(unpackSeptets(packSeptets(septets, fill), septets.length, fill), septets);
    },
  ),
  property('semi-octets: there and back', fc.stringMatching(/^[0-9*#abc]{0,20}$/), (digits) => {
    assert.is(decodeSemiOctets(Uint8Array.from(encodeSemiOctets(digits)), digits.length), digits);
  }),
  property('a time stamp is a date or nothing', fc.uint8Array({ maxLength: 8 }), (octets) => {
    const time = decodeTimestamp(octets);
    assert.ok(time === undefined || !Number.isNaN(Date.parse(time.slice(0, 19))), time);
  }),
  property('a validity is never longer than was asked', fc.integer({ min: 5, max: 635_040 }), (minutes) => {
    assert.ok(validityMinutes(validityOctet(minutes)) <= minutes);
  }),
  property('status octets and USSD strings', anyBytes, (octets) => {
    ussdText(octets);
    for (const octet of octets) assert.type(decodeStatus(octet).reason, 'string');
  }),
];
