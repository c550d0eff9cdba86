import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { readEntries } from '../../../protocol/config/entries.js';
import { showLines } from '../../../protocol/display/cd5220.js';
import { columns, cut, padEnd, printable, wrap } from '../../../protocol/text/columns.js';
import { anyText, mutatedText } from '../inputs.js';
import { attempt, property } from '../property.js';

const text = fc.oneof(
  anyText,
  fc.string({ unit: fc.constantFrom(...'ab 福源，e\u0301\u200d👍\n\t\0'), maxLength: 120 }),
);
const width = fc.integer({ min: 0, max: 90 });
const KNOWN = ['terminal', 'store', 'modem', 'log.level'];
const FILES = [
  '# a shop\nterminal = till-1\nstore=fuyuan # ours\r\nmodem = /dev/ttyUSB2\n\nlog.level = info\n',
];

export const textProperties = [
  property('cut and padded to a width: never wider', fc.tuple(text, width), ([value, room]) => {
    assert.ok(columns(cut(value, room)) <= room);
    assert.is(columns(padEnd(value, room)), room);
  }),
  property(
    'wrapped to a width: never wider, and nothing but white space is lost',
    fc.tuple(text, width),
    ([value, room]) => {
      const lines = wrap(value, room);
      for (const line of lines) assert.ok(columns(line) <= Math.max(2, room), JSON.stringify(line));
      assert.is(lines.join('').replace(/\s/g, ''), value.replace(/\s/g, ''));
    },
  ),
  property(
    'what may be shown: no controls, white space folded, and showing it again changes nothing',
    text,
    (value) => {
      const shown = printable(value);
      assert.not.ok(/[\p{Cc}\p{Cs}]| {2}/u.test(shown), JSON.stringify(shown));
      assert.is(printable(shown), shown);
    },
  ),
  property('a customer display gets two lines of twenty columns', fc.tuple(text, text), ([top, bottom]) => {
    assert.is(showLines(top, bottom).length, 2 * (3 + 20 + 1));
  }),
  property(
    'a settings file is read, or its first mistake named with its line',
    mutatedText(FILES),
    (file) => {
      const entries = attempt('config', () => readEntries('shop.conf', file, KNOWN, ['modem']));
      for (const { key, value, line } of entries ?? []) {
        assert.ok(KNOWN.includes(key) && value !== '' && line <= file.split('\n').length);
      }
    },
  ),
  property(
    'settings: written and read back',
    fc.dictionary(fc.constantFrom(...KNOWN), fc.stringMatching(/^[!-"$-~福](?:[!-"$-~福 ]*[!-"$-~福])?$/)),
    (settings) => {
      const file = Object.entries(settings).map(([key, value]) => `${key} = ${value}\n`);
      const read = readEntries('shop.conf', file.join('# and\n'), KNOWN);
      assert.equal(Object.fromEntries(read.map(({ key, value }) => [key, value])), { ...settings });
    },
  ),
];
