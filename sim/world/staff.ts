/** Holds who did what, as the journal says, against what each may: read by a stranger, from the lines alone. */
import { CASHIER_MAY_NOT, EMPLOYEES } from './people/staffing.js';
import type { Till } from './till.js';
import type { Witness } from './witness.js';

interface Signed {
  readonly actor: string;
  readonly approver?: string;
}

/** Deeds that need somebody to be logged in, once there is anybody who could. */
const AT_THE_COUNTER = [
  'counter.sold',
  'counter.refunded',
  'prepaid.recharged',
  'prepaid.recharge-refunded',
  'deposits.taken',
  'deposits.returned',
  'deposits.kept',
  'deposits.reversed',
];

/** A cashier's refund bears the name of who allowed it; nobody sells unnamed once people log in; no PIN is written down. */
export function checkStaff({ name, books }: Pick<Till, 'name' | 'books'>, witness: Witness): void {
  const since = books.events('people.joined')[0]?.seq ?? Number.POSITIVE_INFINITY;
  for (const { seq, line, events } of books.commits()) {
    if (EMPLOYEES.some(({ pin }) => line.includes(`"${pin}"`)))
      witness.broken('rights-are-heeded', `${name}: commit ${seq} holds a PIN`);
    if (seq <= since) continue;
    const { actor, approver } = JSON.parse(line.slice(9)) as Signed;
    const types = events.map(({ type }) => type);
    if (actor === 'staff' && types.some((type) => AT_THE_COUNTER.includes(type)))
      witness.broken('rights-are-heeded', `${name}: nobody did commit ${seq}`);
    if (actor !== 'world-cashier' || !types.some((type) => CASHIER_MAY_NOT.includes(type))) continue;
    const given = events.find(({ type }) => type === 'approvals.given');
    if (approver !== 'world-manager' || given?.by !== approver)
      witness.broken('rights-are-heeded', `${name}: commit ${seq} of the cashier has no approver`);
  }
}
