/** Who the customers are. `customer` is the customer's id; `stamp` orders changes from several writers (kernel/stamp.ts). */
export interface CustomersEvents {
  'customers.registered': { v: 1; customer: string; name: string; level: string; stamp: string };
  /** The newest stamp wins, field by field. */
  'customers.changed': { v: 1; customer: string; fields: Partial<ProfileFields>; stamp: string };
  /** `key` as protocol/number makes it; a number may belong to several people, a person may have several numbers. */
  'customers.phone-added': { v: 1; customer: string; key: string };
  /** Out of lists, search and calls; everything that happened with them stays. */
  'customers.removed': { v: 1; customer: string };
  'customers.restored': { v: 1; customer: string };
}

export interface ProfileFields {
  readonly name: string;
  readonly level: string;
  /** `f`, `m`, or empty when nobody knows. */
  readonly gender: string;
  /** As birthday.ts writes it; empty when nobody knows. */
  readonly birthday: string;
  /** Words with spaces between: groups that the shop makes. */
  readonly tags: string;
  /** As protocol/mail writes it; empty when nobody knows. */
  readonly email: string;
}
