/** The ways to the screens of money. */
import type { App } from './app.js';
import { createMoneyMenu } from './counter/screens/menu.js';
import { createRefundScreen } from './counter/screens/refund.js';
import { createSalesScreen } from './counter/screens/sales.js';
import { createTotalsScreen } from './counter/screens/totals.js';
import { createDepositsScreen, createOpenDepositsScreen } from './deposits/screens/list.js';
import type { Go } from './go.js';
import { createAdjustForm } from './loyalty/screens/adjust.js';
import { createGiftList } from './loyalty/screens/gifts.js';
import { createMoreRulesScreen } from './loyalty/screens/more-rules.js';
import { createLoyaltyRulesScreen } from './loyalty/screens/rules.js';
import { ownerKeys } from './owner/index.js';
import { createAccountScreen } from './prepaid/screens/account.js';
import { createRechargeScreen } from './prepaid/screens/recharge.js';
import { createRechargesScreen } from './prepaid/screens/recharges.js';
import { createPrepaidRulesScreen } from './prepaid/screens/rules.js';
import { createTakeBackScreen } from './prepaid/screens/take-back.js';
import { askForPin } from './proof/index.js';
import { createProofRulesScreen } from './proof/screens/rules.js';

export type MoneyWays = Pick<
  Go,
  | 'money'
  | 'sales'
  | 'refund'
  | 'totals'
  | 'account'
  | 'recharge'
  | 'recharges'
  | 'takeBack'
  | 'deposits'
  | 'gifts'
  | 'adjust'
  | 'moneyRules'
  | 'pin'
>;

const RULES = {
  prepaid: createPrepaidRulesScreen,
  points: createLoyaltyRulesScreen,
  more: createMoreRulesScreen,
  proof: createProofRulesScreen,
};

/** `go` gives all ways, when they are there. */
export function moneyWays(app: App, go: () => Go): MoneyWays {
  return {
    money: (nav, path) => nav.push(createMoneyMenu(go(), path)),
    sales: (nav, no) => nav.push(createSalesScreen(app, go(), no)),
    refund: (nav, number) => nav.push(createRefundScreen(app, number, ownerKeys)),
    totals: (nav, path) => nav.push(createTotalsScreen(app, path)),
    account: (nav, no) => nav.push(createAccountScreen(app, go(), no)),
    recharge: (nav, no) => nav.push(createRechargeScreen(app, no)),
    recharges: (nav, no) => nav.push(createRechargesScreen(app, go(), no)),
    takeBack: (nav, number) => nav.push(createTakeBackScreen(app, number)),
    deposits: (nav, no, path) =>
      nav.push(
        no === undefined ? createOpenDepositsScreen(app, go(), path) : createDepositsScreen(app, go(), no),
      ),
    gifts: (nav, no, path) => nav.push(createGiftList(app, no, path)),
    adjust: (nav, no) => nav.push(createAdjustForm(app, no)),
    pin: (no, context) => askForPin(app, no, context),
    moneyRules: (nav, which, path) => nav.push(RULES[which](app, path)),
  };
}
