import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError, type TerminalError } from '../../../protocol/errors.js';
import { parseFeedItem } from '../../../protocol/sync/feed.js';

function errorOf(fn: () => unknown): TerminalError {
  try {
    fn();
  } catch (error) {
    if (isTerminalError(error)) return error;
  }
  throw new Error('no TerminalError was thrown');
}

for (const [kind, body] of [
  ['product', { sku: 'p1', name: '洗发水', price: 8800, barcode: '6901234567892' }],
  ['points-rule', { points: 1, per: 100 }],
  ['template', { key: 'thanks', purpose: 'service', text: '{姓名}，谢谢' }],
  ['shop', { name: '掌柜小店', signature: '掌柜', phone: '010-1234' }],
  ['customer', { id: 'c1', name: '张三', stamp: '0001' }],
] as const) {
  test(`a ${kind} is taken as it is`, () => {
    assert.equal(parseFeedItem(kind, body), { kind, body });
  });
}

for (const [kind, body, field] of [
  ['product', { sku: 'p1', name: 'x', price: 88.5 }, 'price'],
  ['product', { sku: 'p1', name: 'x', price: -1 }, 'price'],
  ['product', { sku: '', name: 'x', price: 1 }, 'sku'],
  ['product', { name: 'x', price: 1 }, 'sku'],
  ['points-rule', { points: 1, per: 0 }, 'per'],
  ['template', { key: 'k', purpose: 'spam', text: 'x' }, 'purpose'],
  ['shop', 'shop', '(whole)'],
  ['customer', { id: 'c1' }, 'stamp'],
] as const) {
  test(`a ${kind} with a wrong ${field} is refused by that name`, () => {
    const error = errorOf(() => parseFeedItem(kind, body));
    assert.is(error.code, 'sync/schema');
    assert.is(error.context.field, field);
  });
}

for (const kind of ['', 'discount', 'constructor', '__proto__']) {
  test(`"${kind}" is an unknown kind`, () => {
    assert.is(errorOf(() => parseFeedItem(kind, {})).code, 'sync/unknown-kind');
  });
}

test.run();
