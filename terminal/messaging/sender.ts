/**
 * Sends what waits in the outbox, one text at a time.
 *
 * INVARIANTS
 * - `messaging.sending` is durable before the first byte goes to the modem; a text found in that state at boot is
 *   unknown, and nothing is ever sent twice by the program itself.
 * - A refusal stops texts that wait already, not only those to come.
 * - What is rated, quiet or out of date is decided here, at the last moment, by the clock of now; what people wait for goes first.
 */
import type { DeviceStatus } from '../../drivers/device.js';
import type { Clock, Log } from '../../drivers/host/types.js';
import type { Modem, SendOutcome } from '../../drivers/modem/types.js';
import { isTerminalError } from '../../protocol/errors.js';
import { countParts, encodeSubmit, type SubmitPdu } from '../../protocol/sms/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Kernel } from '../kernel/kernel.js';
import { createWorker, type StepResult } from '../kernel/worker.js';
import type { MessagingEvents, Purpose } from './events.js';
import { policyOf, RULES } from './policy.js';
import { expiredTexts, hasRefused, interruptedTexts, nextText, type OutboxText } from './queries.js';
import { mayGoAt } from './quiet.js';
import { rateWait } from './rate.js';

export interface Sender {
  start(): void;
  stop(): Promise<void>;
}

export interface SenderOptions {
  readonly kernel: Kernel;
  readonly modem: Modem;
  readonly clock: Clock;
  readonly log: Log;
  /** At least this long between two texts, ms: some modules reject calls while they send. */
  readonly gapMs: number;
  /** The shop's time zone: quiet hours are local. */
  readonly zone: string;
}

const CAUSE = { actor: 'system', origin: 'modem' } as const;
/** Waits before the second, third and fourth try. */
const RETRY_MS = [60_000, 300_000, 900_000];
const RETRY_LONGEST_MS = 900_000;
/** Looked at this often while something waits: the clock may have been set, or the rules. */
const LOOK_MS = 60_000;
/** Texts that expire in one commit. */
const EXPIRE_MAX = 100;
const ORDER = (Object.keys(RULES) as Purpose[]).sort((one, other) => RULES[one].rank - RULES[other].rank);

const WAKES: ReadonlySet<string> = new Set(['messaging.queued', 'messaging.policy-set']);

type Step = EventOf<MessagingEvents>;

/** Parts of a text that are still to go. */
interface Unfinished {
  readonly text: OutboxText;
  readonly parts: readonly SubmitPdu[];
  readonly from: number;
}

export function createSender({ kernel, modem, clock, log, gapMs, zone }: SenderOptions): Sender {
  let nextAt = 0;
  let settled = false;
  /** What the modem said and the disk would not take yet. */
  let owed: readonly Step[] = [];
  let unfinished: Unfinished | undefined;
  const endings: Array<() => void> = [];
  const worker = createWorker(clock, log, 'outbox', step);

  const record = (...events: Step[]): Promise<void> =>
    kernel.transact(CAUSE, () => ({ events, result: undefined }));

  async function settleInterrupted(): Promise<void> {
    for (const text of interruptedTexts(kernel.state)) {
      await record({ type: 'messaging.unknown', v: 1, text, code: 'interrupted' });
    }
    settled = true;
  }

  async function step(): Promise<StepResult> {
    if (!settled) await settleInterrupted();
    await payOwed();
    if (unfinished) return finish(unfinished);
    await expire();
    if (!canSend(modem.status())) return 'idle';
    const next = choose();
    if (next === undefined) return 'idle';
    if (typeof next === 'number') return Math.min(LOOK_MS, next);
    await sendOne(next);
    nextAt = clock.monotonic() + gapMs;
    return 'again';
  }

  async function expire(): Promise<void> {
    const over = expiredTexts(kernel.state, clock.now(), EXPIRE_MAX);
    if (over.length > 0)
      await record(...over.map((text): Step => ({ type: 'messaging.expired', v: 1, text })));
  }

  /** The text that goes now, or ms until one may; undefined when none waits. */
  function choose(): OutboxText | number | undefined {
    const policy = policyOf(kernel.state);
    let soonest: number | undefined;
    for (const purpose of ORDER) {
      const text = nextText(kernel.state, RULES[purpose].rank);
      if (!text) continue;
      const now = clock.now();
      const due = Math.max(untilDue(text), mayGoAt(text.purpose, now, policy, zone) - now);
      const { bulk } = RULES[text.purpose];
      const room = rateWait(kernel.state, policy, { parts: partsLeft(text), bulk }, now);
      const wait = Math.max(due, room, nextAt - clock.monotonic());
      if (wait <= 0) return text;
      soonest = Math.min(soonest ?? wait, wait);
      // Short texts behind it would take the room that a long one waits for, one after the other.
      if (due <= 0) return soonest;
    }
    return soonest;
  }

  /** A time further off than any wait was written by a clock that was wrong then. */
  function untilDue({ notBefore }: OutboxText): number {
    const wait = notBefore - clock.now();
    return wait > RETRY_LONGEST_MS ? 0 : wait;
  }

  async function payOwed(): Promise<void> {
    if (owed.length > 0) await record(...owed);
    owed = [];
  }

  async function sendOne(text: OutboxText): Promise<void> {
    if (RULES[text.purpose].refusable && hasRefused(kernel.state, text.key, text.purpose))
      return record({ type: 'messaging.failed', v: 1, text: text.id, code: 'number-refused' });
    const parts = encode(text, clock.now());
    if ('code' in parts) return record({ type: 'messaging.failed', v: 1, text: text.id, code: parts.code });
    await record({ type: 'messaging.sending', v: 1, text: text.id });
    await sendParts(text, parts, text.sentParts);
  }

  async function sendParts(text: OutboxText, parts: readonly SubmitPdu[], from: number): Promise<void> {
    for (const [part, pdu] of parts.entries()) {
      if (part < from) continue;
      const outcome = await modem.sendPart({ pdu: pdu.hex, length: pdu.length });
      owed = afterPart(text, part, parts.length, outcome);
      if (outcome.state === 'sent' && part + 1 < parts.length) unfinished = { text, parts, from: part + 1 };
      await payOwed();
      unfinished = undefined;
      if (outcome.state !== 'sent') return;
    }
  }

  /** Goes on with a text that stopped between two parts, because the disk took no result. */
  async function finish({ text, parts, from }: Unfinished): Promise<StepResult> {
    unfinished = undefined;
    await sendParts(text, parts, from);
    return 'again';
  }

  function afterPart(text: OutboxText, part: number, total: number, outcome: SendOutcome): Step[] {
    if (outcome.state !== 'sent') return [afterTrouble(text, outcome, part)];
    const { reference } = outcome;
    const partSent: Step = { type: 'messaging.part-sent', v: 1, text: text.id, part, reference };
    return part + 1 < total ? [partSent] : [partSent, { type: 'messaging.sent', v: 1, text: text.id }];
  }

  function afterTrouble(
    text: OutboxText,
    outcome: Exclude<SendOutcome, { state: 'sent' }>,
    sentParts: number,
  ): Step {
    const { code } = outcome;
    if (outcome.state === 'unknown') return { type: 'messaging.unknown', v: 1, text: text.id, code };
    const wait = RETRY_MS[text.attempts];
    if (outcome.retry !== 'retry' || wait === undefined)
      return { type: 'messaging.failed', v: 1, text: text.id, code };
    return { type: 'messaging.postponed', v: 1, text: text.id, until: clock.now() + wait, sentParts, code };
  }

  return {
    start() {
      endings.push(
        modem.onStatus(worker.wake),
        kernel.onCommit((commit) => {
          if (commit.events.some(({ type }) => WAKES.has(type))) worker.wake();
        }),
      );
      worker.start();
    },
    async stop() {
      for (const end of endings) end();
      await worker.stop();
    },
  };
}

function partsLeft({ body, sentParts }: OutboxText): number {
  return Math.max(1, countParts(body).parts - sentParts);
}

/** A card that is full takes no text in; none that goes out needs room on it. */
function canSend({ state, reason }: DeviceStatus): boolean {
  return state === 'ready' || (state === 'degraded' && reason === 'store-full');
}

/** A longer validity than any rule gives was worked out by a clock that was wrong, or by no rule: the network has its own. */
const VALIDITY_MAX_MINUTES = 7 * 24 * 60;

/** The text's PDUs, or why it can never be sent. The network gives it up when it is not worth sending any more. */
function encode(text: OutboxText, now: number): SubmitPdu[] | { readonly code: string } {
  // It named somebody who was erased while it waited.
  if (text.body === '') return { code: 'words-erased' };
  const minutes = Math.ceil((text.expires - now) / 60_000);
  const validity = minutes <= VALIDITY_MAX_MINUTES ? { validityMinutes: minutes } : {};
  try {
    return encodeSubmit({
      ...{ to: text.key, text: text.body, report: true, reference: text.no & 0xff, ...validity },
    });
  } catch (error) {
    if (isTerminalError(error, 'sms/')) return { code: error.code };
    throw error;
  }
}
