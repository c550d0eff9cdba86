/** A customer as receipts and texts of money need them: before what is being done. */
import { normalizeNumber } from '../../protocol/number/index.js';
import { type Customer, phonesOf } from '../customers/index.js';
import type { Reader } from '../kernel/database.js';
import { type Balances, balancesOf } from '../ledger/index.js';

export interface Member {
  readonly customer: Customer;
  /** Number key. */
  readonly phone: string | undefined;
  readonly balances: Balances;
}

export function memberOf(state: Reader, customer: Customer): Member {
  const { no } = customer;
  return { customer, phone: phoneOf(state, no), balances: balancesOf(state, no) };
}

/** A mobile number before any other: it takes texts, and it is the one that people know by heart. */
function phoneOf(state: Reader, customerNo: number): string | undefined {
  const keys = phonesOf(state, customerNo);
  return keys.find((key) => normalizeNumber(key).kind === 'mobile') ?? keys[0];
}
