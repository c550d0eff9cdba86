/** The smallest capability there can be: entries on accounts. */
import { defineTables } from '../../../terminal/kernel/capability.js';
import type { Reader } from '../../../terminal/kernel/database.js';
import type { Decision, Kernel } from '../../../terminal/kernel/kernel.js';
import { STAFF } from '../../support/kernel.js';

export interface NoteEvents {
  'notes.entered': { v: 1; account: string; amount: number };
}

export const notesTables = defineTables<NoteEvents>({
  name: 'notes',
  version: 1,
  schema: 'CREATE TABLE notes (no INTEGER PRIMARY KEY, account TEXT NOT NULL, amount INTEGER NOT NULL)',
  apply: {
    'notes.entered': (db, { account, amount }) =>
      db.run('INSERT INTO notes (account, amount) VALUES (?, ?)', account, amount),
  },
});

export function entered(account: string, amount: number) {
  return { type: 'notes.entered', v: 1, account, amount } as const;
}

export function balance(state: Reader, account: string): number {
  return state.value<number>('SELECT coalesce(sum(amount), 0) FROM notes WHERE account = ?', account) ?? 0;
}

/** Accounts in the order in which they were entered. */
export function accounts(state: Reader): string[] {
  return state
    .all<{ account: string }>('SELECT account FROM notes ORDER BY no')
    .map(({ account }) => account);
}

export function enter(kernel: Kernel, account: string, amount = 1): Promise<void> {
  return kernel.transact(
    STAFF,
    (): Decision<void> => ({ events: [entered(account, amount)], result: undefined }),
  );
}
