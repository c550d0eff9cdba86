/** A field of the shop's own, as tests want one: a number that is called 鞋码. */
import type { DomainEvent } from '../../terminal/kernel/events.js';

export const SHOE_SIZE = {
  ...{ type: 'customers.field-set', v: 1, field: 'f1', name: '鞋码', kind: 'number' },
  ...{ choices: [], stamp: '2' },
} as DomainEvent;
