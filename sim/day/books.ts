/** Compares the office's books with the terminal's journal and with the paper: everything once, everywhere. */
import { readdir, readFile } from 'node:fs/promises';
import { TerminalError } from '../../protocol/errors.js';
import type { OfficeCommit } from '../shop/office-control.js';
import { type Shop, TERMINAL } from '../shop/shop.js';
import { until } from './until.js';

/** Lines of the terminal's journal, read as a stranger would: text files, a checksum, JSON. */
async function journalCommits(dir: string): Promise<OfficeCommit[]> {
  const folder = `${dir}/terminal/journal`;
  const files = (await readdir(folder)).filter((name) => name.endsWith('.log')).sort();
  const texts = await Promise.all(files.map((name) => readFile(`${folder}/${name}`, 'utf8')));
  return texts
    .join('')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line.slice(9)) as OfficeCommit);
}

/** `sales`: how many the office must have, or the least and the most. Throws `sim/books` for the first difference. */
export async function compareBooks(shop: Shop, sales?: readonly number[]): Promise<string> {
  const office = await settled(shop);
  const journal = await journalCommits(shop.dir);
  office.forEach((commit, index) => {
    if (commit.seq !== index + 1) wrong(`commit ${index + 1} of the office has the number ${commit.seq}`);
    if (JSON.stringify(commit.events) !== JSON.stringify(journal[index]?.events))
      wrong(`commit ${commit.seq} differs`);
  });
  if (duplicatesIn(office) > 0) wrong('the office has a commit twice');
  const sold = eventsOf(office, 'counter.sold');
  const [least = sold.length, most = least] = sales ?? [];
  if (sold.length < least || sold.length > most)
    wrong(`the office has ${sold.length} sales, not ${least} to ${most}`);
  checkPoints(office);
  await checkPaper(
    shop,
    sold.map(({ number }) => String(number)),
  );
  return `${office.length} commits, ${sold.length} sales, each once`;
}

export interface OfficeBooks {
  /** Commits that the office has. */
  readonly commits: number;
  /** Of these, the ones it has more than once. */
  readonly duplicates: number;
  readonly sales: number;
  /** Minor units. */
  readonly amount: number;
}

/** What the office has now. */
export async function officeBooks(shop: Shop): Promise<OfficeBooks> {
  const office = await shop.office.commits(TERMINAL);
  const sold = eventsOf(office, 'counter.sold');
  return {
    commits: office.length,
    duplicates: duplicatesIn(office),
    sales: sold.length,
    amount: sold.reduce((sum, { amount }) => sum + Number(amount), 0),
  };
}

function duplicatesIn(office: readonly OfficeCommit[]): number {
  const times = (of: (commit: OfficeCommit) => unknown) => office.length - new Set(office.map(of)).size;
  return Math.max(
    times(({ id }) => id),
    times(({ seq }) => seq),
  );
}

async function settled(shop: Shop): Promise<OfficeCommit[]> {
  let office: OfficeCommit[] = [];
  let journal: OfficeCommit[] = [];
  let reading: Promise<void> | undefined;
  const read = async (): Promise<void> => {
    journal = await journalCommits(shop.dir);
    office = await shop.office.commits(TERMINAL);
    reading = undefined;
  };
  await until(
    () => {
      reading ??= read();
      return journal.length > 0 && office.length === journal.length;
    },
    'the office to have every commit',
    () => `the office has ${office.length}, the terminal ${journal.length}`,
  );
  await reading;
  return shop.office.commits(TERMINAL);
}

function eventsOf(commits: readonly OfficeCommit[], type: string) {
  return commits.flatMap(({ events }) => events.filter((event) => event.type === type));
}

/** Every sale with points has its one ledger entry of as many. */
function checkPoints(office: readonly OfficeCommit[]): void {
  const entries = eventsOf(office, 'ledger.entered').filter(({ reason }) => reason === 'sale');
  for (const { sale, points } of eventsOf(office, 'counter.sold')) {
    const own = entries.filter(({ cause }) => cause === sale);
    const sum = own.reduce((total, { amount }) => total + Number(amount), 0);
    if (sum !== points || own.length > 1)
      wrong(`sale ${String(sale)} gave ${sum} points, not ${String(points)}`);
  }
}

/** Every sale's receipt is on paper: once, and more often only with the reprint mark. */
async function checkPaper(shop: Shop, numbers: readonly string[]): Promise<void> {
  for (const number of numbers) {
    const copies = () => shop.printer.receipts().filter(({ text }) => isReceiptOf(number, text));
    await until(
      () => copies().length > 0,
      `a receipt ${number}`,
      () => 'none',
    );
    const unmarked = copies().filter(({ text }) => !text.includes('重打'));
    if (unmarked.length > 1)
      wrong(`receipt ${number} is out ${unmarked.length} times without a reprint mark`);
  }
}

function wrong(message: string): never {
  throw new TerminalError('sim/books', message);
}

/** A refund's receipt names the sale, too: 原单. */
function isReceiptOf(number: string, text: string): boolean {
  return text.split('\n').some((line) => line.includes(number) && !line.includes('原单'));
}
