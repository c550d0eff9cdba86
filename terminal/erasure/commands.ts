/** Orders an erasure. */
import { TerminalError } from '../../protocol/errors.js';
import { customerById, customerByNo, customersByPhone, phonesOf } from '../customers/index.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { type Balances, balancesOf, depositOf } from '../ledger/index.js';

/** What a person sees before they say yes. */
export interface ErasurePreview {
  readonly customer: string;
  readonly name: string;
  readonly numbers: readonly string[];
  /** Numbers that somebody else has too. */
  readonly shared: readonly string[];
  /** Sums that stay, by account: points, and fen. */
  readonly balances: Balances;
  /** Deposits that the shop holds, and goes on to owe, fen. */
  readonly deposit: number;
  readonly texts: number;
  readonly calls: number;
}

/** Undefined for nobody. */
export function erasurePreview(state: Reader, customerNo: number): ErasurePreview | undefined {
  const customer = customerByNo(state, customerNo);
  if (!customer) return undefined;
  const numbers = phonesOf(state, customerNo);
  const shared = numbers.filter((key) => customersByPhone(state, key).some(({ no }) => no !== customerNo));
  const own = numbers.filter((key) => !shared.includes(key));
  const count = (table: 'texts' | 'inbox' | 'calls'): number =>
    own.reduce(
      (sum, key) => sum + (state.value<number>(`SELECT count(*) FROM ${table} WHERE key = ?`, key) ?? 0),
      0,
    );
  return {
    ...{ customer: customer.id, name: customer.name, numbers, shared },
    balances: balancesOf(state, customerNo),
    deposit: depositOf(state, customerNo),
    texts: count('texts') + count('inbox'),
    calls: count('calls'),
  };
}

/** Takes the person out of everything at once, and stops texts that wait. Refuses a customer who is not there. */
export function orderErasure(
  state: Reader,
  order: { readonly customer: string; readonly erasure: string; readonly reason: string },
): Decision<void> {
  const known = customerById(state, order.customer);
  if (!known)
    throw new TerminalError('erasure/nobody', 'there is no such customer', { context: { ...order } });
  const waiting = phonesOf(state, known.no).flatMap((key) =>
    state.all<{ id: string }>("SELECT id FROM texts WHERE key = ? AND state = 'queued'", key),
  );
  return {
    events: [
      { type: 'customers.erased', v: 1, ...order } as never,
      ...waiting.map(({ id }) => ({ type: 'messaging.cancelled', v: 1, text: id }) as never),
    ],
    result: undefined,
  };
}
