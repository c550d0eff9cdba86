/** One run of the world: a shop or two tills of it, its head office, its people, and what goes wrong, from one seed. */
import { encode } from '../../drivers/printer/encode.js';
import { messageOf } from '../../protocol/errors.js';
import { openDatabase } from '../../terminal/kernel/database.js';
import { checkAgree } from './agree.js';
import type { BookCommit } from './books.js';
import { chanceOf } from './chance.js';
import {
  checkBalances,
  checkInbox,
  checkKept,
  checkOffice,
  checkOnce,
  checkTill,
  whatWaits,
} from './checks.js';
import { FAULTS, type Fault, type FaultName } from './faults.js';
import { createForgotten, type Forgotten } from './forgotten.js';
import { createHeadOffice, type HeadOffice } from './head-office.js';
import { kindOfDay } from './kind-of-day.js';
import { type Broker, createBroker } from './line.js';
import { checkMoney, checkStore } from './money.js';
import { createPeople, type People, PHONES } from './people.js';
import type { Planted } from './planted.js';
import { checkStaff } from './staff.js';
import { planStrikes, type Strike } from './strikes.js';
import { checkTexts } from './texts.js';
import { createTill, type Till } from './till.js';
import { createTimeline, type Timeline } from './timeline.js';
import { createTrace, type Trace } from './trace.js';
import { checkPaper, watchFeed } from './watch.js';
import { createWitness, type Violation, type Witness } from './witness.js';

export interface RunOptions {
  readonly seed: number;
  readonly days: number;
  readonly faults: readonly FaultName[];
  /** Instead of what chance would let go wrong. */
  readonly strikes?: readonly Strike[];
  /** Parts replaced by wrong ones, to see the checks bite. */
  readonly planted?: Planted;
  /** Hears every line of the trace. */
  readonly onLine?: (line: string) => void;
}

export interface RunResult {
  readonly seed: number;
  readonly violation: Violation | undefined;
  /** Set when a disk lied and the loss came out: how people were told. Such a run ends there. */
  readonly outOfPromise?: string | undefined;
  /** SHA-256 of the whole trace. */
  readonly hash: string;
  readonly lines: number;
  readonly last: readonly string[];
  readonly strikes: readonly Strike[];
  readonly commits: number;
}

/** A short day: half an hour, in which as much happens as in a long one of a small shop. */
export const DAY_MS = 30 * 60_000;
/** How many times as long as on a busy day people pause: most days are usual ones, some quiet. Some 120 commits on average. */
const EASES = [1, 2, 2, 3, 3, 3, 3, 6, 6, 6] as const;
/** With faults off, everything has come to its end after this long at most. */
const CALM_MS = 2 * 3600_000;
/** Longer than a modem needs to boot and a link to come back. */
const SETTLE_MS = 60_000;
const LOOK_MS = 5_000;

interface World {
  readonly timeline: Timeline;
  readonly trace: Trace;
  readonly witness: Witness;
  readonly broker: Broker;
  readonly office: HeadOffice;
  readonly tills: readonly Till[];
  readonly people: readonly People[];
  readonly planted: Planted;
  readonly forgotten: Forgotten;
}

let warm: Promise<unknown> | undefined;

/** Libraries that are loaded when they are first used: loading takes real time, which no run may notice. */
function warmUp(): Promise<unknown> {
  warm ??= Promise.all([openDatabase().then((db) => db.close()), encode([])]);
  return warm;
}

export async function runWorld(options: RunOptions): Promise<RunResult> {
  await warmUp();
  const { seed, days } = options;
  const world = build(options);
  const { timeline, trace, witness, tills } = world;
  const chance = (name: string) => chanceOf(seed, name);
  const strikes = options.strikes ?? planStrikes(options.faults, tills.length, DAY_MS, days, chance);
  const escaped = (error: unknown) => witness.broken('nothing-escapes', messageOf(error));
  let result: RunResult;
  process.on('unhandledRejection', escaped);
  process.on('uncaughtException', escaped);
  try {
    await open(world, chance('office'));
    const endsAt = timeline.now() + days * DAY_MS;
    for (const people of world.people) people.work(endsAt);
    for (const strike of strikes) schedule(world, strike);
    await timeline.run(endsAt, () => isOver(witness));
    await calmDown(world, strikes);
  } catch (error) {
    escaped(error); // Also out of a check: it must name the seed, and not end the process.
  } finally {
    result = {
      ...{
        seed,
        strikes,
        violation: witness.violation,
        outOfPromise: witness.toldLoss,
        lines: trace.lines,
        last: trace.last(),
      },
      hash: trace.hash(),
      commits: tills.reduce((sum, till) => sum + till.books.commits().length, 0),
    };
    for (const till of tills) await till.abandon();
    await timeline.run(timeline.now());
    process.off('unhandledRejection', escaped);
    process.off('uncaughtException', escaped);
  }
  return result;
}

const isOver = ({ violation, toldLoss }: Witness): boolean =>
  violation !== undefined || toldLoss !== undefined;

function build({ seed, planted = {}, onLine }: RunOptions): World {
  const chance = (name: string) => chanceOf(seed, name);
  const timeline = createTimeline();
  const trace = createTrace(timeline.now, onLine);
  const witness = createWitness(trace);
  const broker = createBroker(timeline, trace, chance('broker'));
  const day = kindOfDay(seed);
  const names = day.twoTills ? ['till-1', 'till-2'] : ['till-1'];
  const seen = new Map<string, readonly BookCommit[]>();
  /** Commits of each till that were found the same at the office; at each start they are looked at anew. */
  const agreed = new Map<string, number>();
  const forgotten: Forgotten = createForgotten(() => tills);
  const tills: readonly Till[] = names.map((name) =>
    createTill({
      ...{ name, timeline, trace, witness, broker, planted, forgotten, chance },
      officeLines: () => office.lines(name),
      onOpen(till, kernel) {
        checkKept(till, seen.get(name) ?? [], witness);
        checkOnce(name, till.books, witness);
        checkBalances(name, till.books, kernel, witness);
        checkMoney(name, till.books, witness);
        agreed.set(name, checkOffice(till, office, witness));
        seen.set(name, [...till.books.commits()]);
        watchFeed(name, kernel, witness);
      },
    }),
  );
  const office = createHeadOffice({
    ...{ timeline, trace, broker, planted, terminals: names, chance: chance('office work') },
    onStored(name) {
      const till = tills.find((one) => one.name === name);
      if (till) agreed.set(name, checkOffice(till, office, witness, agreed.get(name)));
    },
  });
  const ease = chance('day').pick(EASES);
  const people = tills.map((till) =>
    createPeople({
      ...{ till, timeline, trace, witness, forgotten, ease, chance: chance(`people ${till.name}`) },
      texting: chance(`texting ${till.name}`),
      owning: chance(`owning ${till.name}`),
      keeping: chance(`keeping ${till.name}`),
      ...(day.erasing && { erasing: chance(`erasing ${till.name}`) }),
      ...(day.replacing && { replacing: chance(`replacing ${till.name}`) }),
      ...(day.lending && { lending: chance(`lending ${till.name}`) }),
      staffing: chance(`staffing ${till.name}`),
      ...(day.joining && { joining: chance(`joining ${till.name}`) }),
    }),
  );
  return { timeline, trace, witness, broker, office, tills, people, planted, forgotten };
}

/** The office has something to say before the first till is switched on, and more during the day. */
async function open({ timeline, office, tills }: World, chance: ReturnType<typeof chanceOf>): Promise<void> {
  void office.boot();
  timeline.after(10, () => void office.publish('shop', { name: '福源水果店', signature: '福源' }, 'shop'));
  timeline.after(100, () => void office.publish('points-rule', { points: 1, per: 100 }, 'rule'));
  PHONES.slice(0, 3).forEach((phone, index) => {
    const id = `office-${index}`;
    const body = {
      id,
      name: `熟客${index}`,
      phone,
      level: '金卡',
      stamp: `000000000000001-0000${index}-office`,
    };
    const opening = {
      customer: id,
      points: chance.between(0, 900),
      principal: chance.between(0, 9_000),
      bonus: 0,
    };
    timeline.after(200 + index, () => void office.publish('customer', body, id));
    timeline.after(300 + index, () => void office.publish('opening', opening, `opening ${id}`));
  });
  for (let at = 60_000; at < DAY_MS; at += chance.between(60_000, 600_000)) {
    const price = chance.between(100, 9_900);
    const source = `price ${chance.between(1, 5)}`; // The office sends some things twice.
    const publish = () => void office.publish('product', { sku: source, name: '苹果', price }, source);
    timeline.after(at, publish);
  }
  for (const [index, till] of tills.entries()) timeline.after(1_000 + 500 * index, till.boot);
  await timeline.run(20_000);
}

function schedule({ timeline, trace, office, broker, tills }: World, strike: Strike): void {
  const till = tills[strike.till];
  if (!till) return;
  const scene = { till, office, broker };
  const fault: Fault = FAULTS[strike.name];
  timeline.after(strike.atMs, () => {
    trace.add('fault', `${strike.name} ${till.name} ${strike.amount}`);
    fault.begin(scene, strike.amount, strike.forMs);
    if (fault.end) timeline.after(strike.forMs, () => fault.end?.(scene));
  });
}

/** Faults off: everything must come to its end, and journal, database and office must agree. */
async function calmDown(world: World, strikes: readonly Strike[]): Promise<void> {
  const { timeline, trace, witness, office, broker, tills, people, planted } = world;
  if (isOver(witness)) return;
  trace.add('world', 'calm');
  for (const strike of strikes) {
    const till = tills[strike.till];
    const fault: Fault = FAULTS[strike.name];
    if (till) fault.end?.({ till, office, broker });
  }
  for (const till of tills) {
    till.medium().heal();
    while (till.phone.network.calls().length > 0) till.phone.network.hangUp();
  }
  const untilMs = timeline.now() + CALM_MS;
  const waits = () => tills.flatMap((till) => whatWaits(till, office).map((what) => `${till.name}: ${what}`));
  const broken = () => isOver(witness);
  await timeline.run(timeline.now() + SETTLE_MS, broken);
  for (let quiet = 0; quiet < 2 && timeline.now() < untilMs && !broken(); ) {
    await timeline.run(timeline.now() + LOOK_MS, broken);
    quiet = waits().length > 0 ? 0 : quiet + 1;
  }
  if (broken()) return;
  if (waits().length > 0) return witness.broken('everything-drains', waits().join(', '));
  for (const [index, till] of tills.entries()) {
    await checkTill(till, office, planted, witness, trace);
    const texter = people[index];
    if (texter) checkInbox(till, texter, witness);
    checkTexts(till, texter?.ordered() ?? 0, witness);
    checkPaper(till, witness);
    checkStaff(till, witness);
    if (office.lines(till.name).length !== till.books.commits().length)
      witness.broken('everything-drains', `the office has not all of ${till.name}`);
  }
  checkAgree(tills, office, witness);
  checkStore(tills, office, witness);
  world.forgotten.check(office, witness);
}
