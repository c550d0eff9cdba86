/** What people do at a till, by chance: one stream of it for each till, the same whatever goes wrong. */
import { isTerminalError, messageOf, TerminalError } from '../../protocol/errors.js';
import { cardHolder, issueCard } from '../../terminal/cards/index.js';
import { change, register } from '../../terminal/customers/commands.js';
import { customerByNo } from '../../terminal/customers/index.js';
import { customers } from '../../terminal/customers/queries.js';
import { sendText } from '../../terminal/messaging/outgoing.js';
import { askReprint } from '../../terminal/receipts/commands.js';
import { receiptJobs } from '../../terminal/receipts/queries.js';
import { STAFF } from '../../terminal/staff.js';
import { type Chance, dice } from './chance.js';
import type { Forgotten } from './forgotten.js';
import { CARD_DEEDS } from './people/cards.js';
import { type Deed, type Drawn, drawFrom } from './people/deed.js';
import { ENGAGING_WORDS, raffling, voting } from './people/engaging.js';
import { guestCalls, guestDeed } from './people/erasing.js';
import { joiningDeed } from './people/joining.js';
import { lendingDeed } from './people/lending.js';
import { MONEY_DEEDS, sale } from './people/money.js';
import { OWNER_PHONE, OWNER_TEXTS, standingIn } from './people/owning.js';
import { PROOF_DEEDS } from './people/proof.js';
import { replacingDoes } from './people/replacing.js';
import { comingAndGoing } from './people/staffing.js';
import { agrees, textingDeed } from './people/texting.js';
import type { Till } from './till.js';
import type { Timeline } from './timeline.js';
import type { Trace } from './trace.js';
import type { Witness } from './witness.js';

export interface People {
  /** Begins what they do until `untilMs`. */
  work(untilMs: number): void;
  /** Texts that people sent, each as often as it was sent, with the words that may be kept. */
  readonly texted: readonly { readonly from: string; readonly text: string }[];
  /** How many orders an owner gave with the right PIN. */
  ordered(): number;
}

export interface PeopleParts {
  readonly till: Till;
  readonly timeline: Timeline;
  readonly trace: Trace;
  readonly witness: Witness;
  readonly chance: Chance;
  /** For texts to many, and for an owner who asks by text: on some days alone. */
  readonly texting: Chance;
  readonly owning: Chance;
  /** For snapshots. */
  readonly keeping: Chance;
  readonly staffing: Chance;
  /** On a day on which staff look after their customers' records. */
  readonly joining?: Chance;
  /** On a day on which much is lent. */
  readonly lending?: Chance;
  /** On a day on which guests come who ask to be forgotten. */
  readonly erasing?: Chance;
  /** On a day on which a machine dies. */
  readonly replacing?: Chance;
  readonly forgotten: Forgotten;
  /** How much longer than on a busy day people pause between two deeds. */
  readonly ease: number;
}

/** Numbers of the customers that the office knows, and of strangers. */
export const PHONES = ['13800138000', '13912345678', '13700137000', '18600001111', '15012340000'] as const;

const WORDS = [
  'JF',
  '积分',
  'TD',
  '退订',
  '你好，请问今天几点关门？',
  '苹果还有吗',
  ...ENGAGING_WORDS,
] as const;
const LONG = '请问下周的水果礼篮可以提前预订吗？我们公司想订二十份，需要发票，送到福田中心区。'.repeat(3);

const registration: Deed = async ({ kernel, stamps }, chance) => {
  const id = kernel.ids.next();
  const phone = chance.pick(PHONES);
  const wanted = { id, name: `顾客${chance.between(1, 99)}`, phone, stamp: stamps.next() };
  await kernel.transact(STAFF, (state) => register(state, wanted));
  return id;
};

const renaming: Deed = async ({ kernel, stamps }, chance) => {
  const known = customers(kernel.state, 0, 50);
  const customer = known[chance.between(0, Math.max(0, known.length - 1))];
  if (!customer) return undefined;
  const wanted = { customer: customer.id, name: `改名${chance.between(1, 9999)}`, stamp: stamps.next() };
  await kernel.transact(STAFF, (state) => change(state, wanted));
  const stands = "SELECT stamp FROM customer_stamps WHERE customer = ? AND field = 'name'";
  return kernel.state.value<string>(stands, customer.no);
};

const card: Deed = async ({ kernel }, chance) => {
  const known = customers(kernel.state, 0, 50);
  const customer = known[chance.between(0, Math.max(0, known.length - 1))];
  if (!customer) return undefined;
  const uid = `04${String(chance.between(0, 99)).padStart(12, '0')}`;
  await kernel.transact(STAFF, (state) =>
    issueCard(state, { uid, kind: 'ntag', random: false }, customer.id),
  );
  const no = cardHolder(kernel.state, uid);
  if (no === undefined || customerByNo(kernel.state, no)?.id !== customer.id)
    throw new TerminalError('sim/card', `card ${uid} does not open ${customer.id}`);
  return uid;
};

/** Advertisements go to whoever agrees, and the shop sends more of them than any should. */
const text =
  (purpose: 'service' | 'marketing'): Deed =>
  async (app, chance) => {
    const { kernel, clock } = app;
    const id = kernel.ids.next();
    const key = `+86${chance.pick(PHONES)}`;
    const words = `${purpose === 'service' ? '您的礼篮到货了' : '水果节'}${chance.between(1, 99)}`;
    const body = chance.hit(0.2) ? words.padEnd(100, '好') : words;
    const wanted = { id, key, text: body, purpose, cause: 'staff', now: clock.now() } as const;
    if (purpose === 'marketing') await agrees(app, key);
    await kernel.transact(STAFF, (state) => sendText(state, wanted));
    return id;
  };

const reprint: Deed = async ({ kernel }, chance) => {
  const job = receiptJobs(kernel.state, chance.between(0, 3), 1)[0];
  if (!job) return undefined;
  await kernel.transact(STAFF, (state) => askReprint(state, job.job));
  return undefined;
};

const answering: Deed = async ({ desk }) => {
  if (desk.live().length > 0) await desk.answer();
  return undefined;
};

const hangingUp: Deed = async ({ desk }) => {
  if (desk.live().length > 0) await desk.hangUp();
  return undefined;
};

/** Not a person's deed: what the program does by itself after some thousand commits, which no day here has. Somebody is registered meanwhile. */
const snapshot: Deed = async (app, chance) => {
  const [told] = await Promise.all([registration(app, chance), app.kernel.snapshotBeside()]);
  return told;
};

/** Deeds of the staff, by how often they are done. */
const staffDeed = drawFrom<Deed>([
  ['sale', 10, sale],
  ['registers', 2, registration],
  ['renames', 2, renaming],
  ['issues a card', 1, card],
  ['texts', 1, text('service')],
  ['advertises', 2, text('marketing')],
  ['reprints', 1, reprint],
  ['answers', 2, answering],
  ['hangs up', 2, hangingUp],
  ['votes', 1, voting],
  ['raffles', 2, raffling],
  ...MONEY_DEEDS,
  ...CARD_DEEDS,
  ...PROOF_DEEDS,
]);

const always = (name: string, deed: Deed) => () => ({ name, deed });

/** No deed asks chance for more. */
const DICE = 16;

/** Between two deeds of the staff, and between two of customers, on a busy day. */
const STAFF_PAUSE_MS = 30_000;
const CUSTOMER_PAUSE_MS = 50_000;
/** On a day with texts to many, on a day with an owner far away: pauses, and how many days are such. */
const TEXTING = { pauseMs: 60_000, share: 0.25 } as const;
const OWNING = { pauseMs: 60_000, share: 0.05 } as const;
const KEEPING = { pauseMs: 240_000, share: 0.2 } as const;
/** On a day on which people log in. A PIN takes a good part of a second's work to try: such days are few. */
const STAFFING = { pauseMs: 180_000, share: 0.05 } as const;
/** On a day with records to look after. */
const JOINING_PAUSE_MS = 75_000;

/** On a day with guests. */
const ERASING_PAUSE_MS = 45_000;
/** On a day with backups, and a machine that dies. */
const REPLACING_PAUSE_MS = 200_000;
/** On a day on which much is lent. */
const LENDING_PAUSE_MS = 60_000;

export function createPeople(parts: PeopleParts): People {
  const { till, timeline, trace, witness, chance, texting, owning, keeping } = parts;
  const { staffing, joining, lending, erasing, replacing, forgotten, ease } = parts;
  const texted: { from: string; text: string; atMs: number }[] = [];
  let ordered = 0;
  const say = (what: string) => trace.add(till.name, `people: ${what}`);

  async function act(name: string, deed: Deed, from = chance): Promise<void> {
    const thrown = dice(from, DICE);
    const life = till.life();
    if (!life) return say(`${name}, but the terminal is off`);
    say(name);
    try {
      const told = await deed(life.app, thrown);
      if (!life.alive()) return;
      say(`${name}: done ${told ?? ''}`);
      if (told !== undefined && !till.books.hold(told))
        witness.broken('told-is-kept', `${till.name} ${name} ${told}`);
    } catch (error) {
      say(`${name}: ${messageOf(error)}`);
      if (!isTerminalError(error) || error.code.startsWith('sim/') || error.code.startsWith('database/'))
        witness.broken('nothing-escapes', `${till.name} ${name}: ${messageOf(error)}`);
    }
  }

  /** What the phone network refuses (no line, no such call) is no news. */
  function dare(what: string, deed: () => unknown): void {
    say(what);
    try {
      deed();
    } catch (error) {
      say(`${what}: ${messageOf(error)}`);
    }
  }

  function customerDoes(): void {
    const { network } = till.phone;
    const from = chance.pick(PHONES);
    const kind = chance.between(1, 10);
    if (kind <= 5) {
      const words = kind === 5 ? LONG : chance.pick(WORDS);
      if (isHasty(from, words)) return;
      dare(`${from} texts ${words.slice(0, 8)}`, () => network.text(from, words));
      texted.push({ from, text: words, atMs: timeline.now() });
    } else if (kind <= 7) dare(`${from} rings`, () => network.call(chance.hit(0.2) ? 'withheld' : from));
    else if (kind === 8) dare('a caller hangs up', () => network.hangUp());
    else till.reader.lay(kind === 9 ? chance.between(1, 6) : 0);
  }

  function ownerDoes(): void {
    const { text, kept, right } = owning.pick(OWNER_TEXTS);
    if (owning.hit(0.25)) return void act('stands in for the owner', standingIn, owning);
    if (isHasty(OWNER_PHONE, kept)) return;
    dare(`the owner texts ${kept}`, () => till.phone.network.text(OWNER_PHONE, text));
    texted.push({ from: OWNER_PHONE, text: kept, atMs: timeline.now() });
    if (right) ordered += 1;
  }

  /** The same words in the same second make the same PDU: nobody can tell them from one that is offered again. */
  function isHasty(from: string, words: string): boolean {
    const before = texted.findLast((one) => one.from === from && one.text === words);
    return before !== undefined && timeline.now() - before.atMs < 1_000;
  }

  function again(from: Chance, pauseMs: number, untilMs: number, deed: () => void): void {
    const pause = from.between(1, 2 * pauseMs);
    if (timeline.now() + pause > untilMs) return;
    timeline.after(pause, () => {
      deed();
      again(from, pauseMs, untilMs, deed);
    });
  }

  function deeds(from: Chance, pauseMs: number, untilMs: number, draw: (from: Chance) => Drawn<Deed>): void {
    again(from, pauseMs, untilMs, () => {
      const { name, deed } = draw(from);
      void act(name, deed, from);
    });
  }

  return {
    texted,
    ordered: () => ordered,
    work(untilMs) {
      deeds(chance, STAFF_PAUSE_MS * ease, untilMs, staffDeed);
      again(chance, CUSTOMER_PAUSE_MS * ease, untilMs, customerDoes);
      if (staffing.hit(STAFFING.share))
        deeds(staffing, STAFFING.pauseMs, untilMs, always('comes or goes', comingAndGoing));
      if (erasing)
        again(erasing, ERASING_PAUSE_MS, untilMs, () => {
          const { name, deed } = guestDeed(erasing, forgotten);
          if (erasing.hit(0.3)) dare('a guest calls', () => guestCalls(till, erasing, forgotten));
          else void act(name, deed, erasing);
        });
      if (replacing) again(replacing, REPLACING_PAUSE_MS, untilMs, () => say(replacingDoes(till, replacing)));
      if (lending) deeds(lending, LENDING_PAUSE_MS, untilMs, lendingDeed);
      if (owning.hit(OWNING.share)) again(owning, OWNING.pauseMs, untilMs, ownerDoes);
      if (keeping.hit(KEEPING.share))
        deeds(keeping, KEEPING.pauseMs, untilMs, always('the program keeps a snapshot', snapshot));
      if (joining) deeds(joining, JOINING_PAUSE_MS, untilMs, joiningDeed);
      if (texting.hit(TEXTING.share)) deeds(texting, TEXTING.pauseMs, untilMs, textingDeed);
    },
  };
}
