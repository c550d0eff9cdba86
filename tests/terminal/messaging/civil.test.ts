/** The shop's wall time, against Intl's. */
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Civil, civilOf } from '../../../terminal/messaging/civil.js';

const ZONES = [
  ...['Asia/Shanghai', 'Asia/Kathmandu', 'Asia/Urumqi', 'America/New_York', 'Africa/Casablanca'],
  ...['Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Monrovia', 'Europe/Dublin', 'UTC'],
];
const FROM = Date.UTC(1930, 0);
const TO = Date.UTC(2100, 0);

function intl(ms: number, timeZone: string): Civil {
  const text = new Date(ms).toLocaleString('sv-SE', { timeZone });
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/\D/).map(Number);
  return { year, month, day, minute: hour * 60 + minute };
}

test('any moment in any zone, summer time and moved date lines included', () =>
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), fc.integer({ min: FROM, max: TO }), (zone, ms) => {
      assert.equal(civilOf(ms, zone), intl(ms, zone));
    }),
    { numRuns: 3000, seed: 20261122 },
  ));

test('each minute of the days on which New York and Lord Howe change their clocks', () => {
  for (const zone of ['America/New_York', 'Australia/Lord_Howe']) {
    for (const day of [
      Date.UTC(2026, 2, 8),
      Date.UTC(2026, 3, 4),
      Date.UTC(2026, 9, 3),
      Date.UTC(2026, 10, 1),
    ]) {
      for (let minute = 0; minute < 2 * 24 * 60; minute += 7) {
        const ms = day + minute * 60_000;
        assert.equal(civilOf(ms, zone), intl(ms, zone), `${zone} ${new Date(ms).toISOString()}`);
      }
    }
  }
});

test.run();
