/** APDUs: byte forms from ISO/IEC 7816-4 and PC/SC part 3; malformed ones are refused by code. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { buildApdu, dataOf, parseApdu, parseResponse } from '../../../protocol/card/apdu.js';
import { fromHex, toHex } from '../../../protocol/card/bytes.js';
import { wordsOf } from '../../../protocol/card/status-words.js';
import { getUid, readBinary, updateBinary } from '../../../protocol/card/storage.js';
import { isTerminalError } from '../../../protocol/errors.js';

function refuses(code: string, run: () => unknown): void {
  assert.throws(run, (error: unknown) => isTerminalError(error, code));
}

test('PC/SC part 3: get the id, read page 4, write page 5', () => {
  assert.is(toHex(getUid()), 'FFCA000000');
  assert.is(toHex(readBinary(4, 16)), 'FFB0000410');
  assert.is(toHex(updateBinary(5, fromHex('DEADBEEF'))), 'FFD6000504DEADBEEF');
});

test('the four cases of a command are read back', () => {
  assert.equal(parseApdu(fromHex('00A40400')), { cla: 0, ins: 0xa4, p1: 4, p2: 0 });
  assert.equal(parseApdu(fromHex('FFCA000000')), { cla: 0xff, ins: 0xca, p1: 0, p2: 0, le: 256 });
  // SELECT of the NDEF application, NFC Forum Type 4 Tag, 5.4.2
  const select = parseApdu(fromHex('00A4040007D276000085010100'));
  assert.is(toHex(select.data ?? new Uint8Array()), 'D2760000850101');
  assert.is(select.le, 256);
  assert.is(toHex(buildApdu(select)), '00A4040007D276000085010100');
});

test('a command cut anywhere inside its data is refused', () => {
  const whole = fromHex('FFD6000504DEADBEEF');
  for (const length of [0, 1, 2, 3, 6, 7, 8]) {
    refuses('card/bad-apdu', () => parseApdu(whole.slice(0, length)));
  }
  refuses('card/bad-apdu', () => parseApdu(fromHex('FFD6000504DEADBEEF0000')));
});

test('fields out of range are refused before they reach a card', () => {
  refuses('card/bad-apdu', () => buildApdu({ cla: 256, ins: 0, p1: 0, p2: 0 }));
  refuses('card/bad-apdu', () => buildApdu({ cla: 0, ins: 0, p1: 0, p2: 0, le: 257 }));
  refuses('card/bad-apdu', () => buildApdu({ cla: 0, ins: 0, p1: 0, p2: 0, data: new Uint8Array(256) }));
  refuses('card/bad-apdu', () => readBinary(0x10000, 16));
});

test('a response is split into data and status word', () => {
  const { data, sw } = parseResponse(fromHex('04A2B3C4D5E6809000'));
  assert.is(toHex(data), '04A2B3C4D5E680');
  assert.is(sw, 0x9000);
  refuses('card/bad-response', () => parseResponse(fromHex('90')));
});

test('a refusal says in words what the card said', () => {
  assert.throws(() => dataOf(fromHex('6982')), /log in first \(6982\)/);
  assert.is(wordsOf(0x6a81), 'function not supported');
  assert.is(wordsOf(0x6c10), 'wrong length, 16 would be right');
  assert.is(wordsOf(0x63c2), 'verification failed, 2 tries left');
  assert.is(wordsOf(0x1234), 'an answer this program does not know');
});

test.run();
