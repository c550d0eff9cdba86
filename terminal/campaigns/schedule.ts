/** When a campaign is due. Pure. */
import { type Civil, civilOf, momentOf } from '../messaging/index.js';

export type Repeat = 'day' | 'week' | 'month' | 'year';

/** After a longer delay a text is stale: it is told, not sent. */
export const LATE_MS_MAX = 2 * 3600_000;

/** The first time after `now` that a campaign of `due` comes again, at the same wall time; the 31st of a short month is its last day. */
export function nextDue(due: number, repeat: Repeat, now: number, zone: string): number {
  const first = civilOf(due, zone);
  let next = due;
  for (let step = stepsBefore(due, repeat, now); next <= now; step++) next = moved(first, repeat, step, zone);
  return next;
}

/** What is known of a repeating campaign's times, ms since 1970 UTC. */
export interface Times {
  /** Worked out when it ran, or was missed, last. */
  readonly startAt: number;
  readonly firstAt: number;
  /** The time for which it ran last; null before. */
  readonly ranFor: number | null;
}

const DAY_MS = 24 * 3600_000;

/**
 * When a repeating campaign is due. A clock that was ahead has put its next time off, by a year perhaps: one that comes sooner counts,
 * unless the campaign ran for it. A run in what was not the future then does not count, when it is more than a day ahead.
 */
export function dueNext(
  { startAt, firstAt, ranFor }: Times,
  repeat: Repeat,
  now: number,
  zone: string,
): number {
  const ran = ranFor !== null && ranFor - now <= DAY_MS ? ranFor : undefined;
  const after = ranFor !== null && ran === undefined ? now : Math.max(ran ?? 0, now - LATE_MS_MAX);
  return Math.min(startAt, nextDue(firstAt, repeat, after, zone));
}

const SHORTEST_MS: Readonly<Record<Repeat, number>> = {
  ...{ day: 25 * 3600_000, week: 169 * 3600_000, month: 32 * 86_400_000, year: 367 * 86_400_000 },
};

/** Surely not too many: a clock that was years off must not be counted through. */
function stepsBefore(due: number, repeat: Repeat, now: number): number {
  return Math.max(1, Math.floor((now - due) / SHORTEST_MS[repeat]));
}

function moved(first: Civil, repeat: Repeat, steps: number, zone: string): number {
  if (repeat === 'day') return momentOf({ ...first, day: first.day + steps }, zone);
  if (repeat === 'week') return momentOf({ ...first, day: first.day + 7 * steps }, zone);
  const months = first.month - 1 + (repeat === 'month' ? steps : 12 * steps);
  const year = first.year + Math.floor(months / 12);
  const month = (months % 12) + 1;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return momentOf({ ...first, year, month, day: Math.min(first.day, days) }, zone);
}
