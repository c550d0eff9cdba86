/** What is known of the customers of some rows: a few questions for all of them, whoever was merged counted with the one who is shown. */
import { ITEM_FACTS, PROFILE_FIELDS } from '../customers/index.js';
import type { Reader } from '../kernel/database.js';
import { createReaching } from './levels.js';

export interface Known {
  /** Row number. */
  readonly no: number;
  readonly id: string;
  readonly name: string;
  /** When they were registered, ms since 1970 UTC. */
  readonly created: number;
  /** Given or reached, whichever is higher; empty for none. */
  level: string;
  readonly gender: string;
  readonly birthday: string;
  readonly tags: string;
  /** As protocol/mail writes it; empty when nobody knows. */
  readonly email: string;
  /** `1`: gets no advertisements. */
  readonly disabled: string;
  /** Number keys, in their order. */
  readonly keys: string[];
  points: number;
  /** fen */
  balance: number;
  /** fen, of all purchases, less what went back */
  spent: number;
  visits: number;
  /** The last purchase, ms since 1970 UTC; undefined for who never came. */
  visited: number | undefined;
}

type Rows = Map<number, Known>;
type Target = (no: number) => Known | undefined;
type CustomerRow = readonly [number, number, string, string, string, string | null];

/** Customers who are there, of the rows after `after` up to `to`, in order; their levels are those of `now`. */
export function readKnown(state: Reader, after: number, to: number, now: number): Rows {
  const rows = readCustomers(state, after, to);
  const reaching = createReaching<Known>(state, now);
  const read = (from: number, through: number, target: Target): void => {
    readWhatTheyHave(state, from, through, target);
    reaching?.read(from, through, target);
  };
  read(after, to, (no) => rows.get(no));
  const aliases = state.all<{ alias: number; main: number }>(
    'SELECT alias, main FROM customer_aliases WHERE main > ? AND main <= ?',
    ...[after, to],
  );
  for (const { alias, main } of aliases) read(alias - 1, alias, () => rows.get(main));
  if (reaching) for (const known of rows.values()) known.level = reaching.levelOf(known);
  return rows;
}

/** Most customers have none of these: one look instead of five. */
const SELDOM = ['gender', 'birthday', 'tags', 'email', 'disabled'] as const;
const NONE: readonly string[] = SELDOM.map(() => '');
const CUSTOMERS = `SELECT no, created, id, name, level,
    iif(${SELDOM.join(' || ')} = '', NULL, json_array(${SELDOM.join(', ')}))
  FROM customers WHERE no > ? AND no <= ? AND removed IS NULL ORDER BY no`;

function readCustomers(state: Reader, after: number, to: number): Rows {
  const rows: Rows = new Map();
  state.each(CUSTOMERS, [after, to], (row) => {
    const [no, created, id, name, level, seldom] = row as CustomerRow;
    const [gender = '', birthday = '', tags = '', email = '', disabled = ''] =
      seldom === null ? NONE : (JSON.parse(seldom) as string[]);
    rows.set(no, {
      no,
      id,
      name,
      created,
      level,
      gender,
      birthday,
      tags,
      email,
      disabled,
      keys: [],
      points: 0,
      balance: 0,
      spent: 0,
      visits: 0,
      visited: undefined,
    });
  });
  return rows;
}

function readWhatTheyHave(state: Reader, after: number, to: number, target: Target): void {
  const phones = `SELECT customer, key FROM customer_phones INDEXED BY customer_phones_customer
    WHERE customer > ? AND customer <= ?`;
  state.each(phones, [after, to], ([no, key]) => void target(no as number)?.keys.push(key as string));
  const accounts =
    'SELECT customer, account, balance FROM ledger_accounts WHERE customer > ? AND customer <= ? AND account < 4';
  state.each(accounts, [after, to], ([no, account, balance]) => {
    const known = target(no as number);
    if (!known) return;
    if (account === 1) known.points += balance as number;
    else known.balance += balance as number;
  });
  const spent = 'SELECT customer, spent FROM value_rows WHERE customer > ? AND customer <= ?';
  state.each(spent, [after, to], ([no, amount]) => {
    const known = target(no as number);
    if (known) known.spent += amount as number;
  });
  const sales = `SELECT customer, count(*), max(at) FROM sales
    WHERE customer > ? AND customer <= ? GROUP BY customer`;
  state.each(sales, [after, to], ([no, visits, at]) => {
    const known = target(no as number);
    if (!known) return;
    known.visits += visits as number;
    known.visited = Math.max(known.visited ?? 0, at as number);
  });
}

/** What `readKnown` does not tell. */
const FURTHER = PROFILE_FIELDS.filter(
  (field) => !['name', 'level', 'gender', 'birthday', 'tags', 'email', 'number', 'disabled'].includes(field),
);

export type Further = Readonly<Record<string, string>>;

/** Most customers have none of them: one look instead of eight. */
const ALL_FURTHER = `iif(${FURTHER.join(' || ')} = '', NULL, json_array(${FURTHER.join(', ')}))`;

/**
 * The rest of the profile by row: fields by their names, the shop's own under `x:` and the id, all addresses in one text; `readings` is how
 * the name sounds. What is empty is left out.
 */
export function readFurther(state: Reader, after: number, to: number): ReadonlyMap<number, Further> {
  const rows = new Map<number, Record<string, string>>();
  const sql = `SELECT no, readings, ${ALL_FURTHER} FROM customers WHERE no > ? AND no <= ? AND removed IS NULL`;
  state.each(sql, [after, to], ([no, readings, others]) => {
    const further: Record<string, string> = { readings: String(readings) };
    const values = others === null ? [] : (JSON.parse(String(others)) as string[]);
    for (const [at, value] of values.entries()) if (value !== '') further[FURTHER[at] ?? ''] = value;
    rows.set(no as number, further);
  });
  const add = (no: number, field: string, text: string): void => {
    const further = rows.get(no);
    if (further) further[field] = further[field] === undefined ? text : `${further[field]} ${text}`;
  };
  const custom = 'SELECT customer, field, value FROM customer_custom WHERE customer > ? AND customer <= ?';
  state.each(custom, [after, to], ([no, field, value]) => add(no as number, `x:${field}`, String(value)));
  const [address] = ITEM_FACTS.address;
  const items = `SELECT customer, facts ->> '${address}' FROM customer_items
    WHERE customer > ? AND customer <= ? AND kind = 'address'`;
  state.each(items, [after, to], ([no, text]) => add(no as number, 'address', String(text ?? '')));
  return rows;
}
