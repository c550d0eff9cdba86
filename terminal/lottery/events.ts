/** A lottery that can be checked: entries frozen, a commitment made known, a draw that anybody can repeat. */
export interface Prize {
  readonly name: string;
  readonly count: number;
}

export interface LotteryEvents {
  /** `number`: what people call it by. `closes`: ms since 1970 UTC. */
  'lottery.opened': {
    v: 1;
    lottery: string;
    number: number;
    title: string;
    prizes: readonly Prize[];
    closes: number;
  };
  /** `entry`: 1, 2, 3 … in the order they came. */
  'lottery.entered': { v: 1; lottery: string; key: string; entry: number };
  /**
   * Nobody enters any more. `seed` (hex) and `codes` (hex) are secret until the draw and for ever; `commitment` is made known. `source`:
   * where the public number will come from, which nobody knows yet.
   */
  'lottery.frozen': {
    v: 1;
    lottery: string;
    seed: string;
    codes: string;
    list: string;
    source: string;
    commitment: string;
  };
  /** Ended by hand before it was frozen: nobody wins, and who entered stays known. */
  'lottery.cancelled': { v: 1; lottery: string };
  /** `winners`: entries in the order of the prizes; `prize` from 0. */
  'lottery.drawn': {
    v: 1;
    lottery: string;
    public: string;
    winners: readonly { readonly entry: number; readonly prize: number }[];
  };
  /** `cause`: the same for a prize wherever it is handed out. */
  'lottery.redeemed': { v: 1; lottery: string; entry: number; cause: string };
}
