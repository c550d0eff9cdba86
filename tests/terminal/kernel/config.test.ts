/** Mistakes in the configuration file, as the person who made them reads of them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { parseTerminalConfig } from '../../../terminal/kernel/config/config.js';

const LEAST = 'store = fuyuan\nterminal = till-1\ndata = /var/lib/zhanggui\n';

function wrong(extra: string, least = LEAST): string {
  try {
    parseTerminalConfig(least + extra, 'terminal.conf');
  } catch (error) {
    if (isTerminalError(error, 'config/')) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'nothing is wrong';
}

test('the least that a terminal needs; everything else has a default', () => {
  assert.equal(parseTerminalConfig(LEAST), {
    store: 'fuyuan',
    terminal: 'till-1',
    data: '/var/lib/zhanggui',
    profile: 'standard',
    locale: 'zh-CN',
    timezone: 'Asia/Shanghai',
    reader: true,
    backup: { keep: 7 },
    textGapMs: 2000,
    log: { level: 'info' },
  });
});

test('the office is told of with its secret and the certificates to trust', () => {
  const lines = [
    'office = mqtts://office:8883',
    'office-password = change-this',
    'office-ca-file = /etc/ca.pem',
  ];
  const { office } = parseTerminalConfig([LEAST, ...lines].join('\n'));
  const [url, password, caFile] = ['mqtts://office:8883', 'change-this', '/etc/ca.pem'];
  assert.equal(office, { url, user: 'till-1', password, caFile });
});

test('a key with a slip of the finger is named with its line and the right one', () => {
  assert.is(
    wrong('\n# the printer\nprintr = lp:/dev/usb/lp0\n'),
    'config/unknown-key: terminal.conf, line 6, printr: there is no such key; did you mean printer?',
  );
});

test('a key from nowhere is answered with all that there are', () => {
  assert.match(wrong('colour = red\n'), /line 4, colour: there is no such key; known are store, terminal/);
});

const VALUES: ReadonlyArray<readonly [string, RegExp]> = [
  ['profile = big', /line 4, profile: wanted: standard or advanced/],
  ['locale = fr', /line 4, locale: wanted: zh-CN or en/],
  ['timezone = Shanghai', /line 4, timezone: wanted: a time zone such as Asia\/Shanghai/],
  ['printer = /dev/usb/lp0', /line 4, printer: wanted: tcp:HOST:PORT, lp:PATH or serial:PATH/],
  ['printer = tcp:host:99999', /line 4, printer: wanted: tcp:HOST:PORT/],
  ['printer = lp:/dev/usb/lp0\nprinter-columns = 40', /line 5, printer-columns: wanted: 32 .* or 48/],
  [
    'modem = /dev/ttyUSB2\nmodem-baud = fast',
    /line 5, modem-baud: a whole number from 1200 to 4000000, or auto/,
  ],
  ['sim-pin = 12', /line 4, sim-pin: a SIM PIN is 4 to 8 digits/],
  ['keypad = 04d9', /line 4, keypad: wanted: VENDOR:PRODUCT in hex, as lsusb prints it/],
  ['office = http://office', /line 4, office: wanted: mqtt:\/\/HOST:PORT or mqtts:\/\/HOST:PORT/],
  ['office = mqtt://office:1883', /office-password: the key is missing/],
  ['mail-host = smtp.example.com', /mail-from: the key is missing/],
  ['mail-host = smtp.example.com\nmail-from = shop', /line 5, mail-from: wanted: an e-mail address/],
  [
    'mail-host = smtp.example.com\nmail-from = a@b.com\nmail-tls = none',
    /line 6, mail-tls: wanted: implicit or starttls/,
  ],
  [
    'mail-host = smtp.example.com\nmail-from = a@b.com\nmail-user = a',
    /mail-password-file: the key is missing/,
  ],
  ['store = again', /line 4, store: the key stands twice/],
  ['printer =', /line 4, printer: no value is given/],
  ['just words', /line 4, just words: a line is `key = value`/],
  ['text-gap-ms = -5', /line 4, text-gap-ms: a whole number from 0 to 3600000/],
];

for (const [line, expected] of VALUES) {
  test(`wrong: ${line.replace('\n', ' / ')}`, () => assert.match(wrong(line), expected));
}

test('a mailbox: encrypted unless it is on this machine, and its password stands in a file', () => {
  const mail = (lines: string) => parseTerminalConfig(`${LEAST}mail-from = Shop@Example.com\n${lines}`).mail;
  const login = { user: 'shop', passwordFile: '/etc/zhanggui/mail-password' };
  assert.equal(
    mail(`mail-host = smtp.example.com\nmail-user = shop\nmail-password-file = ${login.passwordFile}`),
    {
      ...{ host: 'smtp.example.com', port: 465, tls: 'implicit', from: 'Shop@example.com', login },
    },
  );
  assert.equal(mail('mail-host = localhost\nmail-tls = none\n'), {
    ...{ host: 'localhost', port: 25, tls: 'none', from: 'Shop@example.com' },
  });
  assert.is(mail('mail-host = smtp.example.com\nmail-tls = starttls\n')?.port, 587);
});

test('a missing key is named', () => {
  assert.match(wrong('', 'store = fuyuan\nterminal = till-1\n'), /terminal.conf, data: the key is missing/);
});

test('names that could not stand in a topic are refused', () => {
  assert.match(wrong('', LEAST.replace('till-1', 'Till/1')), /line 2, terminal: 1 to 32 of a-z, 0-9 and -/);
});

test.run();
