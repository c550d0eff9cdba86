/**
 * One terminal of the world: hardware that stays, and lives of the shipped program on it. A life ends by a power cut at any
 * moment or in order; the next one begins with what the medium kept.
 */
import { absentDisplay } from '../../drivers/absent.js';
import type { Clock, Host } from '../../drivers/host/types.js';
import { createModem } from '../../drivers/modem/index.js';
import { createPrinter } from '../../drivers/printer/index.js';
import type { Reader } from '../../drivers/reader/types.js';
import { isTerminalError, messageOf } from '../../protocol/errors.js';
import { type App, createApp } from '../../terminal/app.js';
import { ALL_TABLES } from '../../terminal/capabilities.js';
import { type Kernel, openKernel } from '../../terminal/kernel/kernel.js';
import { writeReplica } from '../../terminal/kernel/replica.js';
import type { SyncStatus } from '../../terminal/sync/service.js';
import { type Books, createBooks, DATA } from './books.js';
import type { Chance } from './chance.js';
import { type MemoryDisk, memoryDisk } from './disk/memory-disk.js';
import { type PowerCut, type PoweredDisk, poweredDisk } from './disk/powered-disk.js';
import type { Forgotten } from './forgotten.js';
import { STORE } from './head-office.js';
import type { Broker } from './line.js';
import { createLossWatch } from './loss.js';
import { createPaper, type Paper } from './paper.js';
import { createPhone, type Phone } from './phone.js';
import type { Planted } from './planted.js';
import { repairFrom, rotSealed } from './rot.js';
import { createSpare } from './spare.js';
import { createTapReader, type TapReader } from './tap-reader.js';
import { type MachineClock, machineClock, type Timeline } from './timeline.js';
import { type Trace, traceLog } from './trace.js';
import { watchPaper, watchSent, watchSim, watchTap } from './watch.js';
import type { Witness } from './witness.js';

export interface Life {
  readonly app: App;
  /** False from the moment that its power is gone. */
  alive(): boolean;
}

export interface Till {
  readonly name: string;
  readonly phone: Phone;
  readonly paper: Paper;
  readonly books: Books;
  readonly reader: TapReader;
  readonly forgotten: Forgotten;
  medium(): MemoryDisk;
  /** The program that runs now, after its start. */
  life(): Life | undefined;
  boot(): void;
  /** Plans a power cut; the till is without power for `offMs` then. */
  cutAt(cut: PowerCut, offMs: number): void;
  /** The same, when the journal is rewritten the next time. */
  cutErasing(cut: PowerCut, offMs: number): void;
  /** Ends the program in order, and starts it again after `offMs`. */
  restart(offMs: number): void;
  /** What happens to the medium the next time that the power is off. */
  whenOff(deed: (medium: MemoryDisk) => void): void;
  /** Somebody makes a backup of it, which goes into a drawer. */
  backUp(): void;
  /** The machine dies, and a blank one is set up out of the last backup; while its commits are nowhere else, with its medium. */
  replace(offMs: number): void;
  /** It was set up out of a backup once: what was erased since the backup was erased a second time, with other stand-ins. */
  isReplaced(): boolean;
  /** Cuts the power, and flips a bit in a sealed segment, if the office has one wholly. */
  rot(byte: number, offMs: number): void;
  /** How wrong its wall clock is, ms. */
  setClockError(ms: number): void;
  /** When the run is over: gives back what dead lives hold. */
  abandon(): Promise<void>;
}

export interface TillParts {
  readonly name: string;
  readonly timeline: Timeline;
  readonly trace: Trace;
  readonly witness: Witness;
  readonly broker: Broker;
  readonly planted: Planted;
  readonly forgotten: Forgotten;
  chance(name: string): Chance;
  /** Its journal lines that the office has. */
  readonly officeLines: () => readonly string[];
  /** After a start that found everything in order, and the office has given back what a backup lacked. */
  readonly onOpen: (till: Till, kernel: Kernel) => void;
}

interface Power {
  on: boolean;
  readonly clock: MachineClock;
  readonly disk: PoweredDisk;
  kernel?: Kernel;
  life?: Life;
}

/** Where a journal that is written anew lies until it is whole. */
const INCOMING = '/incoming';
const RETRY_BOOT_MS = 10_000;

export function createTill(parts: TillParts): Till {
  const { name, timeline, trace, witness, planted } = parts;
  const chance = parts.chance(`${name} hardware`);
  const segmentBytes = chance.pick([2_000, 16_000, 8_000_000]);
  const random = parts.chance(`${name} random`);
  let medium = memoryDisk();
  let power: Power | undefined;
  let clockErrorMs = 0;
  const spent: Power[] = [];
  const books = createBooks(medium);
  const phone = createPhone({
    ...{ name, timeline, trace, chance },
    onSent: (all) => watchSent(till, all, witness),
    onDelete: (pdu) => watchSim(till, pdu, witness, trace),
  });
  const spare = createSpare({ ...parts, see: (receipt) => watchPaper(till, receipt, witness) });
  const paper = createPaper({ name, timeline, trace, onReceipt: spare.see });
  const reader = createTapReader({ name, timeline, trace, chance: parts.chance(`${name} cards`) });

  const officeHas = () => parts.officeLines().length;
  const loss = createLossWatch({ name, timeline, trace, witness, officeHas });

  function seenStatus(life: Life | undefined): SyncStatus | undefined {
    const status = life?.app.sync.status();
    return status && (planted.status?.(status) ?? status);
  }

  function powerUp(): Power {
    const clock = machineClock(timeline, () => clockErrorMs);
    const disk = poweredDisk({
      medium,
      syncMs: () => chance.between(1, 12),
      after: (ms, fn) => void clock.after(ms, fn),
      onCut: () => cutNow(mine),
      onWrite: (what) => {
        trace.add(name, `disk ${what}`);
        if (onceErasing && what.includes(INCOMING)) cutErasing(onceErasing);
      },
    });
    const mine: Power = { on: true, clock, disk };
    return mine;
  }

  /** Power is gone: the medium keeps what was synced, and any first part of what was not. */
  function cutNow(mine: Power): void {
    if (!mine.on) return;
    end(mine);
    const loose = looseBytes(medium);
    const tornBytes = chance.pick([0, chance.between(0, loose), loose]);
    trace.add(name, `power cut ${mine.disk.doing()}, ${tornBytes} of ${loose} unsynced bytes stay`);
    switchOff(medium.durable({ tornBytes }));
    if (chance.hit(0.5)) phone.powerCycle();
    timeline.after(offMs, boot);
  }

  /** The medium without power: `left` is what it kept. */
  function switchOff(left: MemoryDisk): void {
    loss.compare(books.commits().length, left, medium.hasLied());
    medium = left;
    onceOff?.(medium);
    onceOff = undefined;
  }

  function cutErasing({ cut, forMs }: { readonly cut: PowerCut; readonly forMs: number }): void {
    onceErasing = undefined;
    offMs = forMs;
    power?.disk.cutAt(cut);
  }

  function end(mine: Power): void {
    mine.on = false;
    mine.clock.end();
    mine.disk.end();
    parts.broker.gone(name);
    spent.push(mine);
    if (power === mine) power = undefined;
  }
  let offMs = 5_000;
  let isRotten = false;
  let onceErasing: Parameters<typeof cutErasing>[0] | undefined;
  let onceOff: ((medium: MemoryDisk) => void) | undefined;

  function boot(): void {
    if (power) return;
    const mine = powerUp();
    power = mine;
    trace.add(name, 'boots');
    start(mine).catch((error: unknown) => {
      if (!mine.on) return;
      trace.add(name, `does not start: ${messageOf(error)}`);
      if (loss.isToldBy(error)) return;
      if (isRotten && isTerminalError(error, 'journal/')) {
        end(mine);
        return void repair();
      }
      if (!isTerminalError(error, 'disk/') && !isTerminalError(error, 'journal/write-failed'))
        witness.broken('starts-again', `${name}: ${messageOf(error)}`);
      end(mine);
      timeline.after(RETRY_BOOT_MS, boot);
    });
  }

  /** A person at the terminal; on a disk that takes nothing they try again later. */
  async function repair(): Promise<void> {
    try {
      trace.add(name, `a person repairs: ${await repairFrom(medium, parts.officeLines())}`);
      isRotten = false;
    } catch (error) {
      trace.add(name, `the repair fails: ${messageOf(error)}`);
      if (!isTerminalError(error, 'disk/')) witness.broken('nothing-escapes', `${name}: ${messageOf(error)}`);
    }
    timeline.after(RETRY_BOOT_MS, boot);
  }

  async function start(mine: Power): Promise<void> {
    const log = traceLog(trace, name, () => mine.on);
    const disk = planted.disk?.(mine.disk) ?? mine.disk;
    const host: Host = { clock: mine.clock, random, disk, log };
    const tables = planted.tables?.(ALL_TABLES) ?? ALL_TABLES;
    const { kernel } = await openKernel({
      ...{ host, dir: DATA, tables, segmentBytes },
      makeSnapshot: ({ dir, upTo }) => writeReplica({ disk, log, dir, tables, upTo }),
    });
    mine.kernel = kernel;
    if (!mine.on) return;
    if (isRotten) return witness.broken('no-silent-loss', `${name} starts with a damaged journal`);
    books.reopen(medium);
    spare.whenWhole(
      () => mine.on,
      kernel,
      () => parts.onOpen(till, kernel),
    );
    const app = createApp({
      ...{ host, data: DATA, store: STORE, terminal: name, textGapMs: 200, software: 'world' },
      kernel: planted.kernel?.(kernel) ?? kernel,
      devices: devices(mine, host),
    });
    await app.start();
    mine.life = { app, alive: () => mine.on };
    loss.watch(medium, () => seenStatus(power?.life));
  }

  function devices(mine: Power, { clock, log }: Host) {
    const modem = createModem({ transport: phone.cable(), clock, random, log });
    const printer = createPrinter({ transport: paper.cable(), clock, log, columns: 32 });
    return {
      modem: planted.modem?.(modem) ?? modem,
      printer: planted.printer?.(printer) ?? printer,
      reader: cardReader(clock),
      display: absentDisplay,
      link: parts.broker.link(name, clock, () => mine.on),
    };
  }

  function cardReader(clock: Clock): Reader {
    const device = reader.device(clock);
    const told = planted.reader?.(device) ?? device;
    told.onTap((tap) => {
      trace.add(name, `tap ${tap.kind} ${tap.uid} ${tap.memberCode ?? ''}`);
      watchTap(till, tap, witness);
    });
    return told;
  }

  async function stopInOrder(mine: Power): Promise<void> {
    await mine.life?.app.stop();
    if (!mine.on) return;
    trace.add(name, 'stopped');
    end(mine);
    switchOff(medium.durable());
    timeline.after(offMs, boot);
  }

  const till: Till = {
    ...{ name, phone, paper, books, reader, boot, forgotten: parts.forgotten },
    medium: () => medium,
    life: () => power?.life,
    cutAt(cut, forMs) {
      offMs = forMs;
      if (cut.nth > 0) power?.disk.cutAt(cut);
      else if (power) cutNow(power);
    },
    cutErasing: (cut, forMs) => {
      onceErasing = { cut, forMs };
    },
    restart(forMs) {
      const mine = power;
      if (!mine?.life) return;
      offMs = forMs;
      trace.add(name, 'is told to stop');
      stopInOrder(mine).catch((error: unknown) => {
        if (mine.on) witness.broken('nothing-escapes', `${name} stopping: ${messageOf(error)}`);
      });
    },
    whenOff: (deed) => {
      onceOff = deed;
    },
    isReplaced: spare.isReplaced,
    backUp: () => spare.backUp(medium.durable()),
    replace(forMs) {
      if (!power || isRotten || !spare.hasStick()) return;
      offMs = forMs;
      onceOff = (left) =>
        spare.setUp(left, officeHas(), (blank) => {
          medium = blank;
        });
      cutNow(power);
    },
    rot(byte, forMs) {
      if (!power || isRotten) return;
      offMs = forMs;
      onceOff = (left) => {
        isRotten = rotSealed(left, parts.officeLines().length, byte);
      };
      cutNow(power);
    },
    setClockError: (ms) => {
      trace.add(name, `the clock is wrong by ${ms} ms`);
      clockErrorMs = ms;
    },
    async abandon() {
      if (power) end(power);
      for (const { disk } of spent) disk.abandon();
      await timeline.run(timeline.now());
      for (const { kernel } of spent) kernel?.close().catch(() => undefined);
    },
  };
  return till;
}

/** Bytes at the journal's end that nothing has made durable yet. */
function looseBytes(medium: MemoryDisk): number {
  const loose = medium
    .paths()
    .filter((path) => path.endsWith('.log'))
    .map((path) => medium.bytes(path).length - (medium.kept(path)?.length ?? 0));
  return Math.max(0, ...loose);
}
