/** A campaign's text for one person. */
import type { Member } from '../audience/index.js';
import { levelOf } from '../counter/index.js';
import { customerById, customerByNo } from '../customers/index.js';
import { mainOf } from '../identity/index.js';
import type { Reader } from '../kernel/database.js';
import { balancesOf } from '../ledger/index.js';
import { templateFiller } from '../messaging/index.js';

/** What a campaign's text may name: there is no purchase that it is about. */
export const CAMPAIGN_VARIABLES = ['称呼', '积分', '余额', '店名', '等级'] as const;

type Known = Pick<Member, 'name' | 'level' | 'points' | 'balance'>;

/** One text for many people. */
export function fillerOf(text: string, shop: string): (known: Known) => string {
  const fill = templateFiller(text);
  return (known) =>
    fill({
      称呼: known.name,
      等级: known.level,
      店名: shop,
      积分: String(known.points),
      余额: (known.balance / 100).toFixed(2),
    });
}

/** For the person that a customer is now; undefined when there is none any more. */
export function fillForCustomer(
  state: Reader,
  text: string,
  id: string,
  { shop, now }: { readonly shop: string; readonly now: number },
): string | undefined {
  const known = customerById(state, id);
  const customer = known && customerByNo(state, mainOf(state, known.no));
  if (!customer) return undefined;
  const { points, principal, bonus } = balancesOf(state, customer.no);
  const { name } = customer;
  const level = levelOf(state, customer, now).name;
  return fillerOf(text, shop)({ name, level, points, balance: principal + bonus });
}
