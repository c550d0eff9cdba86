/** Terminal bytes: xterm ctlseqs ("PC-style function keys"), console_codes(4) and what a Linux console really sends. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeTty, flushTty, TTY_IDLE } from '../../../protocol/hid/tty.js';

const utf8 = new TextEncoder();

/** Names of the strokes, characters as themselves. */
function keys(...chunks: (string | Uint8Array)[]): string[] {
  const names: string[] = [];
  let state = TTY_IDLE;
  for (const chunk of chunks) {
    const step = decodeTty(state, typeof chunk === 'string' ? utf8.encode(chunk) : chunk);
    state = step.state;
    names.push(...step.strokes.map(({ name, char }) => char ?? name));
  }
  return [...names, ...flushTty(state).strokes.map(({ name }) => `late ${name}`)];
}

const SEQUENCES: readonly (readonly [string, string])[] = [
  ['\x1b[A', 'up'],
  ['\x1bOA', 'up'],
  ['\x1b[B', 'down'],
  ['\x1b[1;5C', 'right'],
  ['\x1b[D', 'left'],
  ['\x1b[H', 'home'],
  ['\x1b[4~', 'end'],
  ['\x1b[3~', 'delete'],
  ['\x1b[5~', 'pageup'],
  ['\x1b[6~', 'pagedown'],
  ['\x1bOP', 'f1'],
  ['\x1b[[A', 'f1'],
  ['\x1b[11~', 'f1'],
  ['\x1b[[E', 'f5'],
  ['\x1b[15~', 'f5'],
  ['\x1b[17~', 'f6'],
  ['\x1b[21~', 'f10'],
  ['\x1b[24~', 'f12'],
  ['\x1bOM', 'enter'],
  ['\x1bOp', '0'],
  ['\x1bOn', '.'],
  ['\r', 'enter'],
  ['\r\n', 'enter'],
  ['\n', 'enter'],
  ['\x7f', 'backspace'],
  ['\x08', 'backspace'],
];

for (const [bytes, name] of SEQUENCES) {
  test(`${JSON.stringify(bytes)} is ${name}, however it is cut`, () => {
    assert.equal(keys(bytes), [name]);
    if (bytes === '\r\n') return;
    for (let cut = 1; cut < bytes.length; cut++)
      assert.equal(keys(bytes.slice(0, cut), bytes.slice(cut)), [name]);
  });
}

test('Esc alone waits, Esc and a digit are two keys', () => {
  assert.equal(keys('\x1b'), ['late escape']);
  assert.equal(keys('\x1b1'), ['escape', '1']);
  assert.equal(keys('\x1b\x1b[A'), ['escape', 'up']);
});

test('Chinese text comes out whole, however its bytes are cut', () => {
  assert.equal(keys('王小明𠮷'), ['王', '小', '明', '𠮷']);
  const bytes = utf8.encode('王𠮷');
  for (let cut = 1; cut < bytes.length; cut++) {
    assert.equal(keys(bytes.slice(0, cut), bytes.slice(cut)), ['王', '𠮷'], `cut at ${cut}`);
  }
});

test('garbage is dropped and the next key is right', () => {
  assert.equal(keys(Uint8Array.of(0xff, 0xc0, 0x80, 0x31)), ['1']);
  assert.equal(keys(Uint8Array.of(0xe7, 0x31)), ['1'], 'a character cut short');
  assert.equal(keys(Uint8Array.of(0xed, 0xa0, 0x80, 0x32)), ['2'], 'half a surrogate pair');
  assert.equal(keys('\x1b[?1;2c', '3'), ['3'], 'an answer of the terminal');
  assert.equal(keys(`\x1b[${'9'.repeat(40)}`, '~4').at(-1), '4');
});

test('bracketed paste is marked', () => {
  const step = decodeTty(TTY_IDLE, utf8.encode('\x1b[200~12\x1b[201~3'));
  assert.equal(
    step.strokes.map(({ char, pasted }) => [char, pasted === true]),
    [
      ['1', true],
      ['2', true],
      ['3', false],
    ],
  );
});

test.run();
