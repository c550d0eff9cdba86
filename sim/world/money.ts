/**
 * Money is conserved, to the fen and to the point: what was paid equals what was sold, what went back never exceeds what came,
 * and every balance is the sum of entries that each have their one cause. Read off the journals alone, by arithmetic of its
 * own: nothing of the product's is used here.
 */
import type { BookEvent, Books } from './books.js';
import { createDepositBooks } from './deposits.js';
import type { HeadOffice } from './head-office.js';
import { createPersons, type Persons } from './persons.js';
import type { Till } from './till.js';
import type { Witness } from './witness.js';

type Say = (what: string) => void;
type Sums = Map<string, number>;

const num = (value: unknown): number => Number(value ?? 0);

function add(sums: Sums, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

/** What a commit of money may look back at. */
interface Account {
  /** Sums of entries by cause and account. */
  readonly entries: Sums;
  /** Sums of entries by customer and account, from other tills and the office included. */
  readonly balances: Sums;
  readonly sales: Map<string, BookEvent>;
  readonly recharges: Map<string, BookEvent>;
  /** Sums over the refunds of a sale or a recharge, by its id and the field. */
  readonly back: Sums;
  /** Who has a PIN: what is stored is theirs alone to spend. */
  readonly pins: Set<string>;
  /** Who is whom: what is one's is the person's. */
  readonly persons: Persons;
  /** Cash in the drawer by what went over the counter, and by what it was for. */
  drawer: number;
  owed: number;
}

/** One till's journal holds together. */
export function checkMoney(name: string, books: Books, witness: Witness): void {
  const say: Say = (what) => witness.broken('money-is-conserved', `${name} ${what}`);
  const account: Account = {
    ...{ entries: new Map(), balances: new Map(), sales: new Map(), recharges: new Map(), back: new Map() },
    ...{ pins: new Set<string>(), persons: createPersons(), drawer: 0, owed: 0 },
  };
  const deposits = createDepositBooks(say);
  for (const { events } of books.commits()) {
    for (const event of events) account.persons.take(event);
    for (const event of events) if (event.type === 'prepaid.stated') checkStated(event, events, account, say);
    const own = events.filter(({ type, from }) => type === 'ledger.entered' && from === undefined);
    for (const event of events) if (event.type === 'ledger.entered') enter(event, account);
    checkOverdraft(own, account, say);
    for (const event of events) CHECKS[event.type]?.(event, account, say);
    checkProof(events, account, say);
    const moved = deposits.take(events);
    account.drawer += moved.drawer;
    account.owed += moved.owed;
  }
  if (account.drawer !== account.owed)
    say(`has ${account.drawer} in the drawer, and should have ${account.owed}`);
}

function enter({ customer, account: which, cause, amount }: BookEvent, { entries, balances }: Account): void {
  add(entries, `${cause} ${which}`, num(amount));
  add(balances, `${customer} ${which}`, num(amount));
}

/** Who takes money out of an account leaves it at nothing at least; points may be owed after a refund, an adjustment. */
function checkOverdraft(entries: readonly BookEvent[], { balances }: Account, say: Say): void {
  for (const { customer, account, amount, reason } of entries) {
    const left = balances.get(`${customer} ${account}`) ?? 0;
    const mayOwe = account === 'points' && reason !== 'redemption' && reason !== 'expiry';
    if (num(amount) < 0 && left < 0 && !mayOwe)
      say(`lets ${customer} have ${left} ${account} after a ${reason} of ${amount}`);
  }
}

/** Nothing that is stored leaves without the proof that a PIN asks for, in the same commit; and each pass is used once. */
function checkProof(events: readonly BookEvent[], account: Account, say: Say): void {
  const { pins, entries, persons } = account;
  for (const event of events) {
    if (event.type === 'proof.pin-set') pins.add(String(event.customer));
    if (event.type === 'proof.used') {
      add(entries, `pass ${event.pass}`, 1);
      if (entries.get(`pass ${event.pass}`) !== 1) say(`uses pass ${event.pass} twice`);
    }
    if (event.type !== 'counter.sold') continue;
    if (!persons.idsOf(String(event.customer)).some((id) => pins.has(id))) continue;
    const { principal, bonus } = partsOf(event);
    const proof = events.find(({ type, cause }) => type === 'proof.used' && cause === event.sale);
    if (principal + bonus > 0 && !proof)
      say(`sale ${event.sale} spends what is ${event.customer}'s without proof`);
  }
}

type Check = (event: BookEvent, account: Account, say: Say) => void;

const CHECKS: Readonly<Record<string, Check>> = {
  'counter.sold': checkSale,
  'counter.refunded': checkRefund,
  'prepaid.recharged': checkRecharge,
  'prepaid.recharge-refunded': checkTakenBack,
  'loyalty.redeemed': ({ redemption, points }, account, say) =>
    same(say, `redemption ${redemption}`, entered(account, redemption, 'points'), -num(points)),
  'loyalty.adjusted': ({ adjustment, points }, account, say) =>
    same(say, `adjustment ${adjustment}`, entered(account, adjustment, 'points'), num(points)),
};

function entered({ entries }: Account, cause: unknown, account: string): number {
  return entries.get(`${cause} ${account}`) ?? 0;
}

function same(say: Say, what: string, is: number, should: number): void {
  if (is !== should) say(`${what}: ${is}, not ${should}`);
}

const PARTS = ['cash', 'principal', 'bonus', 'worth'] as const;

function partsOf({ paid, amount }: BookEvent): Record<(typeof PARTS)[number] | 'used', number> {
  const { cash, principal, bonus, worth, used } = (paid ?? { cash: amount }) as Record<string, unknown>;
  return {
    cash: num(cash),
    principal: num(principal),
    bonus: num(bonus),
    worth: num(worth),
    used: num(used),
  };
}

function checkSale(event: BookEvent, account: Account, say: Say): void {
  const { sale, amount, tendered, change, points } = event;
  const id = `sale ${sale}`;
  const cash = num(tendered) - num(change);
  const parts = partsOf(event);
  same(say, `${id} took in cash`, cash, parts.cash);
  same(
    say,
    `${id} was paid`,
    PARTS.reduce((sum, part) => sum + parts[part], 0),
    num(amount),
  );
  same(say, `${id} principal`, entered(account, sale, 'principal'), -parts.principal);
  same(say, `${id} bonus`, entered(account, sale, 'bonus'), -parts.bonus);
  same(say, `${id} points`, entered(account, sale, 'points'), num(points));
  account.sales.set(String(sale), event);
  account.drawer += cash;
  account.owed += num(amount) - parts.principal - parts.bonus - parts.worth;
}

function checkRefund(event: BookEvent, account: Account, say: Say): void {
  const { refund, sale, amount, points, expired } = event;
  const id = `refund ${refund} of ${sale}`;
  const sold = account.sales.get(String(sale));
  if (!sold) {
    say(`${id}: there is no such sale`);
    return;
  }
  const parts = partsOf(event);
  same(
    say,
    `${id} gave`,
    PARTS.reduce((sum, part) => sum + parts[part], 0),
    num(amount),
  );
  same(say, `${id} principal`, entered(account, refund, 'principal'), parts.principal);
  same(say, `${id} bonus`, entered(account, refund, 'bonus'), parts.bonus);
  const owner = sold.customer === undefined ? 0 : parts.used - num(points) + num(expired);
  same(say, `${id} points`, entered(account, refund, 'points'), owner);
  const whole = partsOf(sold);
  const so = { ...parts, amount: num(amount), points: num(points) };
  const most = { ...whole, amount: num(sold.amount), points: num(sold.points) };
  for (const [field, value] of Object.entries(so)) {
    add(account.back, `${sale} ${field}`, value);
    const all = account.back.get(`${sale} ${field}`) ?? 0;
    if (value < 0 || all > most[field as keyof typeof most])
      say(`${id}: ${all} ${field} back in all, of a sale with ${most[field as keyof typeof most]}`);
  }
  // What of the points is kept was earned by what of the money was kept.
  const kept = most.points - (account.back.get(`${sale} points`) ?? 0);
  const stays = most.amount - (account.back.get(`${sale} amount`) ?? 0);
  if (BigInt(kept) * BigInt(most.amount) > BigInt(most.points) * BigInt(stays))
    say(`${id}: ${kept} of ${most.points} points stay with ${stays} of ${most.amount}`);
  account.drawer -= parts.cash;
  account.owed -= num(amount) - parts.principal - parts.bonus - parts.worth;
}

function checkRecharge(event: BookEvent, account: Account, say: Say): void {
  const { recharge, amount, bonus, points } = event;
  const id = `recharge ${recharge}`;
  same(say, `${id} principal`, entered(account, recharge, 'principal'), num(amount));
  same(say, `${id} bonus`, entered(account, recharge, 'bonus'), num(bonus));
  same(say, `${id} points`, entered(account, recharge, 'points'), num(points));
  if (num(amount) <= 0 || num(bonus) < 0) say(`${id} of ${amount} with ${bonus}`);
  account.recharges.set(String(recharge), event);
  account.drawer += num(amount);
  account.owed += entered(account, recharge, 'principal');
}

function checkTakenBack(event: BookEvent, account: Account, say: Say): void {
  const { refund, recharge, principal, bonus, kept, cash, points, expired } = event;
  const id = `refund ${refund} of ${recharge}`;
  const charged = account.recharges.get(String(recharge));
  if (!charged) {
    say(`${id}: there is no such recharge`);
    return;
  }
  same(say, `${id} principal`, entered(account, refund, 'principal'), -num(principal));
  same(say, `${id} bonus`, entered(account, refund, 'bonus'), -num(bonus));
  same(say, `${id} points`, entered(account, refund, 'points'), num(expired) - num(points));
  same(say, `${id} cash and what is kept`, num(cash) + num(kept), num(principal));
  const limits = [
    ['principal', num(principal), num(charged.amount)],
    ['bonus', num(bonus) + num(kept), num(charged.bonus)],
    ['points', num(points), num(charged.points)],
  ] as const;
  for (const [field, value, most] of limits) {
    add(account.back, `${recharge} ${field}`, value);
    const all = account.back.get(`${recharge} ${field}`) ?? 0;
    if (value < 0 || all > most) say(`${id}: ${all} ${field} back in all, of ${most}`);
  }
  for (const [field, , most] of limits.slice(1))
    checkKept(id, String(recharge), field, most, charged, account, say);
  account.drawer -= num(cash);
  account.owed += entered(account, refund, 'principal') + num(kept);
}

/** What came with a recharge stays as far as the recharge does, and no further. A bonus larger than its recharge may. */
function checkKept(
  id: string,
  recharge: string,
  field: string,
  most: number,
  { amount }: BookEvent,
  { back }: Account,
  say: Say,
): void {
  const kept = most - (back.get(`${recharge} ${field}`) ?? 0);
  const stays = num(amount) - (back.get(`${recharge} principal`) ?? 0);
  if (most <= num(amount) && BigInt(kept) * BigInt(num(amount)) > BigInt(most) * BigInt(stays))
    say(`${id}: ${kept} of ${most} ${field} stay with ${stays} of ${amount}`);
}

/** A statement's figures are those of the journal before it, in its event and on its paper. */
function checkStated(event: BookEvent, events: readonly BookEvent[], account: Account, say: Say): void {
  const { customer } = event;
  const { balances, persons } = account;
  const known = (which: string) =>
    persons.idsOf(String(customer)).reduce((sum, id) => sum + (balances.get(`${id} ${which}`) ?? 0), 0);
  for (const which of ['points', 'principal', 'bonus', 'deposit'])
    same(say, `statement of ${customer}, ${which}`, num(event[which]), known(which));
  const paper = events.find(({ type }) => type === 'receipts.queued')?.receipt as
    | { readonly blocks: readonly { readonly left?: string; readonly right?: string }[] }
    | undefined;
  const line = (left: string) => paper?.blocks.findLast((block) => block.left === left)?.right;
  const yuan = (fen: number) => `${fen < 0 ? '-' : ''}￥${(Math.abs(fen) / 100).toFixed(2)}`;
  const printed = {
    现有积分: String(known('points')),
    其中本金: yuan(known('principal')),
    其中赠送: yuan(known('bonus')),
    押金: known('deposit') === 0 ? undefined : yuan(known('deposit')),
  };
  for (const [left, right] of Object.entries(printed))
    if (line(left) !== right) say(`statement of ${customer} prints ${left} ${line(left)}, not ${right}`);
}

/** What identifies something that may be counted once in the whole store. */
const IDENTITIES: Readonly<Record<string, string>> = {
  'counter.sold': 'sale',
  'counter.refunded': 'refund',
  'prepaid.recharged': 'recharge',
  'prepaid.recharge-refunded': 'refund',
  'deposits.taken': 'deposit',
  'deposits.returned': 'move',
  'deposits.kept': 'move',
  'deposits.reversed': 'move',
  'loyalty.redeemed': 'redemption',
  'loyalty.adjusted': 'adjustment',
};

/** No sale, refund, top-up or redemption stands twice among all these events: of all tills, or of their office. */
function checkCountedOnce(where: string, events: readonly BookEvent[], witness: Witness): void {
  const seen = new Set<string>();
  for (const event of events) {
    const field = IDENTITIES[event.type];
    if (field === undefined) continue;
    const what = `${event.type} ${event[field]}`;
    if (seen.has(what)) witness.broken('counted-once', `${where} has ${what} twice`);
    seen.add(what);
  }
}

/** A checksum and a space stand before a line's JSON. */
const JSON_START = 9;

/**
 * At rest: each till holds together, every till of the store has the same balances, these are the sums of what was entered at
 * all of its tills and by the office, each entry once; and nothing is counted twice among the tills or at the office.
 */
export function checkStore(tills: readonly Till[], office: HeadOffice, witness: Witness): void {
  for (const { name, books } of tills) checkMoney(name, books, witness);
  const atTills = tills.flatMap(({ books }) => books.commits().flatMap(({ events }) => events));
  const atOffice = tills.flatMap(({ name }) =>
    office
      .lines(name)
      .flatMap((line) => (JSON.parse(line.slice(JSON_START)) as { events: BookEvent[] }).events),
  );
  checkCountedOnce('the store', atTills, witness);
  checkCountedOnce('the office', atOffice, witness);
  const all = sumsOfStore(atTills);
  for (const { name, books } of tills) {
    const here: Sums = new Map();
    for (const { event } of books.events('ledger.entered'))
      add(here, `${event.customer} ${event.account}`, num(event.amount));
    for (const key of new Set([...all.keys(), ...here.keys()])) {
      const [is = 0, should = 0] = [here.get(key), all.get(key)];
      if (is !== should)
        witness.broken('money-is-conserved', `${key} is ${is} at ${name}, ${should} in the store`);
    }
  }
  for (const [key, sum] of all)
    if (sum < 0 && !key.endsWith(' points'))
      witness.broken('money-is-conserved', `${key} is ${sum} in the store`);
}

/** Every entry where it was made; what the office entered comes to each till and counts once. */
function sumsOfStore(events: readonly BookEvent[]): Sums {
  const all: Sums = new Map();
  const openings = new Set<string>();
  for (const { type, customer, account, cause, amount, from, reason } of events) {
    if (type !== 'ledger.entered' || from !== undefined) continue;
    const key = `${customer} ${account}`;
    if (reason === 'opening' && openings.has(`${key} ${cause}`)) continue;
    if (reason === 'opening') openings.add(`${key} ${cause}`);
    add(all, key, num(amount));
  }
  return all;
}
