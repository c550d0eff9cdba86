/** Whether somebody is to be texted still, when it is their turn: the list was made hours ago, or days. */
import { type Customer, customerById, customerByNo, phonesOf } from '../customers/index.js';
import { mainOf, rowsOf } from '../identity/index.js';
import type { Reader } from '../kernel/database.js';
import { hasRefused, type Purpose } from '../messaging/index.js';
import { type Campaign, type Recipient, textedAmong } from './queries.js';

export type GoneWhy = 'customer-removed' | 'number-missing' | 'number-refused';

/**
 * The person that a recipient is by now, under the name that is shown; or why their number is not to be texted: they were deleted, the number
 * is no longer theirs, or they refused on another number of theirs.
 */
export function standing(
  state: Reader,
  { customer, key }: Recipient,
  purpose: Purpose,
): { readonly person: Customer } | { readonly why: GoneWhy } {
  const known = customerById(state, customer);
  const person = known && customerByNo(state, mainOf(state, known.no));
  if (!person) return { why: 'number-missing' };
  if (person.removed !== null) return { why: 'customer-removed' };
  const keys = phonesOf(state, person.no);
  if (!keys.includes(key)) return { why: 'number-missing' };
  const refused = keys.some((one) => hasRefused(state, one, purpose));
  return refused ? { why: 'number-refused' } : { person };
}

/** Whether this campaign has texted a person under another name: before a merge they were two. */
export function wasTexted(state: Reader, campaign: Campaign, person: Customer, key: string): boolean {
  const rows = rowsOf(state, person.no);
  if (rows.length === 1) return false;
  const ids = rows.flatMap((no) => customerByNo(state, no)?.id ?? []);
  return textedAmong(state, campaign.no, ids, key);
}
