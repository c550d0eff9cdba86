/** A terminal with an owner, a manager and a cashier, where nobody is logged in yet. */

import type { Kernel } from '../../../terminal/kernel/kernel.js';
import { join } from '../../../terminal/people/commands.js';
import { STAFF } from '../../support/kernel.js';
import { type OpenTerminal, openTerminal, type TerminalOptions } from '../terminal.js';

export const PEOPLE = [
  { id: 'p-owner', name: '王老板', role: 'owner', pin: '1357' },
  { id: 'p-manager', name: '李店长', role: 'manager', pin: '24680' },
  { id: 'p-cashier', name: '小张', role: 'cashier', pin: '112233' },
] as const;

export const [OWNER, MANAGER, CASHIER] = PEOPLE;

export async function hire(kernel: Kernel): Promise<void> {
  for (const [at, person] of PEOPLE.entries()) {
    const salt = String(at).padStart(32, '0');
    const by = at === 0 ? undefined : OWNER.id;
    await kernel.transact(STAFF, (state) => join(state, { ...person, department: '', salt, by }));
  }
}

export async function openStaffed(options: TerminalOptions = {}): Promise<OpenTerminal> {
  const terminal = await openTerminal(options);
  await hire(terminal.kernel);
  await terminal.clock.settle();
  return terminal;
}

/** The keys that log somebody in at the log-in screen. */
export function loginKeys(person: (typeof PEOPLE)[number]): string[] {
  return [String(PEOPLE.indexOf(person) + 1), ...person.pin, 'ok'];
}
