/** Every fault really strikes: within a few seeds the trace shows what it does, and not only that it was to happen. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chanceOf } from '../../sim/world/chance.js';
import { FAULT_NAMES, type FaultName } from '../../sim/world/faults.js';
import { runWorld } from '../../sim/world/world.js';
import { again } from './again.js';

/** Seeds within which everything that a fault may do must show. */
const SEEDS_MAX = 12;

const LOG = String.raw`/data/journal/\d+\.log`;

/** What the trace shows when a fault had its effect: a line, or two in a row. */
const SHOWS: Readonly<Record<FaultName, readonly RegExp[]>> = {
  'power-cut': [
    new RegExp(`power cut before append ${LOG}`),
    new RegExp(`power cut before sync ${LOG}, 0 of [1-9]\\d* unsynced`),
    new RegExp(`power cut before sync ${LOG}, ([1-9]\\d*) of (?!\\1 )\\d+ unsynced`),
    new RegExp(`power cut before sync ${LOG}, ([1-9]\\d*) of \\1 unsynced`),
    /power cut at rest/,
  ],
  'power-cut-after': [
    new RegExp(`power cut after append ${LOG}`),
    new RegExp(`power cut after sync ${LOG}, 0`),
  ],
  'power-cut-erasing': [
    /power cut (before|after) \S+ \/data\/incoming/,
    /power cut (before|after) rename \/data\/incoming\/\d+\.log/,
  ],
  restart: [/till-\d\s+stopped/],
  'snapshot-rot': [/warn: snapshot skipped .*damaged/],
  'segment-rot': [
    /does not start: (the journal is damaged|commits .* are missing)/,
    /a person repairs: put back commits \d+/,
  ],
  'disk-full': [/journal.*the disk is full/],
  'disk-fails': [/journal.*input\/output error/],
  'short-writes': [/could not append \/data\/journal.*input\/output error/],
  'disk-lies': [/its disk lied: commits/, /told of the loss: .*(journal-behind|conflict|journal\/)/],
  'modem-hangs': [/the modem does not answer/],
  'modem-resets': [/modem status \{"state":"initialising"/],
  'modem-unplugged': [/modem status \{"state":"absent","reason":"no-port"/],
  'sim-full': [/network keeps a text: no room/],
  'modem-full': [/network keeps a text: no room/],
  'lost-ok': [/modem keeps its answer for itself/],
  'send-refused': [/CMS ERROR: (38|39|40|41|42)/],
  'part-refused': [/CMS ERROR: (38|39|40|41|42)/],
  'urc-twice': [/modem says (.*CMTI.*)\n.*modem says \1$/],
  'card-leaves': [
    ...[0, 1, 2, 3, 4].map((apdus) => new RegExp(`card .* leaves after ${apdus + 1} APDUs`)),
    /bad tap left-too-early/,
    /tap ntag .* M-\d/,
    /tap phone/,
    /tap classic/,
  ],
  'paper-out': [/"state":"failed","reason":"paper-out"/, /paper partial "\s*重打/],
  'paper-out-off': [/"state":"failed","reason":"paper-out"/, /the printer is switched off/],
  'printer-mute': [/receipt .*"state":"unconfirmed"/],
  'printer-slow': [/a line takes \d+ ms/],
  'printer-unplugged': [/printer .*"state":"absent","reason":"no-port"/],
  'line-cut': [/till-\d\s+link absent/],
  'line-half-open': [/till-\d\s+link absent/],
  'broker-repeats': [/broker\s+gives .* twice/],
  'broker-mixes': [/broker\s+mixes \d+ messages of .*\/up/],
  'broker-forgets': [/broker\s+forgets [1-9]\d* messages/],
  'office-crash': [/office\s+crashes for/, /office\s+crashes before it can acknowledge/],
  'clock-steps': [/the clock is wrong by -?\d+ ms/],
  'clock-hops': [/the clock is wrong by -?\d+ ms/],
  'clock-battery': [
    /the clock is wrong by -8\d{11} ms/,
    /the clock is wrong by -31536000000 ms/,
    /the clock is wrong by 31536000000 ms/,
  ],
};

/** Seeds on which guests come who ask to be forgotten, as sim/world/world.ts throws its dice: elsewhere no journal is written anew. */
const withGuests = (seed: number): boolean => chanceOf(seed, 'erasing').hit(0.25);
const ALL = Array.from({ length: 5 * SEEDS_MAX }, (_, index) => index + 1);
const seedsFor = (name: FaultName): readonly number[] =>
  (name === 'power-cut-erasing' ? ALL.filter(withGuests) : ALL).slice(0, SEEDS_MAX);

for (const name of FAULT_NAMES) {
  test(`${name}: it strikes really, and nothing is lost by it`, async () => {
    const missing = new Set(SHOWS[name]);
    for (const seed of seedsFor(name)) {
      if (missing.size === 0) break;
      let before = '';
      const onLine = (line: string) => {
        for (const shows of missing) if (shows.test(`${before}\n${line}`)) missing.delete(shows);
        before = line;
      };
      const options = { seed, days: 1, faults: [name], strikes: again(name, seed), onLine };
      const { violation } = await runWorld(options);
      assert.is(violation, undefined, `seed ${seed}: ${violation?.promise} ${violation?.detail}`);
    }
    assert.equal([...missing].map(String), [], `not seen in ${SEEDS_MAX} seeds`);
  });
}

test.run();
