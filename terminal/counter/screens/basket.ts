/** What was rung up before the amount that is being typed: amounts of other classes of product, in one sale. */
import { pair, span } from '../../ui/lines.js';
import type { Line, ScreenContext } from '../../ui/types.js';
import type { SoldItem } from '../events.js';

/** On the receipt, beside others; alone an amount needs no name. */
const NO_CLASS = '其他';
/** The last ones, so that the sum stays on a small screen. */
const SHOWN = 3;

export interface Basket {
  /** fen */
  total(): number;
  isEmpty(): boolean;
  /** `name`: of the class; empty for none. */
  add(name: string, amount: number): void;
  takeBack(): void;
  /** All of it with the amount that is being typed; nothing for an amount alone that has no class. */
  itemsWith(name: string, amount: number): SoldItem[];
  lines(context: ScreenContext): Line[];
}

export function createBasket(): Basket {
  const rung: SoldItem[] = [];
  const total = (items: readonly SoldItem[]) => items.reduce((sum, { price }) => sum + price, 0);
  return {
    total: () => total(rung),
    isEmpty: () => rung.length === 0,
    add: (name, amount) => void rung.push(itemOf(name, amount)),
    takeBack: () => void rung.pop(),
    itemsWith: (name, amount) => (rung.length === 0 && name === '' ? [] : [...rung, itemOf(name, amount)]),
    lines({ t, format, size }) {
      const row = (left: string, fen: number) =>
        pair([span(left, 'dim')], [span(format.amount(fen))], size.columns);
      const before = rung.slice(0, -SHOWN);
      return [
        ...(before.length === 0
          ? []
          : [row(t('counter.class.more', { count: before.length }), total(before))]),
        ...rung.slice(-SHOWN).map(({ class: name, price }) => row(name ?? t('counter.class.none'), price)),
      ];
    },
  };
}

function itemOf(name: string, price: number): SoldItem {
  return name === '' ? { name: NO_CLASS, quantity: 1, price } : { name, quantity: 1, price, class: name };
}
