/**
 * Sends what waits in the outbox of e-mails, one at a time. That there is no line is normal: everything waits then, and nothing is lost.
 *
 * INVARIANTS
 * - `mail.sending` is durable before the first byte; a mail found in that state at boot is unknown, and none is sent twice by the program.
 * - A refusal stops mails that wait already.
 * - A mail that the server does not want now waits longer each time; when no mail goes at all, the server is greeted now and then, and
 *   nothing is written down until it answers.
 */
import type { Clock, Log } from '../../drivers/host/types.js';
import type { Mailer, MailOutcome } from '../../drivers/mail/types.js';
import { customerById, phonesOf } from '../customers/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Kernel } from '../kernel/kernel.js';
import { breathing, createWorker, type StepResult, type Worker, wokenBy } from '../kernel/worker.js';
import { gatherNews, stopMember } from './commands.js';
import type { MailEvents } from './events.js';
import { expiredMails, gatheringNews, interruptedMails, type Mail, nextMail } from './queries.js';

type Event = EventOf<MailEvents>;

const CAUSE = { actor: 'system', origin: 'timer' } as const;
/** Between two mails: what a mailbox of a small shop may send is counted by the minute. */
export const GAP_MS = 3_000;
/** RFC 5321 4.5.4.1 wants half an hour between tries; the first may be sooner, against greylisting. */
const RETRY_MS = [300_000, 1_800_000, 7_200_000, 21_600_000] as const;
const RETRY_LONGEST_MS = 21_600_000;
/** When no mail goes: no line, or a person must look. */
const AWAY_MS = { retry: 120_000, person: 600_000, permanent: 600_000 } as const;
const LOOK_MS = 60_000;
const EXPIRE_MAX = 100;

export function createMailSender(
  kernel: Kernel,
  mailer: Mailer,
  clock: Clock,
  log: Log,
  zone: string,
): Worker {
  const { state } = kernel;
  let settled = false;
  let notBefore = 0;
  /** The last mail found no way to the server, or no trust there. */
  let away = false;
  /** What became of a mail and the disk would not take yet. */
  let owed: readonly Event[] = [];

  const record = (...events: Event[]): Promise<void> =>
    kernel.transact(CAUSE, () => ({ events, result: undefined }));

  async function step(): Promise<StepResult> {
    if (!settled) await settleInterrupted();
    if (owed.length > 0) await record(...owed);
    owed = [];
    const news = gatheringNews(state);
    if (news !== undefined) return breathing(clock, () => gather(news));
    const over = expiredMails(state, clock.now(), EXPIRE_MAX);
    if (over.length > 0) await record(...over.map((mail): Event => ({ type: 'mail.expired', v: 1, mail })));
    const mail = nextMail(state);
    if (!mail) return 'idle';
    const wait = Math.max(untilDue(mail), notBefore - clock.monotonic());
    if (wait > 0) return Math.min(wait, LOOK_MS);
    if (!away || (await isBack())) await send(mail);
    return 'again';
  }

  async function isBack(): Promise<boolean> {
    const outcome = await mailer.greet();
    away = outcome.state !== 'sent';
    if (away) notBefore = clock.monotonic() + pauseAfter(outcome);
    return !away;
  }

  async function settleInterrupted(): Promise<void> {
    for (const mail of interruptedMails(state))
      await record({ type: 'mail.unknown', v: 1, mail, code: 'interrupted' });
    settled = true;
  }

  const gather = (news: string): Promise<void> =>
    kernel.transact(CAUSE, (current) =>
      gatherNews(current, { news, own: mailer.from, now: clock.now(), zone, nextId: kernel.ids.next }),
    );

  /** A time further off than any wait was written by a clock that was wrong then. */
  function untilDue(mail: Mail): number {
    const wait = mail.notBefore - clock.now();
    return wait > RETRY_LONGEST_MS ? 0 : wait;
  }

  async function send(mail: Mail): Promise<void> {
    const { id, address, subject, body, purpose, at } = mail;
    const stopped = stoppedSince(mail);
    if (stopped !== undefined) return record({ type: 'mail.failed', v: 1, mail: id, code: stopped });
    await record({ type: 'mail.sending', v: 1, mail: id });
    const unsubscribe = purpose === 'marketing';
    const outcome = await mailer.send({ id, to: address, subject, text: body, date: at, unsubscribe });
    notBefore = clock.monotonic() + pauseAfter(outcome);
    away = outcome.state === 'failed' && outcome.whose === 'line';
    owed = [eventAfter(mail, outcome, clock.now())];
    await record(...owed);
    owed = [];
    if (outcome.state !== 'sent') log.info({ mail: id, outcome }, 'an e-mail did not go');
  }

  /** The address is asked about once more: its owner may have refused while it waited. */
  function stoppedSince({ customer, address, purpose }: Mail): string | undefined {
    const known = customerById(state, customer);
    const keys = known ? phonesOf(state, known.no) : [];
    return stopMember(state, { email: address, keys }, { purpose, own: mailer.from });
  }

  return wokenBy(kernel, WAKES, createWorker(clock, log, 'mail', step));
}

const WAKES = /^mail\.(queued|news-started)$/;

function pauseAfter(outcome: MailOutcome): number {
  return outcome.state === 'failed' && outcome.whose === 'line' ? AWAY_MS[outcome.retry] : GAP_MS;
}

function eventAfter({ id: mail, attempts, notBefore }: Mail, outcome: MailOutcome, now: number): Event {
  if (outcome.state === 'sent') return { type: 'mail.sent', v: 1, mail, said: outcome.said };
  const { code } = outcome;
  if (outcome.state === 'unknown') return { type: 'mail.unknown', v: 1, mail, code };
  const said = outcome.said === undefined ? {} : { said: outcome.said };
  if (outcome.whose === 'line')
    return { type: 'mail.postponed', v: 1, mail, until: notBefore, code, ...said };
  if (outcome.retry !== 'retry') return { type: 'mail.failed', v: 1, mail, code, ...said };
  const until = now + (RETRY_MS[Math.min(attempts, RETRY_MS.length - 1)] ?? RETRY_LONGEST_MS);
  return { type: 'mail.postponed', v: 1, mail, until, code, ...said };
}
