/** Expected checksums come from Python's zlib.crc32; CBF43926 is the CRC-32 check value of the catalogues. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError, type TerminalError } from '../../../protocol/errors.js';
import { checksumOf, readCommitLine } from '../../../protocol/sync/commit-line.js';
import { scanCommits } from '../../../protocol/sync/commit-scan.js';

const LINE_1 =
  '5f1aac02 {"seq":1,"at":1700000000000,"id":"a1","actor":"staff:1","origin":"keypad","events":[{"type":"counter.sold","v":1,"name":"洗发水"}]}';
const LINE_2 =
  'e3c1ea03 {"seq":2,"at":1700000000001,"id":"a2","actor":"staff:1","origin":"keypad","events":[{"type":"counter.sold","v":1}]}';

const bytes = (...lines: string[]) => new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));

function errorOf(fn: () => void): TerminalError {
  try {
    fn();
  } catch (error) {
    if (isTerminalError(error)) return error;
  }
  throw new Error('no TerminalError was thrown');
}

test('the checksum is the CRC-32 of zlib and PNG', () => {
  assert.is(checksumOf('123456789'), 'cbf43926');
});

test('a line is read with and without its line end', () => {
  for (const line of [LINE_1, `${LINE_1}\n`]) {
    const { seq, at, id, actor, events } = readCommitLine(line);
    assert.equal([seq, at, id, actor, events.length], [1, 1_700_000_000_000, 'a1', 'staff:1', 1]);
  }
});

test('every flipped bit of a line is noticed, in both checks', () => {
  const good = bytes(LINE_2);
  for (let at = 0; at < good.length - 1; at++) {
    for (const bit of [1, 0x20]) {
      const bad = good.slice();
      bad[at] = (bad[at] ?? 0) ^ bit;
      assert.throws(() => readCommitLine(new TextDecoder().decode(bad)), `byte ${at}`);
      assert.throws(() => scanCommits(bad, 2, 2), `byte ${at}`);
    }
  }
});

for (const [what, json] of [
  ['no object', '[1]'],
  ['no seq', '{"at":1,"id":"a","actor":"s","origin":"o","events":[{"type":"t","v":1}]}'],
  ['a seq of 0', '{"seq":0,"at":1,"id":"a","actor":"s","origin":"o","events":[{"type":"t","v":1}]}'],
  ['no events', '{"seq":1,"at":1,"id":"a","actor":"s","origin":"o","events":[]}'],
  ['an event without version', '{"seq":1,"at":1,"id":"a","actor":"s","origin":"o","events":[{"type":"t"}]}'],
  ['cut JSON', '{"seq":1,'],
] as const) {
  test(`a right checksum over ${what} is damage`, () => {
    const error = errorOf(() => readCommitLine(`${checksumOf(json)} ${json}`));
    assert.is(error.code, 'sync/damaged-line');
  });
}

test('lines are scanned in their order', () => {
  scanCommits(bytes(LINE_1, LINE_2), 1, 2);
});

test('a line of another number is told from a damaged one', () => {
  const error = errorOf(() => scanCommits(bytes(LINE_2), 1, 1));
  assert.is(error.code, 'sync/wrong-seq');
  assert.is(error.context.found, 2);
});

test('a commit whose JSON begins in another order is scanned too', () => {
  const json = '{"id":"a","seq":7,"at":1,"actor":"s","origin":"o","events":[{"type":"t","v":1}]}';
  scanCommits(bytes(`${checksumOf(json)} ${json}`), 7, 7);
});

test('missing, surplus and cut lines are miscounted', () => {
  for (const [body, first, last] of [
    [bytes(LINE_1), 1, 2],
    [bytes(LINE_1, LINE_2), 1, 1],
    [bytes(LINE_1).slice(0, -1), 1, 1],
    [new Uint8Array(), 1, 1],
  ] as const) {
    assert.is(errorOf(() => scanCommits(body, first, last)).code, 'sync/schema');
  }
});

test.run();
