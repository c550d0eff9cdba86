/** A customer's statement by text: the balances, and what moved last. */
import { TerminalError } from '../../protocol/errors.js';
import { normalizeNumber } from '../../protocol/number/index.js';
import { customerById, phonesOf } from '../customers/index.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { balancesOf, depositOf, type Entry, entriesOf } from '../ledger/index.js';
import { sendText } from '../messaging/index.js';
import { shopOf } from '../shop/index.js';
import { ACCOUNT_WORDS, REASON_WORDS } from './receipt.js';

/** So many fit a text that people read. */
const ENTRIES = 5;

export interface WantedTextStatement {
  readonly customer: string;
  /** A new id. */
  readonly text: string;
  readonly now: number;
  /** `11-22` of a time in ms. */
  readonly when: (ms: number) => string;
}

/** Throws `command/customer-unknown`, `command/number-not-mobile`, and what the gate of texts says. */
export function textStatement(
  state: Reader,
  { customer: id, text, now, when }: WantedTextStatement,
): Decision<{ readonly key: string }> {
  const customer = customerById(state, id);
  if (!customer) throw new TerminalError('command/customer-unknown', 'there is no such customer');
  const key = phonesOf(state, customer.no).find((one) => normalizeNumber(one).kind === 'mobile');
  if (key === undefined)
    throw new TerminalError('command/number-not-mobile', 'there is no number that takes texts');
  const { points, principal, bonus } = balancesOf(state, customer.no);
  const deposit = depositOf(state, customer.no);
  const held = deposit === 0 ? '' : `，押金${yuan(deposit)}元`;
  const rows = entriesOf(state, customer.no, 0, ENTRIES).map((entry) => rowOf(entry, when));
  const head = `${customer.name}您好，您在${shopOf(state).name}的储值余额${yuan(principal + bonus)}元(本金${yuan(principal)}，赠送${yuan(bonus)})，积分${points}${held}。`;
  const words = rows.length === 0 ? head : `${head}最近: ${rows.join('; ')}。`;
  const queued = sendText(state, { id: text, key, text: words, purpose: 'service', cause: 'staff', now });
  return { events: queued.events, result: { key } };
}

function rowOf({ account, amount, at, reason }: Entry, when: (ms: number) => string): string {
  const signed = `${amount > 0 ? '+' : ''}${account === 'points' ? amount : yuan(amount)}`;
  return `${when(at)} ${REASON_WORDS[reason] ?? reason} ${ACCOUNT_WORDS[account]}${signed}`;
}

const yuan = (fen: number): string => (fen / 100).toFixed(2);
