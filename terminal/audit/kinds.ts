/** Sorts of deeds, as somebody would ask for them. */
export const KINDS = ['money', 'customers', 'texts', 'service', 'people', 'terminal'] as const;

export type Kind = (typeof KINDS)[number];

const BY_CAPABILITY: Readonly<Record<string, Kind>> = {
  counter: 'money',
  prepaid: 'money',
  deposits: 'money',
  ledger: 'money',
  allowance: 'money',
  loyalty: 'money',
  receipts: 'money',
  proof: 'money',
  approvals: 'money',
  lottery: 'money',
  customers: 'customers',
  cards: 'customers',
  importing: 'customers',
  followups: 'customers',
  audit: 'customers',
  erasure: 'customers',
  messaging: 'texts',
  campaigns: 'texts',
  audience: 'texts',
  care: 'texts',
  mail: 'texts',
  poll: 'texts',
  calls: 'service',
  cases: 'service',
  appointments: 'service',
  people: 'people',
  owner: 'people',
};

/** Of an event's type. */
export function kindOf(type: string): Kind {
  return BY_CAPABILITY[type.split('.')[0] ?? ''] ?? 'terminal';
}
