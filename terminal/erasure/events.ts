/** Erasure on request. */
export interface ErasureEvents {
  /** Somebody has asked that nothing of `customer` stays, and a manager has said yes twice. The rewriting follows. */
  'customers.erased': { v: 1; customer: string; erasure: string; reason: string };
  /** These commits (from, through) were written anew and nothing of the person is left here. The last such event of an erasure ends it. */
  'erasure.done': { v: 1; erasure: string; commits: readonly (readonly [number, number])[] };
  /** The journal came out of a backup, where the person may still stand: it is done again. */
  'erasure.renewed': { v: 1; erasure: string };
  /** The office has the commits as they are now. */
  'erasure.told': { v: 1; erasure: string };
}
