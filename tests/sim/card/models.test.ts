/** The simulated cards against the documents they were written from. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createModel } from '../../../sim/card/models.js';

const hex = (bytes: Uint8Array | undefined) =>
  Buffer.from(bytes ?? [])
    .toString('hex')
    .toUpperCase();
const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

test('ATRs are those that readers give (Gemalto Prox-DU manual, p. 48)', () => {
  assert.is(
    hex(createModel('ntag215', { uid: bytes('04A2B3C4D5E680') }).atr),
    '3B8F8001804F0CA0000003060300030000000068',
  );
  assert.is(
    hex(createModel('classic1k', { uid: bytes('9C5F0A1B') }).atr),
    '3B8F8001804F0CA000000306030001000000006A',
  );
});

test('an NTAG 215 has its id, check bytes and container in the first pages (data sheet 8.5)', () => {
  const card = createModel('ntag215', { uid: bytes('04A2B3C4D5E680') });
  assert.is(hex(card.answer(bytes('FFCA000000'))), '04A2B3C4D5E6809000');
  // BCC0 = 88 ^ 04 ^ A2 ^ B3 = 9D, BCC1 = C4 ^ D5 ^ E6 ^ 80 = 77; container E1 10 3E 00
  assert.is(hex(card.answer(bytes('FFB0000010'))), '04A2B39DC4D5E68077480000E1103E009000');
});

test('what is written to an NTAG 215 is read back; its id is not writable', () => {
  const card = createModel('ntag215', { uid: bytes('04A2B3C4D5E680') });
  assert.is(hex(card.answer(bytes('FFD6000504DEADBEEF'))), '9000');
  assert.is(hex(card.answer(bytes('FFB0000504'))), 'DEADBEEF9000');
  assert.is(hex(card.answer(bytes('FFD6000004DEADBEEF'))), '6B00');
  assert.is(hex(card.answer(bytes('FFD6000502DEAD'))), '6700');
  assert.is(hex(card.answer(bytes('FFB0008710'))), '6B00', 'page 135 is beyond the card');
});

test('a Classic gives nothing before a log-in with the right key', () => {
  const card = createModel('classic1k', { uid: bytes('9C5F0A1B') });
  assert.is(hex(card.answer(bytes('FFB0000410'))), '6982');
  card.answer(bytes('FF82000006A0A1A2A3A4A5'));
  assert.is(hex(card.answer(bytes('FF860000050100046000'))), '6300');
  card.answer(bytes('FF82000006FFFFFFFFFFFF'));
  assert.is(hex(card.answer(bytes('FF860000050100046000'))), '9000');
  assert.is(hex(card.answer(bytes('FFB0000410'))), `${'00'.repeat(16)}9000`);
  card.reset();
  assert.is(hex(card.answer(bytes('FFB0000410'))), '6982');
});

test('a phone draws an id that begins with 08, or has none, and knows no application', () => {
  assert.match(hex(createModel('phone', {}).answer(bytes('FFCA000000'))), /^08[0-9A-F]{6}9000$/);
  const anonymous = createModel('phone', { withoutId: true });
  assert.is(hex(anonymous.answer(bytes('FFCA000000'))), '6A81');
  assert.is(hex(anonymous.answer(bytes('00A4040005F222222222'))), '6A82');
});

test.run();
