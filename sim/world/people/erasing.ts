/** Guests who come, buy, text and ring, and one day ask that nothing of theirs stays. */
import type { App } from '../../../terminal/app.js';
import { issueCard } from '../../../terminal/cards/index.js';
import { sell } from '../../../terminal/counter/commands.js';
import { change, register } from '../../../terminal/customers/commands.js';
import { customersByPhone } from '../../../terminal/customers/queries.js';
import { orderErasure } from '../../../terminal/erasure/commands.js';
import { sendText } from '../../../terminal/messaging/outgoing.js';
import { STAFF } from '../../../terminal/staff.js';
import type { Chance } from '../chance.js';
import { ALL_GUESTS, type Forgotten, GUESTS, type Guest } from '../forgotten.js';
import type { Till } from '../till.js';
import { type Deed, type Drawn, drawFrom, type Told } from './deed.js';

const TIME = '2026-11-22 10:00';

type GuestDeed = (app: App, chance: Chance, forgotten: Forgotten) => Promise<Told>;

interface Known {
  readonly guest: Guest;
  readonly id: string;
}

/** A guest whom this till knows, and who has not asked to be forgotten. */
function knownGuest({ kernel }: App, chance: Chance, forgotten: Forgotten): Known | undefined {
  const place = chance.fraction();
  const known = ALL_GUESTS.flatMap((guest): Known[] => {
    const customer = customersByPhone(kernel.state, guest.key)[0];
    return customer && !forgotten.hasAsked(guest.phone) ? [{ guest, id: customer.id }] : [];
  });
  return known[Math.floor(place * known.length)];
}

const meeting: GuestDeed = async ({ kernel, stamps, terminal }, chance, forgotten) => {
  const guests = GUESTS[terminal];
  if (!guests) return undefined;
  const one = chance.pick(guests);
  if (forgotten.hasAsked(one.phone) || customersByPhone(kernel.state, one.key).length > 0) return undefined;
  const wanted = { id: kernel.ids.next(), name: one.name, phone: one.phone, stamp: stamps.next() };
  await kernel.transact(STAFF, (state) => register(state, wanted));
  return wanted.id;
};

/** Sale, receipt and text name them. */
const selling: GuestDeed = async (app, chance, forgotten) => {
  const amount = chance.between(100, 9_000);
  const one = knownGuest(app, chance, forgotten);
  if (!one) return undefined;
  const { kernel, clock, terminal } = app;
  const { ids } = kernel;
  const wanted = {
    ...{ sale: ids.next(), job: ids.next(), text: ids.next(), customer: one.id, items: [] },
    ...{ amount, tendered: amount, now: clock.now(), time: TIME, terminal },
  };
  await kernel.transact(STAFF, (state) => sell(state, wanted));
  return wanted.sale;
};

const learning: GuestDeed = async (app, chance, forgotten) => {
  const [what, number] = [chance.between(1, 4), chance.between(1, 999)];
  const one = knownGuest(app, chance, forgotten);
  if (!one) return undefined;
  const { kernel, stamps, clock } = app;
  const { name, key } = one.guest;
  if (what === 1) {
    const uid = `04EE${String(number).padStart(10, '0')}`;
    await kernel.transact(STAFF, (state) => issueCard(state, { uid, kind: 'ntag', random: false }, one.id));
  } else if (what === 2) {
    const id = kernel.ids.next();
    const text = {
      id,
      key,
      text: `${name}您好，第${number}单已备好`,
      purpose: 'service',
      cause: 'staff',
    } as const;
    await kernel.transact(STAFF, (state) => sendText(state, { ...text, now: clock.now() }));
  } else {
    const wanted = { customer: one.id, preferences: `${name}要熟的${number}`, stamp: stamps.next() };
    await kernel.transact(STAFF, (state) => change(state, wanted));
  }
  return undefined;
};

/** A manager says yes twice; the rest is the program's. */
const ordering: GuestDeed = async (app, chance, forgotten) => {
  const one = knownGuest(app, chance, forgotten);
  if (!one || !forgotten.isQuiet(one.guest)) return undefined;
  const { kernel } = app;
  const order = { customer: one.id, erasure: kernel.ids.next(), reason: '本人要求' };
  forgotten.order(one.guest, one.id);
  await kernel.transact(STAFF, (state) => orderErasure(state, order));
  return order.erasure;
};

/** By how often they are done. */
const draw = drawFrom<GuestDeed>([
  ['meets a guest', 4, meeting],
  ['sells to a guest', 3, selling],
  ['learns of a guest', 4, learning],
  ['is asked to forget a guest', 3, ordering],
]);

export function guestDeed(chance: Chance, forgotten: Forgotten): Drawn<Deed> {
  const { name, deed } = draw(chance);
  return { name, deed: (app, thrown) => deed(app, thrown, forgotten) };
}

/**
 * What a guest does with a telephone; throws when the network refuses. They know the numbers of tills that know them: a till that never heard
 * whose number it was cannot erase it (docs/INTEGRITY.md).
 */
export function guestCalls(till: Till, chance: Chance, forgotten: Forgotten): void {
  const { name, phone } = till;
  const [which, rings, number] = [
    chance.between(0, ALL_GUESTS.length - 1),
    chance.hit(0.3),
    chance.between(1, 999),
  ];
  const one = ALL_GUESTS[which];
  if (!one || forgotten.hasAsked(one.phone) || !isKnownAt(till, one)) return;
  if (rings) return void phone.network.call(one.phone);
  phone.network.text(one.phone, `我是${one.name}，请问第${number}单好了吗`);
  forgotten.texted(name, one.phone);
}

function isKnownAt({ name, life }: Till, one: Guest): boolean {
  if (GUESTS[name]?.includes(one)) return true;
  const app = life()?.app;
  return app !== undefined && customersByPhone(app.kernel.state, one.key).length > 0;
}
