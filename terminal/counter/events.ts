/** Sales at the counter. Money in fen. */
export interface SoldItem {
  readonly name: string;
  readonly quantity: number;
  /** Of one. */
  readonly price: number;
}

export interface CounterEvents {
  'counter.sold': {
    v: 1;
    sale: string;
    /** Serial number at this terminal, printed on the receipt. */
    number: string;
    customer?: string;
    items: readonly SoldItem[];
    amount: number;
    tendered: number;
    change: number;
    points: number;
  };
  /** A visit from before this terminal, as the office tells it. */
  'counter.visit-imported': { v: 1; customer: string; at: number; amount: number; items: string };
}
