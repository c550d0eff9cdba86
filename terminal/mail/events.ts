/** E-mails out. `mail` is an e-mail's id, `address` as protocol/mail writes it, `news` the news that it is one of. */
import type { Filter } from '../audience/index.js';

/** `service`: asked for. `marketing`: news to many, with consent, and each says how to have no more. */
export type MailPurpose = 'service' | 'marketing';

export interface MailEvents {
  /** `subject` and `body` are what the receiver will read. Not sent after `expires` (ms since 1970 UTC). */
  'mail.queued': {
    v: 1;
    mail: string;
    address: string;
    customer: string;
    subject: string;
    body: string;
    purpose: MailPurpose;
    news?: string;
    expires: number;
  };
  /** From now on it may be on its way: after a power cut its fate is unknown. */
  'mail.sending': { v: 1; mail: string };
  /** The server has taken it, with these words. */
  'mail.sent': { v: 1; mail: string; said: string };
  /** Again after `until` (ms since 1970 UTC). */
  'mail.postponed': { v: 1; mail: string; until: number; code: string; said?: string };
  'mail.failed': { v: 1; mail: string; code: string; said?: string };
  /** It may have been taken; nobody can tell. Never sent again by the program itself. */
  'mail.unknown': { v: 1; mail: string; code: string };
  'mail.expired': { v: 1; mail: string };
  /** Taken back by a person before it went out. */
  'mail.cancelled': { v: 1; mail: string };

  /** Somebody has seen the preview and said yes. */
  'mail.news-started': { v: 1; news: string; subject: string; text: string; filter: Filter };
  /** Customers up to row number `through` were looked at; their mails are in the same commit. `left`: who is left out, by reason. */
  'mail.news-gathered': {
    v: 1;
    news: string;
    through: number;
    left: Readonly<Record<string, number>>;
    done: boolean;
  };
  /** For good: what has not left does not leave. */
  'mail.news-cancelled': { v: 1; news: string };

  /** No more news to this address. `by`: how they said so. */
  'mail.refused': { v: 1; address: string; by: string };
  /** Its owner wants news; `evidence`: what was signed, said or written. Ends a refusal. */
  'mail.consented': { v: 1; address: string; evidence: string };
}
