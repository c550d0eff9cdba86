/**
 * Which right a commit needs, by what is in it: the one list that no screen can forget. An event that is only the consequence of
 * another (the receipt of a sale, its entries, its text) asks for nothing when it stands beside it.
 */
import type { DomainEvent } from '../kernel/events.js';
import type { Right } from './rights.js';

/** Types, or a capability with `.*` for all of its others. Undefined: anybody may. */
const NEEDED: Readonly<Record<string, Right | undefined>> = {
  'customers.registered': 'customers.add',
  'customers.removed': 'customers.delete',
  'customers.erased': 'customers.delete',
  'customers.restored': 'customers.delete',
  'customers.*': 'customers.change',
  'erasure.*': 'customers.delete',
  'importing.*': 'customers.import',
  'audit.looked': 'customers.view',
  'audit.exported': 'customers.export',
  'cards.proven': undefined,
  'cards.*': 'cards.issue',
  'counter.sold': 'counter.sell',
  'counter.refunded': 'counter.refund',
  'counter.*': 'counter.sell',
  'prepaid.recharged': 'prepaid.recharge',
  'prepaid.recharge-refunded': 'prepaid.refund',
  'prepaid.stated': 'customers.view',
  'prepaid.rules-set': 'rules.change',
  'prepaid.*': 'prepaid.refund',
  'deposits.taken': 'deposits.take',
  'deposits.returned': 'deposits.return',
  'deposits.*': 'deposits.keep',
  'proof.rules-set': 'rules.change',
  'proof.pin-set': undefined,
  'proof.pin-removed': 'prepaid.refund',
  'proof.*': undefined,
  'loyalty.redeemed': 'points.redeem',
  'loyalty.adjusted': 'points.adjust',
  'loyalty.expiry-warned': undefined,
  'loyalty.*': 'rules.change',
  'catalog.*': 'rules.change',
  'shop.*': 'terminal.settings',
  'campaigns.*': 'messages.campaign',
  'audience.*': 'messages.campaign',
  'care.*': 'messages.campaign',
  'messaging.template-set': 'rules.change',
  'messaging.policy-set': 'rules.change',
  'messaging.words-set': 'rules.change',
  'messaging.read': undefined,
  'calls.blocked': 'calls.block',
  'calls.unblocked': 'calls.block',
  'calls.*': undefined,
  'cases.*': 'cases.handle',
  'appointments.*': 'cases.handle',
  'lottery.redeemed': 'points.redeem',
  'lottery.*': 'votes.run',
  'poll.*': 'votes.run',
  'followups.*': 'customers.view',
  'advice.*': 'rules.change',
  'backup.*': 'terminal.settings',
  'mail.*': 'messages.campaign',
  'receipts.reprint-asked': 'receipts.reprint',
  // An owner's own PIN is the proof.
  'owner.terminal-unlocked': undefined,
  'owner.*': 'terminal.settings',
  'approvals.limit-set': 'terminal.settings',
  'approvals.*': undefined,
  'people.*': 'people.manage',
  'people.pin-changed': undefined,
  'typing.*': undefined,
  'sync.*': 'terminal.settings',
};

/** Consequences of something else; alone, they need this. */
const ALONE: Readonly<Record<string, Right | undefined>> = {
  'ledger.*': 'points.adjust',
  'allowance.*': undefined,
  'receipts.*': 'receipts.reprint',
  'messaging.*': 'messages.send',
};

/** A type that nobody has thought of is the owner's. */
const UNKNOWN: Right = 'terminal.settings';

/** What was meant: without the consequences of others beside them. */
export function ownEvents(events: readonly DomainEvent[]): readonly DomainEvent[] {
  const own = events.filter(({ type }) => named(NEEDED, type) || !named(ALONE, type));
  return own.length > 0 ? own : events;
}

/** The rights that a commit of these events needs, each once. */
export function rightsNeeded(events: readonly DomainEvent[]): Right[] {
  return [...new Set(ownEvents(events).flatMap(({ type }) => rightFor(type) ?? []))];
}

/** Undefined for what anybody may. */
export function rightFor(type: string): Right | undefined {
  for (const list of [NEEDED, ALONE]) if (named(list, type)) return list[keyIn(list, type)];
  return UNKNOWN;
}

/** Somebody has thought of this type. */
export function isThoughtOf(type: string): boolean {
  return named(NEEDED, type) || named(ALONE, type);
}

function keyIn(list: object, type: string): string {
  return type in list ? type : `${type.split('.')[0]}.*`;
}

function named(list: object, type: string): boolean {
  return keyIn(list, type) in list;
}
