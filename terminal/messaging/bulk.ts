/** The gate for many numbers at once: the same answers as one by one, with one question instead of some for each number. */
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
  const facts = readFacts(state, keys, purpose, now);
  const own = ownNumbers(state);
  const stopped = new Map<string, Stopped>();
  let [asked, bits] = ['', FINE];
  const known: Knowledge = {
    own: () => own.includes(asked),
    refused: () => (bits & REFUSED) > 0,
    consented: () => (bits & UNCONSENTED) === 0,
    often: () => (bits & OFTEN) > 0,
    autoreplies: () => 0,
  };
  for (const [index, key] of keys.entries()) {
    asked = key;
    bits = facts.get(index) ?? FINE;
    const why = stopNumber({ key, purpose, cause: 'campaign' }, known);
    if (why) stopped.set(key, why);
  }
  return stopped;
}

const FINE = 0;
const REFUSED = 1;
const UNCONSENTED = 2;
const OFTEN = 4;

const SQL = `SELECT json_each.key,
    ?2 * EXISTS (SELECT 1 FROM refusals WHERE key = json_each.value AND purpose = ?1)
    + ?3 * (NOT EXISTS (SELECT 1 FROM consents WHERE key = json_each.value AND purpose = ?1))
    + ?4 * ((SELECT count(*) FROM texts WHERE key = json_each.value AND at >= ?5 AND rank = ?6
        AND state NOT IN ('failed', 'expired', 'cancelled')) >= ?7) AS bits
  FROM json_each(CAST(?8 AS TEXT)) WHERE bits > 0`;

/** By place in `keys`: what speaks against a text, of that which its purpose asks about. */
function readFacts(
  state: Reader,
  keys: readonly string[],
  purpose: Purpose,
  now: number,
): ReadonlyMap<number, number> {
  const { refusable, consent, rank } = RULES[purpose];
  const cap = capOf(policyOf(state), purpose);
  const facts = new Map<number, number>();
  // Bytes: sql.js encodes a text one character after the other.
  const list = Buffer.from(JSON.stringify(keys));
  state.each(
    SQL,
    [
      ...[purpose, refusable ? REFUSED : 0, consent ? UNCONSENTED : 0, cap ? OFTEN : 0],
      ...[cap ? capSince(cap, now) : now, rank, cap?.texts ?? 0, list],
    ],
    ([index, bits]) => void facts.set(index as number, bits as number),
  );
  return facts;
}
