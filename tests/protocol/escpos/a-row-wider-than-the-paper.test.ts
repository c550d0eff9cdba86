/** Found by tests/fuzz, seed 30478754: two wide cells among many narrow ones made the line a column too long. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { layout } from '../../../protocol/escpos/layout.js';
import { printerText } from '../../../protocol/escpos/text.js';

test('a row of two wide and five narrow cells fits 58 mm paper', () => {
  const cells = [1, 1, 45, 1, 1, 1, 45].map(
    (share) => ({ text: '苹果苹果', share, align: 'right' }) as const,
  );
  const steps = layout({ number: '1', reprint: 0, blocks: [{ kind: 'row', cells }] }, 32);
  for (const step of steps) {
    const width =
      step.kind === 'line' ? [...step.text].reduce((sum, char) => sum + (char > '~' ? 2 : 1), 0) : 0;
    assert.ok(width <= 32, `${width} columns`);
  }
});

test('a won sign, which takes four bytes, is not sent to a printer that knows two', () => {
  assert.is(printerText('₩100'), '□100');
});

test.run();
