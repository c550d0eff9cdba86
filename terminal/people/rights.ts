/** What a person at the keypad may do: a capability and an action. Roles are lists of these; the names are in texts.ts. */
import type { Reader } from '../kernel/database.js';

export const RIGHTS = [
  'customers.view',
  /** Whole telephone numbers; without it they are shown as 138****5678. */
  'customers.numbers',
  'customers.add',
  'customers.change',
  'customers.delete',
  'customers.import',
  'customers.export',
  'cards.issue',
  'counter.sell',
  'counter.refund',
  'prepaid.recharge',
  'prepaid.refund',
  'deposits.take',
  'deposits.return',
  /** And undo what was given back or kept. */
  'deposits.keep',
  'points.redeem',
  'points.adjust',
  'messages.send',
  'messages.campaign',
  'calls.block',
  'cases.handle',
  'votes.run',
  'receipts.reprint',
  'reports.view',
  'rules.change',
  'people.manage',
  'people.audit',
  /** May put a PIN to what another may not do alone. */
  'people.approve',
  'terminal.settings',
] as const;

export type Right = (typeof RIGHTS)[number];

/** Up to how many fen in a day something may be done alone: limits.ts. */
export type Limits = Readonly<Partial<Record<Right, number>>>;

export interface Role {
  readonly id: string;
  /** Empty for a role that comes with the program: its name is `people.role.<id>` of the catalogue. */
  readonly name: string;
  readonly rights: readonly Right[];
  /** What it may up to an amount. */
  readonly limits: Limits;
}

/** May everything, always: there is no way to lock the shop out of its own terminal. */
export const OWNER = 'owner';

const CASHIER: readonly Right[] = [
  'customers.view',
  'customers.add',
  'customers.change',
  'cards.issue',
  'counter.sell',
  'prepaid.recharge',
  'deposits.take',
  'deposits.return',
  'points.redeem',
  'messages.send',
  'cases.handle',
  'receipts.reprint',
];
const NOT_MANAGER: readonly Right[] = ['people.manage', 'terminal.settings'];

const GIVEN: readonly Role[] = [
  { id: OWNER, name: '', rights: RIGHTS, limits: {} },
  { id: 'manager', name: '', rights: RIGHTS.filter((right) => !NOT_MANAGER.includes(right)), limits: {} },
  { id: 'cashier', name: '', rights: CASHIER, limits: {} },
];

const isRight = (right: string): right is Right => (RIGHTS as readonly string[]).includes(right);

/** Those that come with the program, as they were changed here, then those made here, by name. */
export function roles(state: Reader): Role[] {
  const kept = state
    .all<{ id: string; name: string; rights: string; limits: string }>(
      'SELECT id, name, rights, limits FROM roles ORDER BY name, id',
    )
    .map(({ rights, limits, ...role }) => ({
      ...role,
      rights: (JSON.parse(rights) as string[]).filter(isRight),
      limits: JSON.parse(limits) as Limits,
    }));
  const given = GIVEN.map((role) => kept.find(({ id }) => id === role.id && id !== OWNER) ?? role);
  return [...given, ...kept.filter(({ id }) => !isGiven(id))];
}

/** Undefined for a role that is not there any more: its people may do nothing. */
export function roleById(state: Reader, id: string): Role | undefined {
  return roles(state).find((role) => role.id === id);
}

export function isGiven(role: string): boolean {
  return GIVEN.some(({ id }) => id === role);
}
