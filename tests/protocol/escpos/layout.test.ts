import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { layout, type PaperColumns } from '../../../protocol/escpos/layout.js';
import type { ReceiptBlock } from '../../../protocol/escpos/receipt.js';
import { SAMPLE_RECEIPT } from '../../../protocol/escpos/sample.js';
import { printerColumns, printerText, wrapColumns } from '../../../protocol/escpos/text.js';

function lines(columns: PaperColumns, ...blocks: ReceiptBlock[]): string[] {
  const steps = layout({ number: '1', reprint: 0, blocks }, columns);
  return steps.flatMap((step) => (step.kind === 'line' ? [step.text] : []));
}

test('a pair fills the line by columns: Chinese counts two', () => {
  assert.equal(lines(32, { kind: 'pair', left: '合计', right: '88.00' }), [`合计${' '.repeat(23)}88.00`]);
  assert.equal(lines(48, { kind: 'pair', left: '合计', right: '88.00' }), [`合计${' '.repeat(39)}88.00`]);
});

test('large text counts double', () => {
  assert.equal(lines(32, { kind: 'pair', left: '合计', right: '￥88.00', size: 'large' }), [
    '合计     ￥88.00',
  ]);
  assert.equal(lines(32, { kind: 'text', text: '福源水果店连锁总店', size: 'large' }), [
    '福源水果店连锁总',
    '店',
  ]);
});

test('the left side of a pair wraps, the amount stands on its last line', () => {
  const left = '红富士苹果礼盒装中秋特惠二十四枚';
  const out = lines(32, { kind: 'pair', left, right: '1,288.00' });
  assert.equal(out, ['红富士苹果礼盒装中秋特', `惠二十四枚${' '.repeat(14)}1,288.00`]);
});

test('a right side as wide as the paper gets its own line', () => {
  const right = '0123456789012345678901234567890';
  assert.equal(lines(32, { kind: 'pair', left: '单号', right }), ['单号', ` ${right}`]);
});

test('a row keeps its columns when a name wraps', () => {
  const cells = [
    { text: '红富士苹果 烟台 80#', share: 5 },
    { text: '2.5kg', share: 2, align: 'right' },
    { text: '29.50', share: 3, align: 'right' },
  ] as const;
  assert.equal(lines(32, { kind: 'row', cells }), ['红富士苹果 烟台  2.5kg     29.50', '80#']);
  assert.equal(lines(48, { kind: 'row', cells }), ['红富士苹果 烟台 80#         2.5kg          29.50']);
});

test('ambiguous characters are two columns on paper: … and × are two bytes of GB18030', () => {
  assert.is(printerColumns('2×3…'), 6);
  assert.equal(lines(32, { kind: 'pair', left: '苹果×2', right: '9.00' }), [`苹果×2${' '.repeat(21)}9.00`]);
});

test('what takes four bytes of GB18030 is replaced before widths are counted', () => {
  assert.is(printerText('¥88'), '￥88');
  assert.is(printerText('señor 5£ ©'), 'senor 5￡ (C)');
  assert.is(printerText('𠮷野家'), '□野家');
  assert.is(printerText('नमस्ते'.slice(0, 1)), '□');
});

test('a hostile name cannot leave its line', () => {
  const name = `王\u001b@小\u0000明\u0010\u0004\u0001{bold}"引'\u{1f600}\u202e${'长'.repeat(200)}`;
  for (const columns of [32, 48] as const) {
    const out = lines(columns, { kind: 'pair', left: name, right: '1.00' }, { kind: 'text', text: name });
    assert.match(out[0] ?? '', /^王@小明\{bold\}"引'长+$/u);
    for (const line of out) {
      assert.ok(printerColumns(line) <= columns, line);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
      assert.not.match(line, /[\x00-\x1f\x7f]/);
    }
  }
});

test('words stay whole, long words are cut, closing punctuation does not begin a line', () => {
  assert.equal(wrapColumns('two words here', 9), ['two words', 'here']);
  assert.equal(wrapColumns('abcdefghij', 4), ['abcd', 'efgh', 'ij']);
  assert.equal(wrapColumns('谢谢惠顾，再来', 8), ['谢谢惠', '顾，再来']);
  assert.equal(wrapColumns('', 8), ['']);
});

test('a barcode that does not fit the paper is printed as text', () => {
  const barcode = (data: string) =>
    layout({ number: '1', reprint: 0, blocks: [{ kind: 'barcode', data }] }, 32);
  // 13 characters are 11 × 13 + 35 = 178 modules: 356 dots of 384 at two dots a module
  assert.equal(barcode('20261122-0046'), [{ kind: 'barcode', data: '20261122-0046', module: 2 }]);
  assert.is(barcode('20261122-0046-0001-A')[0]?.kind, 'line');
});

test('a QR code shrinks until it fits with its quiet zone', () => {
  const data = 'x'.repeat(400);
  const [step] = layout({ number: '1', reprint: 0, blocks: [{ kind: 'qr', data, size: 16 }] }, 32);
  // 400 bytes at level M are version 15, 77 modules, 85 with the quiet zone: 4 dots each in 384
  assert.is(step?.kind === 'qr' && step.module, 4);
});

test('nothing of the sample is wider than the paper', () => {
  for (const columns of [32, 48] as const) {
    for (const step of layout(SAMPLE_RECEIPT, columns)) {
      if (step.kind !== 'line') continue;
      assert.ok(printerColumns(step.text) * (step.large ? 2 : 1) <= columns, step.text);
    }
  }
});

test.run();
