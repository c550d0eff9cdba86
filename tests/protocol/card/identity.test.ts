/** What an ATR and an id say about a card. ATRs: Gemalto Prox-DU reference manual p. 48, NXP DESFire. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseAtr } from '../../../protocol/card/atr.js';
import { fromHex, toHex } from '../../../protocol/card/bytes.js';
import { findMemberCode, memberRecord } from '../../../protocol/card/member.js';
import { encodeNdef } from '../../../protocol/card/ndef.js';
import { findNdef, layNdef } from '../../../protocol/card/type2.js';
import { parseUid } from '../../../protocol/card/uid.js';
import { isTerminalError } from '../../../protocol/errors.js';

const ULTRALIGHT = '3B8F8001804F0CA0000003060300030000000068';

for (const [atr, family, cardName] of [
  ['3B8F8001804F0CA000000306030001000000006A', 'classic', 1],
  ['3B8F8001804F0CA0000003060300020000000069', 'classic', 2],
  [ULTRALIGHT, 'ntag', 3],
  ['3B8180018080', 'desfire', undefined],
  ['3B80800101', 'iso-dep', undefined],
] as const) {
  test(`the ATR ${atr} is a ${family}`, () => {
    const read = parseAtr(fromHex(atr));
    assert.is(read.family, family);
    assert.is(read.cardName, cardName);
  });
}

test('an ATR cut at any byte, or with any bit flipped in its check byte, is refused', () => {
  const whole = fromHex(ULTRALIGHT);
  const bad = (bytes: Uint8Array) =>
    assert.throws(
      () => parseAtr(bytes),
      (error: unknown) => isTerminalError(error, 'card/bad-atr'),
    );
  for (let length = 0; length < whole.length; length++) bad(whole.slice(0, length));
  for (let bit = 0; bit < 8; bit++) bad(whole.with(whole.length - 1, 0x68 ^ (1 << bit)));
});

test('ids have 4, 7 or 10 bytes', () => {
  assert.equal(parseUid(fromHex('04A2B3C4D5E680')), { uid: '04A2B3C4D5E680', random: false });
  assert.equal(parseUid(fromHex('9C5F0A1B')), { uid: '9C5F0A1B', random: false });
  assert.is(parseUid(fromHex('04112233445566778899')).random, false);
  for (const hex of [
    '',
    '04',
    '0411',
    '041122334455',
    '0102030405060708',
    '00000000',
    'FFFFFFFF',
    '88041122',
  ]) {
    assert.throws(
      () => parseUid(fromHex(hex)),
      (error: unknown) => isTerminalError(error, 'card/bad-uid'),
      hex,
    );
  }
});

test('an id made up at each tap is flagged, one that only looks like it is not', () => {
  assert.is(parseUid(fromHex('08A1B2C3')).random, true);
  assert.is(parseUid(fromHex('08A1B2C3D4E5F6')).random, false, 'seven bytes are never random');
  assert.is(parseUid(fromHex('80A1B2C3'), true).random, true, 'a DESFire with random ids on');
  assert.is(parseUid(fromHex('80A1B2C3')).random, false, 'a Classic may begin like this');
});

test('the member record is what the NFC Forum says an external record is', () => {
  // D4: MB ME SR, external type · 0A: type length · 06: payload length · "zhanggui:m" · "M10086"
  const message = encodeNdef([memberRecord('M10086')]);
  assert.is(toHex(message), 'D40A067A68616E676775693A6D4D3130303836');
  assert.is(findMemberCode(message), 'M10086');
});

test('a code of 32 fits the smallest tag, and comes back from its memory', () => {
  const code = '0123456789ABCDEF0123456789ABCDEF';
  const area = layNdef(encodeNdef([memberRecord(code)]), 144);
  const header = fromHex('04112233445566778899AA00E1101200');
  const walk = findNdef(Uint8Array.from([...header, ...area]));
  assert.is(walk.state === 'found' && findMemberCode(walk.ndef), code);
});

test('reading a tag bit by bit asks for what is missing and ends with the same message', () => {
  const area = layNdef(encodeNdef([memberRecord('M10086')]), 144);
  const memory = Uint8Array.from([...fromHex('04112233445566778899AA00E1101200'), ...area]);
  let have = 0;
  for (let walk = findNdef(memory.slice(0, have)); walk.state !== 'found'; ) {
    if (walk.state === 'none') throw new Error('the message was lost');
    assert.ok(walk.length > have && walk.length <= memory.length);
    have = walk.length;
    walk = findNdef(memory.slice(0, have));
  }
});

test('a block that claims more than the card has is refused', () => {
  const memory = fromHex(`04112233445566778899AA00E1100200${'03FFFFFF'}${'00'.repeat(12)}`);
  assert.throws(
    () => findNdef(memory),
    (error: unknown) => isTerminalError(error, 'card/bad-tlv'),
  );
});

test('foreign messages and codes with strange characters carry no member', () => {
  assert.is(findMemberCode(fromHex('D1010F55026578616D706C652E636E2F6D2F31')), undefined);
  assert.is(findMemberCode(fromHex('D40A047A68616E676775693A6D4D1B5B41')), undefined);
  assert.throws(
    () => memberRecord('会员'),
    (error: unknown) => isTerminalError(error, 'card/bad-member-code'),
  );
});

test.run();
