/**
 * Pulls the plug of a shop's terminal, again and again, at moments that a seed draws: the compiled program as a process on
 * a real folder. Everything around it outlives it, as in a shop: the SIM, the phone network, the paper, the office.
 */
import type { Shop } from '../../sim/shop/shop.js';
import type { BookCommit } from '../../sim/world/books.js';
import { type Chance, chanceOf } from '../../sim/world/chance.js';
import { checkInbox } from '../../sim/world/checks.js';
import { inShop, play } from '../support/day.js';
import { createLoad, type Load } from './load.js';
import { type Outside, standOutside } from './outside.js';
import { checkFolder } from './rules.js';

export interface Killing {
  readonly kills: number;
  readonly seed: number;
  /** The compiled program, when not this one. */
  readonly program?: string;
  readonly say?: (line: string) => void;
}

export interface Killed {
  readonly kills: number;
  readonly commits: number;
  /** Sales that somebody saw done, pieces of paper, texts that the network took and that left the SIM, commits at the office. */
  readonly told: number;
  readonly paper: number;
  readonly sent: number;
  readonly deleted: number;
  readonly acked: number;
  /** `promise: detail`, with the kill before which it was broken, and the last lines of the trace. */
  readonly violation?: string;
}

/** A shop begins anew after so many kills, so that looking stays quick. */
const KILLS_TO_A_SHOP = 20;
/** Of a round, ms: from the first picture on, or for every fifth from the start of the process. */
const SELLING_MS_MAX = 4_000;
const BOOT_MS_MAX = 1_200;

const DRAIN_LOOK_MS = 250;
const DRAIN_ROUNDS = 240;

/** Ends at the first broken promise. */
export async function killShops(killing: Killing): Promise<Killed> {
  let total: Killed = { kills: 0, commits: 0, told: 0, paper: 0, sent: 0, deleted: 0, acked: 0 };
  for (let shop = 1; total.kills < killing.kills && total.violation === undefined; shop++) {
    const kills = Math.min(KILLS_TO_A_SHOP, killing.kills - total.kills);
    total = sum(total, await killShop(killing, kills, chanceOf(killing.seed, `shop ${shop}`)));
    killing.say?.(`${total.kills} kills: ${JSON.stringify(total)}`);
  }
  return total;
}

function sum(one: Killed, other: Killed): Killed {
  const of = (name: 'kills' | 'commits' | 'told' | 'paper' | 'sent' | 'deleted' | 'acked') => ({
    [name]: one[name] + other[name],
  });
  return {
    ...other,
    ...of('kills'),
    ...of('commits'),
    ...of('told'),
    ...of('paper'),
    ...of('sent'),
    ...of('deleted'),
    ...of('acked'),
  };
}

async function killShop({ program }: Killing, kills: number, chance: Chance): Promise<Killed> {
  const modem = { sendMs: 150, ringMs: 600, bootMs: 200, bootStepMs: 50 };
  return inShop({ modem, ...(program !== undefined && { program }) }, async (shop) => {
    const outside = standOutside(shop);
    const load = createLoad(shop, chance);
    let books: readonly BookCommit[] = [];
    let done = 0;
    await open(shop);
    while (done < kills && !outside.witness.violation) {
      await killOnce(shop, outside, load, chance);
      done += 1;
      books = await checkFolder(`${shop.dir}/terminal`, outside, books);
    }
    if (!outside.witness.violation) await calmDown(shop, outside, load);
    await checkFolder(`${shop.dir}/terminal`, outside, books);
    return { kills: done, commits: books.length, ...outside.seen, ...whatBroke(outside) };
  });
}

async function open(shop: Shop): Promise<void> {
  await shop.startTerminal();
  await play(shop, 'see 主页\npublish spine.items.json\nsee 福源水果店');
  await shop.killTerminal();
}

async function killOnce(shop: Shop, outside: Outside, load: Load, chance: Chance): Promise<void> {
  const atBoot = chance.hit(0.2);
  await shop.startTerminal();
  load.begin();
  const screen = shop.terminal();
  const selling = load.sell(outside).catch(() => undefined);
  if (!atBoot) await screen.waitFor(/\S/, 60_000);
  await new Promise((resolve) =>
    setTimeout(resolve, chance.between(0, atBoot ? BOOT_MS_MAX : SELLING_MS_MAX)),
  );
  outside.trace.add('plug', 'pulled');
  await shop.killTerminal();
  load.end();
  await selling;
}

/**
 * No more plugs: paper, SIM and office must come to their end, and the inbox must hold each text once. Texts that go out are
 * rated by the minute: they may still wait.
 */
async function calmDown(shop: Shop, outside: Outside, load: Load): Promise<void> {
  await shop.startTerminal();
  const waiting = (): string[] => {
    const { books } = outside;
    const printed = new Set(books.events('receipts.printed').map(({ event }) => event.job));
    const paper = books.events('receipts.queued').filter(({ event }) => !printed.has(event.job)).length;
    const sim = shop.modem.stored().length;
    const commits = books.commits().length - outside.lines().length;
    const all = { paper, sim, commits };
    return Object.entries(all).flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what}`]));
  };
  for (let round = 0; waiting().length > 0 && round < DRAIN_ROUNDS; round++) {
    await new Promise((resolve) => setTimeout(resolve, DRAIN_LOOK_MS));
    await outside.readOffice();
  }
  if (waiting().length > 0) outside.witness.broken('everything-drains', waiting().join(', '));
  checkInbox(outside, load, outside.witness);
  await shop.stopTerminal();
}

function whatBroke({ witness, trace }: Outside): Pick<Killed, 'violation'> {
  const { violation } = witness;
  if (!violation) return {};
  return { violation: `${violation.promise}: ${violation.detail}\n${trace.last().join('\n')}` };
}
