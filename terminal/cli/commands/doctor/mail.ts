/** The shop's mail server, greeted as the terminal would greet it, with name and password; no mail is sent. */
import type { Mailer, MailTrouble } from '../../../../drivers/mail/types.js';
import type { MailConfig } from '../../../kernel/config/config.js';
import { type Finding, fail, ok } from './finding.js';

export async function lookAtMail({ host, port }: MailConfig, mailer: Mailer): Promise<Finding> {
  const outcome = await mailer.greet();
  const server = `${host}:${port}`;
  if (outcome.state === 'sent') return ok('mail', `${server} lets ${mailer.from} in`);
  const said = outcome.state === 'failed' && outcome.said ? ` (it said: ${outcome.said})` : '';
  return fail('mail', `${server}: ${WORDS[outcome.code]}${said}`);
}

const WORDS: Readonly<Record<MailTrouble, string>> = {
  'no-network': 'the machine cannot be reached; check the network and mail-host',
  refused: 'nothing listens there; check mail-host and mail-port',
  silent: 'it does not answer; check mail-port and mail-tls',
  'bad-certificate':
    'its certificate is not trusted, or it offers no encryption; check the clock, mail-tls and mail-ca-file',
  'bad-credentials':
    'it does not take the name or the password; check mail-user and mail-password-file; many want a password for programs',
  'no-password':
    'a file that the settings name cannot be read; check mail-password-file and mail-ca-file, and who may read them',
  later: 'it asks to come again later',
  rejected: 'it refuses us',
  nonsense: 'it does not speak SMTP; check mail-port and mail-tls',
  'address-wrong': 'it takes no such address; check mail-from',
};
