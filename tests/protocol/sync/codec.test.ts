import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError, type TerminalError } from '../../../protocol/errors.js';
import { decodeDown, decodeUp, encodeDown, encodeUp, splitUp } from '../../../protocol/sync/codec.js';
import { MAX_PAYLOAD } from '../../../protocol/sync/messages.js';

const text = (value: string) => new TextEncoder().encode(value);

function errorOf(fn: () => unknown): TerminalError {
  try {
    fn();
  } catch (error) {
    if (isTerminalError(error)) return error;
  }
  throw new Error('no TerminalError was thrown');
}

test('a commits message is a head and the journal lines as they are', () => {
  const head = { v: 1, kind: 'commits', first: 3, last: 4 } as const;
  const whole = '{"v":1,"kind":"commits","first":3,"last":4}\nline three\nline four\n';
  assert.is(new TextDecoder().decode(encodeUp(head, text('line three\nline four\n'))), whole);
  assert.is(new TextDecoder().decode(encodeUp(head, [text('line three'), text('line four\n')])), whole);
  assert.equal(decodeUp(text(whole)), { head, lines: ['line three', 'line four'] });
  assert.is(new TextDecoder().decode(splitUp(text(whole)).body), 'line three\nline four\n');
});

test('an acknowledgement is one line', () => {
  assert.is(
    new TextDecoder().decode(encodeDown({ v: 1, kind: 'ack', through: 9, gap: true })),
    '{"v":1,"kind":"ack","through":9,"gap":true}\n',
  );
});

test('fields of a newer minor version are left out, not refused', () => {
  assert.equal(decodeDown(text('{"v":1,"kind":"ack","through":1,"later":"more"}')), {
    v: 1,
    kind: 'ack',
    through: 1,
  });
});

for (const [payload, code, field] of [
  ['', 'sync/not-json'],
  ['garbage', 'sync/not-json'],
  ['null', 'sync/schema', '(whole)'],
  ['{"kind":"hello"}', 'sync/schema', 'v'],
  ['{"v":2,"kind":"hello"}', 'sync/version'],
  ['{"v":1,"kind":"sing"}', 'sync/schema', 'kind'],
  ['{"v":1,"kind":"hello","last":-1,"cursor":0,"software":"x"}', 'sync/schema', 'last'],
  ['{"v":1,"kind":"hello","last":1.5,"cursor":0,"software":"x"}', 'sync/schema', 'last'],
  ['{"v":1,"kind":"want","cursor":"1"}', 'sync/schema', 'cursor'],
  ['{"v":1,"kind":"want","cursor":1}\nmore\n', 'sync/schema', 'lines'],
  ['{"v":1,"kind":"commits","first":2,"last":1}\n', 'sync/schema', 'last'],
  ['{"v":1,"kind":"commits","first":1,"last":2}\none\n', 'sync/schema', 'lines'],
] as const) {
  test(`refused: ${payload.slice(0, 60)}`, () => {
    const error = errorOf(() => decodeUp(text(payload)));
    assert.is(error.code, code);
    if (field) assert.is(error.context.field, field);
  });
}

test('what is not UTF-8 is refused', () => {
  assert.is(errorOf(() => decodeUp(new Uint8Array([0x7b, 0xff, 0x7d]))).code, 'sync/not-text');
  assert.is(errorOf(() => decodeDown(new Uint8Array([0xc3, 0x28]))).code, 'sync/not-text');
});

test('a message over the cap is neither written nor read', () => {
  const head = { v: 1, kind: 'commits', first: 1, last: 1 } as const;
  assert.is(errorOf(() => encodeUp(head, new Uint8Array(MAX_PAYLOAD))).code, 'sync/too-large');
  assert.is(errorOf(() => splitUp(new Uint8Array(MAX_PAYLOAD + 1))).code, 'sync/too-large');
  assert.is(errorOf(() => decodeDown(new Uint8Array(MAX_PAYLOAD + 1))).code, 'sync/too-large');
});

test('a prototype in the JSON stays data', () => {
  const error = errorOf(() => decodeUp(text('{"__proto__":{"v":1,"kind":"want","cursor":1}}')));
  assert.is(error.code, 'sync/schema');
});

test.run();
