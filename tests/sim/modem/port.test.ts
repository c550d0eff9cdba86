/** The simulated modem on its port: the PTY, the link, the control port, the script, and the command that runs it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { lstat, mkdtemp, open, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ReadStream } from 'node:tty';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createSimModem, openControlPort, type SimModem } from '../../../sim/modem/index.js';
import { openPty } from '../../../sim/pty/pty.js';
import { command } from '../../../terminal/cli/commands/sim/modem.js';
import { waitFor } from '../../support/wait-for.js';

let dir: string;
let link: string;

test.before.each(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sim-modem-'));
  link = join(dir, 'modem');
});
test.after.each(() => rm(dir, { recursive: true, force: true }));

interface Client {
  heard(): string;
  isHungUp(): boolean;
  say(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the port as a host does, without making it its own terminal. */
async function openPort(path: string): Promise<Client> {
  const file = await open(path, constants.O_RDWR | constants.O_NOCTTY);
  const reader = new ReadStream(file.fd);
  let text = '';
  let isHungUp = false;
  reader.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
  });
  reader.on('end', () => {
    isHungUp = true;
  });
  reader.on('error', () => {
    isHungUp = true;
  });
  return {
    heard: () => text,
    isHungUp: () => isHungUp,
    say: async (words) => void (await file.write(Buffer.from(words, 'latin1'))),
    close: async () => {
      reader.destroy();
      await file.close().catch(() => undefined);
    },
  };
}

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

test('every byte goes through as it is, both ways', async () => {
  const pty = await openPty({ link });
  const got: number[] = [];
  pty.onData((bytes) => got.push(...bytes));
  const client = await openPort(link);
  const all = Array.from({ length: 256 }, (_, byte) => byte);
  await client.say(String.fromCharCode(...all));
  await waitFor('the device hears all bytes', () => got.length === 256);
  assert.equal(got, all);
  pty.write(Uint8Array.from(all));
  await waitFor('the host hears all bytes', () => client.heard().length === 256);
  assert.equal([...Buffer.from(client.heard(), 'latin1')], all);
  await client.close();
  await pty.close();
});

test('a host may close the port and open it again', async () => {
  const pty = await openPty({ link });
  let got = '';
  pty.onData((bytes) => {
    got += Buffer.from(bytes).toString('latin1');
  });
  for (const word of ['one', 'two']) {
    const client = await openPort(link);
    await client.say(word);
    await waitFor(word, () => got.endsWith(word));
    await client.close();
  }
  await pty.close();
});

test('the link replaces an old one, leads to the port, and goes with it', async () => {
  await symlink('/nowhere', link);
  const pty = await openPty({ link });
  assert.is(await readlink(link), pty.path());
  await pty.close();
  assert.not(await exists(link));
});

test('unplugging hangs up the host and takes the link; plugging in brings a booting modem', async () => {
  const modem = await createSimModem({ link, bootMs: 20, bootStepMs: 5 });
  const client = await openPort(link);
  assert.is(await modem.control('unplug'), 'ok unplugged');
  await waitFor('the hang-up', client.isHungUp);
  assert.not(await exists(link));
  await client.close();
  assert.is(await modem.control('plug'), 'ok plugged');
  const again = await openPort(link);
  await waitFor('the boot', () => again.heard().endsWith('SMS Ready\r\n'));
  await again.close();
  await modem.close();
});

test('a child process started meanwhile does not keep the line up', async () => {
  const pty = await openPty({ link });
  const child = spawn('cat', { stdio: ['pipe', 'ignore', 'ignore'] });
  const client = await openPort(link);
  await pty.unplug();
  await waitFor('the hang-up', client.isHungUp);
  await client.close();
  child.stdin.end();
  await once(child, 'exit');
});

async function ask(port: number, lines: readonly string[]): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  const answers: string[] = [];
  createInterface({ input: socket }).on('line', (line) => answers.push(line));
  socket.write(lines.map((line) => `${line}\n`).join(''));
  await waitFor('the answers', () => answers.length === lines.length);
  socket.destroy();
  return answers;
}

test('the control port answers each line with one line', async () => {
  const modem: SimModem = await createSimModem();
  const control = await openControlPort(0, modem.control);
  const answers = await ask(control.port, [
    'call 13800138000',
    'call 13911112222',
    'call 10086',
    'hangup',
    'hangup',
    'hangup',
    'sms +8613800138000 你好 世界',
    'sent',
    'signal 12',
    'signal 40',
    'fail 38',
    'no-clip',
    'call nobody',
    'constructor',
  ]);
  assert.equal(answers, [
    'ok ringing 13800138000',
    'ok ringing 13911112222',
    'error sim/busy the line is busy',
    'ok hung up',
    'ok hung up',
    'error sim/no-call there is no call to hang up',
    'ok delivered',
    '[]',
    'ok signal 12',
    'error sim/usage signal wants 0 to 31, or 99',
    'ok the next text fails with 38',
    'ok no-clip on',
    'error sim/number nobody can call from "nobody"',
    'error sim/command there is no "constructor"; try help',
  ]);
  const [stored] = JSON.parse(await modem.control('stored')) as Array<{ pdu: string }>;
  assert.ok(stored?.pdu.endsWith('4F60597D00204E16754C'), 'the text came through UTF-8');
  await control.close();
  await modem.close();
});

test('the command says when it is ready, plays its script, and leaves nothing behind', async () => {
  const script = join(dir, 'script');
  await writeFile(script, '# a text\nsms 10086 hi\nwait 10\ncall 10086 now\nbogus\n');
  const stop = new AbortController();
  const events: object[] = [];
  const ended = command.run({
    args: ['--pty', link, '--script', script, '--control', '0'],
    json: true,
    out: () => assert.unreachable('only JSON in --json mode'),
    err: () => assert.unreachable(),
    emit: (event) => events.push(event),
    signal: stop.signal,
    env: {},
  });
  await waitFor('the script is over', () => events.length === 4);
  const [ready, ...played] = events as Array<Record<string, unknown>>;
  assert.is(ready?.event, 'ready');
  assert.is(ready?.pty, link);
  assert.equal(await ask(Number(ready?.control), ['sent']), ['[]']);
  assert.equal(
    played.map(({ answer }) => answer),
    ['ok delivered', 'ok ringing 10086', 'error sim/command there is no "bogus"; try help'],
  );
  stop.abort();
  assert.is(await ended, 0);
  assert.not(await exists(link));
});

test('a taken control port is an error, and the link is gone', async () => {
  const modem = await createSimModem();
  const taken = await openControlPort(0, modem.control);
  const stop = new AbortController();
  const context = { json: false, out: () => undefined, err: () => undefined, emit: () => undefined, env: {} };
  let code = '';
  try {
    await command.run({
      ...context,
      args: ['--pty', link, '--control', String(taken.port)],
      signal: stop.signal,
    });
  } catch (error) {
    code = error instanceof Error && 'code' in error ? String(error.code) : '';
  }
  assert.is(code, 'sim/port');
  assert.not(await exists(link));
  await taken.close();
  await modem.close();
});

test.run();
