/** What staff may do with a call on the log, and with a number. */
import { TerminalError } from '../../protocol/errors.js';
import { printable } from '../../protocol/text/columns.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import type { CallsEvents } from './events.js';
import { callById, isBlocked, type LoggedCall } from './queries.js';

/** Characters of a note, of a reason, of a word. */
export const NOTE_LENGTH_MAX = 120;

type CallsEvent = EventOf<CallsEvents>;

const decided = (...events: CallsEvent[]): Decision<void> => ({ events, result: undefined });

/** An empty note takes the old one away. Throws `command/call-unknown`. */
export function noteCall(state: Reader, call: string, note: string): Decision<void> {
  known(state, call);
  return decided({ type: 'calls.noted', v: 1, call, note: short(note) });
}

/** Throws `command/call-unknown`, `command/call-numberless` or `command/call-back-past`. */
export function setCallBack(state: Reader, call: string, at: number, now: number): Decision<void> {
  if (known(state, call).key === '')
    throw new TerminalError('command/call-numberless', 'there is no number to call back');
  if (at <= now) throw new TerminalError('command/call-back-past', 'this time is over already');
  return decided({ type: 'calls.call-back-set', v: 1, call, at });
}

/** Takes a call off the list of tasks; closing it twice is one event. Throws `command/call-unknown`. */
export function closeCall(state: Reader, call: string, word: string): Decision<void> {
  if (known(state, call).open === 0) return decided();
  const said = short(word);
  return decided({ type: 'calls.closed', v: 1, call, ...(said !== '' && { word: said }) });
}

/** Several at once, with one word: somebody rang five times, and was called back once. */
export function closeCalls(state: Reader, calls: readonly string[], word: string): Decision<void> {
  return { events: calls.flatMap((call) => closeCall(state, call, word).events), result: undefined };
}

/** Throws `command/number-missing`. Blocking a blocked number again is no event. */
export function blockNumber(state: Reader, key: string, why: string): Decision<void> {
  if (key === '') throw new TerminalError('command/number-missing', 'there is no number to block');
  if (isBlocked(state, key)) return decided();
  return decided({ type: 'calls.blocked', v: 1, key, why: short(why) });
}

export function unblockNumber(state: Reader, key: string): Decision<void> {
  return isBlocked(state, key) ? decided({ type: 'calls.unblocked', v: 1, key }) : decided();
}

function known(state: Reader, call: string): LoggedCall {
  const found = callById(state, call);
  if (!found) throw new TerminalError('command/call-unknown', 'there is no such call');
  return found;
}

function short(text: string): string {
  return [...printable(text).trim()].slice(0, NOTE_LENGTH_MAX).join('');
}
