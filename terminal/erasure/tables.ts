import type { Tables } from '../kernel/capability.js';
import { DECLARED } from './declared.js';

/** Gives the kernel what is personal in every capability's events. */
export const erasureTables: Tables = {
  name: 'erasure',
  version: 1,
  schema: '',
  apply: {},
  personal: Object.fromEntries(Object.entries(DECLARED).map(([type, { hide }]) => [type, Object.keys(hide)])),
};
