/** All mutations, for the world and for the kills. */
import { KERNEL_MUTATIONS } from './mutations/journal.js';
import { MONEY_MUTATIONS } from './mutations/money.js';
import type { Mutation } from './mutations/mutation.js';
import { RECEIPT_MUTATIONS } from './mutations/receipts.js';
import { SYNC_MUTATIONS } from './mutations/sync.js';
import { TEXT_MUTATIONS } from './mutations/texts.js';

export const MUTATIONS: readonly Mutation[] = [
  ...KERNEL_MUTATIONS,
  ...TEXT_MUTATIONS,
  ...RECEIPT_MUTATIONS,
  ...MONEY_MUTATIONS,
  ...SYNC_MUTATIONS,
];
