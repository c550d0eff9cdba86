import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { encode } from '../../../drivers/printer/encode.js';
import { layout } from '../../../protocol/escpos/layout.js';
import type { ReceiptBlock } from '../../../protocol/escpos/receipt.js';
import { SAMPLE_RECEIPT } from '../../../protocol/escpos/sample.js';

// Every expectation is written from the Epson ESC/POS guide; Chinese from the GB 2312 code chart.
const START = '1b40 1c26 1d6100'; // ESC @ · FS & · GS a 0

async function check(blocks: ReceiptBlock[], ...hex: string[]): Promise<void> {
  const bytes = await encode(layout({ number: '1', reprint: 0, blocks }, 32));
  assert.is(Buffer.from(bytes).toString('hex'), [START, ...hex].join('').replaceAll(' ', ''));
}

test('Chinese is GB18030, and ¥ is two bytes', () =>
  check([{ kind: 'text', text: '中¥1' }], 'd6d0 a3a4 31 0a'));

test('large and bold: size before bold, because ESC ! takes bold away', () =>
  check(
    [
      { kind: 'text', text: 'A', size: 'large', bold: true, align: 'center' },
      { kind: 'text', text: 'b' },
    ],
    '1b6101', // ESC a 1
    '1b2100 1b2130 1c210c', // ESC ! 0 · ESC ! 30: double both · FS ! 0c: Chinese double both
    '1b4501', // ESC E 1
    '41 0a',
    '1b6100 1b2100 1c2100', // and back
    '62 0a',
  ));

test('a QR code is counted in bytes', () =>
  check(
    [{ kind: 'qr', data: '福', size: 4 }],
    '1b6101',
    '1d286b 0400 31 41 32 00', // model 2
    '1d286b 0300 31 43 04', // module of 4 dots
    '1d286b 0300 31 45 31', // level M
    '1d286b 0600 31 50 30 e7a68f', // 3 + 3 bytes of UTF-8
    '1d286b 0300 31 51 30', // print
  ));

test('a barcode carries its length and its code set', () =>
  check(
    [{ kind: 'barcode', data: 'A{1' }],
    '1b6101',
    '1d6840 1d7703 1d4802 1d6600', // height 64, width 3, text below, font A
    '1d6b49 06 7b42 41 7b7b 31', // GS k 73, 6 bytes: {B A {{ 1
  ));

test('the drawer kick has both of its timing bytes', () =>
  check([{ kind: 'drawer' }, { kind: 'cut' }], '1b7000 19fa', '1d564200'));

test('no real-time command hides in a receipt', async () => {
  const hex = Buffer.from(await encode(layout(SAMPLE_RECEIPT, 48))).toString('hex');
  assert.not.match(hex, /^(..)*10(04|05|14)/);
});

test.run();
