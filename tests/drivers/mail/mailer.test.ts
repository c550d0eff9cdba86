/** Mails over a real SMTP server on 127.0.0.1, with real certificates; what arrives is read as bytes. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createMailer, type MailerOptions } from '../../../drivers/mail/mailer.js';
import type { OutgoingMail } from '../../../drivers/mail/types.js';
import { silentLog } from '../../support/silent-log.js';

const folder = mkdtempSync(join(tmpdir(), 'zhanggui-mail-'));
const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
execFileSync(
  'openssl',
  [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-keyout', keyFile, '-out', certFile, '-subj', '/CN=localhost'],
    ...['-addext', 'subjectAltName=DNS:localhost'],
  ],
  { stdio: 'ignore' },
);
const [key, cert] = [readFileSync(keyFile, 'utf8'), readFileSync(certFile, 'utf8')];

interface Post {
  readonly port: number;
  /** Mails as they came, headers and all. */
  readonly came: string[];
  readonly envelopes: { readonly from: string; readonly to: readonly string[] }[];
  readonly logins: string[];
  close(): Promise<void>;
}

async function post(options: SMTPServerOptions = {}): Promise<Post> {
  const [came, envelopes, logins]: [string[], Post['envelopes'], string[]] = [[], [], []];
  const server = new SMTPServer({
    ...{ key, cert, logger: false, authMethods: ['PLAIN', 'LOGIN'] },
    onAuth(auth, session, done) {
      logins.push(`${auth.username} ${session.secure ? 'encrypted' : 'in the clear'}`);
      if (auth.password === 'right') return done(null, { user: auth.username });
      const error = Object.assign(new Error('5.7.8 Authentication credentials invalid'), {
        responseCode: 535,
      });
      return done(error);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        came.push(Buffer.concat(chunks).toString('latin1'));
        const { mailFrom, rcptTo } = session.envelope;
        envelopes.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
        });
        done(null);
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { port, came, envelopes, logins, close: () => new Promise((done) => server.close(done)) };
}

const mailer = (port: number, more: Partial<MailerOptions> = {}) =>
  createMailer({
    ...{
      host: 'localhost',
      port,
      tls: 'starttls',
      user: 'shop',
      from: 'shop@example.com',
      name: '福源水果店',
    },
    password: () => Promise.resolve('right\n'),
    ca: () => Promise.resolve(cert),
    ...{ log: silentLog, silenceMs: 3_000, ...more },
  });

const MAIL: OutgoingMail = {
  ...{
    id: '01HZY',
    to: 'wang.fang@example.cn',
    subject: '周末水果节：阳光玫瑰到货',
    date: Date.UTC(2026, 10, 22, 2),
  },
  text: '王芳您好，\n\n周末双倍积分。\n.\n一行只有一个点，也要完整。\n',
  unsubscribe: true,
};

/** An encoded word of RFC 2047, or base64 and quoted-printable bodies, by the standards' own rules and not by the library. */
function decodedWords(text: string): string {
  return text
    .replace(/\?=\r\n\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, words: string) =>
      how.toLowerCase() === 'b'
        ? Buffer.from(words, 'base64').toString('utf8')
        : quoted(words.replaceAll('_', ' ')),
    );
}

function quoted(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function opened(raw: string): { readonly head: string; readonly body: string } {
  const at = raw.indexOf('\r\n\r\n');
  const [head, body] = [raw.slice(0, at), raw.slice(at + 4)];
  const isBase64 = /^content-transfer-encoding: base64/im.test(head);
  return {
    head: decodedWords(head),
    body: isBase64 ? Buffer.from(body, 'base64').toString('utf8') : quoted(body),
  };
}

test('a Chinese mail arrives whole, encrypted, with its frame', async () => {
  const it = await post();
  const outcome = await mailer(it.port).send(MAIL);
  assert.is(outcome.state, 'sent', JSON.stringify(outcome));
  assert.equal(it.envelopes, [{ from: 'shop@example.com', to: ['wang.fang@example.cn'] }]);
  assert.equal(it.logins, ['shop encrypted']);
  const { head, body } = opened(it.came[0] ?? '');
  assert.match(head, /^Subject: 周末水果节：阳光玫瑰到货$/m);
  assert.match(head, /^From: "?福源水果店"? <shop@example.com>$/m);
  assert.match(head, /^To: wang.fang@example.cn$/m);
  assert.match(head, /^Message-ID: <01HZY@example.com>$/im);
  assert.match(head, /^Date: Sun, 22 Nov 2026 02:00:00 \+0000$/m);
  assert.match(head, /^List-Unsubscribe: <mailto:shop@example.com\?subject=unsubscribe%2001HZY>$/m);
  assert.match(head, /^Content-Type: text\/plain; charset=utf-8/im);
  assert.is(body.replaceAll('\r\n', '\n').trimEnd(), MAIL.text.trimEnd());
  await it.close();
});

test('encryption from the first byte, and none only where it is said', async () => {
  const [safe, open] = [
    await post({ secure: true }),
    await post({ disabledCommands: ['STARTTLS'], authOptional: true }),
  ];
  assert.is((await mailer(safe.port, { tls: 'implicit' }).send(MAIL)).state, 'sent');
  const refused = await mailer(open.port).send(MAIL);
  assert.equal([refused.state, 'code' in refused && refused.code], ['failed', 'bad-certificate']);
  assert.is(open.came.length, 0, 'no mail where encryption is wanted and there is none');
  const local = bare(open.port);
  assert.is((await local.send(MAIL)).state, 'sent');
  await Promise.all([safe.close(), open.close()]);
});

test('a certificate that nobody vouches for, or of another name, gets neither password nor mail', async () => {
  const it = await post();
  for (const more of [{ ca: () => Promise.resolve('') }, { host: '127.0.0.1' }]) {
    const outcome = await mailer(it.port, more).send(MAIL);
    assert.equal(
      outcome,
      { state: 'failed', whose: 'line', code: 'bad-certificate', retry: 'person' },
      JSON.stringify(more),
    );
  }
  assert.equal([it.logins, it.came], [[], []]);
  await it.close();
});

test('a wrong password is a person’s business, and so is a file that is not there', async () => {
  const it = await post();
  const wrong = await mailer(it.port, { password: () => Promise.resolve('wrong') }).send(MAIL);
  assert.equal(
    [wrong.state, 'code' in wrong && wrong.code, 'retry' in wrong && wrong.retry],
    ['failed', 'bad-credentials', 'person'],
  );
  const missing = await mailer(it.port, { password: () => Promise.reject(new Error('ENOENT')) }).send(MAIL);
  assert.is('code' in missing && missing.code, 'no-password');
  assert.is(it.came.length, 0);
  await it.close();
});

test('what the server says decides: never again, later, or another receiver', async () => {
  const reply = (code: number, text: string): SMTPServerOptions => ({
    onRcptTo: (_address, _session, done) => done(Object.assign(new Error(text), { responseCode: code })),
  });
  const outcomes: unknown[] = [];
  for (const [code, text] of [
    [550, '5.1.1 no such user'],
    [451, '4.7.1 greylisted, come again'],
    [421, '4.3.2 closing'],
  ] as const) {
    const it = await post(reply(code, text));
    const outcome = await mailer(it.port).send(MAIL);
    outcomes.push(
      outcome.state === 'failed'
        ? [outcome.code, outcome.whose, outcome.retry, outcome.said?.slice(0, 3)]
        : outcome,
    );
    await it.close();
  }
  assert.equal(outcomes, [
    ['rejected', 'mail', 'permanent', '550'],
    ['later', 'mail', 'retry', '451'],
    ['later', 'line', 'retry', '421'],
  ]);
});

/** A server that speaks by script: for what no library does. */
async function scripted(
  replies: (line: string, socket: Socket) => void,
): Promise<{ port: number; server: Server }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('220 mail.example.com ESMTP\r\n');
    let text = '';
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString('latin1');
      for (let at = text.indexOf('\r\n'); at >= 0; at = text.indexOf('\r\n')) {
        const line = text.slice(0, at);
        text = text.slice(at + 2);
        replies(line, socket);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : 0, server };
}

const POLITE: Readonly<Record<string, string>> = {
  EHLO: '250 mail',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
};

/** Speaks politely until `until`, then breaks the connection, or says nothing more. */
async function breakingAt(until: string, how: 'break' | 'silence') {
  return scripted((line, socket) => {
    const word = line.slice(0, 4).toUpperCase();
    if (line === until || word === until) return how === 'break' ? void socket.destroy() : undefined;
    const reply = POLITE[word];
    if (reply !== undefined) socket.write(`${reply}\r\n`);
    return undefined;
  });
}

const bare = (port: number) =>
  createMailer({
    host: '127.0.0.1',
    port,
    tls: 'none',
    from: 'shop@example.com',
    log: silentLog,
    silenceMs: 500,
  });

test('a connection that breaks before the words is tried again, one that breaks after them is unknown', async () => {
  for (const [until, how, expected] of [
    ['RCPT', 'break', 'failed'],
    ['MAIL', 'silence', 'failed'],
    ['.', 'break', 'unknown'],
    ['.', 'silence', 'unknown'],
  ] as const) {
    const { port, server } = await breakingAt(until, how);
    const outcome = await bare(port).send(MAIL);
    assert.is(outcome.state, expected, `${until} ${how}: ${JSON.stringify(outcome)}`);
    if (outcome.state === 'failed') assert.equal([outcome.whose, outcome.retry], ['line', 'retry']);
    await new Promise((done) => server.close(done));
  }
});

test('no server, no name, nonsense', async () => {
  const it = await post();
  await it.close();
  const gone = await mailer(it.port).send(MAIL);
  assert.equal(gone, { state: 'failed', whose: 'line', code: 'refused', retry: 'retry' });
  const nowhere = await mailer(25, { host: 'mail.invalid' }).send(MAIL);
  assert.is('code' in nowhere && nowhere.code, 'no-network');
  const { port, server } = await scripted(() => undefined);
  server.removeAllListeners('connection');
  server.on('connection', (socket) => {
    socket.on('error', () => undefined);
    socket.end('SSH-2.0-OpenSSH_9.2\r\n');
  });
  const odd = await bare(port).send(MAIL);
  assert.equal([odd.state, 'whose' in odd && odd.whose], ['failed', 'line']);
  await new Promise((done) => server.close(done));
});

test('nobody gets a header of their own in', async () => {
  const it = await post();
  const evil = {
    subject: 'News\r\nBcc: all@example.com\r\n\r\nBuy',
    text: 'x\r\n.\r\nMAIL FROM:<evil@example.com>\r\n',
  };
  assert.is(
    (await mailer(it.port, { name: '店\r\nBcc: all@example.com' }).send({ ...MAIL, ...evil })).state,
    'sent',
  );
  const { head, body } = opened(it.came[0] ?? '');
  assert.not.match(head, /^Bcc:/im);
  assert.match(body, /MAIL FROM:<evil@example.com>/, 'it stays inside of the words');
  assert.is(it.came.length, 1);
  assert.equal(it.envelopes[0]?.to, ['wang.fang@example.cn']);
  for (const to of ['a@b.com\r\nRCPT TO:<c@d.com>', 'a@b.com,c@d.com', 'nobody', '<a@b.com>']) {
    const outcome = await mailer(it.port).send({ ...MAIL, to });
    assert.equal(outcome, { state: 'failed', whose: 'mail', code: 'address-wrong', retry: 'permanent' });
  }
  assert.is(it.came.length, 1);
  await it.close();
});

test('a greeting tells whether everything is right, and sends nothing', async () => {
  const it = await post();
  assert.is((await mailer(it.port).greet()).state, 'sent');
  assert.is(it.came.length, 0);
  assert.equal(it.logins, ['shop encrypted']);
  await it.close();
});

test.after(() => rmSync(folder, { recursive: true }));

test.run();
