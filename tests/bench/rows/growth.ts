/**
 * What a call, a key of the search, a tap and a sale take in a shop of 1,000 customers, and in one of 100,000 (of 1,000,000 with
 * `--million`): the same work in this process, without the wire. The floor is the small shop; a ratio near 1 means that nothing looks at
 * everybody. The search does, and has its own goal.
 */

import { systemClock } from '../../../drivers/host/index.js';
import type { App } from '../../../terminal/app.js';
import type { LiveCall } from '../../../terminal/calls/index.js';
import { createCallCard } from '../../../terminal/calls/screens/card.js';
import { cardHolder } from '../../../terminal/cards/index.js';
import { createCustomerSearch, customersByPhone } from '../../../terminal/customers/index.js';
import type { Go } from '../../../terminal/go.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import type { Kernel } from '../../../terminal/kernel/kernel.js';
import { createCustomerCard } from '../../../terminal/profile/screens/card.js';
import { createMemoryDisplay, PROFILES, type Screen, uiTexts } from '../../../terminal/ui/index.js';
import { ALL_TEXTS } from '../../../terminal/words.js';
import { startUi } from '../../support/ui.js';
import { median, percentile, type Row, timed } from '../measure.js';
import { makeSale } from '../sale.js';
import { type BenchShop, CUSTOMERS, importCustomers, nameOf, openShop, phoneOf } from '../shop.js';

const SMALL = 1_000;
const MILLION = 1_000_000;
/** Customers that are called and tapped, each with some sales and a card. */
const SAMPLES = 200;
const SALES_EACH = 5;
const WARM = 20;

const WORKS = ['call', 'search', 'tap', 'commit'] as const;
type Work = (typeof WORKS)[number];
type Figures = Readonly<Record<Work, readonly number[]>>;

/** With the shop of 100,000 that is open already. */
export async function growth({ kernel, dir }: BenchShop): Promise<Row[]> {
  return compare(await smallShop(dir), await measured(kernel, CUSTOMERS), CUSTOMERS);
}

/** Takes some minutes, and two gigabytes. */
export async function growthMillion(dir: string): Promise<Row[]> {
  const kernel = await openShop(`${dir}/million`);
  await importCustomers(kernel, 0, MILLION, false);
  const large = await measured(kernel, MILLION);
  await kernel.close();
  return compare(await smallShop(dir), large, MILLION);
}

async function smallShop(dir: string): Promise<Figures> {
  const kernel = await openShop(`${dir}.small`);
  await importCustomers(kernel, 0, SMALL, true);
  const figures = await measured(kernel, SMALL);
  await kernel.close();
  return figures;
}

function compare(small: Figures, large: Figures, customers: number): Row[] {
  const size = customers.toLocaleString('en');
  return WORKS.map((work) => {
    const [value, floor] = [median(large[work]), median(small[work])];
    const [p99, floor99] = [percentile(large[work], 0.99), percentile(small[work], 0.99)];
    const isSearch = work === 'search';
    return {
      name: `growth.${work}`,
      ...{ value, unit: 'ms', floor, ratio: value / floor, n: large[work].length },
      goal: isSearch ? p99 <= 16 * Math.max(1, customers / CUSTOMERS) : value / floor <= 2,
      wanted: isSearch ? '≤ 16 ms (p99) for each 100,000' : '≤ 2 × the shop of 1,000 (p50)',
      note: `${size} customers; p99 ${p99.toFixed(2)} of ${floor99.toFixed(2)} ms`,
    };
  });
}

async function measured(kernel: Kernel, customers: number): Promise<Figures> {
  const step = Math.floor(customers / SAMPLES);
  const samples = Array.from({ length: SAMPLES }, (_, index) => index * step);
  await giveHistory(kernel, samples);
  const commit: number[] = [];
  for (const [index, n] of samples.entries()) {
    const id = customersByPhone(kernel.state, phoneOf(n))[0]?.id;
    commit.push(await timed(() => makeSale(kernel, id, index)));
  }
  const { call, tap } = await measureScreens(kernel, samples);
  const figures = { call, search: measureSearch(kernel, samples), tap, commit };
  return { ...figures, call: call.slice(WARM), tap: tap.slice(WARM), commit: commit.slice(WARM) };
}

/** Sales of weeks, a card, and a note: what a call's card reads. */
async function giveHistory(kernel: Kernel, samples: readonly number[]): Promise<void> {
  for (const n of samples) {
    const customer = customersByPhone(kernel.state, phoneOf(n))[0]?.id ?? '';
    const items = [{ name: `商品${n % 97}`, quantity: 1, price: 1_000 }];
    const sales = Array.from({ length: SALES_EACH }, (_, index) => ({
      ...{ type: 'counter.sold', v: 1, sale: `growth-${n}-${index}`, number: `g${n}-${index}`, customer },
      ...{ items, amount: 1_000, tendered: 1_000, change: 0, points: 10 },
    }));
    const card = { type: 'cards.issued', v: 1, uid: uidOf(n), customer };
    const note = { type: 'followups.noted', v: 1, followup: `growth-${n}`, customer, words: '送果篮' };
    await kernel.transact({ actor: 'import', origin: 'import' }, () => {
      return { events: [...sales, card, note] as unknown as DomainEvent[], result: undefined };
    });
  }
}

const uidOf = (n: number): string => `04${n.toString(16).toUpperCase().padStart(12, '0')}`;

/** Each card is put on the screen and taken away again. */
async function measureScreens(kernel: Kernel, samples: readonly number[]) {
  const memory = createMemoryDisplay(PROFILES.advanced);
  const nothing = (): (() => void) => () => undefined;
  const app = {
    ...{ kernel, clock: systemClock, timezone: 'Asia/Shanghai' },
    desk: { live: () => [], onChange: nothing },
    taps: { claim: nothing },
  } as unknown as App;
  const go = { cardGone: () => undefined } as unknown as Go;
  const { ui } = startUi({
    home: { name: 'home', help: 'home', view: () => ({ body: [] }), key: () => 'unused' } as Screen,
    profile: PROFILES.advanced,
    texts: ALL_TEXTS.filter((texts) => texts !== uiTexts),
    display: memory,
  });
  const show = (make: () => Screen): Promise<number> =>
    timed(async () => {
      ui.nav.push(make());
      await ui.idle();
    });
  const [call, tap]: [number[], number[]] = [[], []];
  for (const n of samples) {
    call.push(await show(() => createCallCard(app, go, callOf(n))));
    mustShow(memory.text(), nameOf(n));
    ui.nav.pop();
    tap.push(await show(() => createCustomerCard(app, go, cardHolder(kernel.state, uidOf(n)) ?? 0)));
    mustShow(memory.text(), nameOf(n));
    ui.nav.pop();
  }
  ui.stop();
  return { call, tap };
}

/** A picture without the name would be a quick one. */
function mustShow(rows: readonly string[], name: string): void {
  if (!rows.some((row) => row.includes(name)))
    throw new Error(`${name} is not on the screen:\n${rows.join('\n')}`);
}

function callOf(n: number): LiveCall {
  const key = phoneOf(n);
  const call = { id: `growth-${n}`, number: key.slice(3), key, validity: 'valid', state: 'ringing' };
  return { ...call, rings: 1, at: Date.now(), blocked: false, waiting: false } as unknown as LiveCall;
}

/** Ends and middles of numbers, names and initials. */
function measureSearch(kernel: Kernel, samples: readonly number[]): number[] {
  const search = createCustomerSearch(kernel.state);
  search.prepare((go) => go());
  const times: number[] = [];
  for (const n of samples.slice(0, 50)) {
    const phone = phoneOf(n).slice(3);
    for (const query of [phone.slice(-4), phone.slice(3, 8), phone, nameOf(n), 'wxm', '00000000']) {
      const start = performance.now();
      search.find(query, 20, 0);
      times.push(performance.now() - start);
    }
  }
  return times;
}
