/** One tap for one card laid down, however the radio flickers. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createField } from '../../../drivers/reader/field.js';
import type { CardReading } from '../../../drivers/reader/messages.js';
import { virtualClock } from '../../support/virtual-clock.js';

const CARD: CardReading = { uid: '04A2B3C4D5E680', kind: 'ntag', random: false };
const OTHER: CardReading = { uid: '9C5F0A1B', kind: 'classic', random: false };
const phone = (uid: string): CardReading => ({ uid, kind: 'phone', random: true });

function desk() {
  const clock = virtualClock();
  const seen: string[] = [];
  const field = createField(clock, {
    tap: ({ uid }) => seen.push(uid),
    bad: (reason) => seen.push(reason),
    lift: () => seen.push('lift'),
  });
  const lay = (card: CardReading) => {
    field.present();
    field.read(card);
  };
  return { clock, seen, field, lay };
}

test('a card that flickers is one tap and one lift', async () => {
  const { clock, seen, field, lay } = desk();
  for (let n = 0; n < 5; n++) {
    lay(CARD);
    await clock.advance(200);
    field.off();
    await clock.advance(299);
  }
  await clock.advance(1);
  assert.equal(seen, [CARD.uid, 'lift']);
});

test('the same card after 0.3 s is a new tap', async () => {
  const { clock, seen, field, lay } = desk();
  lay(CARD);
  field.off();
  await clock.advance(300);
  lay(CARD);
  assert.equal(seen, [CARD.uid, 'lift', CARD.uid]);
});

test('another card at once is a tap of its own, after the lift of the first', () => {
  const { seen, field, lay } = desk();
  lay(CARD);
  field.off();
  lay(OTHER);
  assert.equal(seen, [CARD.uid, 'lift', OTHER.uid]);
});

test('a phone that flickers has another random id and is still one tap', () => {
  const { seen, field, lay } = desk();
  lay(phone('08112233'));
  field.off();
  lay(phone('08445566'));
  assert.equal(seen, ['08112233']);
});

test('a card that is read again while it lies there is no second tap', () => {
  const { seen, field, lay } = desk();
  lay(CARD);
  field.read(CARD);
  assert.equal(seen, [CARD.uid]);
});

test('a flicker that cannot be read does not complain about a card that was read', () => {
  const { seen, field, lay } = desk();
  lay(CARD);
  field.off();
  field.present();
  field.bad('left-too-early');
  assert.equal(seen, [CARD.uid]);
});

test('a card that trembles at the edge is one complaint, and then a tap', async () => {
  const { clock, seen, field, lay } = desk();
  for (let n = 0; n < 3; n++) {
    field.present();
    field.bad('left-too-early');
    field.off();
    await clock.advance(100);
  }
  lay(CARD);
  assert.equal(seen, ['left-too-early', CARD.uid]);
});

test('a silent card is told after two seconds, once; an answer after all is a tap', async () => {
  const { clock, seen, field } = desk();
  field.present();
  await clock.advance(1_999);
  assert.equal(seen, []);
  await clock.advance(1);
  field.bad('left-too-early');
  assert.equal(seen, ['no-answer']);
  field.read(CARD);
  assert.equal(seen, ['no-answer', CARD.uid]);
});

test('when the reader goes, the card is lifted and no timer is left', () => {
  const { clock, seen, field, lay } = desk();
  lay(CARD);
  field.close();
  assert.equal(seen, [CARD.uid, 'lift']);
  assert.is(clock.pending, 0);
});

test.run();
