/**
 * The modem's calls: who rings, who talks, who is held, who waits; and what of it the host is told.
 * States are those of +CLCC (3GPP TS 27.007, 7.18).
 */
import type { Cancel, Clock } from '../../drivers/host/types.js';
import type { CallEnd, Network, NetworkCall } from '../network/types.js';
import type { FaultBoard } from './faults.js';
import { addressOf } from './pdu/address.js';
import type { Settings } from './types.js';

export const CALL = { active: 0, held: 1, dialing: 2, alerting: 3, incoming: 4, waiting: 5 } as const;
export type CallState = (typeof CALL)[keyof typeof CALL];

export interface ModemCall {
  /** From 1, as +CLCC and +CHLD count. */
  readonly index: number;
  readonly network: NetworkCall;
  state: CallState;
  rings: number;
  /** Tones sent to the far end. */
  tones: string;
  /** Words that +CTTS said to the far end. */
  spoken: string;
}

export interface CallList {
  list(): ModemCall[];
  find(...states: CallState[]): ModemCall | undefined;
  dial(number: string): ModemCall;
  /** False when nothing rings. */
  answer(): boolean;
  /** Ends the calls in these states, or all; true when there was one. */
  release(...states: CallState[]): boolean;
  releaseCall(call: ModemCall): void;
  /** The active call is held, the held one active. */
  swap(): void;
  /** Ends all without a word to the host: power is gone. */
  drop(): void;
  /** Called once when the call connects or ends. */
  onOutcome(call: ModemCall, listener: (why: CallEnd | 'answered') => void): Cancel;

  ring(call: NetworkCall): 'ringing' | 'busy';
  alerting(call: NetworkCall): void;
  answered(call: NetworkCall): void;
  ended(call: NetworkCall, why: CallEnd): void;
}

export interface CallParts {
  readonly clock: Clock;
  readonly network: Network;
  readonly settings: Settings;
  readonly faults: FaultBoard;
  readonly ringMs: number;
  urc(line: string): void;
}

const RESULT: Readonly<Record<CallEnd, string>> = {
  'hung-up': 'NO CARRIER',
  busy: 'BUSY',
  'no-answer': 'NO ANSWER',
  unreachable: 'NO CARRIER',
};

export function createCallList(parts: CallParts): CallList {
  const { clock, network, settings, urc } = parts;
  const calls = new Map<number, ModemCall>();
  const timers = new Map<number, Cancel>();
  const listeners = new Map<number, (why: CallEnd | 'answered') => void>();

  const list = (): ModemCall[] => [...calls.values()].sort((a, b) => a.index - b.index);
  const find = (...states: CallState[]): ModemCall | undefined =>
    list().find((call) => states.includes(call.state));
  const byNetwork = (wanted: NetworkCall): ModemCall | undefined =>
    list().find((call) => call.network.id === wanted.id);
  const open = (call: NetworkCall, state: CallState): ModemCall => {
    let index = 1;
    while (calls.has(index)) index++;
    const opened: ModemCall = { index, network: call, state, rings: 0, tones: '', spoken: '' };
    calls.set(index, opened);
    return opened;
  };
  const quieten = (call: ModemCall): void => {
    timers.get(call.index)?.();
    timers.delete(call.index);
  };
  const tell = (call: ModemCall, why: CallEnd | 'answered'): boolean => {
    const listener = listeners.get(call.index);
    listeners.delete(call.index);
    listener?.(why);
    return listener !== undefined;
  };
  const remove = (call: ModemCall): void => {
    quieten(call);
    listeners.delete(call.index);
    calls.delete(call.index);
    promoteWaiting();
  };
  const ringOn = (call: ModemCall): void => {
    call.rings += 1;
    urc(settings.extendedRing ? '+CRING: VOICE' : 'RING');
    if (showsCaller(call, parts)) urc(`+CLIP: ${callerText(call.network)}`);
    timers.set(
      call.index,
      clock.after(parts.ringMs, () => ringOn(call)),
    );
  };
  /** A call that waited rings in its own right once it is alone. */
  const promoteWaiting = (): void => {
    const waiting = find(CALL.waiting);
    if (!waiting || calls.size > 1) return;
    quieten(waiting);
    waiting.state = CALL.incoming;
    ringOn(waiting);
  };
  const accept = (call: ModemCall): void => {
    quieten(call);
    call.state = CALL.active;
    network.accept(call.network);
  };
  const releaseCall = (call: ModemCall): void => {
    network.release(call.network);
    remove(call);
  };

  return {
    list,
    find,
    releaseCall,
    dial: (number) => open(network.dial(number), CALL.dialing),
    answer: () => {
      const ringing = find(CALL.incoming);
      if (ringing) accept(ringing);
      return ringing !== undefined;
    },
    release: (...states) => {
      const ending = list().filter((call) => states.length === 0 || states.includes(call.state));
      for (const call of ending) releaseCall(call);
      return ending.length > 0;
    },
    swap: () => {
      const [active, other] = [find(CALL.active), find(CALL.waiting) ?? find(CALL.held)];
      if (active) active.state = CALL.held;
      if (other) accept(other);
    },
    drop: () => {
      for (const call of list()) {
        network.release(call.network);
        quieten(call);
      }
      calls.clear();
      listeners.clear();
    },
    onOutcome: (call, listener) => {
      listeners.set(call.index, listener);
      return () => void listeners.delete(call.index);
    },
    ring: (incoming) => {
      const first = list()[0];
      if (first === undefined) {
        const call = open(incoming, CALL.incoming);
        ringOn(call);
        return 'ringing';
      }
      if (find(CALL.waiting)) return 'busy';
      const call = open(incoming, CALL.waiting);
      if (settings.callWaiting) urc(`+CCWA: ${waitingText(incoming)}`);
      else ringOn(call);
      return 'ringing';
    },
    alerting: (outgoing) => {
      const call = byNetwork(outgoing);
      if (call) call.state = CALL.alerting;
    },
    answered: (outgoing) => {
      const call = byNetwork(outgoing);
      if (!call) return;
      call.state = CALL.active;
      tell(call, 'answered');
    },
    ended: (gone, why) => {
      const call = byNetwork(gone);
      if (!call) return;
      const isTold = tell(call, why);
      if (!isTold) urc(call.network.direction === 'in' ? 'NO CARRIER' : RESULT[why]);
      remove(call);
    },
  };
}

function showsCaller(call: ModemCall, parts: CallParts): boolean {
  if (!parts.settings.callerId || parts.faults.has('no-clip')) return false;
  return call.rings > 1 || !parts.faults.has('late-clip');
}

/** `<number>,<type>[,<subaddr>,<satype>,<alpha>,<validity>]` (TS 27.007, 7.6); withheld is validity 1. */
function callerText(call: NetworkCall): string {
  if (call.number === undefined) return '"",128,,,,1';
  return `"${call.number}",${addressOf(call.number).type},"",0,"",0`;
}

/** `<number>,<type>,<class>[,<alpha>][,<validity>]` (TS 27.007, 7.12); class 1 is voice. */
function waitingText(call: NetworkCall): string {
  if (call.number === undefined) return '"",128,1,,1';
  return `"${call.number}",${addressOf(call.number).type},1,"",0`;
}
