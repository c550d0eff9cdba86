import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type AtFramer, createFramer, type Framed } from '../../../protocol/at/index.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');

/** Lines as they are, prompts as `<prompt>`; discarded bytes are summed apart. */
function read(framer: AtFramer, pieces: readonly Uint8Array[]): { lines: string[]; discarded: number } {
  const framed: Framed[] = pieces.flatMap((piece) => framer.push(piece));
  const lines = framed.flatMap((item) => {
    if (item.kind === 'discarded') return [];
    return [item.kind === 'line' ? item.text : '<prompt>'];
  });
  const discarded = framed.reduce((sum, item) => sum + (item.kind === 'discarded' ? item.bytes : 0), 0);
  return { lines, discarded };
}

function check(input: string, expected: readonly string[], discarded = 0, prompt = false): void {
  for (let cut = 0; cut <= input.length; cut += 1) {
    const framer = createFramer();
    framer.expectPrompt(prompt);
    const got = read(framer, [bytes(input.slice(0, cut)), bytes(input.slice(cut))]);
    assert.equal(got, { lines: [...expected], discarded }, `cut at ${cut} of ${JSON.stringify(input)}`);
  }
}

test('lines end with CR LF, CR or LF, whichever the modem likes, wherever the bytes are cut', () => {
  check('\r\n+CSQ: 20,0\r\n\r\nOK\r\n', ['+CSQ: 20,0', 'OK']);
  check('AT+CSQ\r\r\n+CSQ: 20,0\r\n\r\nOK\r\n', ['AT+CSQ', '+CSQ: 20,0', 'OK']);
  check('+CSQ: 20,0\nOK\n', ['+CSQ: 20,0', 'OK']);
  check('+CSQ: 20,0\rOK\r', ['+CSQ: 20,0', 'OK']);
});

test('a prompt is seen without a line end, but only when one is expected', () => {
  check('\r\n> ', ['<prompt>'], 0, true);
  check('AT+CMGS=23\r\r\n> ', ['AT+CMGS=23', '<prompt>'], 0, true);
  check('\r\n>\r\n+CMGS: 5\r\n', ['<prompt>', '+CMGS: 5'], 0, true);
  check('\r\n> \r\nOK\r\n', ['>', 'OK']);
});

test('a > in the middle of a line is no prompt', () => {
  check('+COPS: 0,0,"a> b"\r\n', ['+COPS: 0,0,"a> b"'], 0, true);
});

test('NULs and noise before a line are thrown away and counted', () => {
  check('\0\0\r\nOK\r\n', ['OK'], 2);
  check('+CS\0Q: 20,0\r\n', ['+CSQ: 20,0'], 1);
  check('\xff\xfe\x80\r\nOK\r\n', ['OK'], 3);
  check('\xffab\x80+CMTI: "SM",3\r\n', ['+CMTI: "SM",3'], 4);
});

test('letters of other alphabets inside a name stay', () => {
  check('+CLIP: "138",161,,,"\xe5\xbc\xa0",0\r\n', ['+CLIP: "138",161,,,"\xe5\xbc\xa0",0']);
});

test('a line that is too long is dropped whole and the next one is read', () => {
  const framer = createFramer(64);
  const { lines, discarded } = read(framer, [bytes(`${'x'.repeat(100)}\r\nOK\r\n`)]);
  assert.equal(lines, ['OK']);
  assert.is(discarded, 100);
});

test('a line of exactly the allowed length is kept', () => {
  assert.equal(read(createFramer(64), [bytes(`${'x'.repeat(64)}\r\n`)]).lines, ['x'.repeat(64)]);
});

test('a megabyte without a line end is passed over in linear time and little memory', () => {
  const framer = createFramer();
  const piece = new Uint8Array(1_000).fill(0x41);
  const before = performance.now();
  const { discarded } = read(
    framer,
    Array.from({ length: 1_000 }, () => piece),
  );
  assert.ok(discarded > 990_000);
  assert.ok(performance.now() - before < 2_000, 'a quadratic framer needs minutes');
  assert.equal(read(framer, [bytes('\r\nOK\r\n')]).lines, ['OK']);
});

test('reset forgets a half line and says how long it was', () => {
  const framer = createFramer();
  framer.push(bytes('+CMG'));
  assert.is(framer.reset(), 4);
  assert.equal(read(framer, [bytes('OK\r\n')]).lines, ['OK']);
});

test('any bytes at all: nothing is thrown, and the next whole line is read', () => {
  let seed = 1;
  for (let round = 0; round < 200; round += 1) {
    const noise = Uint8Array.from({ length: 300 }, () => {
      seed = (seed * 48_271) % 0x7fffffff;
      return seed & 0xff;
    });
    const { lines } = read(createFramer(), [noise, bytes('\r\nRING\r\n')]);
    assert.is(lines.at(-1), 'RING');
  }
});

test.run();
