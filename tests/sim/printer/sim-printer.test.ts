import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { code128Modules, decodeCode128 } from '../../../sim/printer/code128.js';
import { loadFonts } from '../../../sim/printer/draw/fonts.js';
import { drawReceipt } from '../../../sim/printer/draw/paper.js';
import { createMachine } from '../../../sim/printer/machine.js';
import type { SimReceipt } from '../../../sim/printer/types.js';

function bench() {
  const receipts: SimReceipt[] = [];
  let replies = '';
  const machine = createMachine({
    columns: 32,
    lineMs: () => 0,
    clock: { after: () => () => undefined },
    reply: (bytes) => {
      replies += Buffer.from(bytes).toString('hex');
    },
    onReceipt: (receipt) => receipts.push(receipt),
  });
  const take = (hex: string) => machine.take(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
  return { machine, take, receipts, replies: () => replies };
}

/** ESC @ · FS & · ESC a 1 · 中 · LF · GS V 66 0, from the Epson guide. */
const RECEIPT = '1b40 1c26 1b6101 d6d0 0a 1d564200';

test('a receipt is the same however its bytes are split', () => {
  const bytes = RECEIPT.replaceAll(' ', '');
  for (let at = 2; at < bytes.length; at += 2) {
    const { take, receipts } = bench();
    take(bytes.slice(0, at));
    take(bytes.slice(at));
    assert.is(receipts[0]?.text, `${' '.repeat(15)}中`);
    assert.is(receipts[0]?.cut, 'partial');
  }
});

test('without FS & Chinese comes out as what it is: single bytes', () => {
  const { take, receipts } = bench();
  take('1b40 d6d0 0a 1d5600');
  assert.is(receipts[0]?.text, 'ÖÐ');
});

test('text wider than the paper wraps', () => {
  const { take, receipts } = bench();
  take(`1b40${'41'.repeat(33)}0a1d5600`);
  assert.is(receipts[0]?.text, `${'A'.repeat(32)}\nA`);
});

test('status questions are answered at once, in turn ones after the paper', () => {
  const { machine, take, replies } = bench();
  take('100401 100402 100404 1d7201');
  assert.is(replies(), '12121200');
  machine.sensors.coverOpen = true;
  take('1d7201 100401 100402');
  assert.is(replies(), '121212001a16');
  machine.sensors.coverOpen = false;
  machine.resume();
  assert.is(replies(), '121212001a1600');
});

test('a real-time command inside picture data is obeyed, and the picture is torn', () => {
  const { take, receipts, replies } = bench();
  // GS v 0: one byte wide, five rows: ff 10 04 01 ff
  take('1b40 1d763000 0100 0500 ff100401ff 0a0a0a 1d5600');
  assert.is(replies(), '12');
  const [picture] = receipts[0]?.items ?? [];
  assert.is(picture?.kind === 'raster' && Buffer.from(picture.bits).toString('hex'), 'ffff0a0a0a');
});

test('garbage does not stop it', () => {
  const { machine, take, receipts } = bench();
  machine.take(Uint8Array.from({ length: 4096 }, (_, at) => (at * 7919) & 0xff));
  machine.reset();
  take(RECEIPT);
  assert.match(receipts.at(-1)?.text ?? '', /中$/);
});

test('CODE128: the check character of ISO/IEC 15417', () => {
  // PJJ123C in code set A: start 103, values 48 42 42 17 18 19 35; 103 + Σ i·value = 878; 878 mod 103 = 54
  const data = Buffer.from('{APJJ123C');
  assert.is(decodeCode128(data).text, 'PJJ123C');
  const modules = code128Modules(data).map((bar) => (bar ? 1 : 0));
  assert.is(modules.length, 11 * 9 + 13);
  assert.is(modules.slice(0, 11).join(''), '11010000100'); // start A
  assert.is(modules.slice(11 * 8, 11 * 9).join(''), '11101011000'); // value 54
  assert.is(modules.slice(11 * 9).join(''), '1100011101011'); // stop
});

test('a phone reads the QR code in the picture', async () => {
  const { take, receipts } = bench();
  const data = Buffer.from('https://例.example/积分?n=1');
  const length = Buffer.from([data.length + 3, 0]).toString('hex');
  take(`1b40 1b6101 1d286b03003143 05 1d286b03003145 31`);
  take(`1d286b${length}315030${data.toString('hex')} 1d286b0300315130 1d5600`);
  const [receipt] = receipts;
  assert.equal(receipt?.qr, ['https://例.example/积分?n=1']);
  if (receipt === undefined) return;
  const fonts = await loadFonts(['/nowhere']);
  assert.equal(fonts.missing, ['xfonts-base', 'xfonts-unifont']);
  const picture = PNG.sync.read(Buffer.from(drawReceipt(receipt, fonts)));
  assert.is(picture.width, 32 * 12 + 64);
  const read = jsqr.default(new Uint8ClampedArray(picture.data), picture.width, picture.height);
  assert.is(Buffer.from(read?.binaryData ?? []).toString('utf8'), 'https://例.example/积分?n=1');
});

test.run();
