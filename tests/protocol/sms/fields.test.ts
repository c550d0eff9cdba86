/** The fields of a PDU one by one, against other projects' vectors. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  decodeSemiOctets,
  encodeAddress,
  encodeSemiOctets,
  encodeSmsc,
  readAddress,
  readSmsc,
} from '../../../protocol/sms/address.js';
import { decodeGsm7, encodeGsm7, ussdText } from '../../../protocol/sms/gsm7.js';
import { packSeptets, unpackSeptets } from '../../../protocol/sms/gsm7-pack.js';
import { hexFromOctets, octetsFromHex, readOctets } from '../../../protocol/sms/octets.js';
import { alphabetFor } from '../../../protocol/sms/segment.js';
import { decodeTimestamp } from '../../../protocol/sms/timestamp.js';
import { decodeUcs2, encodeUcs2, ucs2Units } from '../../../protocol/sms/ucs2.js';
import { concatOf, decodeHeader, portsOf } from '../../../protocol/sms/udh.js';
import { validityMinutes, validityOctet } from '../../../protocol/sms/validity.js';
import { allVectors, type Fields, KINDS, number, text, vectorsOf } from './vectors.js';

/** Vectors that we do not follow, each with its reason. */
const NOT_FOLLOWED: Readonly<Record<string, string>> = {
  'warthog-address-invalid-005':
    'refuses an extension character in a name, which pygsm-address-field-008 expects to be read; senders with € exist',
};

/** +CSCA is an AT answer, no part of a PDU; its number is read by protocol/at. */
const OTHER_ROOMS = new Set<string>(['at-csca-reply']);

type Check = (input: Fields, expect: Fields) => void;

const septetsFromHex = (hex: string) => [...octetsFromHex(hex)];

function addressNumber(hex: string): { number: string; consumed: number; toa: number } {
  const reader = readOctets(octetsFromHex(hex));
  const { number: digits, toa } = readAddress(reader);
  return { number: digits, consumed: reader.position, toa };
}

const CHECKS: Readonly<Record<string, Check>> = {
  gsm7: (input, expect) => {
    const septets = encodeGsm7(text(input, 'text')) ?? [];
    assert.is(hexFromOctets(septets), text(expect, 'septets_unpacked_hex'));
    assert.is(hexFromOctets(packSeptets(septets)), text(expect, 'packed_hex'));
    assert.is(septets.length, expect.septet_count);
    const unpacked = unpackSeptets(octetsFromHex(text(expect, 'packed_hex')), septets.length);
    assert.is(decodeGsm7(unpacked), text(input, 'text'));
  },
  'gsm7-pack': (input, expect) => {
    const septets =
      input.text === undefined
        ? septetsFromHex(text(input, 'septets_unpacked_hex'))
        : encodeGsm7(text(input, 'text'));
    const fill = number(input, 'fill_bits');
    const packed = text(expect, 'packed_hex');
    assert.is(hexFromOctets(packSeptets(septets ?? [], fill)), packed);
    assert.equal(unpackSeptets(octetsFromHex(packed), septets?.length ?? 0, fill), septets);
  },
  'gsm7-table': (_, expect) => {
    const table = Object.entries(expect.char_to_septets_hex as Record<string, string>);
    assert.is(table.length, expect.count);
    for (const [char, hex] of table) {
      assert.is(hexFromOctets(encodeGsm7(char) ?? []), hex);
      assert.is(decodeGsm7(septetsFromHex(hex)), char);
    }
  },
  'gsm7-roundtrip': (input) =>
    assert.is(decodeGsm7(encodeGsm7(text(input, 'text')) ?? []), text(input, 'text')),
  'gsm7-unencodable': (input) => assert.is(encodeGsm7(text(input, 'text')), undefined),
  'gsm7-ussd': (input, expect) =>
    assert.is(ussdText(octetsFromHex(text(input, 'packed_hex'))), text(expect, 'text')),
  'gsm7-decode-septets': (input, expect) =>
    assert.is(decodeGsm7(septetsFromHex(text(input, 'septets_unpacked_hex'))), text(expect, 'text')),
  'charset-choice': (input, expect) => assert.is(alphabetFor(text(input, 'text')) === 'gsm7', expect.gsm7),
  ucs2: (input, expect) => {
    assert.is(hexFromOctets(encodeUcs2(text(input, 'text'))), text(expect, 'hex'));
    assert.is(decodeUcs2(ucs2Units(octetsFromHex(text(expect, 'hex')))), text(input, 'text'));
  },
  'ucs2-invalid': (input) => {
    // A receiver may substitute: the half character at the end is shown as one.
    assert.is(decodeUcs2(ucs2Units(octetsFromHex(text(input, 'hex')))), '\u0102\u0304\ufffd');
  },
  'semi-octets': (input, expect) => {
    const digits = text(input, 'digits');
    assert.is(hexFromOctets(encodeSemiOctets(digits)), text(expect, 'hex'));
    assert.is(decodeSemiOctets(octetsFromHex(text(expect, 'hex')), digits.length), digits);
  },
  'address-field': (input, expect) => {
    const { number: digits, consumed, toa } = addressNumber(text(input, 'hex'));
    assert.is(digits, text(expect, 'number'));
    if (expect.octets_consumed !== undefined) assert.is(consumed, expect.octets_consumed);
    // We send to international and to unknown numbers only; the other types are read.
    if (toa === 0x91 || toa === 0x81)
      assert.is(hexFromOctets(encodeAddress(digits)), text(expect, 're_encoded_hex'));
  },
  'address-invalid': (input) => {
    assert.throws(() => addressNumber(text(input, 'hex')));
  },
  'smsc-field': (input, expect) => {
    const reader = readOctets(octetsFromHex(text(input, 'hex')));
    assert.is(readSmsc(reader)?.number, text(expect, 'number'));
    if (expect.octets_consumed !== undefined) assert.is(reader.position, expect.octets_consumed);
    if (expect.re_encoded_hex !== undefined) {
      assert.is(hexFromOctets(encodeSmsc(text(expect, 'number'))), expect.re_encoded_hex);
    }
  },
  timestamp: (input, expect) =>
    assert.is(decodeTimestamp(octetsFromHex(text(input, 'hex'))), text(expect, 'iso')),
  'timestamp-invalid': (input) => assert.is(decodeTimestamp(octetsFromHex(text(input, 'hex'))), undefined),
  'validity-relative': (input, expect) => {
    assert.is(validityOctet(number(input, 'minutes')), number(expect, 'vp'));
    assert.ok(validityMinutes(number(expect, 'vp')) <= number(input, 'minutes'));
  },
  udh: (input, expect) => {
    const header = decodeHeader(octetsFromHex(text(input, 'udh_hex_without_udhl')));
    const { ref, total, seq } = concatOf(header) ?? { ref: 0, total: 0, seq: 0 };
    assert.equal({ ref, total, seq }, expect.concat);
    if (expect.dest_port !== undefined) {
      assert.equal(portsOf(header), { destination: expect.dest_port, source: expect.src_port });
    }
  },
  'udh-concat': (input, expect) => {
    assert.equal(concatOf(decodeHeader(octetsFromHex(text(input, 'ie_hex')))), { ...expect, bits: 16 });
  },
  'udh-port': (input, expect) => {
    const ports = portsOf(decodeHeader(octetsFromHex(text(input, 'ie_hex'))));
    assert.equal(ports, { destination: expect.dest_port, source: expect.src_port });
  },
};

test('every kind of the file is run somewhere, 313 vectors in all', () => {
  const known = new Set<string>(Object.values(KINDS).flat());
  assert.equal(
    [...new Set(allVectors.map(({ kind }) => kind))].filter((kind) => !known.has(kind)),
    [],
  );
  assert.is(allVectors.length, 313);
});

for (const kind of KINDS.fields) {
  if (OTHER_ROOMS.has(kind)) continue;
  const chosen = vectorsOf(kind);
  test(`${kind}: ${chosen.length} vectors`, () => {
    assert.ok(chosen.length > 0);
    const check = CHECKS[kind];
    assert.ok(check, `no check for ${kind}`);
    for (const { id, input, expect } of chosen) {
      if (NOT_FOLLOWED[id] === undefined) check(input, expect);
    }
  });
}

test('an extension character in a name is read, where one suite would refuse the name', () => {
  const vector = vectorsOf('address-invalid').find(({ id }) => NOT_FOLLOWED[id] !== undefined);
  assert.ok(vector);
  assert.is(addressNumber(text(vector.input, 'hex')).number, 'mes|');
});

test.run();
