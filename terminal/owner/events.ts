/** Owners by text: whose numbers and PINs are signed up, what they did, and the terminal's lock. */
export interface OwnerEvents {
  /** `salt` and `hash` (hex): scrypt of the PIN. The PIN itself is written nowhere. */
  'owner.enrolled': { v: 1; key: string; name: string; salt: string; hash: string };
  'owner.removed': { v: 1; key: string };
  /** Three in a row lock the number. */
  'owner.pin-wrong': { v: 1; key: string };
  /** `sent`: when the text was sent (TP-SCTS, ms since 1970 UTC), if it said so: nothing older is obeyed after it. */
  'owner.obeyed': { v: 1; key: string; command: string; sent?: number };
  /** A number that three wrong PINs had locked. */
  'owner.unlocked': { v: 1; key: string };
  /** Minute of the shop's day at which the figures are texted; left out: never. `told`: the last day (`2026-11-21`) that need not be told. */
  'owner.summary-set': { v: 1; minute?: number; told?: string };
  /** `day`: `2026-11-22` */
  'owner.summary-sent': { v: 1; day: string };
  'owner.terminal-locked': { v: 1; by: string };
  'owner.terminal-unlocked': { v: 1; by: string };
}
