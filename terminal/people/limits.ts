/**
 * Money that somebody may give back alone although the right to it is another's: so much in a day, at this terminal. What is more waits
 * for the PIN of somebody who has the right.
 */
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import { ownEvents, rightFor } from './required.js';
import type { Right } from './rights.js';

/** Rights that a role may have up to an amount (fen). */
export const LIMITABLE: readonly Right[] = ['counter.refund', 'prepaid.refund'];

/** Fen; more is a slip of the finger. */
export const LIMIT_MAX = 99_999_999;

export const DAY_MS = 24 * 3600_000;

/** Which of its fields says how much money an event gives back, in fen. */
const GIVES_BACK = { 'counter.refunded': 'amount', 'prepaid.recharge-refunded': 'cash' } as const;

interface Wish {
  readonly right: Right;
  /** fen */
  readonly limit: number;
  readonly employee: string;
  /** ms since 1970 UTC */
  readonly now: number;
}

/** All of these events that need the right give money back, and with what `employee` gave back in the day before it is within the limit. */
export function isWithin(
  state: Reader,
  events: readonly DomainEvent[],
  { right, limit, employee, now }: Wish,
): boolean {
  const amounts = ownEvents(events)
    .filter(({ type }) => rightFor(type) === right)
    .map(givenBy);
  const before = state.value<number | null>(
    'SELECT sum(amount) FROM people_given WHERE employee = ? AND need = ? AND at > ? AND at <= ?',
    ...[employee, right, now - DAY_MS, now + DAY_MS],
  );
  return amounts.reduce((sum, amount) => sum + amount, before ?? 0) <= limit;
}

/** More than any limit for an event that gives none. */
function givenBy(event: DomainEvent): number {
  const field = Object.entries(GIVES_BACK).find(([type]) => type === event.type)?.[1];
  const amount = field === undefined ? undefined : (event as unknown as Record<string, unknown>)[field];
  return typeof amount === 'number' && amount >= 0 ? amount : Number.POSITIVE_INFINITY;
}
