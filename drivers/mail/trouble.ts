/** What went wrong while a mail was handed over: words of nodemailer and of the server, in one place. Pure. */
import type { MailOutcome, MailTrouble } from './types.js';

/** The fields that nodemailer gives its errors. */
interface SmtpError {
  readonly code?: unknown;
  /** Of the system, when nodemailer's own stands in `code`: ECONNREFUSED, CERT_HAS_EXPIRED. */
  readonly originalCode?: unknown;
  /** Reply code (RFC 5321 4.2). */
  readonly responseCode?: unknown;
  readonly response?: unknown;
  readonly message?: unknown;
}

const BY_SYSTEM: Readonly<Record<string, MailTrouble>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'no-network',
  EAI_AGAIN: 'no-network',
  ENETUNREACH: 'no-network',
  ENETDOWN: 'no-network',
  EHOSTUNREACH: 'no-network',
};

const BY_LIBRARY: Readonly<Record<string, MailTrouble>> = {
  EDNS: 'no-network',
  EAUTH: 'bad-credentials',
  ENOAUTH: 'bad-credentials',
  ETIMEDOUT: 'silent',
  ECONNECTION: 'silent',
  EPROTOCOL: 'nonsense',
};

/** OpenSSL's and Node's names for a certificate that is not trusted. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ALTNAME|SSL|TLS/;

const SAID_MAX = 200;

/** `began`: DATA was asked for, so that the words may be on their way: without a reply nobody can tell. */
export function troubleOf(caught: unknown, began: boolean): MailOutcome {
  const error: SmtpError = typeof caught === 'object' && caught !== null ? caught : {};
  const reply = typeof error.responseCode === 'number' ? error.responseCode : undefined;
  const said = typeof error.response === 'string' ? { said: saidOf(error.response) } : {};
  if (error.code === 'EAUTH') return authOf(reply, said);
  // Whatever it says to STARTTLS, nothing is sent without.
  if (error.code === 'ETLS')
    return { state: 'failed', whose: 'line', code: 'bad-certificate', retry: 'person', ...said };
  // 421 closes the connection at any time (RFC 5321 3.8): the mail is as good as before.
  if (reply === 421) return { state: 'failed', whose: 'line', code: 'later', retry: 'retry', ...said };
  if (reply !== undefined && reply >= 500)
    return { state: 'failed', whose: 'mail', code: 'rejected', retry: 'permanent', ...said };
  if (reply !== undefined && reply >= 400)
    return { state: 'failed', whose: 'mail', code: 'later', retry: 'retry', ...said };
  const code = codeOf(error);
  if (began) return { state: 'unknown', code };
  const retry = code === 'bad-certificate' ? 'person' : 'retry';
  return { state: 'failed', whose: 'line', code, retry, ...said };
}

/** 4yz to AUTH is the server's trouble (RFC 4954 6), 5yz is ours. */
function authOf(reply: number | undefined, said: { readonly said?: string }): MailOutcome {
  const later = reply !== undefined && reply < 500;
  return {
    ...{ state: 'failed', whose: 'line', ...said },
    ...(later ? { code: 'later', retry: 'retry' } : { code: 'bad-credentials', retry: 'person' }),
  };
}

function codeOf({ code, originalCode, message }: SmtpError): MailTrouble {
  const system = [originalCode, code].find((one) => typeof one === 'string' && Object.hasOwn(BY_SYSTEM, one));
  if (typeof system === 'string') return BY_SYSTEM[system] ?? 'silent';
  if ([originalCode, code, message].some((one) => typeof one === 'string' && CERTIFICATE.test(one)))
    return 'bad-certificate';
  return typeof code === 'string' && Object.hasOwn(BY_LIBRARY, code)
    ? (BY_LIBRARY[code] ?? 'silent')
    : 'silent';
}

/** A server's words as one short line. */
export function saidOf(response: string): string {
  return response
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, SAID_MAX);
}
