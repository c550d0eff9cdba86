/** Sales at the counter. Money in fen. */
export interface SoldItem {
  readonly name: string;
  readonly quantity: number;
  /** Of one. */
  readonly price: number;
  /** Class of product: some earn more points, or none. */
  readonly class?: string;
}

/** A customer's sale at another till of the store, `at` its time (ms since 1970 UTC). */
interface Elsewhere {
  v: 1;
  sale: string;
  customer: string;
  amount: number;
  points: number;
  from: { readonly terminal: string; readonly at: number };
}

/** How an amount was paid, or went back. */
export interface PaidParts {
  readonly cash: number;
  readonly principal: number;
  readonly bonus: number;
  /** Points, and the money that they stood for. */
  readonly used: number;
  readonly worth: number;
}

export interface CounterEvents {
  'counter.sold': {
    v: 1;
    sale: string;
    /** Serial number at this terminal, printed on the receipt. */
    number: string;
    customer?: string;
    items: readonly SoldItem[];
    /** To be paid, after the discount. */
    amount: number;
    /** Before the discount of a level, when there was one. */
    price?: number;
    tendered: number;
    change: number;
    points: number;
    /** All of it in cash without. */
    paid?: PaidParts;
  };
  /** The whole of a sale or a part of it goes back the way it was paid. */
  'counter.refunded': {
    v: 1;
    refund: string;
    number: string;
    sale: string;
    customer?: string;
    amount: number;
    paid: PaidParts;
    /** Earned points that go with it. */
    points: number;
    /** Of these, how many had expired: they are not taken from the customer once more. None without. */
    expired?: number;
  };
  'counter.sold-elsewhere': Elsewhere;
  /** What went back of one. */
  'counter.refunded-elsewhere': Elsewhere;
  /** A visit from before this terminal, as the office tells it. */
  'counter.visit-imported': { v: 1; customer: string; at: number; amount: number; items: string };
}
