/** Asking other tills for a part of a balance, answering them, giving back. */

import { TerminalError } from '../../protocol/errors.js';
import { customerById, customerByNo } from '../customers/index.js';
import { mainOf, rowsOf } from '../identity/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import type { SpendableAccount } from '../ledger/index.js';
import type { AllowanceEvents } from './events.js';
import { hereOf, otherTills, spendableOfRow } from './queries.js';
import { giftFor } from './rules.js';

type AllowanceEvent = EventOf<AllowanceEvents>;

export interface Wish {
  /** A new id. */
  readonly ask: string;
  readonly customer: string;
  readonly account: SpendableAccount;
  /** Points or fen, above zero: what is missing. */
  readonly amount: number;
}

/**
 * Asks the other tills. The answer comes, when their lines are up, as `allowance.given`: `spendable` grows then.
 * Throws `command/customer-unknown`, `command/amount-missing` or `command/no-other-till`.
 */
export function askAllowance(state: Reader, { ask, customer, account, amount }: Wish): Decision<void> {
  if (!customerById(state, customer))
    throw new TerminalError('command/customer-unknown', 'there is no such customer');
  if (!Number.isSafeInteger(amount) || amount <= 0)
    throw new TerminalError('command/amount-missing', 'an amount above zero is missing');
  const by = hereOf(state);
  if (by === undefined || otherTills(state).length === 0)
    throw new TerminalError('command/no-other-till', 'this store has no other till');
  const asked: AllowanceEvent = { type: 'allowance.asked', v: 1, ask, customer, account, amount, by };
  return { events: [asked], result: undefined };
}

interface Ask {
  readonly ask: string;
  readonly no: number;
  readonly account: SpendableAccount;
  readonly amount: number;
  readonly till: string;
}

interface Loan {
  readonly no: number;
  readonly customer: string;
  readonly account: SpendableAccount;
  readonly giver: string;
  readonly amount: number;
  readonly until: number;
}

/** One ask answered, or one loan given back; `result` is whether there may be more. `now`: ms since 1970 UTC. */
export function settleNext(state: Reader, now: number): Decision<boolean> {
  const here = hereOf(state);
  const events = here === undefined ? [] : [...answer(state, here, now), ...giveBack(state, here, now)];
  return { events, result: events.length > 0 };
}

function answer(state: Reader, here: string, now: number): AllowanceEvent[] {
  const asks = state.all<Ask>(
    'SELECT ask, customer AS no, account, amount, till FROM allowance_asks WHERE till <> ? AND until >= ? ORDER BY ask',
    here,
    now,
  );
  for (const { ask, no, account, amount, till } of asks) {
    for (const row of rowsOf(state, mainOf(state, no))) {
      const gift = giftFor(amount, spendableOfRow(state, row, account));
      const customer = customerByNo(state, row)?.id;
      if (gift > 0 && customer !== undefined)
        return [
          { type: 'allowance.given', v: 1, customer, account, amount: gift, from: here, to: till, ask },
        ];
    }
  }
  return [];
}

function giveBack(state: Reader, here: string, now: number): AllowanceEvent[] {
  const loan = state.one<Loan>(
    `SELECT l.customer AS no, id AS customer, account, giver, amount, until FROM allowance_loans l
     JOIN customers ON no = l.customer WHERE until <= ? ORDER BY until, no, account, giver LIMIT 1`,
    now,
  );
  if (!loan) return [];
  const { no, customer, account, giver } = loan;
  const amount = giftFor(loan.amount, spendableOfRow(state, no, account));
  const settled: AllowanceEvent = { type: 'allowance.settled', v: 1, customer, account, from: giver };
  if (amount === 0) return [settled];
  return [{ type: 'allowance.given', v: 1, customer, account, amount, from: here, to: giver }, settled];
}

/** When the next loan is over, ms since 1970 UTC. */
export function nextReturn(state: Reader): number | undefined {
  return state.value<number | null>('SELECT min(until) FROM allowance_loans') ?? undefined;
}
