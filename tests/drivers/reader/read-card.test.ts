/** Reading a card, APDU by APDU; the card's side is written out here from PC/SC part 3. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readCard } from '../../../drivers/reader/read-card.js';
import { fromHex, toHex } from '../../../protocol/card/bytes.js';
import { isTerminalError, TerminalError } from '../../../protocol/errors.js';

const NTAG = fromHex('3B8F8001804F0CA0000003060300030000000068');

/** Answers each APDU as told; anything else is not known. */
function card(answers: Record<string, string>) {
  const asked: string[] = [];
  const transmit = async (apdu: Uint8Array) => {
    asked.push(toHex(apdu));
    const answer = answers[toHex(apdu)];
    if (answer === 'away') throw new TerminalError('reader/card-left', 'gone');
    return fromHex(answer ?? '6D00');
  };
  return { transmit, asked };
}

const ID = { FFCA000000: '04A2B3C4D5E6809000' };
const PAGES_0 = '04A2B39DC4D5E680 77480000 E1103E00'.replaceAll(' ', '');

test('a member card: id, container, message', async () => {
  const { transmit, asked } = card({
    ...ID,
    FFB0000010: `${PAGES_0}9000`,
    // 03 13: NDEF block of 19 bytes; D4 0A 06: external record, type of 10, payload of 6
    FFB0000410: `0313D40A067A68616E676775693A6D4D9000`,
    FFB0000810: `3130303836FE00000000000000000000${'9000'}`,
  });
  assert.equal(await readCard(transmit, NTAG), {
    uid: '04A2B3C4D5E680',
    kind: 'ntag',
    random: false,
    memberCode: 'M10086',
  });
  assert.is(asked.length, 4);
});

for (const [what, first] of [
  ['blank', '04A2B39DC4D5E68077480000000000009000'],
  ['locked', '6982'],
  ['cut short', 'E1109000'],
] as const) {
  test(`a tag whose memory is ${what} is a good tap by its id alone`, async () => {
    const { transmit } = card({ ...ID, FFB0000010: first });
    assert.equal(await readCard(transmit, NTAG), { uid: '04A2B3C4D5E680', kind: 'ntag', random: false });
  });
}

test('a damaged message is a good tap by its id alone', async () => {
  const { transmit } = card({
    ...ID,
    FFB0000010: `${PAGES_0}9000`,
    FFB0000410: `0305D40A067A68FE0000000000000000${'9000'}`,
  });
  assert.is((await readCard(transmit, NTAG)).memberCode, undefined);
});

test('a card that leaves while its memory is read is not read', async () => {
  const { transmit } = card({ ...ID, FFB0000010: 'away' });
  await readCard(transmit, NTAG).then(
    () => assert.unreachable(),
    (error: unknown) => assert.ok(isTerminalError(error, 'reader/card-left')),
  );
});

test('a phone and a DESFire with random ids are flagged, and their memory is left alone', async () => {
  const phone = card({ FFCA000000: '08A1B2C39000' });
  assert.equal(await readCard(phone.transmit, fromHex('3B80800101')), {
    uid: '08A1B2C3',
    kind: 'phone',
    random: true,
  });
  assert.is(phone.asked.length, 1);
  const desfire = card({ FFCA000000: '80A1B2C39000' });
  assert.equal(await readCard(desfire.transmit, fromHex('3B8180018080')), {
    uid: '80A1B2C3',
    kind: 'desfire',
    random: true,
  });
});

test('without an ATR, or with a damaged one, the card is unknown and still read', async () => {
  for (const atr of [undefined, new Uint8Array(), fromHex('3B8F80')]) {
    assert.equal(await readCard(card(ID).transmit, atr), {
      uid: '04A2B3C4D5E680',
      kind: 'unknown',
      random: false,
    });
  }
});

test('a card without an id says so by code', async () => {
  for (const [answer, code] of [
    ['6A81', 'card/refused'],
    ['9000', 'card/bad-uid'],
    ['90', 'card/bad-response'],
  ] as const) {
    await readCard(card({ FFCA000000: answer }).transmit, NTAG).then(
      () => assert.unreachable(),
      (error: unknown) => assert.ok(isTerminalError(error, code), answer),
    );
  }
});

test.run();
