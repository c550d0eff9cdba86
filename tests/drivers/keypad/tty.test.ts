/** A terminal as a keypad. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createTtyKeypad } from '../../../drivers/keypad/index.js';
import { ADVANCED_KEYPAD } from '../../../protocol/hid/keypads/index.js';
import { virtualClock } from '../../support/virtual-clock.js';

function desk() {
  const clock = virtualClock();
  const sources = new Set<(bytes: Uint8Array) => void>();
  const keypad = createTtyKeypad({
    onInput(listener) {
      sources.add(listener);
      return () => sources.delete(listener);
    },
    map: ADVANCED_KEYPAD,
    clock,
  });
  const seen: string[] = [];
  keypad.onKey(({ name, text }) => seen.push(name === 'text' ? `"${text}"` : name));
  keypad.onScan(({ code }) => seen.push(`scan ${code}`));
  keypad.start();
  const send = (text: string) => {
    for (const listener of sources) listener(new TextEncoder().encode(text));
  };
  return { clock, keypad, seen, send, sources };
}

test('keys come out under their names', async () => {
  const { clock, seen, send, keypad } = desk();
  assert.equal(keypad.status(), { state: 'ready' });
  for (const bytes of ['1', '*', '.', 'a', '\x1b[A', '\x1bOQ', '\x7f', '\r']) {
    send(bytes);
    await clock.advance(200);
  }
  assert.equal(seen, ['1', '*', '"."', '"a"', 'up', 'f2', 'delete', 'ok']);
});

test('Esc is Cancel after a moment, and an arrow that comes in two parts is an arrow', async () => {
  const { clock, seen, send } = desk();
  send('\x1b');
  await clock.advance(49);
  assert.equal(seen, []);
  await clock.advance(1);
  assert.equal(seen, ['cancel']);
  send('\x1b[');
  await clock.advance(20);
  send('B');
  await clock.advance(200);
  assert.equal(seen, ['cancel', 'down']);
});

test('pasted Chinese is text, and a name with digits that is pasted is no scan', async () => {
  const { clock, seen, send } = desk();
  send('王小明1380013');
  await clock.advance(200);
  assert.equal(seen, ['"王"', '"小"', '"明"', '1', '3', '8', '0', '0', '1', '3']);
});

test('a scanner on the terminal is a scan', async () => {
  const { clock, seen, send } = desk();
  send('6901234567892\r');
  await clock.advance(200);
  assert.equal(seen, ['scan 6901234567892']);
});

test('after stop nothing is heard and no timer is left', async () => {
  const { clock, seen, send, keypad, sources } = desk();
  send('7\x1b');
  await keypad.stop();
  await clock.advance(1_000);
  assert.equal([seen, sources.size, clock.pending], [[], 0, 0]);
});

test.run();
