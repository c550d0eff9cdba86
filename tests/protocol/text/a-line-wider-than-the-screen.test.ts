/** Found by tests/fuzz, seed 20261122: after a break at a space the rest of the word and a wide character were too wide. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { printable, wrap } from '../../../protocol/text/columns.js';

test('a wide character that does not fit behind the rest of a word begins a line of its own', () => {
  assert.equal(wrap(' a，', 2), ['', 'a', '，']);
});

test('white space on both sides of what is taken out is folded too', () => {
  assert.is(printable('a \u0000 b \u{1f44d}\n c'), 'a b c');
});

test.run();
