/**
 * The calls of this moment, and the one that the screen is about. The modem's events come in, commits go out; the screen
 * is told at once, without waiting for the disk.
 *
 * INVARIANTS
 * - A call is never dropped from the desk before it ended; each is on the log, and a missed one on the list.
 * - A number that was not told is never replaced by another call's.
 */
import type { Unsubscribe } from '../../drivers/device.js';
import type { Clock, Log } from '../../drivers/host/types.js';
import type { CallEvent, Modem } from '../../drivers/modem/types.js';
import { messageOf } from '../../protocol/errors.js';
import { normalizeNumber } from '../../protocol/number/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Kernel } from '../kernel/kernel.js';
import type { CallsEvents } from './events.js';
import { openCalls } from './queries.js';

export interface LiveCall {
  /** Id on the log. */
  readonly id: string;
  readonly number: string;
  /** Key of protocol/number; empty when there is no number. */
  readonly key: string;
  readonly validity: CallEvent['validity'];
  readonly state: CallEvent['state'];
  readonly rings: number;
  readonly since: number;
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
  /** Takes a missed call off the list. */
  close(call: string): Promise<void>;
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
      log.error({ call: event.call, error: messageOf(error) }, 'a call could not be logged');
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
    if (event.direction === 'out') return;
    const known = calls.get(event.id);
    const kept = known ?? { live: opened(event), logged: Promise.resolve(), rangLogged: false };
    const before = kept.live;
    kept.live = updated(before, event);
    if (!known) calls.set(event.id, kept);
    const over = event.state === 'ended' || event.state === 'missed';
    if (over) calls.delete(event.id);
    tell(over ? 'ended' : known ? 'changed' : 'rang', kept.live);
    if (kept.live.validity !== 'waiting' || event.state !== 'ringing') writeRang(kept, before);
    if (event.state === 'answered' && before.state !== 'answered') {
      write(kept, { type: 'calls.answered', v: 1, call: kept.live.id });
    }
    if (over)
      write(kept, { type: 'calls.ended', v: 1, call: kept.live.id, missed: event.state === 'missed' });
  }

  function opened(event: CallEvent): LiveCall {
    const since = clock.now();
    return {
      id: kernel.ids.next(),
      number: '',
      key: '',
      validity: 'waiting',
      state: event.state,
      rings: 0,
      since,
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
    live: () => [...calls.values()].map(({ live }) => live),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    answer: () => modem.answer(),
    hangUp: () => modem.hangUp(),
    dial: (number) => modem.dial(number),
    close: (call) =>
      kernel.transact({ actor: 'staff', origin: 'keypad' }, () => ({
        events: [{ type: 'calls.closed', v: 1, call } satisfies EventOf<CallsEvents>],
        result: undefined,
      })),
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
