import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { readCard } from '../../../drivers/reader/read-card.js';
import { buildApdu, dataOf, parseApdu, parseResponse } from '../../../protocol/card/apdu.js';
import { parseAtr } from '../../../protocol/card/atr.js';
import { concat, fromHex, toHex } from '../../../protocol/card/bytes.js';
import { findMemberCode, memberCodeOfQr, memberRecord } from '../../../protocol/card/member.js';
import { decodeNdef, encodeNdef, joinChunks, TNF } from '../../../protocol/card/ndef.js';
import { decodeText } from '../../../protocol/card/ndef-text.js';
import { decodeUri, encodeUri, findUri } from '../../../protocol/card/ndef-uri.js';
import { parseSunLink, verifySun } from '../../../protocol/card/sun.js';
import { parseTrack2 } from '../../../protocol/card/track2.js';
import { findNdef, layNdef } from '../../../protocol/card/type2.js';
import { parseType4Capability } from '../../../protocol/card/type4.js';
import { parseUid } from '../../../protocol/card/uid.js';
import { isTerminalError } from '../../../protocol/errors.js';
import { anyBytes, anyText, bytesOf, mutatedBytes } from '../inputs.js';
import { attempt, property, slowProperty } from '../property.js';

const ATRS = ['3B8F8001804F0CA0000003060300030000000068', '3B8180018080', '3B8880013133304D4100 00000E'].map(
  bytesOf,
);
/** NDEF 1.0 appendix: a URI record; a text record `en`, "hi"; a payload in three chunks; two records. */
const NDEFS = [
  'D1010B 55 01 6E66632D666F72756D2E',
  'D1010554 02656E6869',
  'B5010554 68656C6C6F 16000320776F 5600 0372 6C64',
  '9101015400 51010154 00',
  'D40A03 7A68616E676775693A6D 4D3031',
].map(bytesOf);
/** Id and lock pages, capability container of an NTAG 213, lock and memory control blocks, a member code, the end. */
const TAG = bytesOf(
  '04A2B1C9 D0E2F3A4 5E480000 E1101200 0103A00C34 0203A43002 0310 D40A03 7A68616E676775693A6D 4D3031 FE 000000',
);
const TAGS = [TAG, bytesOf('04A2B1C9 D0E2F3A4 5E480000 E1101200 03FF0100'), TAG.subarray(0, 40)];

const message = mutatedBytes(NDEFS);
const memory = mutatedBytes(TAGS);
const ascii = fc.string({ maxLength: 40 });
const record = fc.record(
  {
    tnf: fc.constantFrom(TNF.wellKnown, TNF.media, TNF.uri, TNF.external),
    type: ascii.filter((type) => type !== ''),
    id: ascii,
    payload: fc.uint8Array({ maxLength: 600 }),
  },
  { noNullPrototype: true },
);

/** A storage card with this memory: answers GET DATA and READ BINARY as PC/SC part 3 says, 6A 82 beyond its end. */
function cardWith(uid: Uint8Array, bytes: Uint8Array) {
  return async (command: Uint8Array): Promise<Uint8Array> => {
    if (command[1] === 0xca) return concat(uid, Uint8Array.of(0x90, 0x00));
    const at = (((command[2] ?? 0) << 8) | (command[3] ?? 0)) * 4;
    if (at >= bytes.length) return Uint8Array.of(0x6a, 0x82);
    return concat(bytes.subarray(at, at + (command[4] ?? 0)), Uint8Array.of(0x90, 0x00));
  };
}

const parameter = fc.tuple(
  fc.constantFrom('picc_data', 'e', 'uid', 'ctr', 'cmac', 'm', 'enc', 'x'),
  fc.stringMatching(/^[0-9A-Fa-f]{0,34}$/),
);
const link = fc
  .array(parameter, { maxLength: 5 })
  .map((all) => `https://shop.example/m?${all.map((pair) => pair.join('=')).join('&')}`);
/** Not a cipher: enough for lengths and bounds. */
const SAME = {
  encrypt: (_: Uint8Array, block: Uint8Array) => block,
  decrypt: (_: Uint8Array, block: Uint8Array) => block,
};
const ZEROS = new Uint8Array(16);

const swiped = fc.oneof(
  ascii,
  fc.stringMatching(/^%?[;0-9=?:<>+]{0,45}$/),
  fc.stringMatching(/^;[0-9]{3,20}(=[0-9]{0,20})?\?[0-?]?$/),
);

export const cardProperties = [
  property(
    'the link of a message is nothing, or bytes of the right lengths that prove nothing',
    fc.oneof(link, ascii),
    (typed) => {
      const sun = attempt('card', () => parseSunLink(typed));
      if (!sun) return;
      assert.is(sun.mac.length, 8);
      if ('encrypted' in sun.picc) assert.is(sun.picc.encrypted.length, 16);
      const proof = verifySun(SAME, sun, { meta: ZEROS, file: () => ZEROS });
      if (proof) assert.match(proof.uid, /^[0-9A-F]{14}$/);
    },
  ),
  property('the URI of a message is found, missing, or refused', message, (bytes) => {
    const uri = attempt('card', () => findUri(bytes));
    if (uri !== undefined) assert.type(uri, 'string');
  }),
  property('a stripe is nothing, refused, or a number of digits', swiped, (typed) => {
    const track = attempt('card', () => parseTrack2(typed));
    if (track) assert.match(track.number, /^\d{4,37}$/);
  }),
  property(
    'a scanned code is nothing, or a member code',
    fc.oneof(
      ascii,
      ascii.map((s) => `zhanggui:m:${s}`),
    ),
    (typed) => {
      const code = memberCodeOfQr(typed);
      if (code !== undefined) assert.match(code, /^[0-9A-Za-z-]{1,32}$/);
    },
  ),
  property('a command is refused, or built again from what was read', anyBytes, (bytes) => {
    const command = attempt('card', () => parseApdu(bytes));
    if (command) assert.equal([...buildApdu(command)], [...bytes]);
  }),
  property(
    'responses, ATRs, ids and capability containers',
    mutatedBytes([...ATRS, bytesOf('04A2B1C9D0E2F39000')]),
    (bytes) => {
      const response = attempt('card', () => parseResponse(bytes));
      assert.is(response?.data.length ?? bytes.length - 2, bytes.length - 2);
      attempt('card', () => dataOf(bytes));
      attempt('card', () => parseAtr(bytes));
      attempt('card', () => parseUid(bytes));
      parseType4Capability(bytes);
      assert.equal([...fromHex(toHex(bytes))], [...bytes]);
    },
  ),
  property('text that is no hex is refused', anyText, (text) => {
    attempt('card', () => fromHex(text));
  }),
  property('an NDEF message is read or refused; what is read can be written', message, (bytes) => {
    const records = attempt('card', () => decodeNdef(bytes));
    attempt('card', () => findMemberCode(bytes));
    if (records === undefined) return;
    const size = records.reduce((sum, { payload }) => sum + payload.length, 0);
    assert.ok(size <= bytes.length);
    for (const { payload } of records) {
      attempt('card', () => decodeText(payload));
      attempt('card', () => decodeUri(payload));
    }
    const whole = attempt('card', () => joinChunks(records));
    if (whole) assert.equal(decodeNdef(encodeNdef(whole)), whole);
  }),
  property('records: written and read back', fc.array(record, { maxLength: 4 }), (records) => {
    assert.equal(decodeNdef(encodeNdef(records)), records);
  }),
  property('links: written and read back', fc.webUrl(), (url) => {
    assert.is(decodeUri(encodeUri(url)), url);
  }),
  property(
    'a member code: through record, message and memory, and back',
    fc.stringMatching(/^[0-9A-Za-z-]{1,32}$/),
    (code) => {
      const bytes = concat(TAG.subarray(0, 16), layNdef(encodeNdef([memberRecord(code)]), 144));
      const walk = findNdef(bytes);
      assert.is(walk.state === 'found' && findMemberCode(walk.ndef), code);
    },
  ),
  property(
    'a tag read bit by bit says the same as the whole, and asks only for what it lacks',
    memory,
    (bytes) => {
      const whole = attempt('card', () => findNdef(bytes));
      let length = 0;
      for (let turn = 0; turn <= bytes.length; turn++) {
        const walk = attempt('card', () => findNdef(bytes.subarray(0, length)));
        if (walk?.state !== 'more') {
          if (walk?.state === 'found') assert.equal(walk, whole);
          return;
        }
        assert.ok(walk.length > length && walk.length <= 16 + 255 * 8);
        length = walk.length;
        if (length > bytes.length) return;
      }
      assert.unreachable('it never ends');
    },
  ),
  slowProperty(
    'a card that answers anything is read or refused',
    2,
    fc.tuple(mutatedBytes([bytesOf('04A2B1C9D0E2F3')]), memory),
    async ([uid, bytes]) => {
      const reading = readCard(cardWith(uid, bytes), ATRS[0]);
      await reading.catch((error: unknown) => assert.ok(isTerminalError(error, 'card/'), String(error)));
    },
  ),
];
