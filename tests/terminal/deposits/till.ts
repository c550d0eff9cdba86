/** A till with a customer who lends crates, and the deeds with deposits by name. */
import {
  giveBack,
  keepDeposit,
  reverseMove,
  takeDeposit,
  type WantedDeposit,
} from '../../../terminal/deposits/commands.js';
import { depositBy } from '../../../terminal/deposits/queries.js';
import { depositOf } from '../../../terminal/ledger/index.js';
import { keptReceipt } from '../../../terminal/receipts/queries.js';
import { NOW_MS, STAFF } from '../../support/kernel.js';
import { moneyTill, TIME } from '../counter/money.js';

const place = (id: string) => ({ now: NOW_MS, time: TIME, terminal: 'till-1', job: `j ${id}` });

export async function depositTill() {
  const it = await moneyTill();
  const { kernel } = it;
  let next = 0;
  const id = (letter: string): string => `${letter}${++next}`;
  return {
    ...it,
    takes(amount: number, extra: Partial<WantedDeposit> = {}) {
      const deposit = extra.deposit ?? id('d');
      const wanted = { ...place(deposit), deposit, customer: 'c1', amount, what: '苹果箱', ...extra };
      return kernel.transact(STAFF, (state) => takeDeposit(state, wanted));
    },
    returns(deposit: string, amount: number, move = id('m')) {
      return kernel.transact(STAFF, (state) => giveBack(state, { ...place(move), move, deposit, amount }));
    },
    keeps(deposit: string, amount: number, why = '没还', move = id('m')) {
      const wanted = { ...place(move), move, deposit, amount, why };
      return kernel.transact(STAFF, (state) => keepDeposit(state, wanted));
    },
    undoes(of: string, move = id('m')) {
      return kernel.transact(STAFF, (state) => reverseMove(state, { ...place(move), move, of }));
    },
    /** What is held of a deposit. */
    held: (deposit: string): number | undefined => depositBy(kernel.state, deposit)?.held,
    /** What the ledger says of the customer's row. */
    owed: (no = 1): number => depositOf(kernel.state, no),
    /** Lines of the receipt of a deed, by its id. */
    paper(deed: string): string[] {
      const blocks = keptReceipt(kernel.state, `j ${deed}`)?.blocks ?? [];
      return blocks.flatMap((block) => {
        if (block.kind === 'pair') return [`${block.left} ${block.right}`];
        return block.kind === 'drawer' ? ['drawer'] : [];
      });
    },
  };
}
