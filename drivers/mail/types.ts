/** E-mail out, by SMTP submission (RFC 6409). There is no way in: replies are read where the sender's mailbox is. */
import type { RetryClass } from '../../protocol/errors.js';

export interface OutgoingMail {
  /** Names it for ever: the left side of its Message-ID (RFC 5322 3.6.4), so that a second try is known to be the same. */
  readonly id: string;
  /** As protocol/mail writes it. */
  readonly to: string;
  readonly subject: string;
  /** Plain text, UTF-8. */
  readonly text: string;
  /** When it was written, ms since 1970 UTC. */
  readonly date: number;
  /** Offers to unsubscribe by an e-mail to the sender (RFC 2369 3.2). */
  readonly unsubscribe?: boolean;
}

/**
 * `sent`: the server has taken it (RFC 5321 6.1); what it said. `failed`: it did not leave, and who knows why: `line` when no mail at all
 * would, so that the others may wait; `mail` when it is this one. `unknown`: it may have been taken, the answer was lost.
 */
export type MailOutcome =
  | { readonly state: 'sent'; readonly said: string }
  | {
      readonly state: 'failed';
      readonly whose: 'line' | 'mail';
      readonly code: MailTrouble;
      readonly retry: RetryClass;
      readonly said?: string;
    }
  | { readonly state: 'unknown'; readonly code: MailTrouble };

export type MailTrouble =
  /** No address of the server, or no way to it. */
  | 'no-network'
  /** The server is there and takes no connection. */
  | 'refused'
  /** It does not answer, or the connection broke. */
  | 'silent'
  /** Its certificate is not to be trusted, or it offers no encryption where some is wanted. */
  | 'bad-certificate'
  /** Name or password. */
  | 'bad-credentials'
  /** The file with the password cannot be read. */
  | 'no-password'
  /** It asks to come again later (4yz). */
  | 'later'
  /** It refuses the sender, the receiver or the words for good (5yz). */
  | 'rejected'
  /** It speaks no SMTP that we know. */
  | 'nonsense'
  | 'address-wrong';

export interface Mailer {
  /** The shop's own address. */
  readonly from: string;
  /** One at a time; never throws. */
  send(mail: OutgoingMail): Promise<MailOutcome>;
  /** Greets the server, with name and password, and sends nothing. */
  greet(): Promise<MailOutcome>;
}
