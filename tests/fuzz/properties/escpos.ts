import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { layout } from '../../../protocol/escpos/layout.js';
import { SAMPLE_RECEIPT } from '../../../protocol/escpos/sample.js';
import { parseReceipt } from '../../../protocol/escpos/schema.js';
import * as status from '../../../protocol/escpos/status.js';
import { gb18030, place, printerColumns, printerText, wrapColumns } from '../../../protocol/escpos/text.js';
import { anyText, mutatedJson } from '../inputs.js';
import { attempt, property } from '../property.js';

const align = fc.constantFrom('left', 'center', 'right');
const size = fc.constantFrom('normal', 'large');
const block = fc.oneof(
  fc.record({ kind: fc.constant('text'), text: anyText, align, size, bold: fc.boolean() }),
  fc.record({ kind: fc.constant('pair'), left: anyText, right: anyText, size }),
  fc.record({
    kind: fc.constant('row'),
    cells: fc.array(fc.record({ text: anyText, share: fc.integer({ min: 1, max: 1000 }), align }), {
      minLength: 1,
      maxLength: 8,
    }),
  }),
  fc.record({ kind: fc.constant('rule'), char: anyText }),
  fc.record({ kind: fc.constant('qr'), data: anyText, size: fc.integer({ min: 1, max: 16 }) }),
  fc.record({ kind: fc.constant('barcode'), data: fc.string({ minLength: 1, maxLength: 40 }) }),
);
const receipt = fc.oneof(
  mutatedJson([SAMPLE_RECEIPT, { number: '1', reprint: 0, blocks: [SAMPLE_RECEIPT.blocks[1]] }]),
  fc.record({
    number: fc.constant('1'),
    reprint: fc.nat(3),
    blocks: fc.array(block, { minLength: 1, maxLength: 4 }),
  }),
);

export const escposProperties = [
  property('a receipt is refused, or fits both papers', receipt, (value) => {
    const parsed = attempt('escpos', () => parseReceipt(value));
    if (parsed === undefined) return;
    for (const columns of [32, 48] as const) {
      for (const step of layout(parsed, columns)) {
        if (step.kind !== 'line') continue;
        const width = printerColumns(step.text) * (step.large ? 2 : 1);
        assert.ok(width <= columns, `${width} columns: ${JSON.stringify(step.text)}`);
        assert.is(
          printerText(step.text).length,
          step.text.replace(/ +/g, ' ').length,
          'the printer has it all',
        );
      }
    }
  }),
  property('a printer text has a byte for each column', anyText, (value) => {
    const text = printerText(value);
    assert.is(gb18030(text).length, printerColumns(text));
    assert.is(printerText(text), text);
  }),
  property(
    'printer lines: never wider, and nothing but spaces is lost',
    fc.tuple(anyText, fc.integer({ min: 2, max: 48 }), align),
    ([value, width, side]) => {
      const text = printerText(value);
      const lines = wrapColumns(text, width);
      for (const line of lines)
        assert.is(printerColumns(place(line, width, side)), width, JSON.stringify(line));
      assert.is(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
    },
  ),
  property('every status byte means something', fc.nat(255), (byte) => {
    status.isRealtimeStatus(byte);
    status.isPaperReply(byte);
    status.parsePrinterStatus(byte);
    status.parseOfflineStatus(byte);
    for (const paper of [status.parsePaperSensor(byte), status.parsePaperReply(byte)])
      assert.ok(['ok', 'low', 'out'].includes(paper));
  }),
];
