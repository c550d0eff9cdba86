/** Employees who log in and lock, mistype, and want more than they may; and a manager who is at hand, or is not. */
import { TerminalError } from '../../../protocol/errors.js';
import type { App } from '../../../terminal/app.js';
import { join } from '../../../terminal/people/commands.js';
import { employees } from '../../../terminal/people/queries.js';
import { STAFF } from '../../../terminal/staff.js';
import type { Deed } from './deed.js';

/** PINs so long that no id or number has one by chance; the salts are as short of meaning as they are long. */
export const EMPLOYEES = [
  { id: 'world-owner', name: '王老板', role: 'owner', pin: '40718263' },
  { id: 'world-manager', name: '李店长', role: 'manager', pin: '51829374' },
  { id: 'world-cashier', name: '小张', role: 'cashier', pin: '62930485' },
] as const;

/** Types of events that the shop does not leave to a cashier alone. */
export const CASHIER_MAY_NOT: readonly string[] = [
  'counter.refunded',
  'prepaid.recharge-refunded',
  'prepaid.rules-set',
  'deposits.kept',
  'deposits.reversed',
  'loyalty.adjusted',
  'loyalty.program-set',
  'loyalty.gift-set',
];

const [OWNER, MANAGER, CASHIER] = EMPLOYEES;
const WRONG_PIN = '90909091';
const REASON = '顾客要求';

/** Whatever a power cut left out is made good: each signs up once. */
async function signUp({ kernel }: App): Promise<void> {
  for (const [at, person] of EMPLOYEES.entries()) {
    const known = employees(kernel.state);
    if (known.some(({ id }) => id === person.id)) continue;
    const wanted = { ...person, department: '', salt: String(at).repeat(32), by: OWNER.id };
    await kernel.transact({ ...STAFF, actor: OWNER.id }, (state) => join(state, wanted));
  }
}

/** Until the next deed of this kind, the manager is there and gives a PIN, rightly or wrongly, or is not. */
function standBy({ door }: App, pin: string | undefined): void {
  door.askWith(async () => {
    if (pin === undefined) return undefined;
    const answer = await door.prove(MANAGER.id, pin);
    return answer.right ? { by: MANAGER.id, reason: REASON } : undefined;
  });
}

/** Somebody comes, or goes. Mostly it is the cashier who stands at the till. */
export const comingAndGoing: Deed = async (app, chance) => {
  const [who, deed, manager] = [chance.between(1, 10), chance.between(1, 10), chance.between(1, 10)];
  await signUp(app);
  standBy(app, manager <= 4 ? undefined : manager === 5 ? WRONG_PIN : MANAGER.pin);
  if (deed <= 2) await app.door.lock(deed === 1 ? 'key' : 'idle');
  const person = who <= 7 ? CASHIER : who <= 9 ? MANAGER : OWNER;
  const wrong = deed === 3;
  const { right } = await app.door.login(person.id, wrong ? WRONG_PIN : person.pin);
  if (wrong && right) throw new TerminalError('sim/staff', `${person.name} came in with a wrong PIN`);
  return undefined;
};
