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
/** Milliseconds of one piece of each work, for the sample of this index. */
type Probe = Readonly<Record<Work, (index: number) => Promise<number>>> & { end(): void };

/** With the shop of 100,000 that is open already. */
export async function growth({ kernel, dir }: BenchShop): Promise<Row[]> {
  return compare(dir, kernel, CUSTOMERS);
}

/** Takes some minutes, and two gigabytes. */
export async function growthMillion(dir: string): Promise<Row[]> {
  const kernel = await openShop(`${dir}/million`);
  await importCustomers(kernel, 0, MILLION, false);
  const rows = await compare(dir, kernel, MILLION);
  await kernel.close();
  return rows;
}

/** The two shops in turns, sample by sample: a busy moment meets both. */
async function compare(dir: string, largeShop: Kernel, customers: number): Promise<Row[]> {
  const smallShop = await openShop(`${dir}.small`);
  await importCustomers(smallShop, 0, SMALL, true);
  const [small, large] = [await probeOf(smallShop, SMALL), await probeOf(largeShop, customers)];
  const times = WORKS.map((work) => ({ work, small: [] as number[], large: [] as number[] }));
  for (let index = 0; index < SAMPLES; index++)
    for (const { work, ...figures } of times) {
      const floor = await small[work](index);
      const ours = await large[work](index);
      if (index < WARM) continue;
      figures.small.push(floor);
      figures.large.push(ours);
    }
  small.end();
  large.end();
  await smallShop.close();
  return times.map(({ work, ...figures }) => rowOf(work, figures.small, figures.large, customers));
}

function rowOf(work: Work, small: readonly number[], large: readonly number[], customers: number): Row {
  const [value, floor] = [median(large), median(small)];
  const [p99, floor99] = [percentile(large, 0.99), percentile(small, 0.99)];
  const isSearch = work === 'search';
  return {
    name: `growth.${work}`,
    ...{ value, unit: 'ms', floor, ratio: value / floor, n: large.length },
    goal: isSearch ? p99 <= 16 * Math.max(1, customers / CUSTOMERS) : value / floor <= 2,
    wanted: isSearch ? '≤ 16 ms (p99) for each 100,000' : '≤ 2 × the shop of 1,000 (p50)',
    note: `${customers.toLocaleString('en')} customers; p99 ${p99.toFixed(2)} of ${floor99.toFixed(2)} ms`,
  };
}

async function probeOf(kernel: Kernel, customers: number): Promise<Probe> {
  const step = Math.floor(customers / SAMPLES);
  const samples = Array.from({ length: SAMPLES }, (_, index) => index * step);
  await giveHistory(kernel, samples);
  const sampleOf = (index: number): number => samples[index] ?? 0;
  const ids = samples.map((n) => customersByPhone(kernel.state, phoneOf(n))[0]?.id);
  const screens = screensOf(kernel);
  const search = createCustomerSearch(kernel.state);
  search.prepare((go) => go());
  return {
    call: (index) => screens.call(sampleOf(index)),
    tap: (index) => screens.tap(sampleOf(index)),
    commit: (index) => timed(() => makeSale(kernel, ids[index], index)),
    search: (index) => timed(() => search.find(queryOf(sampleOf(index), index), 20, 0)),
    end: screens.end,
  };
}

/** Ends and middles of numbers, whole ones, names, initials, and what nobody has. */
function queryOf(n: number, index: number): string {
  const phone = phoneOf(n).slice(3);
  const queries = [phone.slice(-4), phone.slice(3, 8), phone, nameOf(n), 'wxm', '00000000'];
  return queries[index % queries.length] ?? phone;
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

/** A card is put on the screen, and taken away again. */
function screensOf(kernel: Kernel) {
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
  async function show(n: number, make: () => Screen): Promise<number> {
    const ms = await timed(async () => {
      ui.nav.push(make());
      await ui.idle();
    });
    mustShow(memory.text(), nameOf(n));
    ui.nav.pop();
    await ui.idle();
    return ms;
  }
  const holder = (n: number): number => cardHolder(kernel.state, uidOf(n)) ?? 0;
  return {
    call: (n: number) => show(n, () => createCallCard(app, go, callOf(n))),
    tap: (n: number) => show(n, () => createCustomerCard(app, go, holder(n))),
    end: () => ui.stop(),
  };
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
