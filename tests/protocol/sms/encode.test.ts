/** SUBMIT PDUs against those that other encoders made, and how texts are cut into parts. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import {
  countParts,
  decodePdu,
  encodeSubmit,
  joinParts,
  type Submit,
  type SubmitOptions,
} from '../../../protocol/sms/index.js';
import { alphabetFor, fill, partCapacity, splitText } from '../../../protocol/sms/segment.js';
import { validityMinutes } from '../../../protocol/sms/validity.js';
import { allVectors, type Fields, KINDS, number, text, texts, vectorsOf } from './vectors.js';

/** Vectors compared by what they say instead of octet by octet, with the reason. */
const BY_MEANING: Readonly<Record<string, string>> = {
  'pygsm-encode-submit-002':
    'its flash text has TP-RD set and no message class; class 0 is DCS 10 (TS 23.038 4)',
  'pygsm-encode-submit-004':
    'it sends to a national number (A1); we leave the type unknown (81), which every network takes',
  'pymsg-encode-submit-002': 'it gives an absolute validity; we send relative ones only',
};

function submitOf(hex: string): Submit {
  const pdu = decodePdu(hex);
  if (pdu.type !== 'SMS-SUBMIT') throw new Error(`not a SUBMIT: ${hex}`);
  return pdu;
}

function optionsOf(input: Fields): SubmitOptions {
  const minutes =
    input.validityOctet === undefined
      ? input.validityMinutes
      : validityMinutes(number(input, 'validityOctet'));
  return {
    to: text(input, 'number'),
    text: text(input, 'text'),
    reference: number(input, 'reference'),
    report: input.statusReport === true,
    flash: input.flash === true,
    ...(typeof input.messageClass === 'number' && { messageClass: input.messageClass as 0 | 1 | 2 | 3 }),
    ...(typeof minutes === 'number' && { validityMinutes: minutes }),
    ...(typeof input.smsc === 'string' && { smsc: input.smsc }),
    ...((input.encoding === 'ucs2' || input.encoding === 'gsm7') && { alphabet: input.encoding }),
  };
}

function wholeText(hexes: readonly string[]): string {
  const parts = hexes.map(submitOf);
  return parts.length === 1 ? (parts[0]?.text ?? '') : joinParts(parts).text;
}

/** gammu's single-frame encoder cuts; ours sends all of the text, and begins as gammu's does. */
function checkCut(input: Fields, expected: string): void {
  const pdus = encodeSubmit(optionsOf(input));
  assert.ok(pdus.length > 1);
  assert.is(wholeText(pdus.map(({ hex }) => hex)), text(input, 'text'));
  assert.ok(text(input, 'text').startsWith(submitOf(expected).text));
}

/** gammu writes s for š to stay in 7 bits; we keep the text in UCS-2, and refuse 7 bits when told to use them. */
function checkLossy(input: Fields): void {
  assert.throws(
    () => encodeSubmit(optionsOf(input)),
    (thrown: unknown) => isTerminalError(thrown, 'sms/alphabet'),
  );
  const { alphabet: _forced, ...free } = optionsOf(input);
  const [pdu] = encodeSubmit(free);
  assert.is(submitOf(pdu?.hex ?? '').text, text(input, 'text'));
}

test('the counts are those of the file', () => {
  const counts = KINDS.encode.map((kind) => vectorsOf(kind).length);
  assert.equal(counts, [64, 1, 17, 11, 10, 4]);
  assert.is(allVectors.filter(({ tags }) => tags?.includes('lossy-forced-gsm7')).length, 8);
});

for (const { id, input, expect, tags } of vectorsOf('encode-submit')) {
  test(`encodes ${id}`, () => {
    const expected = texts(expect, 'pdus');
    if (tags?.includes('lossy-forced-gsm7')) return checkLossy(input);
    if (tags?.includes('single-frame-cut')) return checkCut(input, expected[0] ?? '');
    const pdus = encodeSubmit(optionsOf(input));
    if (BY_MEANING[id] !== undefined) {
      const [ours, theirs] = [submitOf(pdus[0]?.hex ?? ''), submitOf(expected[0] ?? '')];
      assert.is.not(pdus[0]?.hex, expected[0], 'octet by octet the same: take it out of the list');
      assert.equal([ours.text, ours.number, ours.smsc], [theirs.text, theirs.number, theirs.smsc]);
      return;
    }
    assert.equal(
      pdus.map(({ hex }) => hex),
      expected,
    );
    if (expect.tpduLength !== undefined) assert.is(pdus[0]?.length, expect.tpduLength);
  });
}

for (const { id, input, expect, encoders } of vectorsOf('encode-consensus')) {
  test(`agrees with the other encoders on ${id}`, () => {
    const message = text(input, 'text');
    const alphabet = alphabetFor(message);
    assert.is(alphabet, expect.encoding);
    assert.equal(splitText(message, alphabet), texts(expect, 'partsText'));
    assert.is(countParts(message).parts, expect.segments);
    // Octet by octet against the encoder that numbers its parts as we do; it takes 10086 for an international number.
    const tpdus = encoders?.warthog?.tpdus;
    const international = text(input, 'number').startsWith('+');
    if (tpdus === undefined || !international) return;
    const pdus = encodeSubmit({ to: text(input, 'number'), text: message, reference: 1 });
    assert.equal(
      pdus.map(({ hex }) => hex.slice(2)),
      tpdus.map((tpdu) => tpdu.toUpperCase()),
    );
    assert.equal(
      pdus.map(({ length }) => length),
      tpdus.map((tpdu) => tpdu.length / 2),
    );
  });
}

for (const { id, input, expect } of vectorsOf('segment-count')) {
  test(`counts ${id}`, () => assert.is(countParts(text(input, 'text')).parts, expect.segments));
}

for (const { id, input, expect } of vectorsOf('segment-split')) {
  test(`splits ${id}`, () => {
    const message = text(input, 'text');
    assert.equal(splitText(message, alphabetFor(message)), texts(expect, 'segments'));
  });
}

for (const { id, input, expect } of vectorsOf('chunk-count')) {
  test(`counts the chunks of ${id}`, () => {
    assert.is(fill(text(input, 'text'), 'ucs2', partCapacity('ucs2', 6)).length, expect.chunks);
  });
}

test('a number with letters is refused', () => {
  const [vector] = vectorsOf('encode-invalid');
  assert.ok(vector);
  assert.throws(
    () => encodeSubmit({ to: text(vector.input, 'number'), text: 'text' }),
    (thrown: unknown) => isTerminalError(thrown, 'sms/number'),
  );
});

test.run();
