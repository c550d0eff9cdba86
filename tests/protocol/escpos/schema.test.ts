import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { SAMPLE_RECEIPT } from '../../../protocol/escpos/sample.js';
import { parseReceipt } from '../../../protocol/escpos/schema.js';

function refusal(...blocks: unknown[]): unknown {
  try {
    parseReceipt({ number: '1', reprint: 0, blocks });
  } catch (error) {
    assert.ok(isTerminalError(error, 'escpos/bad-receipt'));
    return error.context.path;
  }
  return undefined;
}

test('the sample survives JSON', () => {
  assert.equal(parseReceipt(JSON.parse(JSON.stringify(SAMPLE_RECEIPT))), SAMPLE_RECEIPT);
});

test('an error names the block and the field', () => {
  const good = { kind: 'cut' };
  assert.is(refusal(good, { kind: 'text', text: 5 }), 'blocks[1].text');
  assert.is(refusal({ kind: 'text', text: 'a', size: 'huge' }), 'blocks[0].size');
  assert.is(refusal({ kind: 'text', text: 'a', colour: 'red' }), 'blocks[0].colour');
  assert.is(
    refusal(good, good, { kind: 'row', cells: [{ text: 'a', share: 0 }] }),
    'blocks[2].cells[0].share',
  );
  assert.is(refusal({ kind: 'feed', lines: 1000 }), 'blocks[0].lines');
  assert.is(refusal({ kind: 'nonsense' }), 'blocks[0].kind');
  assert.is(refusal({ kind: 'barcode', data: '条码' }), 'blocks[0].data');
});

test('a QR payload with a real-time command in it is refused', () => {
  assert.is(refusal({ kind: 'qr', data: 'a\u0010\u0004\u0001' }), 'blocks[0].data');
  assert.is(refusal({ kind: 'qr', data: '码'.repeat(171) }), 'blocks[0].data'); // 513 bytes
  assert.is(refusal({ kind: 'qr', data: 'BEGIN:VCARD\r\nEND:VCARD' }), undefined);
});

test('anything at all is refused in the same way', () => {
  for (const value of [null, 5, 'x', [], {}, { number: '1', reprint: 0, blocks: [] }, { blocks: 'x' }]) {
    assert.throws(
      () => parseReceipt(value),
      (error: unknown) => isTerminalError(error, 'escpos/bad-receipt'),
    );
  }
});

test.run();
