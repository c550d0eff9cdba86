/** The shipped driver against the recorded ways of real modules: bring-up, a text in, a text out, a call. */
import { readdirSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createModem } from '../../../drivers/modem/index.js';
import { type Deliver, decodePdu } from '../../../protocol/sms/index.js';
import { playedModem } from '../../support/played-modem.js';
import { silentLog } from '../../support/silent-log.js';
import { vectorPath } from '../../support/vectors.js';
import { virtualClock } from '../../support/virtual-clock.js';
import { fixedRandom } from './harness.js';

const NAMES = readdirSync(vectorPath('modems'))
  .map((file) => file.replace(/\.txt$/, ''))
  .filter((name) => name !== 'standard');

/** SUBMIT "hello" to 13800138000 in TS 23.040's simplest shape. */
const SUBMIT = { pdu: '0001000B813108108300F0000005E8329BFD06', length: 18 };

function played(name: string) {
  const { modem: sim, expected, happens } = playedModem(name);
  const clock = virtualClock();
  const modem = createModem({ transport: sim.transport, clock, random: fixedRandom(), log: silentLog });
  const kept: string[] = [];
  const calls: string[] = [];
  modem.keepTextsWith(async ({ pdu }) => void kept.push(pdu));
  modem.onCall(({ state, number }) => calls.push(`${state} ${number ?? '?'}`));
  const stop = async () => {
    const stopped = modem.stop();
    await clock.advance(5_000);
    await stopped;
  };
  return { sim, clock, modem, kept, calls, expected, happens, stop };
}

test('there is a transcript for every profile but the generic one', () => {
  assert.equal(NAMES, ['a7670', 'air724', 'ec25', 'huawei', 'sim7600', 'sim800']);
});

for (const name of NAMES) {
  test(`${name}: is brought up under its own profile, settings taken, time and network read`, async () => {
    const { modem, clock, expected, stop } = played(name);
    modem.start();
    await clock.until(() => modem.status().state === 'ready');
    const { profile, operator, registration, zoneMinutes, imei } = modem.info();
    assert.equal(
      [profile, operator, registration, zoneMinutes],
      [expected.get('profile'), 'CHINA MOBILE', 'home', 480],
    );
    assert.match(imei ?? '', /^\d{15}$/);
    await stop();
  });

  test(`${name}: a text comes in, and is deleted after it was kept`, async () => {
    const { sim, modem, clock, kept, expected, happens, stop } = played(name);
    modem.start();
    await clock.until(() => modem.status().state === 'ready' && kept.length > 0);
    await clock.settle();
    const atStart = kept.length;
    happens('text');
    await clock.advance(1_000);
    assert.ok(kept.length > atStart, 'the announced text was fetched');
    const { number, text } = decodePdu(kept.at(-1) ?? '') as Deliver;
    assert.equal([number, text.trim()], [expected.get('from'), expected.get('text')?.replace(/_$/, '')]);
    assert.ok(sim.heard.some((line) => line.startsWith('AT+CMGD=')));
    assert.is(modem.counters().textsNotKept, 0);
    await stop();
  });

  test(`${name}: a text goes out`, async () => {
    const { sim, modem, clock, stop } = played(name);
    modem.start();
    await clock.until(() => modem.status().state === 'ready');
    const sending = modem.sendPart(SUBMIT);
    await clock.advance(1_000);
    assert.is((await sending).state, 'sent');
    assert.ok(sim.heard.includes(`>${SUBMIT.pdu}`));
    assert.is(modem.counters().textsOut, 1);
    await stop();
  });

  test(`${name}: a call rings, is answered and ends once`, async () => {
    const { modem, clock, calls, expected, happens, stop } = played(name);
    modem.start();
    await clock.until(() => modem.status().state === 'ready');
    await clock.settle();
    happens('call');
    await clock.settle();
    await modem.answer();
    happens('hangup');
    await clock.advance(1_000);
    const caller = expected.get('caller');
    assert.equal(calls.slice(-3), [`ringing ${caller}`, `answered ${caller}`, `ended ${caller}`]);
    const { callsIn, callsMissed } = modem.counters();
    assert.equal([callsIn, callsMissed], [1, 0]);
    await stop();
  });
}

test.run();
