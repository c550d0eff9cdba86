/** The simulated modem judged by a daemon that runs texts for thousands of people: Debian's gammu-smsd, on the PTY. */
// exclusive: gammu
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createSimModem, type SimModem } from '../../sim/modem/index.js';
import { type Daemon, filesIn, startDaemon, until } from './daemon.js';

const run = promisify(execFile);
const CUSTOMER = '+8613800138000';
const LONG = '尊敬的顾客，您的余额为50元。'.repeat(12);
const PATIENCE_MS = 45_000;

let dir: string;
let config: string;
let modem: SimModem;
let daemon: Daemon;

const folder = (name: string) => join(dir, name);

test.before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gammu-smsd-'));
  for (const name of ['inbox', 'outbox', 'sent', 'error']) await mkdir(folder(name));
  modem = await createSimModem({ link: folder('modem'), sendMs: 50 });
  modem.network.text(CUSTOMER, '您好，JF');
  modem.network.text('10086', LONG);
  config = folder('smsdrc');
  const lines = [
    `[gammu]\ndevice = ${folder('modem')}\nconnection = at115200`,
    `[smsd]\nservice = files\nlogfile = ${folder('smsd.log')}\ndebuglevel = 1`,
    `inboxpath = ${folder('inbox')}/\noutboxpath = ${folder('outbox')}/`,
    `sentsmspath = ${folder('sent')}/\nerrorsmspath = ${folder('error')}/`,
    'inboxformat = unicode\ncheckbattery = 0\nchecksecurity = 0\ndeliveryreport = sms\nstatusfrequency = 60',
  ];
  await writeFile(config, `${lines.join('\n')}\n`);
  daemon = await startDaemon('gammu-smsd', ['-c', config], folder('smsd.log'));
});

test.after(async () => {
  await daemon?.stop();
  await modem?.close();
  await rm(dir, { recursive: true, force: true });
});

/** The format `unicode` is UTF-16, big end first, with a mark before it; a long text is a file for each part; its buffer's noughts are written too. */
const received = () =>
  filesIn(folder('inbox'), (bytes) =>
    bytes
      .subarray(0, bytes.length & ~1)
      .swap16()
      .toString('utf16le'),
  )
    .join('')
    .replace(/[\ufeff\0]/g, '');

test('gammu-smsd takes in what lies on the SIM, long texts whole, and empties it', async () => {
  await until(
    daemon,
    'both texts in the inbox',
    () => received().includes('JF') && received().includes(LONG),
    PATIENCE_MS,
  );
  assert.ok(received().includes('您好，JF'));
  await until(daemon, 'an empty SIM', () => modem.stored().length === 0, PATIENCE_MS);
});

test('gammu-smsd sends a long Chinese text, and the report comes back to it', async () => {
  await run(
    'gammu-smsd-inject',
    ['-c', config, 'TEXT', CUSTOMER, '-unicode', '-report', '-len', '400', '-text', LONG],
    {
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    },
  );
  await until(
    daemon,
    'the text at its receiver',
    () => modem.network.sent().some(({ parts, total }) => parts === total),
    PATIENCE_MS,
  );
  const [text] = modem.network.sent();
  assert.equal([text?.to, text?.text, text?.parts, text?.reportRequested], [CUSTOMER, LONG, 3, true]);
  await until(daemon, 'its file among the sent ones', () => filesIn(folder('sent')).length > 0, PATIENCE_MS);
});

test('a text that comes while it runs is taken in', async () => {
  modem.network.text('+8613900139000', '退订');
  await until(daemon, 'the text', () => received().includes('退订'), PATIENCE_MS);
});

test.run();
