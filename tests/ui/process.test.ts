import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openTerminalProcess, type ProgramScreen } from '../../sim/screen/pty-screen.js';
import { PROFILES } from '../../terminal/ui/index.js';

const PROGRAM = fileURLToPath(new URL('./tiny-terminal.js', import.meta.url));

async function open(term: string): Promise<{ program: ProgramScreen; output: () => string }> {
  let output = '';
  const program = await openTerminalProcess(process.execPath, [PROGRAM], {
    ...PROFILES.standard,
    env: { TERM: term },
    onOutput: (text) => {
      output += text;
    },
  });
  return { program, output: () => output };
}

for (const term of ['xterm-256color', 'xterm', 'linux', 'screen', 'a-terminal-nobody-knows']) {
  test(`a program on a real PTY is seen and typed at, TERM=${term}`, async () => {
    const { program } = await open(term);
    await program.waitFor('姓名');
    assert.is(program.screen()[1], `登记${' '.repeat(32)}[ab]`);
    program.type('王小明\r');
    const rows = await program.waitFor('已保存 王小明');
    assert.match(rows[0] ?? '', /^福源水果店 1号机/);
    program.type('q');
    assert.is((await program.exited).code, 0);
  });
}

test('a crash gives the tty back before it says what happened', async () => {
  const { program, output } = await open('xterm-256color');
  await program.waitFor('姓名');
  program.type('x');
  assert.is.not((await program.exited).code, 0);
  const text = output();
  assert.ok(text.lastIndexOf('\x1b[?1049l') > 0);
  assert.ok(text.lastIndexOf('\x1b[?25h') > text.lastIndexOf('\x1b[?25l'));
  assert.match(text.slice(text.lastIndexOf('\x1b[?1049l')), /crash on purpose/);
});

test('SIGTERM gives the tty back', async () => {
  const { program, output } = await open('xterm-256color');
  await program.waitFor('姓名');
  await program.kill();
  assert.ok(output().includes('\x1b[?1049l'));
});

test('waiting for what never comes ends with what was seen instead', async () => {
  const { program } = await open('xterm-256color');
  await program.waitFor('姓名');
  let message = '';
  await program.waitFor('never', 50).catch((error: Error) => {
    message = error.message;
  });
  assert.match(message, /never: not on the screen after 50 ms; the screen was\n福源水果店/);
  await program.kill('SIGKILL');
  await program.waitFor('never', 5_000).catch((error: Error) => {
    message = error.message;
  });
  assert.match(message, /the program ended/);
});

test.run();
