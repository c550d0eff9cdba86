/**
 * How much may be spent without asking anybody. Pure.
 *
 * Each till holds a right to a part of every balance, and the parts add up to the balance: what is entered at a till
 * is that till's, what it spends comes from its own part, and a part changes hands only when its holder gives it. A right
 * on its way between two tills is nobody's. So no order, repetition or loss of messages lets two tills spend the same
 * money (Balegas et al., "Extending Eventually Consistent Cloud Databases for Enforcing Numeric Invariants", 2015).
 */

/**
 * @param balance the sum of all entries known here
 * @param elsewhere the parts of it that other tills hold; below zero where one took back more than was there
 */
export function spendableOf(balance: number, elsewhere: number): number {
  return Math.max(0, Math.min(balance, balance - elsewhere));
}

/** How much of what another till asks for is given: what is there. */
export function giftFor(asked: number, spendable: number): number {
  return Math.max(0, Math.min(asked, spendable));
}
