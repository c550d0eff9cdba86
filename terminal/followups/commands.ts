import { TerminalError } from '../../protocol/errors.js';
import { printable } from '../../protocol/text/columns.js';
import { customerById } from '../customers/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import type { FollowupsEvents } from './events.js';
import { type Followup, followupById } from './queries.js';

type FollowupsEvent = EventOf<FollowupsEvents>;

/** Characters of a note, and of a word on how it went. */
export const WORDS_MAX = 200;

export interface WantedFollowup {
  readonly id: string;
  /** Customer id. */
  readonly customer: string;
  readonly words: string;
  /** ms since 1970 UTC */
  readonly due?: number;
  readonly call?: string;
  /** Now, ms since 1970 UTC. */
  readonly now: number;
}

/** Throws `command/customer-unknown`, `command/followup-empty` or `command/followup-past`. */
export function noteFollowup(state: Reader, wanted: WantedFollowup): Decision<void> {
  const { id, customer, due, call, now } = wanted;
  if (!customerById(state, customer))
    throw new TerminalError('command/customer-unknown', 'there is no such customer');
  const words = clean(wanted.words);
  if (words === '') throw new TerminalError('command/followup-empty', 'nothing was written');
  if (due !== undefined) mustCome(due, now);
  const event: FollowupsEvent = {
    ...{ type: 'followups.noted', v: 1, followup: id, customer, words },
    ...(due !== undefined && { due }),
    ...(call !== undefined && { call }),
  };
  return { events: [event], result: undefined };
}

/** To another time; a task that was done becomes one again. Throws `command/followup-unknown` or `command/followup-past`. */
export function postponeFollowup(state: Reader, id: string, due: number, now: number): Decision<void> {
  known(state, id);
  mustCome(due, now);
  const event: FollowupsEvent = { type: 'followups.postponed', v: 1, followup: id, due };
  return { events: [event], result: undefined };
}

/** Throws `command/followup-unknown` or `command/followup-over`. */
export function finishFollowup(state: Reader, id: string, word: string): Decision<void> {
  if (known(state, id).state === 'done')
    throw new TerminalError('command/followup-over', 'this was done before');
  const event: FollowupsEvent = { type: 'followups.done', v: 1, followup: id, word: clean(word) };
  return { events: [event], result: undefined };
}

function known(state: Reader, id: string): Followup {
  const found = followupById(state, id);
  if (!found) throw new TerminalError('command/followup-unknown', 'there is no such note');
  return found;
}

function mustCome(due: number, now: number): void {
  if (due <= now) throw new TerminalError('command/followup-past', 'this time is over already');
}

function clean(text: string): string {
  return [...printable(text).trim()].slice(0, WORDS_MAX).join('');
}
