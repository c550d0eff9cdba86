/** Decides about e-mails: the only place that makes `mail.queued`. */
import { TerminalError } from '../../protocol/errors.js';
import { mailAddress } from '../../protocol/mail/address.js';
import { printable } from '../../protocol/text/columns.js';
import { checkFilter, type Filter, type Member, sliceOf } from '../audience/index.js';
import { CAMPAIGN_VARIABLES, fillForCustomer } from '../campaigns/index.js';
import { customerById, phonesOf } from '../customers/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { checkTemplate, hasRefused } from '../messaging/index.js';
import { shopOf } from '../shop/index.js';
import type { MailEvents, MailPurpose } from './events.js';
import { bodyOf, type MailStopped, stopAddress, stopWords, subjectOf } from './gate.js';
import { mailById, newsById, receiversAmong, waitingOf, wishOf } from './queries.js';

type Event = EventOf<MailEvents>;

const DAY_MS = 24 * 3600_000;
/** News are stale after three days; what was asked for is worth five, as mail servers keep it (RFC 5321 4.5.4.1). */
const LIVES_MS: Readonly<Record<MailPurpose, number>> = { marketing: 3 * DAY_MS, service: 5 * DAY_MS };

export interface WantedMail {
  readonly id: string;
  readonly customer: string;
  readonly subject: string;
  readonly text: string;
  readonly purpose: MailPurpose;
  /** The shop's own address. */
  readonly own: string;
  /** ms since 1970 UTC */
  readonly now: number;
  readonly news?: string;
}

/** For a person who wants to write to one customer. Throws `command/mail-…` with the gate's reason, and `command/customer-unknown`. */
export function sendMail(state: Reader, wanted: WantedMail): Decision<{ mail: string }> {
  const queued = queueMail(state, wanted);
  if ('stopped' in queued)
    throw new TerminalError(`command/mail-${queued.stopped}`, `the mail was not sent: ${queued.stopped}`);
  return { events: [queued.event], result: { mail: wanted.id } };
}

function queueMail(
  state: Reader,
  wanted: WantedMail,
): { readonly event: Event } | { readonly stopped: MailStopped } {
  const { id, customer, purpose, now, news } = wanted;
  const known = customerById(state, customer);
  if (!known) throw new TerminalError('command/customer-unknown', 'there is no such customer');
  const words = stopWords(wanted.subject, wanted.text);
  const stopped = words ?? stopMember(state, { email: known.email, keys: phonesOf(state, known.no) }, wanted);
  if (stopped) return { stopped };
  const { name, phone } = shopOf(state);
  const filled = fillForCustomer(state, wanted.text, customer, { shop: name, now }) ?? wanted.text;
  const event: Event = {
    ...{ type: 'mail.queued', v: 1, mail: id, address: known.email, customer, purpose },
    subject: subjectOf(wanted.subject, purpose),
    body: bodyOf(filled, purpose, { shop: name, phone }),
    expires: now + LIVES_MS[purpose],
    ...(news !== undefined && { news }),
  };
  return { event };
}

/** Why somebody gets no e-mail of this purpose. */
export function stopMember(
  state: Reader,
  { email, keys }: Pick<Member, 'email' | 'keys'>,
  { purpose, own }: Pick<WantedMail, 'purpose' | 'own'>,
): MailStopped | undefined {
  const refusedByText = keys.some((key) => hasRefused(state, key, 'marketing'));
  return stopAddress(email, purpose, { own, wish: wishOf(state, email), refusedByText });
}

export interface WantedNews {
  readonly news: string;
  readonly subject: string;
  readonly text: string;
  readonly filter: Filter;
  /** Whom the preview counted: nobody, and nothing is started. */
  readonly recipients: number;
}

/** Throws as checkTemplate and checkFilter do, `command/mail-…`, and `command/campaign-nobody`. */
export function startNews(_state: Reader, wanted: WantedNews): Decision<{ news: string }> {
  const { news, subject, filter, recipients } = wanted;
  const stopped = stopWords(subject, wanted.text);
  if (stopped) throw new TerminalError(`command/mail-${stopped}`, `the news was not sent: ${stopped}`);
  if (recipients === 0) throw new TerminalError('command/campaign-nobody', 'nobody would get this mail');
  const text = checkTemplate(wanted.text, CAMPAIGN_VARIABLES);
  const facts = { news, subject: printable(subject).trim(), text, filter: checkFilter(filter) };
  const event: Event = { type: 'mail.news-started', v: 1, ...facts };
  return { events: [event], result: { news } };
}

export interface Gathering {
  readonly news: string;
  readonly own: string;
  /** ms since 1970 UTC */
  readonly now: number;
  readonly zone: string;
  readonly nextId: () => string;
}

/** The next customers of a news: their mails, and how far it is, are one commit. */
export function gatherNews(state: Reader, { news, own, now, zone, nextId }: Gathering): Decision<void> {
  const known = newsById(state, news);
  if (known?.state !== 'gathering') return decided();
  const { subject, text, filter, through } = known;
  const { members, next } = sliceOf(state, filter, through, now, zone);
  const taken = receiversAmong(
    state,
    news,
    members.map(({ email }) => email),
  );
  const left: Record<string, number> = {};
  const events: Event[] = [];
  for (const { id: customer, email } of members) {
    const wanted = { id: nextId(), customer, subject, text, purpose: 'marketing', own, now, news } as const;
    const queued = taken.has(email) ? ({ stopped: 'address-same' } as const) : queueMail(state, wanted);
    if ('stopped' in queued) left[queued.stopped] = (left[queued.stopped] ?? 0) + 1;
    else {
      events.push(queued.event);
      taken.add(email);
    }
  }
  const end = { through: next ?? members.at(-1)?.no ?? through, left, done: next === undefined };
  return decided(...events, { type: 'mail.news-gathered', v: 1, news, ...end });
}

/** Throws `command/mail-gone` when nothing of it waits any more. */
export function cancelMail(state: Reader, id: string): Decision<void> {
  if (mailById(state, id)?.state !== 'queued')
    throw new TerminalError('command/mail-gone', 'the mail is on its way, or gone already');
  return decided({ type: 'mail.cancelled', v: 1, mail: id });
}

/** Everything of a news that has not left. */
export function cancelNews(state: Reader, news: string): Decision<void> {
  const waiting = waitingOf(state, news).map((mail): Event => ({ type: 'mail.cancelled', v: 1, mail }));
  return decided(...waiting, { type: 'mail.news-cancelled', v: 1, news });
}

const WORDS_MAX = 200;

/** Throws `command/email-wrong`, and `command/consent-evidence` when nothing says how the consent was given. */
export function wishNews(_state: Reader, address: string, wanted: boolean, words: string): Decision<void> {
  const known = mailAddress(address);
  if (known === null) throw new TerminalError('command/email-wrong', 'this is not an e-mail address');
  const said = printable(words).trim().slice(0, WORDS_MAX);
  if (wanted && said === '') throw new TerminalError('command/consent-evidence', 'consent needs evidence');
  const event: Event = wanted
    ? { type: 'mail.consented', v: 1, address: known, evidence: said }
    : { type: 'mail.refused', v: 1, address: known, by: said };
  return decided(event);
}

function decided(...events: Event[]): Decision<void> {
  return { events, result: undefined };
}
