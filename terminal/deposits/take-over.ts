/**
 * What a till held that the store has no more. Its rights fall to the home till (allowance/rules.ts), and so does what it owes: it is taken
 * over whole, customer by customer, and is then given back like what this till took itself. A receipt says so, for whoever comes with
 * one of the till that is gone.
 */
import { TerminalError } from '../../protocol/errors.js';
import { customerById, customerByNo } from '../customers/index.js';
import { mainOf } from '../identity/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { depositOf } from '../ledger/index.js';
import { memberOf } from '../loyalty/index.js';
import type { Occurrence } from '../prepaid/index.js';
import { queueReceipt } from '../receipts/index.js';
import { shopOf } from '../shop/index.js';
import type { DepositsEvents } from './events.js';
import { depositBy, nextDeposit } from './queries.js';
import { takenOverReceipt } from './receipt.js';

export interface Orphan {
  /** Id and name of whom it was taken from. */
  readonly customer: string;
  readonly name: string;
  readonly till: string;
  /** fen */
  readonly held: number;
  readonly since: number;
}

/** Empty at every till but the home till, which the office has named. The oldest first. */
export function orphans(state: Reader, limit: number): Orphan[] {
  return state.all<Orphan>(
    `SELECT id AS customer, name, till, held, since FROM deposits_elsewhere JOIN customers ON no = customer
       WHERE held > 0 AND till NOT IN (SELECT terminal FROM allowance_tills)
         AND EXISTS (SELECT 1 FROM allowance_tills WHERE home = 1 AND here = 1)
       ORDER BY since, customer, till LIMIT ?`,
    limit,
  );
}

/** All of them: there are few, and they become fewer. */
const ORPHANS_MAX = 10_000;

/** Throws `command/counted-already`, or `command/deposit-unknown` for what is not to be taken over here. `deposit` is a new id. */
export function takeOver(
  state: Reader,
  wanted: Occurrence & { readonly deposit: string; readonly customer: string; readonly till: string },
): Decision<{ readonly number: string }> {
  const { deposit, customer, till, terminal, time, job } = wanted;
  if (depositBy(state, deposit))
    throw new TerminalError('command/counted-already', 'this is in the books already');
  const orphan = orphans(state, ORPHANS_MAX).find((one) => one.customer === customer && one.till === till);
  const owner = customerById(state, customer);
  const person = owner && customerByNo(state, mainOf(state, owner.no));
  if (!orphan || !person) throw new TerminalError('command/deposit-unknown', 'there is no such deposit here');
  const number = `${terminal}-Y${String(nextDeposit(state)).padStart(5, '0')}`;
  const amount = orphan.held;
  const taken: EventOf<DepositsEvents> = {
    ...{ type: 'deposits.taken-over', v: 1, deposit, number, customer, till, amount },
  };
  const member = memberOf(state, person);
  const all = depositOf(state, person.no);
  const receipt = takenOverReceipt({ shop: shopOf(state), number, time, member, till, amount, all });
  return { events: [taken, queueReceipt(job, receipt)], result: { number } };
}
