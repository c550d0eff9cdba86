/** What the variables of a template mean for the person behind a number. */
import type { Reader } from '../kernel/database.js';
import type { TemplateValues } from '../messaging/index.js';
import { shopOf } from '../shop/index.js';
import { profilesByPhone } from './queries.js';

/** Of several people with one number the one registered first; a stranger has no name and no figures. `amount` writes fen. */
export function recipientOf(
  state: Reader,
  key: string,
  amount: (fen: number) => string,
): { readonly name: string; readonly values: TemplateValues } {
  const shop = shopOf(state).name;
  const profile = profilesByPhone(state, key)[0];
  if (!profile) return { name: '', values: { 店名: shop } };
  const { name } = profile.customer;
  const { points, principal, bonus } = profile.balances;
  return { name, values: { 称呼: name, 积分: String(points), 余额: amount(principal + bonus), 店名: shop } };
}
