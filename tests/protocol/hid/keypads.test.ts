/** The two keypads as the issue lists their keys. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type KeypadMap, mapStroke } from '../../../protocol/hid/keypad-map.js';
import { ADVANCED_KEYPAD, STANDARD_KEYPAD } from '../../../protocol/hid/keypads/index.js';
import { typed } from '../../../protocol/hid/stroke.js';

const named = (map: KeypadMap, name: string) => mapStroke(map, { name })?.name;

test('both have digits, *, #, OK, Cancel, delete, up, down and F1–F4', () => {
  for (const map of [STANDARD_KEYPAD, ADVANCED_KEYPAD]) {
    for (const char of '0123456789*#') assert.equal(mapStroke(map, typed(char)), { name: char, text: char });
    assert.equal(
      ['enter', 'escape', 'backspace', 'delete', 'up', 'down', 'f1', 'f2', 'f3', 'f4'].map((key) =>
        named(map, key),
      ),
      ['ok', 'cancel', 'delete', 'delete', 'up', 'down', 'f1', 'f2', 'f3', 'f4'],
    );
    assert.equal(mapStroke(map, typed('.')), { name: 'text', text: '.' });
    assert.equal(mapStroke(map, typed('王')), { name: 'text', text: '王' });
  }
});

test('letters and F5–F12 are on the advanced keypad only', () => {
  assert.is(mapStroke(STANDARD_KEYPAD, typed('a')), undefined);
  assert.equal(mapStroke(ADVANCED_KEYPAD, typed('A')), { name: 'text', text: 'A' });
  for (const key of ['f5', 'f12', 'left', 'pagedown']) {
    assert.is(named(STANDARD_KEYPAD, key), undefined);
    assert.is(named(ADVANCED_KEYPAD, key), key);
  }
});

test('a plain numeric pad serves as the standard keypad', () => {
  assert.equal(mapStroke(STANDARD_KEYPAD, typed('/')), { name: '#', text: '#' });
  assert.equal(mapStroke(STANDARD_KEYPAD, typed('-')), { name: 'up' });
  assert.is(mapStroke(STANDARD_KEYPAD, { ...typed('-'), pasted: true }), undefined);
  assert.equal(mapStroke(ADVANCED_KEYPAD, typed('-')), { name: 'text', text: '-' });
});

test('names that only look like properties are no keys', () => {
  assert.is(mapStroke(ADVANCED_KEYPAD, { name: 'constructor' }), undefined);
  assert.is(mapStroke(ADVANCED_KEYPAD, { name: 'ctrl-c' }), undefined);
});

test.run();
