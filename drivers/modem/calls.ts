/**
 * Calls as one object each, from the first ring to the end, made from lines that come apart: RING, +CLIP, +CCWA, NO CARRIER,
 * and the list of current calls (CLCC) where they say too little.
 *
 * INVARIANTS: every call ends with exactly one `ended` or `missed`; a number is shown only on the call that it came with; what
 * was said of a call while a command was in flight is told at once.
 */
import type { CallerId, CurrentCall } from '../../protocol/at/index.js';
import type { Cancel, Clock } from '../host/types.js';
import type { CallEvent, NumberValidity } from './types.js';

export interface CallsOptions {
  readonly clock: Clock;
  readonly emit: (event: CallEvent) => void;
  /** The modem's current calls; undefined when it cannot say. */
  readonly list: () => Promise<readonly CurrentCall[] | undefined>;
  /** Without a ring for so long, a call has stopped ringing. */
  readonly silenceMs?: number;
}

interface Call {
  readonly id: string;
  readonly direction: 'in' | 'out';
  state: 'ringing' | 'answered';
  number?: string;
  validity: NumberValidity;
  rings: number;
  /** The ring with which the number was told last. */
  namedAt?: number;
  waiting: boolean;
  /** Of a call that we dialled, once it ended. */
  why?: CallEvent['why'];
  stopTimer: Cancel;
  /** Set once: the list of calls is asked for the caller only once. */
  stopAsking?: Cancel;
}

export interface Calls {
  ring(): void;
  callerId(caller: CallerId): void;
  callWaiting(caller: CallerId): void;
  /** NO CARRIER, BUSY or NO ANSWER came by itself. */
  carrierLost(why?: CallEvent['why']): void;
  /** The module says that the far end has answered. */
  connected(): void;
  /** What a CLCC line sent by itself says (some modems send the list at each change). */
  told(call: CurrentCall): void;
  answered(): void;
  hungUp(): void;
  dialed(number: string): void;
  /** The modem restarted or is gone: nothing of these calls can be known. */
  forget(): void;
  readonly current: 'none' | 'ringing' | 'answered';
  readonly hasWaiting: boolean;
}

/** A ring comes every 4 to 6 s; one may get lost. */
const SILENCE_MS = 8_000;
/** Some modules never send CLIP on VoLTE calls: after this the list of calls is asked once. */
const CALLER_ID_MS = 3_000;
/** How often the list is asked while a call is answered, dialled or waiting. */
const WATCH_MS = 5_000;

export function createCalls(options: CallsOptions): Calls {
  const { clock, emit, list, silenceMs = SILENCE_MS } = options;
  let calls: Call[] = [];
  let nextId = 1;

  const tell = (call: Call, state: CallEvent['state'] = call.state) => {
    const { id, direction, number, validity, rings, waiting, why } = call;
    emit({ id, state, direction, number, validity, rings, waiting, ...(why && { why }) });
  };
  const ringing = () =>
    calls.find((call) => call.direction === 'in' && call.state === 'ringing' && !call.waiting);
  const waitingCall = () => calls.find((call) => call.waiting);
  const active = () => calls.find((call) => call.state === 'answered');

  const begin = (from: Pick<Call, 'direction' | 'waiting' | 'number' | 'validity'>): Call => {
    const id = `${clock.now().toString(36)}-${nextId}`;
    nextId += 1;
    const call: Call = { ...from, id, state: 'ringing', rings: 0, stopTimer: () => undefined };
    calls.push(call);
    return call;
  };
  const end = (call: Call) => {
    if (!calls.includes(call)) return;
    call.stopTimer();
    call.stopAsking?.();
    calls = calls.filter((other) => other !== call);
    tell(call, call.direction === 'in' && call.state === 'ringing' ? 'missed' : 'ended');
  };
  const name = (call: Call, caller: CallerId): boolean => {
    const news = !sameNumber(call.number, caller.number) || call.validity !== caller.validity;
    if (caller.number !== undefined) call.namedAt = call.rings;
    if (news) call.number = caller.number;
    call.validity = caller.validity;
    return news;
  };

  /** What the modem's list says about one of our calls; false when the list does not hold it. */
  const learn = (call: Call, listed: readonly CurrentCall[]): boolean => {
    // An entry with another caller's number is another call, however alone it stands.
    const ours = listed.filter(
      (other) => other.voice && other.direction === call.direction && sameCaller(call, other),
    );
    const found = ours.length === 1 ? ours[0] : ours.find((other) => stateFits(call, other));
    if (found === undefined) return false;
    let news = false;
    if (call.validity === 'waiting' && found.validity !== undefined) {
      news = name(call, { number: found.number, validity: found.validity });
    }
    if (call.state === 'ringing' && (found.state === 'active' || found.state === 'held')) {
      call.state = 'answered';
      call.waiting = false;
      news = true;
    }
    if (news) tell(call);
    return true;
  };

  const watch = (call: Call, afterMs: number, then: (call: Call) => Promise<void>) => {
    call.stopTimer();
    call.stopTimer = clock.after(afterMs, () => void then(call));
  };
  /** Answered, dialled and waiting calls: the list tells when they end or are taken on another handset. */
  const follow = (call: Call) =>
    watch(call, WATCH_MS, async () => {
      const listed = await list();
      if (!calls.includes(call)) return;
      if (listed !== undefined && !learn(call, listed)) return end(call);
      if (listed === undefined && call.waiting) return end(call);
      follow(call);
    });
  const awaitRing = (call: Call) =>
    watch(call, silenceMs, async () => {
      const rings = call.rings;
      const listed = await list();
      if (!calls.includes(call) || call.rings !== rings) return;
      if (listed === undefined || !learn(call, listed)) return end(call);
      if (call.state === 'answered') follow(call);
      else awaitRing(call);
    });
  const askWhoLater = (call: Call) => {
    call.stopAsking ??= clock.after(CALLER_ID_MS, () => void askWho(call));
  };
  const askWho = async (call: Call) => {
    if (!calls.includes(call) || call.validity !== 'waiting') return;
    const listed = await list();
    if (!calls.includes(call) || call.validity !== 'waiting') return;
    if (listed !== undefined) learn(call, listed);
    if (call.validity === 'waiting' && name(call, { validity: 'unavailable' })) tell(call);
  };

  /** The ringing call; a waiting one that now rings in front; or a new one. */
  const front = (): Call => {
    const before = ringing();
    if (before !== undefined) return before;
    const waited = active() === undefined ? waitingCall() : undefined;
    if (waited === undefined) return begin({ direction: 'in', waiting: false, validity: 'waiting' });
    waited.waiting = false;
    return waited;
  };
  const carrierLost = async (why: CallEvent['why']) => {
    for (const call of calls) if (call.direction === 'out' && call.state === 'ringing') call.why = why;
    const [only, second] = calls;
    if (only === undefined) return;
    if (second === undefined) return end(only);
    const before = [...calls];
    const listed = await list();
    const gone = before.filter((call) => listed === undefined || !learn(call, listed));
    // Without a list: the one that was talked to, or that rang first, is the one that ended.
    if (listed === undefined)
      gone.splice(0, gone.length, ...[active() ?? ringing() ?? only].filter((call) => call !== undefined));
    for (const call of gone) end(call);
  };
  const answered = (call: Call) => {
    call.state = 'answered';
    call.waiting = false;
    tell(call);
    follow(call);
  };

  return {
    ring() {
      const call = front();
      call.rings += 1;
      awaitRing(call);
      if (call.validity === 'waiting') askWhoLater(call);
      tell(call);
    },
    callerId(caller) {
      const before = ringing();
      if (before !== undefined && saysNothing(before, caller)) return;
      // Another number without a NO CARRIER between: the first caller gave up and the next one rings.
      if (before?.number !== undefined && !sameNumber(before.number, caller.number)) end(before);
      const call = front();
      awaitRing(call);
      if (name(call, caller)) tell(call);
    },
    callWaiting(caller) {
      const same = calls.find((call) => call.waiting && sameNumber(call.number, caller.number));
      const call = same ?? begin({ direction: 'in', waiting: true, ...caller });
      call.rings += 1;
      tell(call);
      follow(call);
    },
    carrierLost: (why) => void carrierLost(why),
    connected() {
      const dialled = calls.find((call) => call.direction === 'out' && call.state === 'ringing');
      if (dialled !== undefined) answered(dialled);
    },
    told(listed) {
      for (const call of [...calls]) if (learn(call, [listed]) && call.state === 'answered') follow(call);
    },
    answered() {
      const call = ringing() ?? waitingCall();
      if (call !== undefined) answered(call);
    },
    hungUp() {
      for (const call of calls.filter((other) => !other.waiting)) {
        // Refused by a person: not a missed call.
        call.state = 'answered';
        end(call);
      }
    },
    dialed(number) {
      const call = begin({ direction: 'out', waiting: false, number, validity: 'valid' });
      tell(call);
      follow(call);
    },
    forget() {
      for (const call of [...calls]) end(call);
    },
    get current() {
      if (active() !== undefined) return 'answered';
      return ringing() === undefined ? 'none' : 'ringing';
    },
    get hasWaiting() {
      return waitingCall() !== undefined;
    },
  };
}

/** Whether a listed call can be ours by its state alone: a waiting one, a ringing one, or one that is talked to. */
function stateFits(call: Call, listed: CurrentCall): boolean {
  if (call.waiting) return listed.state === 'waiting';
  if (call.state === 'answered') return listed.state === 'active' || listed.state === 'held';
  return listed.state === 'incoming' || listed.state === 'dialing' || listed.state === 'alerting';
}

/** False only when both numbers are known and differ. */
function sameCaller(call: Call, listed: CurrentCall): boolean {
  return call.number === undefined || listed.number === undefined || sameNumber(call.number, listed.number);
}

/** Digits from the end that tell two numbers apart, whatever stands before them: +86, 0086, 0. */
const TELLING_DIGITS = 8;

function sameNumber(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined || one === other) return one === other;
  const [short = '', long = ''] = [one, other]
    .map((number) => number.replace(/^(?:\+|00)/, ''))
    .sort((a, b) => a.length - b.length);
  return short.length >= TELLING_DIGITS && long.endsWith(short.replace(/^0/, ''));
}

/** Some modules add a line without a number to the one that told it. A caller who hides the number comes with a ring of their own. */
function saysNothing({ number, namedAt, rings }: Call, caller: CallerId): boolean {
  if (number === undefined || caller.number !== undefined) return false;
  return caller.validity !== 'withheld' || namedAt === rings;
}
