/** What a till lacks although the balance has it: it is asked for in one go. */
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Decision } from '../kernel/kernel.js';
import { balancesOf, type SpendableAccount } from '../ledger/index.js';
import { askAllowance } from './commands.js';
import { hasOtherTills, spendable } from './queries.js';

/** Points, and fen, above 0; an account of which nothing is missing is left out. */
export type Amounts = Partial<Readonly<Record<SpendableAccount, number>>>;

/** Of what is wanted, what other tills hold. @param customerNo row number */
export function heldByOthers(state: Reader, customerNo: number, wanted: Amounts): Amounts {
  if (!hasOtherTills(state)) return {};
  const balances = balancesOf(state, customerNo);
  const missing = (Object.entries(wanted) as [SpendableAccount, number][]).map(
    ([account, amount]): [SpendableAccount, number] => [
      account,
      Math.min(amount, balances[account]) - spendable(state, customerNo, account),
    ],
  );
  return Object.fromEntries(missing.filter(([, amount]) => amount > 0));
}

/** Asks the other tills for what `heldByOthers` found. Throws what `askAllowance` throws. */
export function askForMissing(
  state: Reader,
  {
    customer,
    missing,
    nextId,
  }: { readonly customer: string; readonly missing: Amounts; readonly nextId: () => string },
): Decision<void> {
  const events = (Object.entries(missing) as [SpendableAccount, number][]).flatMap(
    ([account, amount]): readonly DomainEvent[] =>
      askAllowance(state, { ask: nextId(), customer, account, amount }).events,
  );
  return { events, result: undefined };
}
