import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as status from '../../../protocol/escpos/status.js';

// Epson ESC/POS guide, DLE EOT n and GS r n: tables of bits.
test('DLE EOT 1: bit 3 is off line', () => {
  assert.is(status.parsePrinterStatus(0x16).online, true);
  assert.is(status.parsePrinterStatus(0x16).drawerPin, 'high');
  assert.is(status.parsePrinterStatus(0x1a).online, false);
});

test('DLE EOT 2: bit 2 cover, bit 5 paper end, bit 6 error', () => {
  assert.equal(status.parseOfflineStatus(0x16), { coverOpen: true, paperEnd: false, error: false });
  assert.equal(status.parseOfflineStatus(0x32), { coverOpen: false, paperEnd: true, error: false });
  assert.equal(status.parseOfflineStatus(0x52), { coverOpen: false, paperEnd: false, error: true });
});

test('DLE EOT 4: near end, then end', () => {
  assert.is(status.parsePaperSensor(0x12), 'ok');
  assert.is(status.parsePaperSensor(0x1e), 'low');
  assert.is(status.parsePaperSensor(0x7e), 'out');
});

test('GS r 1: near end, then end', () => {
  assert.is(status.parsePaperReply(0x00), 'ok');
  assert.is(status.parsePaperReply(0x03), 'low');
  assert.is(status.parsePaperReply(0x0f), 'out');
});

test('the fixed bits tell the two kinds of answer apart, for all 256 bytes', () => {
  for (let byte = 0; byte < 256; byte++) {
    assert.not(status.isRealtimeStatus(byte) && status.isPaperReply(byte));
    assert.is(status.isRealtimeStatus(byte), byte < 128 && byte % 4 === 2 && (byte & 16) !== 0);
  }
});

test.run();
