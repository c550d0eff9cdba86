/**
 * The calls of this moment, and the one that the screen is about. The modem's events come in, commits go out; the screen
 * is told at once, without waiting for the disk.
 *
 * INVARIANTS
 * - A call is never dropped from the desk before it ended; each is on the log, and a missed one on the list.
 * - A number that was not told is never replaced by another call's.
 * - A call that we dial is on the desk like any other, and not on the log: there the call stands that it answers.
 * - A blocked number's call is hung up when it rings alone. Behind another call it is left ringing, because hanging up would end that one.
 */
import type { Unsubscribe } from '../../drivers/device.js';
import type { Clock, Log } from '../../drivers/host/types.js';
import type { CallEvent, Modem } from '../../drivers/modem/types.js';
import { messageOf } from '../../protocol/errors.js';
import { normalizeNumber } from '../../protocol/number/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Kernel } from '../kernel/kernel.js';
import { STAFF } from '../staff.js';
import { closeCalls } from './commands.js';
import type { CallsEvents } from './events.js';
import { isBlocked, type LoggedCall, openCalls } from './queries.js';

export interface LiveCall {
  /** Id on the log; of a call that calls one back, that one's. */
  readonly id: string;
  /** Who began it: they, or we. */
  readonly direction: 'in' | 'out';
  readonly number: string;
  /** Key of protocol/number; empty when there is no number. */
  readonly key: string;
  readonly validity: CallEvent['validity'];
  readonly state: CallEvent['state'];
  readonly rings: number;
  readonly since: number;
  /** The number is blocked: nobody is told of it while it lasts. */
  readonly blocked: boolean;
}

export type DeskChange = 'rang' | 'changed' | 'ended';

export interface CallDesk {
  /** Calls that go on, the first one first. */
  live(): readonly LiveCall[];
  /** Told at once of a new call, a change (number, rings, answered) and an end. */
  onChange(listener: (change: DeskChange, call: LiveCall) => void): Unsubscribe;
  answer(): Promise<void>;
  hangUp(): Promise<void>;
  dial(number: string): Promise<void>;
  /** Dials the number of a call on the log, and writes down that it was tried. */
  callBack(call: LoggedCall): Promise<void>;
  /** Takes calls off the list of tasks; `word`: how it went. */
  close(calls: readonly string[], word?: string): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

const CAUSE = { actor: 'system', origin: 'modem' } as const;

interface Kept {
  live: LiveCall;
  /** What is written of it so far; the log gets the number as soon as it is known, or at the end. */
  logged: Promise<void>;
  rangLogged: boolean;
}

export function createCallDesk(kernel: Kernel, modem: Modem, clock: Clock, log: Log): CallDesk {
  const calls = new Map<string, Kept>();
  const listeners = new Set<(change: DeskChange, call: LiveCall) => void>();
  let unsubscribe: Unsubscribe | undefined;
  let lastWrite: Promise<void> = Promise.resolve();
  /** The call on the log that is being called back. */
  let answering: string | undefined;

  const tell = (change: DeskChange, call: LiveCall): void => {
    for (const listener of listeners) {
      try {
        listener(change, call);
      } catch (error) {
        log.error({ call: call.id, error: messageOf(error) }, 'a screen failed over a call');
      }
    }
  };

  function write(kept: Kept, event: EventOf<CallsEvents>): void {
    const write = kernel.transact(CAUSE, () => ({ events: [event], result: undefined }));
    kept.logged = write.catch((error: unknown) => {
      log.error({ call: kept.live.id, error: messageOf(error) }, 'a call could not be logged');
    });
    lastWrite = kept.logged;
  }

  /** The ring once, and the number when it comes after that. */
  function writeRang(kept: Kept, before: LiveCall): void {
    const { id, number, key, validity } = kept.live;
    if (!kept.rangLogged) write(kept, { type: 'calls.rang', v: 1, call: id, number, key, validity });
    else if (key !== before.key)
      write(kept, { type: 'calls.identified', v: 1, call: id, number, key, validity });
    kept.rangLogged = true;
  }

  function take(event: CallEvent): void {
    if (event.direction === 'out') takeOutgoing(event);
    else takeIncoming(event);
  }

  function takeIncoming(event: CallEvent): void {
    const known = calls.get(event.id);
    const kept = known ?? { live: opened(event), logged: Promise.resolve(), rangLogged: false };
    const before = kept.live;
    kept.live = withBlocking(updated(before, event));
    if (!known) calls.set(event.id, kept);
    const over = event.state === 'ended' || event.state === 'missed';
    if (over) calls.delete(event.id);
    if (kept.live.blocked) tellOfBlocked(before, kept.live, known !== undefined);
    else tell(over ? 'ended' : known ? 'changed' : 'rang', kept.live);
    if (kept.live.validity !== 'waiting' || event.state !== 'ringing') writeRang(kept, before);
    if (kept.live.blocked && !before.blocked) reject(kept);
    if (event.state === 'answered' && before.state !== 'answered') {
      write(kept, { type: 'calls.answered', v: 1, call: kept.live.id });
    }
    if (over)
      write(kept, { type: 'calls.ended', v: 1, call: kept.live.id, missed: event.state === 'missed' });
  }

  function takeOutgoing(event: CallEvent): void {
    const known = calls.get(event.id);
    const first = { ...opened(event), ...(answering !== undefined && { id: answering }) };
    const kept = known ?? { live: first, logged: Promise.resolve(), rangLogged: true };
    kept.live = updated(kept.live, event);
    if (!known) calls.set(event.id, kept);
    const over = event.state === 'ended' || event.state === 'missed';
    if (over) calls.delete(event.id);
    tell(over ? 'ended' : known ? 'changed' : 'rang', kept.live);
  }

  /** Asked until it is answered: a call that somebody has taken is not cut off. */
  function withBlocking(call: LiveCall): LiveCall {
    if (call.blocked || call.state === 'answered') return call;
    return { ...call, blocked: isBlocked(kernel.state, call.key) };
  }

  /** A card that was opened before the number came is put away; else nobody hears of it. */
  function tellOfBlocked(before: LiveCall, call: LiveCall, known: boolean): void {
    if (known && !before.blocked) tell('ended', { ...call, state: 'missed' });
  }

  function reject(kept: Kept): void {
    write(kept, { type: 'calls.rejected', v: 1, call: kept.live.id });
    if (calls.size > 1 || kept.live.state !== 'ringing') return;
    void modem.hangUp().catch((error: unknown) => {
      log.warn({ call: kept.live.id, error: messageOf(error) }, 'a blocked call could not be hung up');
    });
  }

  function opened(event: CallEvent): LiveCall {
    const since = clock.now();
    return {
      id: kernel.ids.next(),
      direction: event.direction,
      number: '',
      key: '',
      validity: 'waiting',
      state: event.state,
      rings: 0,
      since,
      blocked: false,
    };
  }

  async function settleInterrupted(): Promise<void> {
    for (const call of openCalls(kernel.state)) {
      const ended: EventOf<CallsEvents> = {
        type: 'calls.ended',
        v: 1,
        call: call.id,
        missed: call.state === 'ringing',
      };
      await kernel.transact(CAUSE, () => ({ events: [ended], result: undefined }));
    }
  }

  return {
    live: () => [...calls.values()].map(({ live }) => live).filter(({ blocked }) => !blocked),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    answer: () => modem.answer(),
    hangUp: () => modem.hangUp(),
    dial: (number) => modem.dial(number),
    async callBack({ id, key, number }) {
      answering = id;
      try {
        await modem.dial(key === '' ? number : key);
      } finally {
        answering = undefined;
      }
      const event: EventOf<CallsEvents> = { type: 'calls.called-back', v: 1, call: id };
      await kernel.transact(STAFF, () => ({ events: [event], result: undefined }));
    },
    close: (ids, word = '') => kernel.transact(STAFF, (state) => closeCalls(state, ids, word)),
    start() {
      lastWrite = settleInterrupted().catch((error: unknown) => {
        log.error({ error: messageOf(error) }, 'open calls could not be closed');
      });
      unsubscribe = modem.onCall(take);
    },
    async stop() {
      unsubscribe?.();
      await lastWrite;
    },
  };
}

function updated(call: LiveCall, event: CallEvent): LiveCall {
  const { validity, state, rings } = event;
  if (event.number === undefined) return { ...call, validity, state, rings };
  return {
    ...call,
    number: event.number,
    key: normalizeNumber(event.number).key ?? '',
    validity,
    state,
    rings,
  };
}
