/** Holds the tills of one store against each other and against the office, when everything has come to rest. */

import { spendable } from '../../terminal/allowance/index.js';
import { customerById } from '../../terminal/customers/index.js';
import { customers } from '../../terminal/customers/queries.js';
import { balancesOf } from '../../terminal/ledger/index.js';
import { GONE } from './forgotten.js';
import type { HeadOffice } from './head-office.js';
import type { Till } from './till.js';
import type { Witness } from './witness.js';

/** What a till says, by what it is about: told in ids, because row numbers differ between tills. */
type Says = ReadonlyMap<string, string | number>;

const QUESTIONS = [
  `SELECT 'name of ' || id AS what, name AS says FROM customers`,
  `SELECT 'who is ' || c.id AS what, coalesce(m.id, c.id) || iif(c.removed IS NULL, '', ' and away') AS says
     FROM customers c LEFT JOIN customer_aliases ON alias = c.no LEFT JOIN customers m ON m.no = main`,
  `SELECT 'owner of ' || id AS what, owner AS says FROM customers`,
  `SELECT 'level of ' || id AS what, level AS says FROM customers`,
  `SELECT 'numbers of ' || id AS what, group_concat(key) AS says FROM
     (SELECT id, key FROM customers JOIN customer_phones ON no = customer ORDER BY id, key) GROUP BY id`,
  `SELECT 'card ' || uid AS what, id AS says FROM cards JOIN customers ON no = customer`,
  `SELECT 'PIN of ' || id AS what, hash || ' ' || (SELECT count(*) FROM proof_tries WHERE customer = no) AS says
     FROM proof_pins JOIN customers ON no = customer`,
  `SELECT 'mark of ' || uid AS what, state || replacement AS says FROM card_marks`,
  `SELECT 'account ' || account || ' of ' || id AS what, sum(amount) AS says
     FROM ledger JOIN customers ON no = customer GROUP BY no, account`,
  `SELECT 'bought by ' || id AS what, sum(amount) || ' for ' || sum(points) || ' points' AS says FROM (
     SELECT customer, amount, points FROM sales
     UNION ALL SELECT s.customer, -r.amount, -r.points FROM refunds r JOIN sales s ON s.no = r.sale)
     JOIN customers ON no = customer GROUP BY no`,
] as const;

/** Every till of the store and the office say the same of every customer. */
export function checkAgree(tills: readonly Till[], office: HeadOffice, witness: Witness): void {
  const [first, ...others] = tills;
  if (!first) return;
  const says = saysOf(first);
  for (const other of others) {
    compare(says, saysOf(other), (what, one, two) =>
      witness.broken('stores-agree', `${what}: ${one} at ${first.name}, ${two} at ${other.name}`),
    );
  }
  const accounts = new Map([...says].filter(([what]) => what.startsWith('account ')));
  compare(accounts, booksOf(office), (what, one, two) =>
    witness.broken('stores-agree', `${what}: ${one} at ${first.name}, ${two} at the office`),
  );
  checkAllowances(tills, witness);
}

/** What the tills may spend without asking is, together, no more than there is. */
function checkAllowances(tills: readonly Till[], witness: Witness): void {
  const states = tills.flatMap((till) => till.life()?.app.kernel.state ?? []);
  const [first] = states;
  if (!first) return;
  for (const { id, no } of customers(first, 0, 1000)) {
    for (const account of ['points', 'principal', 'bonus'] as const) {
      const allowed = states.map((state) => spendable(state, customerById(state, id)?.no ?? 0, account));
      const sum = allowed.reduce((all, one) => all + one, 0);
      const there = Math.max(0, balancesOf(first, no)[account]);
      if (sum > there)
        witness.broken(
          'stores-agree',
          `${account} of ${id}: ${allowed.join(' and ')} may be spent of ${there}`,
        );
    }
  }
}

function saysOf(till: Till): Says {
  const state = till.life()?.app.kernel.state;
  const rows = QUESTIONS.flatMap((sql) => state?.all<{ what: string; says: string | number }>(sql) ?? []);
  // What stands where something was erased is each till's own word.
  const told = rows.filter(({ what, says }) => !`${what} ${says}`.includes(GONE));
  return new Map(told.map(({ what, says }) => [what, says]));
}

const ACCOUNTS = ['points', 'principal', 'bonus', 'deposit'];

function booksOf(office: HeadOffice): Says {
  const sums = new Map<string, number>();
  for (const { customer, account, amount, twice } of office.ledger()) {
    const what = `account ${ACCOUNTS.indexOf(account) + 1} of ${customer}`;
    if (!twice) sums.set(what, (sums.get(what) ?? 0) + amount);
  }
  return sums;
}

function compare(a: Says, b: Says, differ: (what: string, one: unknown, two: unknown) => void): void {
  for (const what of new Set([...a.keys(), ...b.keys()])) {
    if (a.get(what) !== b.get(what)) differ(what, a.get(what), b.get(what));
  }
}
