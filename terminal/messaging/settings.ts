/** What a shop may set about its texts. */
import { TerminalError } from '../../protocol/errors.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import type { MessagingEvents } from './events.js';
import { type Policy, policyOf } from './policy.js';

const DAY_MINUTES = 24 * 60;

/** Lowest and highest of each figure; 1,000 a day is where operators begin to look, 10,000 where no SIM card lives on. */
const LIMITS = {
  quietFrom: [0, DAY_MINUTES - 1],
  quietTo: [0, DAY_MINUTES - 1],
  perMinute: [1, 60],
  perHour: [1, 3000],
  perDay: [1, 10_000],
  partCost: [0, 10_000],
} as const;

/** Throws `command/policy-wrong` with the figure that is out of bounds. */
export function setPolicy(state: Reader, changed: Partial<Policy>): Decision<void> {
  const policy = { ...policyOf(state), ...changed };
  for (const [name, [min, max]] of Object.entries(LIMITS)) {
    const value = policy[name as keyof typeof LIMITS];
    if (!Number.isInteger(value) || value < min || value > max)
      throw new TerminalError('command/policy-wrong', `${name} must be ${min} to ${max}`, {
        context: { name, min, max },
      });
  }
  const event: EventOf<MessagingEvents> = { type: 'messaging.policy-set', v: 1, policy };
  return { events: [event], result: undefined };
}
