/** What the modem driver counts. */
import type { CallEvent, ModemCounters, SendOutcome } from './types.js';

/** The counters while they are counted. */
export type Counting = { -readonly [Name in keyof ModemCounters]: ModemCounters[Name] };

/** All at nought. */
export function noCounters(): Counting {
  return {
    ...{ discardedBytes: 0, strayLines: 0, commands: 0, timeouts: 0, opens: 0, restarts: 0 },
    ...{ unsolicited: 0, refusals: 0, resets: 0, textsIn: 0, textsNotKept: 0, textsDamaged: 0 },
    ...{ textsOut: 0, textsFailed: 0, textsUnknown: 0, callsIn: 0, callsMissed: 0, callsOut: 0 },
  };
}

export function countSent(counters: Counting, outcome: SendOutcome): SendOutcome {
  if (outcome.state === 'sent') counters.textsOut += 1;
  else if (outcome.state === 'failed') counters.textsFailed += 1;
  else counters.textsUnknown += 1;
  return outcome;
}

/** Counts each call once, at its first event, and the missed ones at their last. */
export function callCounter(counters: Counting): (event: CallEvent) => void {
  const going = new Set<string>();
  return ({ id, direction, state }) => {
    const over = state === 'ended' || state === 'missed';
    if (!going.has(id)) counters[direction === 'in' ? 'callsIn' : 'callsOut'] += 1;
    if (state === 'missed') counters.callsMissed += 1;
    if (over) going.delete(id);
    else going.add(id);
  };
}
