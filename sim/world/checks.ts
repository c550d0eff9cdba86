/** Holds the journal of a till against its database, and the office against both. */
import { messageOf } from '../../protocol/errors.js';
import { ALL_TABLES } from '../../terminal/capabilities.js';
import type { Kernel } from '../../terminal/kernel/kernel.js';
import { openKernel } from '../../terminal/kernel/kernel.js';
import { type BookCommit, type Books, DATA, isSameCommit, type Medium } from './books.js';
import { countOf } from './count-of.js';
import { checkDeposits } from './deposits.js';
import { memoryDisk } from './disk/memory-disk.js';
import { GONE } from './forgotten.js';
import type { HeadOffice } from './head-office.js';
import type { People } from './people.js';
import type { Planted } from './planted.js';
import type { Till } from './till.js';
import type { Trace } from './trace.js';
import type { Witness } from './witness.js';

/** Nothing that a medium ever kept is gone from it. `before`: the lines that were there at the last look. */
export function checkKept(
  till: Pick<Till, 'name' | 'books'>,
  before: readonly BookCommit[],
  witness: Witness,
): void {
  const now = till.books.commits();
  const lost = before.findIndex(({ line }, index) => !isSameCommit(line, now[index]?.line));
  if (lost >= 0) witness.broken('kept-stays', `${till.name} lost commit ${before[lost]?.seq}`);
}

const ACCOUNTS = ['points', 'principal', 'bonus', 'deposit'];

/** Balances are the sums of the journal's entries, sales its sales: worked out from the journal alone. */
export function checkBalances(name: string, books: Books, kernel: Kernel, witness: Witness): void {
  const sums = new Map<string, number>();
  for (const { event } of books.events('ledger.entered')) {
    const key = `${event.customer} ${ACCOUNTS.indexOf(String(event.account)) + 1}`;
    sums.set(key, (sums.get(key) ?? 0) + Number(event.amount));
  }
  const rows = kernel.state.all<{ id: string; account: number; sum: number }>(
    'SELECT id, account, sum(amount) AS sum FROM ledger JOIN customers ON no = customer GROUP BY no, account',
  );
  for (const { id, account, sum } of rows) {
    const expected = sums.get(`${id} ${account}`);
    if (expected !== sum) witness.broken('balances-are-sums', `${name} ${id}: ${sum}, not ${expected}`);
    sums.delete(`${id} ${account}`);
    const kept = balanceKept(kernel, id, account);
    if (kept !== sum) witness.broken('balances-are-sums', `${name} ${id}: ${sum}, and it keeps ${kept}`);
  }
  for (const [key, sum] of sums)
    if (sum !== 0) witness.broken('balances-are-sums', `${name} lacks ${key}: ${sum}`);
  const sold = books.events('counter.sold').reduce((all, { event }) => all + Number(event.amount), 0);
  const total = kernel.state.value<number>("SELECT coalesce(sum(amount), 0) FROM sales WHERE id <> ''");
  if (total !== sold) witness.broken('balances-are-sums', `${name} sold ${sold}, its database says ${total}`);
}

/** The sum that the ledger keeps beside its entries. */
function balanceKept(kernel: Kernel, id: string, account: number): number | undefined {
  return kernel.state.value<number>(
    'SELECT balance FROM ledger_accounts JOIN customers ON no = customer WHERE id = ? AND account = ?',
    id,
    account,
  );
}

/** Sales, receipts' numbers, ledger entries and feed items stand in a journal once. */
export function checkOnce(name: string, books: Books, witness: Witness): void {
  const seen = new Set<string>();
  const once = (what: string): void => {
    if (seen.has(what)) witness.broken('counted-once', `${name} has ${what} twice`);
    seen.add(what);
  };
  for (const { event } of books.events('counter.sold')) {
    once(`sale ${event.sale}`);
    once(`number ${event.number}`);
  }
  for (const { event } of books.events('ledger.entered'))
    once(`entry ${event.customer} ${event.account} ${event.cause}`);
  for (const { event } of books.events('lottery.entered')) once(`entry of ${event.key} in ${event.lottery}`);
  for (const { event } of books.events('lottery.redeemed')) once(`prize ${event.cause}`);
  // Two occasions of somebody who was erased may be called the same.
  for (const { event } of books.events('care.wished'))
    if (!String(event.occasion).includes(GONE)) once(`occasion ${event.occasion}`);
  for (const { event } of books.events('campaigns.drawn'))
    if (event.text !== undefined) once(`text ${event.text} of ${event.campaign}`);
  for (const { event } of books.events('sync.advanced')) once(`feed item ${event.cursor}`);
  books.commits().forEach(({ seq }, index) => {
    if (seq !== index + 1)
      witness.broken('counted-once', `${name}: commit ${index + 1} bears the number ${seq}`);
  });
}

/**
 * The office has the beginning of the till's journal, each commit once, byte for byte but for what one of them has erased already.
 * The first `agreed` commits were looked at before. Returns how many agree now.
 */
export function checkOffice(
  till: Pick<Till, 'name' | 'books' | 'life'>,
  office: Pick<HeadOffice, 'lines'>,
  witness: Witness,
  agreed = 0,
): number {
  const theirs = office.lines(till.name);
  const ours = till.books.commits();
  let same = Math.min(agreed, theirs.length);
  while (same < theirs.length && isSameCommit(theirs[same], ours[same]?.line)) same += 1;
  if (same < theirs.length)
    witness.broken('office-has-the-same', `commit ${same + 1} of ${till.name} differs at the office`);
  const acked = till.life()?.app.sync.status().acked ?? 0;
  if (acked > theirs.length)
    witness.broken('office-has-the-same', `${till.name} believes ${acked} are there, ${theirs.length} are`);
  return same;
}

/** A database made from the journal alone is the one that the till has. Returns the hash of its content. */
export async function checkReplay(
  till: { readonly name: string; medium(): Medium },
  kernel: Kernel,
  planted: Planted,
  witness: Witness,
): Promise<string> {
  const copy = memoryDisk();
  for (const path of till.medium().paths()) {
    const kept = path.startsWith(`${DATA}/journal/`) ? till.medium().kept(path) : undefined;
    if (kept) copy.put(path, kept);
  }
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {}, child: () => silent };
  const clock = { now: () => 0, monotonic: () => 0, after: () => () => undefined };
  const random = { bytes: (count: number) => new Uint8Array(count) };
  const tables = planted.tables?.(ALL_TABLES) ?? ALL_TABLES;
  const hash = kernel.contentHash();
  const end = kernel.end().seq;
  try {
    const { kernel: fresh } = await openKernel({
      host: { clock, random, disk: copy, log: silent },
      dir: DATA,
      tables,
    });
    const [again, replayed] = [fresh.contentHash(), fresh.end().seq];
    await fresh.close();
    if (again !== hash || replayed !== end)
      witness.broken('replay-is-same', `${till.name}: commit ${end}, and ${replayed} out of the journal`);
  } catch (error) {
    witness.broken('replay-is-same', `the journal of ${till.name} does not open: ${messageOf(error)}`);
  }
  return hash;
}

/** What still waits anywhere; empty when everything has come to its end. */
export function whatWaits(till: Till, office: HeadOffice): string[] {
  const app = till.life()?.app;
  if (!app) return ['a start'];
  const { state } = app.kernel;
  const count = (sql: string): number => state.value<number>(sql) ?? 0;
  const { unsent, cursor } = app.sync.status();
  const waits: Record<string, number> = {
    commits: unsent,
    'feed items': Math.max(0, office.headFor(till.name) - cursor),
    'followed commits': office.behind(),
    texts: count("SELECT count(*) FROM texts WHERE state IN ('queued', 'sending')"),
    receipts: count("SELECT count(*) FROM receipts WHERE state IN ('queued', 'started')"),
    campaigns: count("SELECT count(*) FROM campaigns WHERE state IN ('gathering', 'running')"),
    'texts on the SIM': till.phone.stored().length,
    calls: till.phone.network.calls().length,
    erasures: count('SELECT count(*) FROM erasures WHERE told IS NULL'),
    'a restored journal': app.kernel.waitsForOffice() ? 1 : 0,
    'an office': office.head() === 0 ? 1 : 0,
  };
  return Object.entries(waits).flatMap(([what, number]) => (number === 0 ? [] : [`${number} ${what}`]));
}

/**
 * Every text that a customer sent is in the inbox, as often as it was sent. One of several parts may be shown in pieces,
 * marked so, when a clock that stepped made its parts look hours apart.
 */
export function checkInbox(
  till: Pick<Till, 'name' | 'books'>,
  people: Pick<People, 'texted'>,
  witness: Witness,
): void {
  const received = till.books.events('messaging.received').map(({ event }) => event);
  const got = countOf(received.map(({ from, body }) => `${from} ${body}`));
  const inPieces = new Set(received.filter(({ partial }) => partial === true).map(({ from }) => from));
  const sent = people.texted.filter(({ from, text }) => text.length <= ONE_PART || !inPieces.has(from));
  for (const [what, times] of countOf(sent.map(({ from, text }) => `${from} ${text}`))) {
    if ((got.get(what) ?? 0) !== times)
      witness.broken(
        'everything-drains',
        `${till.name} got ${got.get(what) ?? 0} of ${times} texts "${what}"`,
      );
  }
}

/** UCS-2 characters of a text of one part (3GPP TS 23.038). */
const ONE_PART = 70;

/** Everything that can be said of a till at rest. */
export async function checkTill(
  till: Till,
  office: HeadOffice,
  planted: Planted,
  witness: Witness,
  trace: Trace,
): Promise<void> {
  const app = till.life()?.app;
  checkOnce(till.name, till.books, witness);
  checkOffice(till, office, witness);
  const kept = office.lines(till.name);
  const isSame = (line: string, at: number): boolean =>
    line === kept[at] || (till.isReplaced() && isSameCommit(line, kept[at]));
  if (till.books.commits().some(({ line }, index) => index < kept.length && !isSame(line, index)))
    witness.broken('office-has-the-same', `a line of ${till.name} differs at the office`);
  if (!app) return;
  checkBalances(till.name, till.books, app.kernel, witness);
  checkDeposits(till.name, till.books, app.kernel, witness);
  const hash = await checkReplay(till, app.kernel, planted, witness);
  trace.add(till.name, `checked at ${app.kernel.end().seq}: ${hash.slice(0, 16)}`);
}
