/** The simulated modem judged by a program that has met a thousand real ones: Debian's gammu, on the PTY. */
// exclusive: gammu
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createSimModem, type SimModem } from '../../sim/modem/index.js';

const run = promisify(execFile);
const CUSTOMER = '+8613800138000';
const LONG = '尊敬的顾客，您的余额为50元。'.repeat(12);
/** gammu pauses on its own while it feels out a modem: a session takes about five seconds. */
const GAMMU_MS_MAX = 60_000;

let dir: string;
let modem: SimModem;

test.before.each(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gammu-'));
  modem = await createSimModem({ link: join(dir, 'modem'), sendMs: 50 });
  await writeFile(join(dir, 'gammurc'), `[gammu]\ndevice = ${join(dir, 'modem')}\nconnection = at115200\n`);
});

test.after.each(async () => {
  await modem.close();
  await rm(dir, { recursive: true, force: true });
});

/** What gammu printed. Its absence is a failure that says what to install. */
async function gammu(...args: string[]): Promise<string> {
  try {
    const { stdout } = await run('gammu', ['-c', join(dir, 'gammurc'), ...args], {
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
      timeout: GAMMU_MS_MAX,
    });
    return stdout;
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw isAbsent ? new Error('gammu is not installed: apt-get install gammu', { cause: error }) : error;
  }
}

/** Several commands over one connection. */
async function session(...commands: string[]): Promise<string> {
  const file = join(dir, 'batch');
  await writeFile(file, `${commands.join('\n')}\n`);
  return gammu('batch', file);
}

test('gammu identifies the modem, reads every text and sends long Chinese ones intact', async () => {
  modem.network.text(CUSTOMER, '您好，JF');
  modem.network.text('10086', 'Hello {world} €5 [ok]');
  modem.network.text(CUSTOMER, '长短信测试'.repeat(30));
  const said = await session(
    'identify',
    'networkinfo',
    'getsmsfolders',
    'getallsms',
    'geteachsms',
    `sendsms TEXT ${CUSTOMER} -unicode -text "尊敬的顾客，您好"`,
    `sendsms TEXT 13800138000 -unicode -report -len 400 -text "${LONG}"`,
    `sendsms TEXT 13800138000 -len 400 -text "${'abc[d]'.repeat(50)}"`,
    'deletesms 1 2',
  );

  assert.match(said, /Manufacturer +: SIMCOM_Ltd/);
  assert.match(said, /IMEI +: 866782040000012/);
  assert.match(said, /SIM IMSI +: 460001234567890/);
  assert.match(said, /Network state +: home network/);
  assert.match(said, /Network +: 460 00 \(China Mobile, China\), LAC 1A2B, CID 00C3/);
  assert.match(said, /Remote number +: "\+8613800138000"/);
  assert.ok(said.includes('\n您好，JF\n'));
  assert.ok(said.includes('\nHello {world} €5 [ok]\n'));
  assert.ok(said.includes(`\n${'长短信测试'.repeat(30)}\n`), 'the three parts are one text');
  assert.match(said, /5 SMS parts in 3 SMS sequences/);
  assert.equal(
    modem.network.sent().map(({ to, text, parts, alphabet, reportRequested }) => ({
      to,
      text,
      parts,
      alphabet,
      reportRequested,
    })),
    [
      { to: CUSTOMER, text: '尊敬的顾客，您好', parts: 1, alphabet: 'ucs2', reportRequested: false },
      { to: '13800138000', text: LONG, parts: 3, alphabet: 'ucs2', reportRequested: true },
      { to: '13800138000', text: 'abc[d]'.repeat(50), parts: 3, alphabet: 'gsm7', reportRequested: false },
    ],
  );
  assert.equal(
    modem.stored().map(({ index }) => index),
    [1, 3, 4, 5],
    'text 2 was deleted',
  );
});

test('a call that gammu dials reaches the network', async () => {
  await gammu('dialvoice', '10086');
  const [call] = modem.network.calls();
  assert.equal([call?.direction, call?.number], ['out', '10086']);
});

test.run();
