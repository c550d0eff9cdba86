/**
 * Everything that may go wrong in the world, with why the product can still keep its promises. Anything else that goes
 * wrong is outside of what is promised (docs/PROMISES.md).
 */
import type { HeadOffice } from './head-office.js';
import type { Broker } from './line.js';
import { flip } from './rot.js';
import type { Till } from './till.js';
import { WORLD_BEGAN } from './timeline.js';

/** What a fault strikes. */
export interface Scene {
  readonly till: Till;
  readonly office: HeadOffice;
  readonly broker: Broker;
}

export interface Fault {
  /** What `amount` counts, and how much unless chance says otherwise. */
  readonly unit: string;
  readonly amount: readonly [least: number, most: number];
  /** How long it lasts, ms. */
  readonly forMs: readonly [least: number, most: number];
  /** How often in a day, for each terminal, on average. */
  readonly often: number;
  /** Why nothing has to be lost by it. */
  readonly recovers: string;
  begin(scene: Scene, amount: number, forMs: number): void;
  /** Undoes it; missing where it is over by itself. */
  end?(scene: Scene): void;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const YEAR = 365 * 24 * HOUR;
const endPaper = ({ till }: Scene, lines: number): void => {
  till.paper.machine.sensors.linesLeft = lines;
};
/** From the world's beginning back to the clock's own. */
const BATTERY_DEAD_MS = Date.UTC(2000, 0, 1) - WORLD_BEGAN;
const SHORT = [2_000, 30_000] as const;
const LONG = [10_000, 5 * MINUTE] as const;
const ONCE = [1, 1] as const;

export const FAULTS = {
  'power-cut': {
    unit: 'writing operations of the disk until it strikes; 0: now',
    amount: [0, 40],
    forMs: SHORT,
    often: 1,
    recovers: 'nobody was told of what was not synced; a torn end is cut aside',
    begin: ({ till }, nth, offMs) => till.cutAt({ nth, when: 'before' }, offMs),
  },
  'power-cut-after': {
    unit: 'writing operations of the disk until it strikes, when the operation is done and nobody knows',
    amount: [1, 40],
    forMs: SHORT,
    often: 1,
    recovers: 'a commit that nobody was told of may stay: it is whole, and counted once',
    begin: ({ till }, nth, offMs) => till.cutAt({ nth, when: 'after' }, offMs),
  },
  'power-cut-erasing': {
    unit: 'writing operations of the disk until it strikes, from the first one of the next rewriting of the journal on',
    amount: [1, 30],
    forMs: SHORT,
    often: 1.5,
    recovers:
      'the new files count together or not at all; the next start finishes, or the erasure begins again',
    begin: ({ till }, nth, offMs) =>
      till.cutErasing({ nth, when: nth % 2 === 0 ? 'before' : 'after' }, offMs),
  },
  restart: {
    unit: 'times',
    amount: ONCE,
    forMs: SHORT,
    often: 0.5,
    recovers: 'an orderly end is the easy case; it leaves a snapshot',
    begin: ({ till }, _, offMs) => till.restart(offMs),
  },
  'snapshot-rot': {
    unit: 'byte of the newest snapshot, counted from its end, that is flipped',
    amount: [1, 5_000],
    forMs: SHORT,
    often: 0.3,
    recovers: 'a snapshot is a shortcut: a bad one is skipped and the journal replayed',
    begin({ till }, back, offMs) {
      till.whenOff((medium) => {
        const path = medium.paths().findLast((name) => name.endsWith('.snapshot'));
        if (path !== undefined) flip(medium, path, medium.bytes(path).length - back);
      });
      till.restart(offMs);
    },
  },
  'segment-rot': {
    unit: 'byte of a sealed journal file that is flipped, with every snapshot gone',
    amount: [0, 16_000],
    forMs: SHORT,
    often: 0.2,
    recovers: 'the start stops and says so; the office has the same lines, and the repair puts them back',
    begin: ({ till }, byte, offMs) => till.rot(byte, offMs),
  },
  'disk-full': {
    unit: 'bytes that still fit',
    amount: [0, 3_000],
    forMs: LONG,
    often: 0.5,
    recovers: 'what does not fit is refused whole, and people are told so',
    begin: ({ till }, bytes) => till.medium().limitRoom(bytes),
    end: ({ till }) => till.medium().heal(),
  },
  'disk-fails': {
    unit: 'bytes that a failing append takes all the same',
    amount: [0, 300],
    forMs: SHORT,
    often: 1,
    recovers: 'the file is cut back to its last good end before anything else is written',
    begin: ({ till }, takes) => till.medium().fail({ error: 'failed', nth: 1, takes }),
  },
  'short-writes': {
    unit: 'bytes that each append takes before it fails',
    amount: [0, 300],
    forMs: SHORT,
    often: 0.4,
    recovers: 'what was taken of a refused commit is cut off again before anything else is written',
    begin: ({ till }, takes) =>
      till.medium().fail({ error: 'failed', nth: 1, on: 'append', lasting: true, takes }),
    end: ({ till }) => till.medium().heal(),
  },
  'disk-lies': {
    unit: 'writing operations, whose syncs make nothing durable, until the power is cut',
    amount: [2, 60],
    forMs: LONG,
    often: 0.05,
    recovers:
      'it does not, that is out of promise; whoever can know of the loss tells a person, and the run ends',
    begin({ till }, nth) {
      till.medium().lie(true);
      till.cutAt({ nth, when: 'after' }, 5_000);
    },
    end: ({ till }) => till.medium().lie(false),
  },
  'modem-hangs': {
    unit: 'times',
    amount: ONCE,
    forMs: LONG,
    often: 0.5,
    recovers: 'texts wait in the network or on the SIM; somebody switches the modem off and on',
    begin: ({ till }) => till.phone.device.hang(),
    end: ({ till }) => till.phone.powerCycle(),
  },
  'modem-resets': {
    unit: 'times',
    amount: ONCE,
    forMs: ONCE,
    often: 0.7,
    recovers: 'the SIM keeps its texts; a text whose result is lost is unknown, and not sent again',
    begin: ({ till }) => till.phone.powerCycle(),
  },
  'modem-unplugged': {
    unit: 'times',
    amount: ONCE,
    forMs: LONG,
    often: 0.4,
    recovers: 'as a reset, with a port that is gone',
    begin: ({ till }) => till.phone.unplug(),
    end: ({ till }) => till.phone.plug(),
  },
  'sim-full': {
    unit: 'places for texts',
    amount: [0, 2],
    forMs: LONG,
    often: 0.5,
    recovers: 'the network keeps what finds no room',
    begin: ({ till }, places) => till.phone.device.store.setCapacity('SM', places),
    end({ till }) {
      till.phone.device.store.setCapacity('SM', 20);
      till.phone.network.memoryAvailable();
    },
  },
  'modem-full': {
    unit: 'places for texts, in the SIM and in the modem’s own memory',
    amount: [0, 1],
    forMs: LONG,
    often: 0.4,
    recovers: 'the network keeps what finds no room',
    begin: ({ till }, places) => till.phone.setPlaces(places),
    end: ({ till }) => till.phone.setPlaces(),
  },
  'lost-ok': {
    unit: 'texts',
    amount: [1, 2],
    forMs: ONCE,
    often: 0.5,
    recovers: 'a text that may have left is unknown, and the program never sends it again',
    begin: ({ till }, texts) => repeat(texts, () => till.phone.device.faults.onNextText({ kind: 'lose-ok' })),
  },
  'send-refused': {
    unit: '+CMS ERROR number',
    amount: [38, 42],
    forMs: ONCE,
    often: 0.7,
    recovers: 'it did not leave: it is tried again later, at most three times',
    begin: ({ till }, code) => till.phone.device.faults.onNextText({ kind: 'fail', code }),
  },
  'part-refused': {
    unit: '+CMS ERROR number',
    amount: [38, 42],
    forMs: ONCE,
    often: 0.7,
    recovers: 'the parts before it have left: the text goes on later at this one',
    begin: ({ till }, code) => till.phone.device.faults.onNextText({ kind: 'fail', code, laterPart: true }),
  },
  'urc-twice': {
    unit: 'times',
    amount: ONCE,
    forMs: LONG,
    often: 0.3,
    recovers: 'the same text is known by its hash, the same ring by its call',
    begin: ({ till }) => till.phone.device.faults.set('duplicate-urc', true),
    end: ({ till }) => till.phone.device.faults.set('duplicate-urc', false),
  },
  'card-leaves': {
    unit: 'number of the APDU that the card is pulled away from',
    amount: [1, 6],
    forMs: ONCE,
    often: 4,
    recovers: 'a card that is not read to its end is no card; it is laid down again',
    begin: ({ till }, apdu) => till.reader.lay(apdu),
  },
  'paper-out': {
    unit: 'lines until the paper ends',
    amount: [0, 25],
    forMs: LONG,
    often: 0.7,
    recovers: 'the whole receipt is printed again, with a mark',
    begin: endPaper,
    end: ({ till }) => till.paper.loadPaper(),
  },
  'paper-out-off': {
    unit: 'lines until the paper ends',
    amount: [0, 25],
    forMs: LONG,
    often: 0.5,
    recovers:
      'who loads the paper switches it off: what waited in it is gone, and the whole receipt is printed again, with a mark',
    begin: endPaper,
    end({ till }) {
      till.paper.switchOff();
      till.paper.loadPaper();
    },
  },
  'printer-mute': {
    unit: 'times',
    amount: ONCE,
    forMs: LONG,
    often: 0.3,
    recovers: 'it prints; nobody can confirm it, and the receipt says so',
    begin: ({ till }) => till.paper.setMute(true),
    end: ({ till }) => till.paper.setMute(false),
  },
  'printer-slow': {
    unit: 'milliseconds that a line takes',
    amount: [20, 2_000],
    forMs: LONG,
    often: 0.4,
    recovers:
      'a receipt that is not confirmed in time is not called printed; a person may have it again, with a mark',
    begin: ({ till }, lineMs) => till.paper.setLineMs(lineMs),
    end: ({ till }) => till.paper.setLineMs(0),
  },
  'printer-unplugged': {
    unit: 'times',
    amount: ONCE,
    forMs: LONG,
    often: 0.4,
    recovers: 'receipts wait in the database',
    begin: ({ till }) => till.paper.unplug(),
    end: ({ till }) => till.paper.plug(),
  },
  'line-cut': {
    unit: 'times',
    amount: ONCE,
    forMs: LONG,
    often: 1,
    recovers: 'the journal is the outbox; the office says where it stands when the line is back',
    begin: ({ till, broker }) => broker.cut(till.name, true),
    end: ({ till, broker }) => broker.cut(till.name, false),
  },
  'line-half-open': {
    unit: 'times',
    amount: ONCE,
    forMs: LONG,
    often: 0.4,
    recovers: 'a message without its PUBACK ends the connection; a broker’s PUBACK moves nothing',
    begin: ({ till, broker }) => broker.stall(till.name, true),
    end: ({ till, broker }) => broker.stall(till.name, false),
  },
  'broker-repeats': {
    unit: 'per cent of messages delivered twice',
    amount: [10, 100],
    forMs: LONG,
    often: 0.5,
    recovers: 'commits and items are numbered; what was seen is dropped',
    begin: ({ broker }, percent) => broker.repeat(percent / 100),
    end: ({ broker }) => broker.repeat(0),
  },
  'broker-mixes': {
    unit: '0: the office, 1: the terminal is away for a while, and gets in any order what waited',
    amount: [0, 1],
    forMs: LONG,
    often: 0.5,
    recovers: 'commits and items are numbered; what comes after a gap is asked for again',
    begin({ till, broker }, which) {
      const client = which === 0 ? 'office' : till.name;
      broker.reorder(client);
      broker.cut(client, true);
    },
    end({ till, broker }) {
      broker.cut('office', false);
      broker.cut(till.name, false);
    },
  },
  'broker-forgets': {
    unit: '0: the office, 1: the terminal is away meanwhile; what waited for it is gone then',
    amount: [0, 1],
    forMs: LONG,
    often: 0.4,
    recovers: 'both sides ask again from where their own records stand',
    begin: ({ till, broker }, which) => broker.cut(which === 0 ? 'office' : till.name, true),
    end({ till, broker }) {
      broker.forget();
      broker.cut('office', false);
      broker.cut(till.name, false);
    },
  },
  'office-crash': {
    unit: '0: now, 1: after its next commit and before it can acknowledge',
    amount: [0, 1],
    forMs: SHORT,
    often: 0.6,
    recovers: 'its database stays; commits that it has are known when they come again',
    begin: ({ office }, after, forMs) =>
      after === 1 ? office.crashAfterNextCommit(forMs) : office.crash(forMs),
  },
  'clock-steps': {
    unit: 'hours that the wall clock is wrong',
    amount: [-9_000, 9_000],
    forMs: LONG,
    often: 0.4,
    recovers: 'order comes from numbers, durations from the monotonic clock',
    begin: ({ till }, hours) => till.setClockError(hours * HOUR),
    end: ({ till }) => till.setClockError(0),
  },
  'clock-hops': {
    unit: 'minutes that the wall clock is wrong, again and again',
    amount: [-120, 120],
    forMs: LONG,
    often: 5,
    recovers: 'as a step; what waits for a moment of the wall clock comes early or late, never twice',
    begin: ({ till }, minutes) => till.setClockError(minutes * MINUTE),
    end: ({ till }) => till.setClockError(0),
  },
  'clock-battery': {
    unit: '0: boots in the year 2000, 1: a year ago, 2: in a year; until network time comes',
    amount: [0, 2],
    forMs: LONG,
    often: 0.3,
    recovers: 'commits are numbered; an id is unique by its random part whatever the year',
    begin({ till }, which) {
      till.cutAt({ nth: 0, when: 'before' }, 2_000);
      till.setClockError([BATTERY_DEAD_MS, -YEAR, YEAR][which] ?? 0);
    },
    end: ({ till }) => till.setClockError(0),
  },
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

function repeat(times: number, deed: () => void): void {
  for (let i = 0; i < times; i++) deed();
}
