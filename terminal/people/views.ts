/**
 * Which screens a person may open, by their names. What may be done on a screen is asked where it is done (required.ts): a screen
 * whose deed somebody may allow with a PIN is open to all.
 */
import type { Door } from './door.js';
import type { Right } from './rights.js';

/** Names, or beginnings that end with a dot; the longest that fits counts. Undefined: anybody, even while nobody is here. */
const VIEWS: Readonly<Record<string, Right | undefined>> = {
  'customers.': 'customers.view',
  'customers.register': 'customers.add',
  'customers.change': 'customers.change',
  'profile.': 'customers.view',
  'timeline.': 'customers.view',
  'followups.': 'customers.view',
  'insight.': 'customers.view',
  'home.customers': 'customers.view',
  'importing.': 'customers.import',
  'home.sale': 'counter.sell',
  'counter.sale': 'counter.sell',
  'counter.totals': 'reports.view',
  'prepaid.account': 'customers.view',
  'prepaid.rules': 'rules.change',
  'deposits.': 'customers.view',
  'loyalty.rules': 'rules.change',
  'loyalty.gift': 'rules.change',
  'campaigns.': 'messages.campaign',
  'care.': 'messages.campaign',
  'messaging.settings': 'rules.change',
  'messaging.risky': 'rules.change',
  'messaging.template': 'rules.change',
  'owner.': 'terminal.settings',
  'owner.lock': undefined,
  'people.staff': 'people.manage',
  'people.person': 'people.manage',
  'people.roles': 'people.manage',
  'people.person-pin': 'people.manage',
  'people.role-name': 'people.manage',
  'people.role-rights': 'people.manage',
  'people.role-limit': 'people.manage',
  'people.departments': 'people.manage',
  'people.department-name': 'people.manage',
  'people.idle': 'people.manage',
  'backup.': 'terminal.settings',
  'erasure.': 'customers.delete',
  'audit.': 'people.audit',
  'audit.takings': 'reports.view',
};

/** Whoever is here may open the screen of this name. */
export function mayView({ may }: Pick<Door, 'may'>, screen: string): boolean {
  const right = VIEWS[screen in VIEWS ? screen : `${screen.split('.')[0]}.`];
  return right === undefined || may(right);
}
