/** Boot keyboard reports: HID 1.11 appendix B.1 and C; usages from the HID Usage Tables 1.5, page 0x07. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { BOOT_IDLE, decodeBootReport } from '../../../protocol/hid/boot-report.js';
import { physicalKey } from '../../../protocol/hid/usages.js';

const report = (modifiers: number, ...keys: number[]) =>
  Uint8Array.from({ length: 8 }, (_, i) => (i === 0 ? modifiers : i === 1 ? 0 : (keys[i - 2] ?? 0)));

test('rolling from one key to the next reports each once, in any order of the report', () => {
  const a = decodeBootReport(BOOT_IDLE, report(0, 0x04));
  assert.equal(a.downs, [0x04]);
  const ab = decodeBootReport(a.state, report(0, 0x05, 0x04));
  assert.equal([ab.downs, ab.ups], [[0x05], []]);
  const b = decodeBootReport(ab.state, report(0, 0x05));
  assert.equal([b.downs, b.ups], [[], [0x04]]);
  const none = decodeBootReport(b.state, report(0));
  assert.equal([none.downs, none.ups], [[], [0x05]]);
});

test('more keys than the keyboard can tell apart press and release nothing', () => {
  const held = decodeBootReport(BOOT_IDLE, report(0, 0x1e, 0x1f)).state;
  const phantom = decodeBootReport(held, report(0, 1, 1, 1, 1, 1, 1));
  assert.equal([phantom.downs, phantom.ups], [[], []]);
  assert.equal(decodeBootReport(phantom.state, report(0, 0x1e, 0x1f)).downs, []);
});

test('either Shift shifts; Ctrl, Alt and the system key make a command', () => {
  for (const modifiers of [0x02, 0x20, 0x22]) {
    assert.is(decodeBootReport(BOOT_IDLE, report(modifiers)).state.shift, true);
  }
  for (const modifiers of [0x01, 0x04, 0x08, 0x10, 0x40, 0x80]) {
    const { state } = decodeBootReport(BOOT_IDLE, report(modifiers));
    assert.equal([state.shift, state.command], [false, true]);
  }
});

test('a report cut at any byte is refused', () => {
  for (let length = 0; length < 8; length++) {
    assert.throws(
      () => decodeBootReport(BOOT_IDLE, report(0, 4).slice(0, length)),
      (error: unknown) => isTerminalError(error, 'hid/bad-report'),
    );
  }
});

test('usages stand where the table has them', () => {
  const char = (usage: number) => [physicalKey(usage)?.plain, physicalKey(usage)?.shifted];
  assert.equal(char(0x04), ['a', 'A']);
  assert.equal(char(0x1d), ['z', 'Z']);
  assert.equal(char(0x1e), ['1', '!']);
  assert.equal(char(0x20), ['3', '#']);
  assert.equal(char(0x25), ['8', '*']);
  assert.equal(char(0x27), ['0', ')']);
  assert.equal(char(0x37), ['.', '>']);
  assert.equal(char(0x59), ['1', '1']);
  assert.equal(char(0x62), ['0', '0']);
  assert.equal(char(0x63), ['.', '.']);
  const names = {
    40: 'enter',
    41: 'escape',
    42: 'backspace',
    58: 'f1',
    69: 'f12',
    81: 'down',
    82: 'up',
    88: 'enter',
  };
  for (const [usage, name] of Object.entries(names)) assert.is(physicalKey(Number(usage))?.name, name);
  assert.is(physicalKey(0x00), undefined);
  assert.is(physicalKey(0xe0), undefined, 'modifiers travel in a byte of their own');
});

test.run();
