/**
 * Pulls the plug of a shop's terminal, again and again, at moments that a seed draws: the compiled program as a process on
 * a real folder. Everything around it outlives it, as in a shop: the SIM, the phone network, the paper, the office.
 */
import { systemClock, systemDisk, systemRandom } from '../../drivers/host/index.js';
import type { Shop } from '../../sim/shop/shop.js';
import type { BookCommit } from '../../sim/world/books.js';
import { chanceOf } from '../../sim/world/chance.js';
import { checkInbox } from '../../sim/world/checks.js';
import { ALL_TABLES } from '../../terminal/capabilities.js';
import { openKernel } from '../../terminal/kernel/kernel.js';
import { setPolicy } from '../../terminal/messaging/settings.js';
import { inShop, play } from '../support/day.js';
import { silentLog } from '../support/silent-log.js';
import { createLoad, type Load } from './load.js';
import { type Outside, type Seen, standOutside } from './outside.js';
import { drawMoment, type Moment, waitForMoment } from './plug.js';
import { checkFolder } from './rules.js';

export interface Killing {
  readonly kills: number;
  readonly seed: number;
  /** The compiled program, when not this one. */
  readonly program?: string;
  readonly say?: (line: string) => void;
}

export interface Killed extends Readonly<Seen> {
  readonly kills: number;
  readonly commits: number;
  /** `promise: detail`, with the kill before which it was broken, and the last lines of the trace. */
  readonly violation?: string;
}

/** A shop begins anew after so many kills, so that looking stays quick. */
const KILLS_TO_A_SHOP = 40;

const DRAIN_LOOK_MS = 250;
const DRAIN_ROUNDS = 240;

/** Ends at the first broken promise. */
export async function killShops(killing: Killing): Promise<Killed> {
  let total: Killed = { ...NOTHING };
  for (let shop = 1; total.kills < killing.kills && total.violation === undefined; shop++) {
    const kills = Math.min(KILLS_TO_A_SHOP, killing.kills - total.kills);
    total = sum(total, await killShop(killing, kills, shop));
    killing.say?.(JSON.stringify(total));
  }
  return total;
}

const NOTHING = { kills: 0, commits: 0, told: 0, stuck: 0, paper: 0, sent: 0, deleted: 0, acked: 0 } as const;

function sum(one: Killed, other: Killed): Killed {
  const names = Object.keys(NOTHING) as Array<keyof typeof NOTHING>;
  return { ...other, ...Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) };
}

async function killShop(killing: Killing, kills: number, number: number): Promise<Killed> {
  const { program, seed, say = () => undefined } = killing;
  const modem = { sendMs: 150, ringMs: 600, bootMs: 200, bootStepMs: 50 };
  return inShop({ modem, ...(program !== undefined && { program }) }, async (shop) => {
    const outside = standOutside(shop, say);
    const load = createLoad(shop, chanceOf(seed, `load ${number}`));
    const plugs = chanceOf(seed, `plugs ${number}`);
    let books: readonly BookCommit[] = [];
    let done = 0;
    await open(shop);
    while (done < kills && !outside.witness.violation) {
      await killOnce(shop, outside, load, drawMoment(plugs));
      done += 1;
      books = await checkFolder(folderOf(shop), outside, books);
    }
    if (!outside.witness.violation) await calmDown(shop, outside, load);
    books = await checkFolder(folderOf(shop), outside, books);
    return { kills: done, commits: books.length, ...outside.seen, ...whatBroke(outside) };
  });
}

const folderOf = (shop: Shop): string => `${shop.dir}/terminal`;

/** Texts may go out as fast as the modem takes them: at a campaign's rate one would hardly ever be under way. */
async function open(shop: Shop): Promise<void> {
  const host = { clock: systemClock, random: systemRandom, disk: systemDisk(), log: silentLog };
  const { kernel } = await openKernel({ host, dir: folderOf(shop), tables: ALL_TABLES });
  await kernel.transact({ actor: 'import', origin: 'import' }, (state) =>
    setPolicy(state, { perMinute: 60, perHour: 3_000, perDay: 10_000 }),
  );
  await kernel.close();
  await shop.startTerminal();
  await play(shop, 'see 主页\npublish spine.items.json\nsee 福源水果店');
  await shop.killTerminal();
}

async function killOnce(shop: Shop, outside: Outside, load: Load, moment: Moment): Promise<void> {
  await shop.startTerminal();
  const screen = shop.terminal();
  let isPulled = false;
  void screen.exited.then(({ code }) => {
    const last = screen.screen().join('\n');
    if (!isPulled) outside.witness.broken('nothing-escapes', `it ended with ${code} by itself:\n${last}`);
  });
  load.begin();
  const selling = load.sell(outside).catch(() => undefined);
  await waitForMoment(moment, outside);
  outside.trace.add('plug', `pulled ${moment.ms} ms after ${moment.after}`);
  isPulled = true;
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
