/** Asking, settling and using an approval. Each goes into the commit of whoever needs it. */
import { TerminalError } from '../../protocol/errors.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import type { ApprovalsEvents } from './events.js';

type ApprovalsEvent = EventOf<ApprovalsEvents>;

/** An approval that nobody has used by then is void. */
const LIVES_MS = 2 * 3600_000;

export interface Approval {
  /** What the owner's answer names. */
  readonly no: number;
  readonly id: string;
  readonly what: string;
  /** fen */
  readonly amount: number;
  readonly state: 'waiting' | 'granted' | 'refused' | 'used';
  /** ms since 1970 UTC */
  readonly expires: number;
}

const COLUMNS = 'no, id, what, amount, state, expires';

export function approvalById(state: Reader, id: string): Approval | undefined {
  return state.one<Approval>(`SELECT ${COLUMNS} FROM approvals WHERE id = ?`, id);
}

/** The newest one of these words and this amount that is not used and not void. */
export function approvalFor(state: Reader, what: string, amount: number, now: number): Approval | undefined {
  return state.one<Approval>(
    `SELECT ${COLUMNS} FROM approvals WHERE what = ? AND amount = ? AND state <> 'used' AND expires > ? ORDER BY no DESC LIMIT 1`,
    ...[what, amount, now],
  );
}

/** fen; refunds of a sale that come to more need an owner. Undefined: none does. */
export function refundLimit(state: Reader): number | undefined {
  const amount = state.value<number>('SELECT limit_amount FROM approval_rules') ?? -1;
  return amount < 0 ? undefined : amount;
}

/** `amount` in fen; undefined takes the limit away. Who may do that is asked by the caller. */
export function limitSet(amount: number | undefined): ApprovalsEvent {
  return { type: 'approvals.limit-set', v: 1, ...(amount !== undefined && { amount }) };
}

export interface WantedApproval {
  readonly id: string;
  /** In the owner's words: 退款 苹果 */
  readonly what: string;
  /** fen */
  readonly amount: number;
  readonly now: number;
}

/** `number` is what the owner answers with. */
export function askApproval(
  state: Reader,
  { id, what, amount, now }: WantedApproval,
): Decision<{ number: number }> {
  const number = (state.value<number | null>('SELECT max(no) FROM approvals') ?? 0) + 1;
  const expires = now + LIVES_MS;
  const asked: ApprovalsEvent = {
    type: 'approvals.asked',
    v: 1,
    approval: id,
    number,
    what,
    amount,
    expires,
  };
  return { events: [asked], result: { number } };
}

/** Undefined when none of that number waits: it was settled, is void, or never was. */
export function settleApproval(
  state: Reader,
  number: number,
  { granted, by, now }: { readonly granted: boolean; readonly by: string; readonly now: number },
): { readonly event: ApprovalsEvent; readonly approval: Approval } | undefined {
  const approval = state.one<Approval>(`SELECT ${COLUMNS} FROM approvals WHERE no = ?`, number);
  if (approval?.state !== 'waiting' || approval.expires <= now) return undefined;
  return { event: { type: 'approvals.settled', v: 1, approval: approval.id, granted, by }, approval };
}

/** The event that spends a granted approval. Throws `command/approval-missing` for one that is not granted, void or used. */
export function useApproval(state: Reader, id: string, amount: number, now: number): ApprovalsEvent {
  const approval = approvalById(state, id);
  if (approval?.state !== 'granted' || approval.amount !== amount || approval.expires <= now)
    throw new TerminalError('command/approval-missing', 'the owner has not approved this');
  return { type: 'approvals.used', v: 1, approval: id };
}

/** Stands in the commit that needs it. */
export function approvalGiven(given: Omit<ApprovalsEvents['approvals.given'], 'v'>): ApprovalsEvent {
  return { type: 'approvals.given', v: 1, ...given };
}
