/** A post office of a test: it takes mails as it is told to. */
import type { Mailer, MailOutcome, OutgoingMail } from '../../../drivers/mail/types.js';

export interface PostOffice extends Mailer {
  /** Mails that it was given, whatever it made of them. */
  readonly given: OutgoingMail[];
  /** What it says to the next ones; it takes them when there is nothing left. */
  readonly answers: (MailOutcome | Promise<MailOutcome>)[];
  /** What it says to whoever only greets; it is there when there is nothing left. */
  readonly greetings: MailOutcome[];
}

export function postOffice(): PostOffice {
  const given: OutgoingMail[] = [];
  const answers: PostOffice['answers'] = [];
  const greetings: MailOutcome[] = [];
  return {
    ...{ given, answers, greetings, from: 'shop@example.com' },
    greet: () => Promise.resolve(greetings.shift() ?? { state: 'sent', said: '' }),
    async send(mail) {
      given.push(mail);
      return (await answers.shift()) ?? { state: 'sent', said: '250 2.0.0 ok' };
    },
  };
}

export const NO_LINE: MailOutcome = { state: 'failed', whose: 'line', code: 'no-network', retry: 'retry' };
export const LATER: MailOutcome = {
  ...{ state: 'failed', whose: 'mail', code: 'later', retry: 'retry', said: '451 4.7.1 greylisted' },
};
export const REJECTED: MailOutcome = {
  ...{ state: 'failed', whose: 'mail', code: 'rejected', retry: 'permanent', said: '550 5.1.1 no such user' },
};
