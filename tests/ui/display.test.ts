import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Frame, fit, type Line, line, PROFILES } from '../../terminal/ui/index.js';
import { openSeenDisplay } from '../support/screen.js';

const WIDTH = PROFILES.standard.columns;

function frame(rows: readonly Line[], cursor?: Frame['cursor']): Frame {
  const full = Array.from({ length: PROFILES.standard.rows }, (_, row) => fit(rows[row] ?? [], WIDTH));
  return cursor === undefined ? { rows: full } : { rows: full, cursor };
}

/** DECTCEM: the last word on the cursor is `shown`. */
function cursorShown(bytes: string): boolean {
  return bytes.lastIndexOf('\x1b[?25h') > bytes.lastIndexOf('\x1b[?25l');
}

async function seenOf(rows: readonly Line[]): Promise<string[]> {
  const screen = openSeenDisplay(PROFILES.standard);
  screen.display.draw(frame(rows));
  const seen = await screen.seen();
  screen.close();
  return seen;
}

test('Chinese takes two columns and what follows it stands where it should', async () => {
  const [first, second] = await seenOf([line('王小明 金卡'), [{ text: '中'.repeat(19) }, { text: '右' }]]);
  assert.is(first, '王小明 金卡');
  assert.is(second, `${'中'.repeat(19)}右`);
});

test('a row longer than the screen ends with an ellipsis and does not spill into the next', async () => {
  const [first, second] = await seenOf([line(`a${'中'.repeat(40)}`), line('下一行')]);
  assert.is(first, `a${'中'.repeat(19)}…`);
  assert.is(second, '下一行');
});

test('tags of the screen library are shown as they were typed', async () => {
  const [first] = await seenOf([line('{bold}王{/bold} {open}x{close} {red-fg}', 'strong')]);
  assert.is(first, '{bold}王{/bold} {open}x{close} {red-fg}');
});

test('control characters and emoji of a name never reach the tty', async () => {
  const screen = openSeenDisplay(PROFILES.standard);
  screen.display.draw(frame([line('王\x1b[31m小\x07\x9b2J明\r\n😀\u202e!')]));
  const [first] = await screen.seen();
  assert.is(first, '王[31m小2J明 !');
  for (const harm of ['\x07', '\x1b[31m', '\x9b', '\u202e', '😀'])
    assert.not.ok(screen.bytes().includes(harm));
  screen.close();
});

test('characters outside the basic plane and line drawing survive', async () => {
  const [first, second] = await seenOf([line('𠮷野家'), line('┌─┐│▂▄▆█↑↓')]);
  assert.is(first, '𠮷野家');
  assert.is(second, '┌─┐│▂▄▆█↑↓');
});

test('nothing of an older picture stays, wide over narrow and narrow over wide', async () => {
  const screen = openSeenDisplay(PROFILES.standard);
  const pictures = [
    ['中文标题很长很长', 'abcdefghij', 'x中x中x中', ''],
    ['a', '中', '中x中x', '末行'],
    ['a中文b', 'ab中cd', 'abcdef', ''],
  ];
  for (const picture of [...pictures, ...pictures.reverse()]) {
    screen.display.draw(frame(picture.map((text) => line(text))));
    assert.equal((await screen.seen()).slice(0, 4), picture);
  }
  screen.close();
});

test('an unchanged picture writes no cells, a changed digit only a few bytes', async () => {
  const screen = openSeenDisplay(PROFILES.standard);
  const rows = (digit: string) =>
    frame(Array.from({ length: 15 }, (_, row) => line(`第 ${row} 行 ${row === 7 ? digit : 'x'}`)));
  screen.display.draw(rows('1'));
  const before = screen.bytes().length;
  screen.display.draw(rows('1'));
  const same = screen.bytes().length - before;
  screen.display.draw(rows('2'));
  const changed = screen.bytes().length - before - same;
  assert.ok(same < 10, `${same} bytes for nothing`);
  assert.ok(changed < 80, `${changed} bytes for a digit`);
  screen.close();
});

test('the bytes are with the tty before draw returns', () => {
  const screen = openSeenDisplay(PROFILES.standard);
  const before = screen.bytes().length;
  screen.display.draw(frame([line('王小明')]));
  assert.match(screen.bytes().slice(before), /王小明/);
  screen.close();
});

test('the cursor stands where typing goes', async () => {
  const screen = openSeenDisplay(PROFILES.standard);
  screen.display.draw(frame([line('姓名 王')], { row: 0, column: 7 }));
  await screen.seen();
  assert.equal(screen.cursor(), { row: 0, column: 7 });
  assert.ok(cursorShown(screen.bytes()));
  screen.close();
});

test('closing gives the tty back: the other screen buffer, a visible cursor', () => {
  const screen = openSeenDisplay(PROFILES.standard);
  screen.display.draw(frame([line('x')]));
  screen.close();
  assert.ok(screen.bytes().includes('\x1b[?1049l'));
  assert.ok(cursorShown(screen.bytes()));
});

test('a tty that does not keep up gets the newest picture, not all of them', async () => {
  const screen = openSeenDisplay(PROFILES.standard);
  let take: (() => void) | undefined;
  const write = screen.tty._write.bind(screen.tty);
  screen.tty._write = (chunk, encoding, done) => {
    take = () => write(chunk, encoding, done);
  };
  const big = (n: number) =>
    frame(Array.from({ length: 15 }, (_, row) => line(`${n}${'中'.repeat(18)}${row % 10}`)));
  for (let n = 0; n < 200; n += 1) screen.display.draw(big(n));
  const waiting = screen.tty.writableLength;
  for (let guard = 0; take !== undefined && guard < 1000; guard += 1) {
    const next: () => void = take;
    take = undefined;
    next();
    await new Promise((done) => setImmediate(done));
  }
  assert.ok(waiting < 40_000, `${waiting} characters waited`);
  assert.match((await screen.seen())[0] ?? '', /^199中/);
  screen.close();
});

test.run();
