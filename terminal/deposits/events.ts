/** Deposits: money that the shop holds for a borrowed crate, a card, an order, and owes back. All amounts in fen, above 0. */

export interface DepositsEvents {
  'deposits.taken': {
    v: 1;
    deposit: string;
    /** Printed on the receipt. */
    number: string;
    customer: string;
    /** Cash. */
    amount: number;
    /** What for, in a few words. */
    what: string;
  };
  /** What is held of deposits that a till took which the store has no more: from now on they are one of this till's. No cash moves. */
  'deposits.taken-over': {
    v: 1;
    deposit: string;
    number: string;
    customer: string;
    till: string;
    amount: number;
  };
  /** The whole or a part of it goes back, in cash. */
  'deposits.returned': {
    v: 1;
    move: string;
    number: string;
    deposit: string;
    customer: string;
    amount: number;
  };
  /** The whole or a part of it becomes the shop's. */
  'deposits.kept': {
    v: 1;
    move: string;
    number: string;
    deposit: string;
    customer: string;
    amount: number;
    why: string;
  };
  /** `of`, which gave it back or kept it, was a mistake: it is held again. */
  'deposits.reversed': {
    v: 1;
    move: string;
    number: string;
    deposit: string;
    customer: string;
    of: string;
    amount: number;
    /** Goes back into the drawer: all of it, or nothing when it had not left. */
    cash: number;
  };
}
