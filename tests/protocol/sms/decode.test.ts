/** PDUs from phones, modems and other projects' suites, and what they say. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { concatKey, decodePdu, joinParts, type Pdu } from '../../../protocol/sms/index.js';
import { allVectors, type Fields, KINDS, text, texts, vectorsOf } from './vectors.js';

/** Vectors tagged `disputed`, decided one by one. `text` is what we read, `error` what we refuse with. */
const DECIDED: Readonly<
  Record<string, { readonly why: string; readonly text?: string; readonly error?: string }>
> = {
  'gammu-decode-108': {
    why: 'DCS F9 has a reserved bit set; TS 23.038 4 (group 1111) leaves the alphabet to bit 2, so 7-bit, though the octets look like UCS-2. Octets beyond the length are padding.',
  },
  'gammu-decode-122': {
    why: 'an address of no digits takes two octets (TS 23.040 9.1.2.5); the decoders that read the text as garbage took three',
    text: '15:41 22/08/08       szczesliwy. ',
  },
  'gammu-decode-130': {
    why: 'an MMS notification in 8-bit data for port 2948: nothing for a person to read',
    text: '',
  },
  'gammu-decode-131': {
    why: 'the length says 93 septets, 90 are there: a cut message is refused rather than shown as if it were whole; gammu and warthog refuse it too, and the suite that reads it loses its first letter',
    error: 'sms/truncated',
  },
};

function pduOf(input: Fields): Pdu {
  return input.tpdu === undefined ? decodePdu(text(input, 'pdu')) : decodePdu(text(input, 'tpdu'), 'absent');
}

function bare(number: string): string {
  return number.replace(/^(\+|00)/, '');
}

/** Any writing of a time, `…-05` and ` +0200` included, as an instant. */
function instant(time: string): number {
  const iso = time.replace(' ', 'T').replace(' ', '');
  const ms = Date.parse(
    iso.replace(/([+-]\d\d)(\d\d)?$/, (_, hours, minutes) => `${hours}:${minutes ?? '00'}`),
  );
  assert.not(Number.isNaN(ms), time);
  return ms;
}

type Check = (pdu: Pdu, expected: unknown) => void;

/** What each field of an expectation means (schema of the vectors). */
const CHECKS: Readonly<Record<string, Check>> = {
  type: (pdu, expected) => assert.is(pdu.type, expected),
  smsc: (pdu, expected) => sameNumber(pdu.smsc ?? '', expected),
  number: (pdu, expected) => sameNumber(pdu.number, expected),
  pid: (pdu, expected) => assert.is('pid' in pdu && pdu.pid, expected),
  dcs: (pdu, expected) => assert.is('dcs' in pdu && pdu.dcs, expected),
  text: (pdu, expected) => assert.is('text' in pdu && pdu.text, expected),
  textIsPrefixOf: (pdu, expected) => {
    assert.ok('text' in pdu && pdu.text.length >= 70 && String(expected).startsWith(pdu.text));
  },
  concat: (pdu, expected) => {
    const { ref, total, seq } = ('concat' in pdu && pdu.concat) || { ref: -1, total: -1, seq: -1 };
    assert.equal({ ref, total, seq }, expected);
  },
  multipart: (pdu, expected) => assert.is('concat' in pdu && pdu.concat !== undefined, expected),
  reference: (pdu, expected) => assert.is('reference' in pdu && pdu.reference, expected),
  status: (pdu, expected) => assert.is('status' in pdu && pdu.status, expected),
  timestamp: (pdu, expected) => {
    assert.is(instant(('timestamp' in pdu && pdu.timestamp) || ''), instant(String(expected)));
  },
  timestampUtc: (pdu, expected) => {
    assert.is(instant(('timestamp' in pdu && pdu.timestamp) || ''), instant(String(expected)));
  },
  timestampLocal: (pdu, expected) =>
    assert.is(('timestamp' in pdu && pdu.timestamp?.slice(0, 19)) || '', expected),
  discharge: (pdu, expected) => assert.is('discharge' in pdu && pdu.discharge, expected),
  validityAbsolute: (pdu, expected) => assert.equal('validity' in pdu && pdu.validity, { until: expected }),
};

function sameNumber(number: string, expected: unknown): void {
  const wanted = String(expected);
  if (wanted.startsWith('+')) assert.is(number, wanted);
  else assert.is(bare(number), bare(wanted));
}

test('the counts are those of the file', () => {
  assert.is(vectorsOf('decode').length, 103);
  assert.is(vectorsOf('decode-invalid').length, 8);
  assert.is(vectorsOf('concat-join').length, 5);
});

test('every disputed vector has been decided', () => {
  const disputed = allVectors.filter((vector) => vector.tags?.includes('disputed')).map(({ id }) => id);
  assert.equal(disputed.sort(), Object.keys(DECIDED).sort());
});

for (const { id, input, expect } of vectorsOf(KINDS.decode[0])) {
  test(`decodes ${id}`, () => {
    const { text: decidedText, error } = DECIDED[id] ?? {};
    if (error !== undefined) {
      assert.throws(
        () => pduOf(input),
        (thrown: unknown) => isTerminalError(thrown, error),
      );
      return;
    }
    const pdu = pduOf(input);
    for (const [field, expected] of Object.entries(expect)) {
      const check = CHECKS[field];
      assert.ok(check, `no check for ${field}`);
      check(pdu, expected);
    }
    if (decidedText !== undefined) assert.is('text' in pdu && pdu.text, decidedText);
  });
}

for (const { id, input } of vectorsOf(KINDS.decode[1])) {
  test(`refuses ${id}, whether or not it may lack the SMSC field`, () => {
    for (const smsc of ['present', 'guess'] as const) {
      assert.throws(
        () => decodePdu(text(input, 'pdu'), smsc),
        (thrown: unknown) => isTerminalError(thrown, 'sms/') && typeof thrown.context.octet === 'number',
      );
    }
  });
}

for (const { id, input, expect } of vectorsOf(KINDS.decode[2])) {
  test(`joins ${id}`, () => {
    const parts = texts(input, 'pdus').map((hex) => decodePdu(hex));
    const delivers = parts.flatMap((part) => (part.type === 'SMS-DELIVER' ? [part] : []));
    assert.is(delivers.length, parts.length);
    if (expect.mustNotJoin) {
      assert.is(new Set(delivers.map(concatKey)).size, 2);
      assert.throws(
        () => joinParts(delivers),
        (thrown: unknown) => isTerminalError(thrown, 'sms/concat'),
      );
      return;
    }
    assert.is(joinParts(delivers).text, text(expect, 'joinedText'));
    assert.is(joinParts(delivers.toReversed()).text, text(expect, 'joinedText'));
  });
}

test.run();
