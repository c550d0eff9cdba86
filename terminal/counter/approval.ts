/** Asking an owner by text for a refund that staff may not give alone. */
import { TerminalError } from '../../protocol/errors.js';
import { type Approval, approvalFor, askApproval } from '../approvals/index.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Decision } from '../kernel/kernel.js';
import { queueText } from '../messaging/index.js';
import { shopOf } from '../shop/index.js';
import type { RefundPlan } from './refund.js';

/** What names this refund in the approval. */
const wordsOf = ({ sale }: Pick<RefundPlan, 'sale'>): string => `退款 ${sale.number}`;

/** What became of the question for this refund, when it was asked and is not void. */
export function approvalOf(state: Reader, plan: RefundPlan, now: number): Approval | undefined {
  return approvalFor(state, wordsOf(plan), plan.amount, now);
}

export interface WantedQuestion {
  readonly id: string;
  /** Number keys of the owners: each is texted. */
  readonly owners: readonly string[];
  readonly now: number;
  readonly nextId: () => string;
}

/** The question and its texts are one commit. Throws `command/approval-nobody` when no owner can be texted. */
export function askForRefund(
  state: Reader,
  plan: RefundPlan,
  { id, owners, now, nextId }: WantedQuestion,
): Decision<{ number: number }> {
  const { events, result } = askApproval(state, { id, what: wordsOf(plan), amount: plan.amount, now });
  const text = questionOf(plan, result.number, shopOf(state).name);
  const texts = owners.flatMap((key): DomainEvent[] => {
    const queued = queueText(state, { id: nextId(), key, text, purpose: 'service', cause: 'staff', now });
    return 'event' in queued ? [queued.event] : [];
  });
  if (texts.length === 0)
    throw new TerminalError('command/approval-nobody', 'there is no owner who could be texted');
  return { events: [...events, ...texts], result };
}

function questionOf({ sale, amount, customer }: RefundPlan, number: number, shop: string): string {
  const whose = customer ? `，顾客${customer.name}` : '';
  const money = (fen: number): string => (fen / 100).toFixed(2);
  return `${shop}申请退款${money(amount)}元，单号${sale.number}，原收${money(sale.amount)}元${whose}。同意请回“密码 同意 ${number}”，不同意回“密码 驳回 ${number}”，两小时内有效。`;
}
