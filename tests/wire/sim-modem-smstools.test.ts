/** The simulated modem judged by a third independent program: the SMS Server Tools (Debian's smstools), on the PTY. */
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createSimModem, type SimModem } from '../../sim/modem/index.js';
import { type Daemon, filesIn, startDaemon, until } from './daemon.js';

const CUSTOMER = '+8613800138000';
const LONG = '尊敬的顾客，您的余额为50元。'.repeat(12);
const PATIENCE_MS = 45_000;

let dir: string;
let modem: SimModem;
let daemon: Daemon;

const folder = (name: string) => join(dir, name);

test.before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'smstools-'));
  for (const name of ['outgoing', 'checked', 'incoming', 'failed', 'sent', 'report', 'stats'])
    await mkdir(folder(name));
  modem = await createSimModem({ link: folder('modem'), sendMs: 50 });
  modem.network.text(CUSTOMER, 'Hello {world} [ok]');
  modem.network.text('10086', LONG);
  const paths = ['outgoing', 'checked', 'incoming', 'failed', 'sent', 'report'].map(
    (name) => `${name} = ${folder(name)}`,
  );
  const lines = [
    'devices = GSM1',
    ...paths,
    `logfile = ${folder('smsd.log')}\nloglevel = 7\ninfofile = ${folder('smsd.working')}\npidfile = ${folder('smsd.pid')}`,
    'delaytime = 1\nerrorsleeptime = 1\nautosplit = 3\nincoming_utf8 = yes\ninternal_combine = yes',
    `[GSM1]\ndevice = ${folder('modem')}\nincoming = yes\nreport = yes\nbaudrate = 115200\ninit = AT+CNMI=2,1,0,2,0`,
    'rtscts = no\nmemory_start = 1\nsend_delay = 0\nsignal_quality_ber_ignore = yes',
  ];
  await writeFile(folder('smsd.conf'), `${lines.join('\n')}\n`);
  const args = [`-c${folder('smsd.conf')}`, '-t'];
  daemon = await startDaemon('/usr/sbin/smsd', args, folder('smsd.log'));
});

test.after(async () => {
  await daemon?.stop();
  await modem?.close();
  await rm(dir, { recursive: true, force: true });
});

/** A received file: a header, an empty line, and the text in the alphabet that the header names (UCS2: big end first). */
function readReceived(file: Buffer): string {
  const end = file.indexOf('\n\n') + 2;
  const head = file.subarray(0, end).toString('latin1');
  const body = Buffer.from(file.subarray(end));
  if (!head.includes('Alphabet: UCS2')) return head + body.toString('utf8');
  return (
    head +
    body
      .subarray(0, body.length & ~1)
      .swap16()
      .toString('utf16le')
  );
}

test('smsd takes in what lies on the SIM, long texts whole, and empties it', async () => {
  const received = () => filesIn(folder('incoming'), readReceived).join('');
  await until(
    daemon,
    'both texts',
    () => received().includes('Hello') && received().includes(LONG),
    PATIENCE_MS,
  );
  assert.ok(received().includes('Hello {world} [ok]'));
  assert.match(received(), /From: 8613800138000/);
  await until(daemon, 'an empty SIM', () => modem.stored().length === 0, PATIENCE_MS);
});

test('smsd sends a long Chinese text and gets its report', async () => {
  const head = 'To: 8613800138000\nAlphabet: UTF-8\nReport: yes\n\n';
  // Written elsewhere and moved, so that smsd never sees half a file.
  await writeFile(folder('text'), `${head}${LONG}`);
  await rename(folder('text'), join(folder('outgoing'), 'text'));
  await until(
    daemon,
    'the text at its receiver',
    () => modem.network.sent().some(({ parts, total }) => parts === total),
    PATIENCE_MS,
  );
  const [text] = modem.network.sent();
  assert.equal([text?.to, text?.text, text?.parts, text?.alphabet], [CUSTOMER, LONG, 3, 'ucs2']);
  await until(daemon, 'the file among the sent ones', () => filesIn(folder('sent')).length > 0, PATIENCE_MS);
  await until(daemon, 'the report', () => filesIn(folder('report')).length > 0, PATIENCE_MS);
  assert.equal(await readdir(folder('failed')), []);
});

test.run();
