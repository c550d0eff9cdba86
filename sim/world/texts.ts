/** Holds what the journal says of texts to many against what the network took, and owners' orders against their PINs. */
import { decodeSubmit } from '../modem/pdu/tpdu.js';
import { readUserData } from '../modem/pdu/user-data.js';
import type { BookEntry, BookEvent } from './books.js';
import { countOf } from './count-of.js';
import { GONE } from './forgotten.js';
import { OWNER_KEY, OWNER_PIN } from './people/owning.js';
import { createPersons, type Persons } from './persons.js';
import type { Till } from './till.js';
import { keyOf } from './watch.js';
import type { Witness } from './witness.js';

type Held = Pick<Till, 'name' | 'books' | 'phone'> & Partial<Pick<Till, 'forgotten'>>;

/** Everything that can be said of a till's texts at rest. */
export function checkTexts(till: Held, ordered: number, witness: Witness): void {
  checkCampaigns(till, witness);
  checkOccasions(till, witness);
  checkStatus(till, witness);
  checkParts(till, witness);
  checkOwner(till, ordered, witness);
}

/** Ends after which a text may be asked for once more: it did not leave. */
const NOT_LEFT = ['messaging.failed', 'messaging.expired', 'messaging.cancelled'] as const;

/** Where each text came to an end without leaving, by its id. */
function endsWithoutLeaving({ books }: Held): ReadonlyMap<unknown, number> {
  const ends = NOT_LEFT.flatMap((type) => books.events(type));
  return new Map(ends.map(({ seq, event }) => [event.text, seq]));
}

/** A campaign texts a number once and a person once, but for those whose text did not leave; also who was two customers before. */
function checkCampaigns(till: Held, witness: Witness): void {
  const { books } = till;
  const ended = endsWithoutLeaving(till);
  const people = new Map<string, string>();
  for (const { event } of books.events('campaigns.gathered'))
    for (const { key, customer } of event.recipients as ReadonlyArray<{ key: string; customer: string }>)
      people.set(`${event.campaign} ${key}`, customer);
  const last = new Map<string, BookEntry>();
  const personsAt = personsIn(till);
  for (const entry of books.events('campaigns.drawn')) {
    const { campaign, key, text } = entry.event;
    if (text === undefined) continue;
    const customer = people.get(`${campaign} ${key}`);
    const whom = [key, ...(customer === undefined ? [] : personsAt(entry.seq).idsOf(customer))];
    for (const one of whom) {
      const before = last.get(`${campaign} ${one}`);
      if (before && (ended.get(before.event.text) ?? Number.POSITIVE_INFINITY) > entry.seq)
        witness.broken('texted-once', `${till.name}: ${campaign} texts ${one} again as ${text}`);
    }
    for (const one of [key, customer]) last.set(`${campaign} ${one}`, entry);
  }
}

/** Who is one person with whom after commit `seq`; asked with growing numbers. */
function personsIn({ books }: Pick<Held, 'books'>): (seq: number) => Persons {
  const persons = createPersons();
  const joined = [...books.events('customers.merged'), ...books.events('customers.unmerged')];
  joined.sort((one, other) => one.seq - other.seq);
  return (seq) => {
    while ((joined[0]?.seq ?? seq) < seq) persons.take(joined.shift()?.event as BookEvent);
    return persons;
  };
}

interface Proposed {
  readonly what: string;
  readonly once: string;
  readonly key: string;
  readonly customer: string;
  readonly auto: boolean;
}

/** An occasion is texted once, whoever's number it is, and only after somebody said yes to it or to its rule. */
function checkOccasions({ name, books }: Held, witness: Witness): void {
  const proposals = new Map<unknown, Proposed>();
  for (const { event } of books.events('care.proposed'))
    for (const wish of event.wishes as readonly Proposed[]) proposals.set(`${wish.what} ${wish.key}`, wish);
  const approved = new Map<unknown, number>();
  for (const { seq, event } of books.events('care.approved'))
    for (const occasion of event.occasions as readonly string[])
      if (!approved.has(occasion)) approved.set(occasion, seq);
  const texted = new Set<string>();
  const personsAt = personsIn({ books });
  for (const { seq, event } of books.events('care.wished')) {
    if (event.text === undefined || String(event.occasion).includes(GONE)) continue;
    const wish = proposals.get(event.occasion);
    if (!wish || !(wish.auto || (approved.get(event.occasion) ?? seq) < seq))
      witness.broken('texted-once', `${name} texts "${event.occasion}", which nobody approved`);
    const own = [String(event.occasion), `${wish?.once} ${wish?.customer}`];
    const same = personsAt(seq)
      .idsOf(wish?.customer ?? '')
      .map((id) => `${wish?.once} ${id}`);
    for (const one of [...own, ...same])
      if (texted.has(one)) witness.broken('texted-once', `${name} texts "${one}" twice`);
    for (const one of own) texted.add(one);
  }
}

/** What is called sent did leave; what left is called sent, or unknown. Texts of the same words to the same number are counted together. */
function checkStatus({ name, books, phone, forgotten }: Held, witness: Witness): void {
  const wanted = new Map(
    books
      .events('messaging.queued')
      .filter(({ event }) => !forgotten?.hasAsked(String(event.key)) && !String(event.key).startsWith(GONE))
      .map(({ event }) => [event.text, `${event.key} ${event.body}`]),
  );
  const count = (type: string) =>
    countOf(books.events(type).flatMap(({ event }) => wanted.get(event.text) ?? []));
  const [sent, unknown] = [count('messaging.sent'), count('messaging.unknown')];
  const whole = phone.network
    .sent()
    .filter(({ to, parts, total }) => parts === total && !forgotten?.hasAsked(keyOf(to)));
  const left = countOf(whole.map(({ to, text }) => `${keyOf(to)} ${text}`));
  for (const [what, times] of sent)
    if (times > (left.get(what) ?? 0))
      witness.broken(
        'status-is-honest',
        `${name} says "${what}" is sent ${times} times; it left ${left.get(what) ?? 0} times`,
      );
  for (const [what, times] of left) {
    const told = (sent.get(what) ?? 0) + (unknown.get(what) ?? 0);
    if (times > told)
      witness.broken('status-is-honest', `${name}: "${what}" left ${times} times, ${told} are told`);
  }
}

/** Each part of a long text leaves once: one that was put off goes on where it stood. */
function checkParts({ name, phone }: Held, witness: Witness): void {
  const seen = new Set<string>();
  const long = phone.network.sent().filter(({ total }) => total > 1);
  for (const tpdu of long.flatMap(({ tpdus }) => tpdus)) {
    const { destination, data } = decodeSubmit(Buffer.from(tpdu, 'hex'));
    const { concatenation, text } = readUserData(data);
    const part = `${concatenation?.sequence} of ${concatenation?.reference} to ${destination.number}: ${text}`;
    if (seen.has(part)) witness.broken('texted-once', `${name}: part ${part} left twice`);
    seen.add(part);
  }
}

const OWNER_EVENTS = ['owner.pin-wrong', 'owner.obeyed', 'owner.unlocked', 'owner.enrolled'] as const;
const TRIES = 3;

/**
 * The number alone gives nothing: nothing is obeyed but the `ordered` texts with the right PIN, three wrong ones in a row lock the number,
 * and no PIN is written down anywhere.
 */
function checkOwner({ name, books }: Held, ordered: number, witness: Witness): void {
  const obeyed = books.events('owner.obeyed').length;
  if (obeyed > ordered) witness.broken('owner-needs-pin', `${name} obeyed ${obeyed} of ${ordered} orders`);
  let wrong = 0;
  const story = OWNER_EVENTS.flatMap((type) => books.events(type)).filter(
    ({ event }) => event.key === OWNER_KEY,
  );
  for (const { seq, event } of story.sort((one, other) => one.seq - other.seq)) {
    if (event.type === 'owner.pin-wrong') wrong += 1;
    else if (event.type === 'owner.obeyed' && wrong >= TRIES)
      witness.broken('owner-needs-pin', `${name} obeyed in ${seq} after ${wrong} wrong PINs`);
    else wrong = 0;
  }
  const written = books.commits().find(({ line }) => line.includes(OWNER_PIN));
  if (written) witness.broken('owner-needs-pin', `${name} wrote the PIN down in ${written.seq}`);
}
