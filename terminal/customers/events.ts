/**
 * Who the customers are. `customer` is the customer's id; `stamp` orders changes from several writers (kernel/stamp.ts); where it may be
 * left out, it was before there were stamps.
 */
import type { CustomFieldKind } from './custom.js';
import type { ItemKind } from './items.js';

export interface CustomersEvents {
  'customers.registered': { v: 1; customer: string; name: string; level: string; stamp: string };
  /** The newest stamp wins, field by field. A field that the shop made stands under `x:` and its id. */
  'customers.changed': { v: 1; customer: string; fields: ChangedFields; stamp: string };
  /** `key` as protocol/number makes it; a number may belong to several people, a person may have several numbers. */
  'customers.phone-added': { v: 1; customer: string; key: string };
  'customers.phone-removed': { v: 1; customer: string; key: string };
  /** One of several: an address, a contact person, a day to keep. Changing one removes it and adds another. */
  'customers.item-added': {
    v: 1;
    customer: string;
    item: string;
    kind: ItemKind;
    facts: Readonly<Record<string, string>>;
  };
  'customers.item-removed': { v: 1; customer: string; item: string };
  /** From now on `owner` (an employee's id; empty for nobody) looks after the customer. */
  'customers.handed-over': { v: 1; customer: string; owner: string; reason: string; stamp: string };
  /** Out of lists, search and calls; everything that happened with them stays. */
  'customers.removed': { v: 1; customer: string; stamp?: string };
  'customers.restored': { v: 1; customer: string; stamp?: string };
  /** `other` is the same person as `customer`, who is shown from now on: what either has is theirs. */
  'customers.merged': { v: 1; customer: string; other: string; filled: readonly Filled[]; stamp?: string };
  /** `other` is somebody of their own again. */
  'customers.unmerged': { v: 1; customer: string; other: string; stamp?: string };
  /** A field that the shop made for itself, or its new name; the newest stamp wins. */
  'customers.field-set': {
    v: 1;
    field: string;
    name: string;
    kind: CustomFieldKind;
    choices: readonly string[];
    stamp: string;
  };
  /** It is asked for and shown no more; what stands in it stays. */
  'customers.field-removed': { v: 1; field: string; stamp: string };
}

export type ChangedFields = Partial<ProfileFields> & Readonly<Record<`x:${string}`, string>>;

/** A field of the one who stays that a merge filled from the other. */
export interface Filled {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** Each is empty when nobody knows. */
export interface ProfileFields {
  readonly name: string;
  readonly level: string;
  /** `f` or `m`. */
  readonly gender: string;
  /** As birthday.ts writes it. */
  readonly birthday: string;
  /** Words with spaces between: groups that the shop makes. */
  readonly tags: string;
  /** As protocol/mail writes it. */
  readonly email: string;
  /** One of fields.ts `STATUSES`. */
  readonly status: string;
  /** Of fields.ts `TYPES`, or the shop's own word. */
  readonly type: string;
  /** Where the customer came from: of fields.ts `SOURCES`, or the shop's own word. */
  readonly source: string;
  /** One of fields.ts `CREDITS`. */
  readonly credit: string;
  /** Words with spaces between. */
  readonly groups: string;
  readonly occupation: string;
  /** What they like, in the shop's words. */
  readonly preferences: string;
  /** Key of the number that stands first. */
  readonly number: string;
  /** Id of the employee who looks after them. */
  readonly owner: string;
  /** `1`: spends nothing, gets no advertisements. */
  readonly disabled: string;
}
