/** Whoever waited for a picture of a program that was killed waited until the deadline, a minute long in the crash test. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openTerminalProcess } from '../../../sim/screen/pty-screen.js';

const DEADLINE_MS = 20_000;

test('who waits for a picture hears at once that the program was killed', async () => {
  const program = await openTerminalProcess('cat', [], { columns: 40, rows: 15 });
  const began = performance.now();
  const waiting = program.waitFor('never shown', DEADLINE_MS).then(
    () => 'seen',
    (error) => String(error),
  );
  await program.kill('SIGKILL');
  assert.match(await waiting, /the program ended before it showed/);
  assert.ok(performance.now() - began < DEADLINE_MS / 2);
});

test.run();
