/** Trying a PIN: the answer and the count of wrong ones are one commit, so that neither a second key nor a restart gives more tries. */
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Decision } from '../kernel/kernel.js';
import { isPin, type KeptPin, PIN_FORM } from '../secrets/index.js';
import type { PeopleEvents } from './events.js';
import { waitFor } from './queries.js';

export interface TriedPin {
  readonly employee: string;
  readonly pin: string;
  readonly now: number;
}

/** `waitMs`: how long nobody may try again; 0 when at once. */
export type PinAnswer = { readonly right: true } | { readonly right: false; readonly waitMs: number };

/** `then`: what happens with the right PIN. Somebody who left, or was never here, has none. */
export function tryPin(
  state: Reader,
  { employee, pin, now }: TriedPin,
  then: readonly DomainEvent[],
): Decision<PinAnswer> {
  const waitMs = waitFor(state, employee, now);
  if (waitMs > 0) return { events: [], result: { right: false, waitMs } };
  if (hasPin(state, employee, pin)) return { events: then, result: { right: true } };
  const wrong: EventOf<PeopleEvents> = { type: 'people.pin-wrong', v: 1, employee };
  const isKnown = state.value('SELECT 1 FROM employees WHERE id = ?', employee) !== undefined;
  return { events: isKnown ? [wrong] : [], result: { right: false, waitMs: 0 } };
}

function hasPin(state: Reader, employee: string, pin: string): boolean {
  const kept = state.one<KeptPin>('SELECT salt, hash FROM employees WHERE id = ? AND active = 1', employee);
  return kept !== undefined && PIN_FORM.test(pin) && isPin(pin, kept);
}
