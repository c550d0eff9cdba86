/** The gate for many numbers at once: the same answers as one by one, with a question for each table instead of each number. */
import type { Reader } from '../kernel/database.js';
import type { Purpose } from './events.js';
import { type Knowledge, type Stopped, stopNumber } from './gate.js';
import { ownNumbers } from './outgoing.js';
import { capOf, capSince, policyOf, RULES } from './policy.js';

/** Why each of `keys` must not be sent a text of this purpose; who may be is not in the map. */
export function stopNumbers(
  state: Reader,
  keys: readonly string[],
  purpose: Purpose,
  now: number,
): Map<string, Stopped> {
  const list = JSON.stringify(keys);
  const rule = RULES[purpose];
  const refused = rule.refusable ? named(state, REFUSED, list, purpose) : NOBODY;
  const consented = rule.consent ? named(state, CONSENTED, list, purpose) : NOBODY;
  const cap = capOf(policyOf(state), purpose);
  const often = cap ? named(state, OFTEN, list, capSince(cap, now), RULES[purpose].rank, cap.texts) : NOBODY;
  const own = ownNumbers(state);
  const stopped = new Map<string, Stopped>();
  let asked = '';
  const known: Knowledge = {
    own: () => own.includes(asked),
    refused: () => refused.has(asked),
    consented: () => consented.has(asked),
    often: () => often.has(asked),
    autoreplies: () => 0,
  };
  for (const key of keys) {
    asked = key;
    const why = stopNumber({ key, purpose, cause: 'campaign' }, known);
    if (why) stopped.set(key, why);
  }
  return stopped;
}

const NOBODY: ReadonlySet<string> = new Set();
const REFUSED =
  'SELECT refusals.key FROM json_each(?) CROSS JOIN refusals ON refusals.key = value AND purpose = ?';
const CONSENTED =
  'SELECT consents.key FROM json_each(?) CROSS JOIN consents ON consents.key = value AND purpose = ?';
const OFTEN = `SELECT texts.key FROM json_each(?) CROSS JOIN texts ON texts.key = value AND at >= ? AND rank = ?
  AND state NOT IN ('failed', 'expired', 'cancelled') GROUP BY texts.key HAVING count(*) >= ?`;

function named(state: Reader, sql: string, ...params: Array<string | number>): ReadonlySet<string> {
  const found = new Set<string>();
  state.each(sql, params, ([key]) => void found.add(key as string));
  return found;
}
