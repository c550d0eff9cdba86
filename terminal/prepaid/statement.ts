/** A customer's statement on paper. */
import { TerminalError } from '../../protocol/errors.js';
import { customerById } from '../customers/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { depositOf, entriesOf } from '../ledger/index.js';
import { memberOf } from '../loyalty/index.js';
import { queueReceipt } from '../receipts/index.js';
import { shopOf } from '../shop/index.js';
import type { Occurrence } from './commands.js';
import type { PrepaidEvents } from './events.js';
import { statementReceipt } from './receipt.js';

/** Entries on one statement. */
export const STATEMENT_ENTRIES = 30;

export interface WantedStatement extends Occurrence {
  readonly customer: string;
  /** `11-22 10:42` of a time in ms. */
  readonly when: (ms: number) => string;
}

/** Prints the newest entries with the balance after each. Throws `command/customer-unknown`. */
export function printStatement(state: Reader, wanted: WantedStatement): Decision<void> {
  const customer = customerById(state, wanted.customer);
  if (!customer) throw new TerminalError('command/customer-unknown', 'there is no such customer');
  const entries = entriesOf(state, customer.no, 0, STATEMENT_ENTRIES).map((entry) => ({
    ...entry,
    when: wanted.when(entry.at),
  }));
  const member = memberOf(state, customer);
  const deposit = depositOf(state, customer.no);
  const { time, terminal, job } = wanted;
  const receipt = statementReceipt({
    shop: shopOf(state),
    number: `${terminal}-对账`,
    time,
    member,
    deposit,
    entries,
  });
  const stated: EventOf<PrepaidEvents> = {
    ...{ type: 'prepaid.stated', v: 1, customer: customer.id, job },
    ...member.balances,
    ...(deposit !== 0 && { deposit }),
  };
  return { events: [stated, queueReceipt(job, receipt)], result: undefined };
}
