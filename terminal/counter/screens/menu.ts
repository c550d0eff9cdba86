/** Everything of money that is no sale. */
import type { Go } from '../../go.js';
import type { Screen } from '../../ui/types.js';
import { createMenuScreen } from '../../ui/widgets/menu.js';

export function createMoneyMenu(go: Go, path?: string): Screen {
  return createMenuScreen({
    name: 'counter.money',
    help: 'counter.money.help',
    ...(path === undefined ? {} : { path }),
    items: [
      { label: 'counter.sales', open: (nav) => go.sales(nav) },
      { label: 'counter.totals', open: (nav, at) => go.totals(nav, at) },
      { label: 'loyalty.gifts', open: (nav, at) => go.gifts(nav, undefined, at) },
      { label: 'prepaid.rules', open: (nav, at) => go.moneyRules(nav, 'prepaid', at) },
      { label: 'loyalty.rules', open: (nav, at) => go.moneyRules(nav, 'points', at) },
      { label: 'proof.rules', open: (nav, at) => go.moneyRules(nav, 'proof', at) },
      { label: 'loyalty.more', open: (nav, at) => go.moneyRules(nav, 'more', at) },
      { label: 'deposits.list', open: (nav, at) => go.deposits(nav, undefined, at) },
    ],
  });
}
