/** A held key, two keys at once and a scanner's burst, told apart by their rhythm. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createClassifier } from '../../../drivers/keypad/classifier.js';
import { typed } from '../../../protocol/hid/stroke.js';
import { virtualClock } from '../../support/virtual-clock.js';

function desk() {
  const clock = virtualClock();
  const seen: string[] = [];
  const classifier = createClassifier(clock, {
    key: ({ name, char }, repeat) => seen.push((char ?? name) + (repeat ? '~' : '')),
    scan: (code) => seen.push(`scan ${code}`),
    garbage: () => seen.push('garbage'),
  });
  const type = async (text: string, gapMs: number) => {
    for (const char of text) {
      classifier.feed(char === '\r' ? { name: 'enter' } : typed(char));
      await clock.advance(gapMs);
    }
  };
  return { clock, seen, type, classifier };
}

test('a scan is one code, and none of its characters is a key', async () => {
  for (const gapMs of [0, 1, 8, 30]) {
    const { seen, type, clock } = desk();
    await type('6901234567892\r', gapMs);
    await clock.advance(1_000);
    assert.equal(seen, ['scan 6901234567892'], `${gapMs} ms`);
  }
});

test('the fastest typist is no scanner', async () => {
  const { seen, type } = desk();
  await type('1380123456\r', 31);
  assert.equal(seen, [...'1380123456', 'enter']);
});

test('digits mashed at once and then Enter by hand stay keys', async () => {
  const { seen, type, clock } = desk();
  await type('12345678', 5);
  await clock.advance(40);
  await type('\r', 0);
  assert.equal(seen, [...'12345678', 'enter']);
});

test('five characters are no code; Enter stays OK', async () => {
  const { seen, type } = desk();
  await type('12345\r', 2);
  assert.equal(seen, ['1', '2', '3', '4', '5', 'enter']);
});

test('Chinese text committed in one go and Enter right after it stays text', async () => {
  const { seen, type } = desk();
  await type('福源水果店一号\r', 0);
  assert.equal(seen, [...'福源水果店一号', 'enter']);
});

test('a held key on a terminal repeats, whatever its rate, and is never a scan', async () => {
  for (const gapMs of [20, 33, 92]) {
    const { seen, type, clock } = desk();
    await type('1', 500);
    await type('1111111111', gapMs);
    await type('\r', 200);
    await clock.advance(100);
    assert.equal([seen[0], seen.at(-1), seen.length], ['1', 'enter', 12], `${gapMs} ms`);
    assert.ok(
      seen.slice(2, -1).every((key) => key === '1~'),
      `${gapMs} ms: ${seen}`,
    );
  }
});

test('the same key twice by hand, and twice in one read, is two presses', async () => {
  const { seen, type, clock } = desk();
  await type('00', 120);
  await clock.advance(1_000);
  await type('00', 0);
  await clock.advance(1_000);
  assert.equal(seen, ['0', '0', '0', '0']);
});

test('a second OK that a busy program reads late is a press: nothing was held', async () => {
  const { seen, type, clock } = desk();
  await type('10\r\r', 50);
  await clock.advance(100);
  assert.equal(seen, ['1', '0', 'enter', 'enter']);
});

test('two keys at once are two keys, in their order', async () => {
  const { seen, type, clock } = desk();
  await type('12', 0);
  await clock.advance(31);
  assert.equal(seen, ['1', '2']);
});

test('a person is not kept waiting: a character 31 ms, a key without one not at all', async () => {
  const { seen, classifier, clock } = desk();
  classifier.feed({ name: 'up' });
  assert.equal(seen, ['up']);
  classifier.feed(typed('7'));
  await clock.advance(31);
  assert.equal(seen, ['up', '7']);
});

test('what was typed just before a function key comes first', async () => {
  const { seen, classifier } = desk();
  classifier.feed(typed('7'));
  classifier.feed({ name: 'f2' });
  assert.equal(seen, ['7', 'f2']);
});

test('a burst without end is thrown away, and the next scan is right', async () => {
  const { seen, classifier, clock, type } = desk();
  for (let n = 0; n < 5_000; n++) classifier.feed(typed(String(n % 10)));
  await clock.advance(100);
  assert.equal(seen, ['garbage']);
  await type('ABC-1234\r', 3);
  assert.equal(seen, ['garbage', 'scan ABC-1234']);
});

test('pasted digits with Enter are keys', () => {
  const { seen, classifier } = desk();
  for (const char of '1234567') classifier.feed({ ...typed(char), pasted: true });
  classifier.feed({ name: 'enter', pasted: true });
  assert.equal(seen, [...'1234567', 'enter']);
});

test.run();
