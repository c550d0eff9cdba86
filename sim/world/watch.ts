/** Looks at what leaves a till, as it leaves: paper and texts. */
import { createHash } from 'node:crypto';
import type { Tap } from '../../drivers/reader/types.js';
import { normalizeNumber } from '../../protocol/number/index.js';
import { cardHolder } from '../../terminal/cards/index.js';
import { customerByNo } from '../../terminal/customers/index.js';
import type { DomainEvent } from '../../terminal/kernel/events.js';
import type { Kernel } from '../../terminal/kernel/kernel.js';
import type { SentText } from '../network/types.js';
import type { SimReceipt } from '../printer/types.js';
import type { BookEvent } from './books.js';
import { OWNER_IN_PDU, OWNER_KEY } from './people/owning.js';
import { createPersons } from './persons.js';
import type { Till } from './till.js';
import type { Trace } from './trace.js';
import type { Witness } from './witness.js';

/** In the head of a receipt; its barcode at the end may be on another piece of paper. */
const NUMBER = /单号\s+(till-\d-\d{6})/g;
/** In the code at its end. */
const END = /zhanggui:sale:(till-\d-\d{6}):/g;
const REPRINT = '重打';

/** What a till's printer has put out so far. */
interface Pile {
  /** Pieces that the end of a roll tore off: what follows them belongs to them. */
  torn: string;
  /** Unmarked copies by receipt number. */
  readonly unmarked: Map<string, number>;
  /** How often the code at the end of a receipt came out, by receipt number. */
  readonly ends: Map<string, number>;
}

/** What watching needs to know of a till. */
type Watched = Pick<Till, 'name' | 'books'> & Partial<Pick<Till, 'forgotten'>>;

const piles = new WeakMap<Watched, Pile>();

function pileOf(till: Watched): Pile {
  const known = piles.get(till) ?? { torn: '', unmarked: new Map(), ends: new Map() };
  piles.set(till, known);
  return known;
}

/** A receipt on paper is of a sale that the journal has, and says so when it is not the first. */
export function watchPaper(till: Watched, receipt: SimReceipt, witness: Witness): void {
  const pile = pileOf(till);
  for (const [, number = ''] of receipt.qr.join('\n').matchAll(END))
    pile.ends.set(number, (pile.ends.get(number) ?? 0) + 1);
  const text = pile.torn + receipt.text;
  pile.torn = receipt.cut === 'torn' ? text : '';
  if (receipt.cut === 'torn') return;
  let from = 0;
  for (const match of text.matchAll(NUMBER)) {
    const [, number = ''] = match;
    if (!till.books.events('counter.sold').some(({ event }) => event.number === number))
      witness.broken('paper-is-known', `${number} is on paper and not in the journal`);
    const isMarked = text.slice(from, match.index).includes(REPRINT);
    from = match.index;
    if (isMarked) continue;
    const copies = (pile.unmarked.get(number) ?? 0) + 1;
    pile.unmarked.set(number, copies);
    if (copies > 1) witness.broken('paper-is-known', `${number} is on paper twice without a mark`);
  }
}

/** What the printer confirmed is on paper to its end, and no sale went without a receipt. */
export function checkPaper(till: Watched, witness: Witness): void {
  const { ends } = pileOf(till);
  const numbers = new Map<unknown, string>();
  for (const { event } of till.books.events('receipts.queued')) {
    const [, number] = JSON.stringify(event.receipt).match(new RegExp(END.source)) ?? [];
    if (number !== undefined) numbers.set(event.job, number);
  }
  const asked = new Set(numbers.values());
  for (const { event } of till.books.events('counter.sold')) {
    if (!asked.has(String(event.number)))
      witness.broken('paper-is-known', `${event.number} was sold without a receipt`);
  }
  const confirmed = new Map<string, number>();
  for (const { event } of till.books.events('receipts.printed')) {
    const number = numbers.get(event.job);
    if (number !== undefined && event.confirmed === true)
      confirmed.set(number, (confirmed.get(number) ?? 0) + 1);
  }
  for (const [number, times] of confirmed) {
    const came = ends.get(number) ?? 0;
    if (came < times)
      witness.broken('paper-is-known', `${number} was confirmed ${times} times and came out ${came} times`);
  }
}

/** A text that goes from the SIM is in the journal. */
export function watchSim(till: Watched, pdu: string, witness: Witness, trace: Trace): void {
  trace.add(till.name, `SIM loses ${pdu}`);
  if (pdu.includes(OWNER_IN_PDU)) watchSecret(till, pdu, witness);
  else if (!till.books.events('messaging.pdu-kept').some(({ event }) => isKept(event, pdu)))
    witness.broken('sim-text-kept-first', `${till.name} deleted ${pdu}`);
}

/** Of a report about a number that nobody is texted at, as after an erasure, the hash alone stays. */
function isKept({ pdu: kept, outcome, hash }: BookEvent, pdu: string): boolean {
  if (kept === pdu) return true;
  return outcome === 'report' && kept === '' && hash === hashOf(pdu);
}

const hashOf = (pdu: string): string => createHash('sha256').update(pdu).digest('hex').slice(0, 32);

/** PDUs with an owner's PIN, as they went from the SIM: what is kept of them is the text with its PIN hidden. */
const secrets = new WeakMap<Watched, Set<string>>();

function watchSecret(till: Watched, pdu: string, witness: Witness): void {
  const gone = secrets.get(till) ?? new Set();
  secrets.set(till, gone.add(pdu));
  const kept = till.books.events('messaging.received').filter(({ event }) => event.key === OWNER_KEY).length;
  if (kept < gone.size)
    witness.broken('sim-text-kept-first', `${till.name} deleted ${gone.size} of the owner, kept ${kept}`);
}

/** A tap is of the card that lies there, whole; and it opens the customer whom that card was issued to. */
export function watchTap(till: Till, { uid, memberCode, random }: Tap, witness: Witness): void {
  const laid = till.reader.laid();
  if (uid !== laid?.uid || memberCode !== laid.memberCode)
    witness.broken(
      'tap-is-the-card',
      `${till.name} read ${uid} ${memberCode} off ${laid?.uid} ${laid?.memberCode}`,
    );
  const app = till.life()?.app;
  if (random || !laid || !app) return;
  const opened = cardHolder(app.kernel.state, uid);
  watchMarks(till, laid.uid, opened, witness);
  const issued = till.books.events('cards.issued').findLast(({ event }) => event.uid === laid.uid);
  if (opened === undefined || !issued) return;
  const customer = customerByNo(app.kernel.state, opened)?.id ?? 'nobody';
  const persons = createPersons();
  for (const { events } of till.books.commits()) events.forEach(persons.take);
  if (!persons.idsOf(customer).includes(String(issued.event.customer)))
    witness.broken('tap-is-the-card', `${laid.uid} opens ${customer}, not ${issued.event.customer}`);
}

/** A card whose newest mark says that it is lost, replaced or retired opens nobody. */
function watchMarks(till: Till, uid: string, opened: number | undefined, witness: Witness): void {
  const marks = till.books.events('cards.marked').filter(({ event }) => event.uid === uid);
  const stamps = marks.map(({ event }) => String(event.stamp)).sort();
  const newest = marks.find(({ event }) => event.stamp === stamps.at(-1));
  if (newest && newest.event.state !== 'valid' && opened !== undefined)
    witness.broken('tap-is-the-card', `${uid} is ${newest.event.state} and opens ${opened}`);
}

/** An item of the feed is taken once, as it comes: a terminal that takes one again and again would never end. */
export function watchFeed(name: string, kernel: Kernel, witness: Witness): void {
  let last = 0;
  kernel.onCommit(({ events }) => {
    for (const event of events) {
      if (event.type !== 'sync.advanced') continue;
      const { cursor } = event as DomainEvent & { readonly cursor: number };
      if (cursor <= last) witness.broken('counted-once', `${name} took item ${cursor} of the feed again`);
      last = cursor;
    }
  });
}

/** The newest text was asked for, as often as it was sent, and not refused by its receiver. */
export function watchSent(till: Watched, all: readonly SentText[], witness: Witness): void {
  const newest = all.at(-1);
  if (!newest || newest.parts < newest.total) return;
  const key = keyOf(newest.to);
  if (till.forgotten?.hasAsked(key)) return;
  const same = all.filter(({ to, text }) => keyOf(to) === key && text === newest.text).length;
  const asked = till.books
    .events('messaging.queued')
    .filter(({ event }) => event.key === key && event.body === newest.text);
  if (same > asked.length)
    witness.broken(
      'text-sent-once',
      `${key} got "${newest.text}" ${same} times, asked ${asked.length} times`,
    );
  const texts = new Map(asked.map(({ event }) => [event.text, event]));
  const began = till.books.events('messaging.sending').findLast(({ event }) => texts.has(event.text));
  const wanted = began && texts.get(began.event.text);
  if (!began || !wanted || !REFUSABLE.includes(String(wanted.purpose))) return;
  watchConsent(till, wanted, began.seq, witness);
  watchQuiet(till, began.seq, witness);
}

/** Of texts that nobody asked for: each may be refused, and is not sent at night. */
const REFUSABLE: readonly string[] = ['care', 'marketing'];
/** Ends each advertisement, and no other text. */
const REFUSAL_SUFFIX = '拒收请回复R';

/** What the receiver said last, before commit `seq` began the text, is not a refusal; and to an advertisement it is a yes. */
function watchConsent(till: Watched, wanted: BookEvent, seq: number, witness: Witness): void {
  const { key, purpose } = wanted;
  const said = (type: string): number =>
    till.books
      .events(type)
      .filter(
        ({ event }) => event.key === key && ((event.purposes ?? REFUSABLE) as unknown[]).includes(purpose),
      )
      .reduce((last, one) => (one.seq < seq ? one.seq : last), 0);
  const [refused, agreed] = [said('messaging.refused'), said('messaging.consented')];
  if (refused > agreed)
    witness.broken(
      'refusal-is-heeded',
      `${key} refused in ${refused}, and a ${purpose} text began in ${seq}`,
    );
  if (purpose !== 'marketing') return;
  if (agreed === 0)
    witness.broken('refusal-is-heeded', `${key} never agreed, and an advertisement began in ${seq}`);
  if (!String(wanted.body).endsWith(REFUSAL_SUFFIX))
    witness.broken('refusal-is-heeded', `an advertisement to ${key} does not say how to refuse`);
}

/** Shanghai's, all year. */
const ZONE_MINUTES = 8 * 60;
/** Between a look at the clock and the commit. */
const SLACK_MINUTES = 1;
/** A clock that moved further than this since the commit before was set meanwhile. */
const STEADY_MS = 5 * 60_000;

/** Commit `seq` began an advertisement: by the till's own clock, if nobody was setting it, not in the hours that people set. */
function watchQuiet(till: Watched, seq: number, witness: Witness): void {
  const set = till.books.events('messaging.policy-set').find((one) => one.seq < seq);
  const [before, at] = [atOf(till, seq - 1), atOf(till, seq)];
  if (!set || Math.abs(at - before) > STEADY_MS) return;
  const { quietFrom, quietTo } = set.event.policy as { quietFrom: number; quietTo: number };
  const minute = (Math.floor(at / 60_000) + ZONE_MINUTES) % (24 * 60);
  if (minute >= quietFrom + SLACK_MINUTES && minute < quietTo)
    witness.broken('night-is-quiet', `${till.name} began an advertisement in minute ${minute} of the day`);
}

/** Wall clock of a commit, as its line says. */
function atOf(till: Watched, seq: number): number {
  const line = till.books.commits()[seq - 1]?.line ?? '';
  return Number(/"at":(\d+)/.exec(line)?.[1] ?? 0);
}

/** A number as the journal has it. */
export function keyOf(number: string): string {
  return normalizeNumber(number).key ?? number;
}
