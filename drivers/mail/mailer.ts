/**
 * Hands mails to the shop's submission server, each over a connection of its own.
 *
 * INVARIANTS
 * - What is sent is text in a fixed frame: no header comes from outside but the subject, without line ends; no file and no address of the
 *   network is ever read because a mail names it.
 * - Name and password go over an encrypted connection alone, to a server whose certificate is good. `none` is for a server on this machine.
 * - A mail whose answer is lost after DATA is unknown.
 */
import { createTransport } from 'nodemailer';
import { messageOf } from '../../protocol/errors.js';
import { mailAddress } from '../../protocol/mail/address.js';
import { printable } from '../../protocol/text/columns.js';
import type { Log } from '../host/types.js';
import { saidOf, troubleOf } from './trouble.js';
import type { Mailer, MailOutcome, OutgoingMail } from './types.js';

export interface MailerOptions {
  readonly host: string;
  readonly port: number;
  /** From the first byte, by STARTTLS before anything else (RFC 8314, RFC 3207), or not at all. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly user?: string;
  /** Read before each connection, so that a new one counts at once. */
  readonly password?: () => Promise<string>;
  /** Certificates to trust instead of the system's, PEM. */
  readonly ca?: () => Promise<string>;
  /** The shop's address, and the name before it. */
  readonly from: string;
  readonly name?: string;
  readonly log: Log;
  /** Longest silence of the server; RFC 5321 4.5.3.2 wants some minutes. */
  readonly silenceMs?: number;
}

const SILENCE_MS = 300_000;
const CONNECT_MS = 30_000;

export function createMailer(options: MailerOptions): Mailer {
  const { from, log } = options;
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other. */
  function inTurn(work: () => Promise<MailOutcome>): Promise<MailOutcome> {
    const turn = last.then(work, work);
    last = turn;
    return turn;
  }

  async function connected(
    use: (transport: Transport) => Promise<string>,
    mark: { began: boolean },
  ): Promise<MailOutcome> {
    const secrets = await secretsOf(options).catch((error: unknown) => {
      log.warn({ error: messageOf(error) }, 'a file of the mail settings cannot be read');
      return undefined;
    });
    if (!secrets) return { state: 'failed', whose: 'line', code: 'no-password', retry: 'person' };
    const transport = open(options, secrets, () => {
      mark.began = true;
    });
    try {
      return { state: 'sent', said: saidOf(await use(transport)) };
    } catch (error) {
      const outcome = troubleOf(error, mark.began);
      log.warn({ outcome }, 'a mail did not go');
      return outcome;
    } finally {
      transport.close();
    }
  }

  return {
    from,
    send: (mail) =>
      inTurn(async () => {
        const to = mailAddress(mail.to);
        if (to === null) return { state: 'failed', whose: 'mail', code: 'address-wrong', retry: 'permanent' };
        const message = messageFor({ ...mail, to }, options);
        return connected(async (transport) => (await transport.sendMail(message)).response, { began: false });
      }),
    greet: () =>
      inTurn(() => connected(async (transport) => `${await transport.verify()}`, { began: false })),
  };
}

type Transport = ReturnType<typeof open>;
type Secrets = { readonly pass: string; readonly ca: string };

async function secretsOf({ password, ca }: MailerOptions): Promise<Secrets> {
  return { pass: ((await password?.()) ?? '').trim(), ca: (await ca?.()) ?? '' };
}

function open(options: MailerOptions, { pass, ca }: Secrets, onData: () => void) {
  const { host, port, tls, user, silenceMs = SILENCE_MS } = options;
  return createTransport({
    ...{ host, port, secure: tls === 'implicit', requireTLS: tls === 'starttls', ignoreTLS: tls === 'none' },
    ...{
      connectionTimeout: Math.min(CONNECT_MS, silenceMs),
      greetingTimeout: silenceMs,
      socketTimeout: silenceMs,
    },
    ...{ disableFileAccess: true, disableUrlAccess: true },
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(ca !== '' && { ca }) },
    ...(user !== undefined && { auth: { user, pass } }),
    // The only way to learn that the words may be under way; nothing of it is written anywhere.
    debug: true,
    logger: listening(onData),
  });
}

/** Hears the client's commands go by. */
function listening(onData: () => void) {
  const hear = (data: unknown, words: unknown): void => {
    const isClient = typeof data === 'object' && data !== null && 'tnx' in data && data.tnx === 'client';
    if (isClient && words === 'DATA') onData();
  };
  const deaf = (): void => undefined;
  return { level: deaf, trace: deaf, debug: hear, info: deaf, warn: deaf, error: deaf, fatal: deaf };
}

function messageFor({ id, to, subject, text, date, unsubscribe }: OutgoingMail, options: MailerOptions) {
  const { from, name } = options;
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const mailto = `mailto:${from}?subject=${encodeURIComponent(`unsubscribe ${id}`)}`;
  return {
    from: { address: from, name: printable(name ?? '') },
    to,
    subject: printable(subject),
    text,
    date: new Date(date),
    messageId: `<${id.replace(/[^\w.-]/g, '')}@${domain}>`,
    // RFC 3834: a machine sent it, and no other machine need answer.
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(unsubscribe === true && { list: { unsubscribe: mailto } }),
  };
}
