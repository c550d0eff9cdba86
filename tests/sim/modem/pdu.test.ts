/** The simulator's own PDU codec against other projects' vectors: it judges the driver, so it is judged here. */
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeServiceCentre } from '../../../sim/modem/pdu/address.js';
import { bytesToHex, createCursor, hexToBytes } from '../../../sim/modem/pdu/cursor.js';
import { packSeptets, septetsToText, textToSeptets, unpackSeptets } from '../../../sim/modem/pdu/septets.js';
import { timestampText } from '../../../sim/modem/pdu/timestamp.js';
import { decodeDeliver, decodeReport, decodeSubmit, encodeDeliver } from '../../../sim/modem/pdu/tpdu.js';
import { readUserData, textToUserData } from '../../../sim/modem/pdu/user-data.js';
import { vectorPath } from '../../support/vectors.js';

interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly tags?: readonly string[];
  readonly input: Readonly<Record<string, unknown>>;
  readonly expect: Readonly<Record<string, unknown>>;
}

/** Vectors that the simulator does not follow, each with its reason. */
const NOT_FOLLOWED: Readonly<Record<string, string>> = {
  'nodepdu-concat-join-006': 'a repeated part: the network tells a repeat by its sequence, see texts.test.ts',
  'nodepdu-concat-join-007': 'parts of two texts: the network keeps them apart, see texts.test.ts',
};

const vectors = (JSON.parse(readFileSync(vectorPath('sms-pdu.json'), 'utf8')) as { vectors: Vector[] })
  .vectors;

function clean(kind: string): Vector[] {
  const found = vectors.filter(
    (vector) => vector.kind === kind && !vector.tags?.length && !(vector.id in NOT_FOLLOWED),
  );
  assert.ok(found.length > 0, `no vectors of kind ${kind}`);
  return found;
}

interface Read {
  readonly type: string;
  readonly number: string;
  readonly text?: string;
  readonly concat?: unknown;
  readonly timestamp?: Uint8Array;
}

function tpduOf(input: Vector['input']): Uint8Array {
  if (typeof input.tpdu === 'string') return hexToBytes(input.tpdu);
  const cursor = createCursor(hexToBytes(String(input.pdu)));
  decodeServiceCentre(cursor);
  return cursor.rest();
}

function read(tpdu: Uint8Array): Read {
  const kind = (tpdu[0] ?? 0) & 3;
  if (kind === 2) {
    const report = decodeReport(tpdu);
    return { type: 'SMS-STATUS-REPORT', number: report.recipient.number, timestamp: report.timestamp };
  }
  const message = kind === 1 ? decodeSubmit(tpdu) : decodeDeliver(tpdu);
  const { text, concatenation } = readUserData(message.data);
  const concat = concatenation && {
    ref: concatenation.reference,
    total: concatenation.total,
    seq: concatenation.sequence,
  };
  return message.kind === 'submit'
    ? { type: 'SMS-SUBMIT', number: message.destination.number, text, concat }
    : { type: 'SMS-DELIVER', number: message.originator.number, text, concat, timestamp: message.timestamp };
}

for (const vector of clean('decode')) {
  test(`${vector.id} is read as its source reads it`, () => {
    const message = read(tpduOf(vector.input));
    const { type, number, text, concat } = vector.expect;
    if (typeof type === 'string') assert.is(message.type, type);
    if (typeof number === 'string')
      assert.is(message.number.replace(/^\+/, ''), number.replace(/^(\+|00)/, ''));
    if (typeof text === 'string') assert.is(message.text, text);
    if (concat) assert.equal(message.concat, concat);
  });
}

for (const vector of clean('decode-invalid')) {
  test(`${vector.id} is refused`, () => {
    assert.throws(() => read(tpduOf(vector.input)), /PDU/);
  });
}

for (const vector of clean('encode-consensus')) {
  test(`${vector.id}: a text is cut where other encoders cut it`, () => {
    const parts = textToUserData(String(vector.input.text), 7);
    assert.equal(
      parts.map((part) => readUserData(part).text),
      vector.expect.partsText,
    );
  });
}

for (const vector of clean('gsm7-pack')) {
  test(`${vector.id} is packed to the same octets`, () => {
    const { septets_unpacked_hex: unpacked, text, fill_bits: fill = 0 } = vector.input;
    const septets =
      typeof unpacked === 'string' ? [...hexToBytes(unpacked)] : (textToSeptets(String(text)) ?? []);
    const packed = packSeptets(septets, Number(fill));
    assert.is(bytesToHex(packed), String(vector.expect.packed_hex).toUpperCase());
    assert.equal(unpackSeptets(packed, septets.length, Number(fill)), septets);
  });
}

for (const vector of clean('gsm7-table')) {
  test(`${vector.id}: every character has the septets of the standard`, () => {
    const table = vector.expect.char_to_septets_hex as Record<string, string>;
    for (const [character, hex] of Object.entries(table)) {
      assert.equal(textToSeptets(character), [...hexToBytes(hex)], character);
      assert.is(septetsToText([...hexToBytes(hex)]), character);
    }
  });
}

for (const vector of clean('concat-join')) {
  test(`${vector.id} is joined`, () => {
    const texts = (vector.input.pdus as string[]).map((pdu) => read(tpduOf({ pdu })));
    const inOrder = texts.sort(
      (a, b) => (a.concat as { seq: number }).seq - (b.concat as { seq: number }).seq,
    );
    assert.is(inOrder.map((part) => part.text).join(''), vector.expect.joinedText);
  });
}

test('a time stamp is shown as text mode shows it', () => {
  // TS 23.040, 9.2.3.11: 12 April 2007 23:25:42, zone +32 quarters.
  assert.is(timestampText(hexToBytes('70402132522423')), '07/04/12,23:25:42+32');
  // Bit 3 of the zone's first digit is the sign: 8 quarters west.
  assert.is(timestampText(hexToBytes('11203322900088')), '11/02/33,22:09:00-08');
});

test('a DELIVER has the octets of TS 23.040, 9.2.2.1', () => {
  const [data] = textToUserData('你好', 1);
  assert.ok(data);
  const tpdu = encodeDeliver({
    originator: { number: '+8613800138000', type: 0x91 },
    timestamp: hexToBytes('62112221000023'),
    data,
  });
  // 04 DELIVER, no more to send · 0D 91 thirteen digits, international · 00 PID · 08 UCS-2 · time · 04 octets · 你好
  assert.is(bytesToHex(tpdu), '040D91683108108300F0000862112221000023044F60597D');
});

test('a PDU cut at any octet is refused, never an exception of another kind', () => {
  const whole = hexToBytes('040D91683108108300F0000862112221000023044F60597D');
  for (let length = 0; length < whole.length; length++) {
    assert.throws(
      () => decodeDeliver(whole.subarray(0, length)),
      (error: unknown) => error instanceof Error && 'code' in error && error.code === 'sim/pdu',
    );
  }
});

test.run();
