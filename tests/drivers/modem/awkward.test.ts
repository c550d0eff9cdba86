/** Modules that say more, or something else, than the standards let one expect. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { reply } from '../../support/scripted-modem.js';
import { bench, DELIVER, readyBench } from './harness.js';

/** SUBMIT "hellohello" to +31628870634: SMSC of the SIM, TPDU of 23 octets. */
const PART = { pdu: '0011000B911326880736F40000A70AE8329BFD4697D9EC37', length: 23 };

test('a text whose PDU was echoed and nothing more was said is unknown, not sent', async () => {
  const { sim, modem, stop, clock } = await readyBench();
  sim.on(/^>/, `${PART.pdu}\r\n`);
  const outcome = modem.sendPart(PART);
  await clock.advance(121_000);
  assert.equal(await outcome, { state: 'unknown', code: 'modem/timeout' });
  await stop();
});

test('a text after whose echo the port was unplugged is unknown, not sent', async () => {
  const { sim, modem, stop, clock } = await readyBench();
  sim.on(/^>/, `${PART.pdu}\r\n`);
  const outcome = modem.sendPart(PART);
  await clock.settle();
  sim.peer.unplug();
  assert.equal(await outcome, { state: 'unknown', code: 'modem/closed' });
  await stop();
});

test('a reference without the OK behind it is still sent', async () => {
  const { sim, modem, stop, clock } = await readyBench();
  sim.on(/^>/, `${PART.pdu}\r\n\r\n+CMGS: 9\r\n`);
  const outcome = modem.sendPart(PART);
  await clock.advance(121_000);
  assert.equal(await outcome, { state: 'sent', reference: 9 });
  await stop();
});

// Siemens MC35 and SIM900 say so of an empty place; gammu (ATGEN_ReplyGetSMSMessage) and smstools know it.
test('empty places that answer +CMGR: 0,,0 hide no text behind them', async () => {
  const made = bench((sim) => {
    for (let index = 30; index < 55; index += 1) sim.store.set(index, DELIVER);
    sim.on(/^AT\+CPMS\?$/, () => reply(`+CPMS: "SM",${sim.store.size},60,"SM",${sim.store.size},60`));
    sim.on(/^AT\+CMGR=(\d+)$/, (match) => {
      const pdu = sim.store.get(Number(match[1]));
      return pdu === undefined ? reply('+CMGR: 0,,0', '') : reply(`+CMGR: 1,,${pdu.length / 2 - 8}`, pdu);
    });
  });
  await made.clock.until(() => made.modem.status().state === 'ready');
  await made.clock.advance(60_000);
  assert.equal([made.kept.length, made.sim.store.size], [25, 0]);
  assert.is(made.modem.counters().textsDamaged, 0);
  await made.stop();
});

test('a module that forgot its settings without a word is set up again: texts come in, callers are told', async () => {
  const { sim, clock, kept, modem, stop } = await readyBench(undefined, { sweepMs: 60_000 });
  // After a restart it is in text mode, where <stat> is a word and CMGL=4 is refused (27.005 3.4.2).
  let mode = 1;
  sim.on(/^AT\+CMGF\?$/, () => reply(`+CMGF: ${mode}`));
  sim.on(/^AT\+CMGF=0$/, () => {
    mode = 0;
    return reply();
  });
  sim.on(/^AT\+CMGL=4$/, () => {
    if (mode === 1) return '\r\nERROR\r\n';
    return sim.store.size === 0 ? reply() : reply(`+CMGL: 1,0,,${DELIVER.length / 2 - 8}`, DELIVER);
  });
  sim.store.set(1, DELIVER);
  await clock.advance(90_000);
  assert.equal([kept.length, sim.store.size], [1, 0]);
  assert.ok(sim.heard.includes('AT+CLIP=1'));
  assert.is(modem.status().state, 'ready');
  await stop();
});

test('a store that cannot be listed for a while is no restart', async () => {
  const { sim, clock, kept, modem, stop } = await readyBench(undefined, { sweepMs: 60_000 });
  sim.on(/^AT\+CMGF\?$/, reply('+CMGF: 0'));
  sim.on(/^AT\+CMGL=4$/, '\r\n+CMS ERROR: 314\r\n');
  sim.store.set(1, DELIVER);
  await clock.advance(70_000);
  assert.is(modem.counters().restarts, 0);
  sim.on(/^AT\+CMGL=4$/, reply(`+CMGL: 1,0,,${DELIVER.length / 2 - 8}`, DELIVER));
  await clock.advance(30_000);
  assert.is(kept.length > 0, true);
  await stop();
});

test('no packet service is no reason to say that the network refuses calls and texts', async () => {
  const { sim, modem, clock, stop } = await readyBench();
  for (const line of ['+CGREG: 3', '+CGREG: 0', '+CEREG: 3', '+CEREG: 2', '+C5GREG: 0']) {
    sim.say(line);
    await clock.settle();
    assert.is(modem.status().state, 'ready', line);
    assert.is(modem.info().registration, 'home', line);
  }
  sim.on(/^AT\+CREG\?$/, reply('+CREG: 2,3'));
  sim.say('+CREG: 3');
  await clock.settle();
  assert.equal(modem.status(), { state: 'degraded', reason: 'network-denied' });
  await stop();
});

test('a module that is on LTE alone is not lost when it leaves the old network', async () => {
  const { sim, modem, clock, stop } = await readyBench();
  sim.on(/^AT\+CREG\?$/, reply('+CREG: 2,0'));
  sim.on(/^AT\+CEREG\?$/, reply('+CEREG: 2,1,"1A2B","00C3D4E5",7'));
  sim.say('+CREG: 0');
  await clock.settle();
  assert.is(modem.status().state, 'ready');
  await stop();
});

const NUMBER = '13800138000';
const RING = ['RING', `+CLIP: "${NUMBER}",129,,,,0`];

test('a second +CLIP without a number takes nobody their number: the missed call can be called back', async () => {
  const { sim, clock, calls, stop } = await readyBench();
  sim.say(...RING, '+CLIP: "",128,,,,2');
  await clock.advance(3_000);
  sim.say(...RING, '+CLIP: "",128,,,,1');
  await clock.advance(1_000);
  sim.say('NO CARRIER');
  await clock.settle();
  const last = calls.at(-1);
  assert.equal([last?.state, last?.number, new Set(calls.map(({ id }) => id)).size], ['missed', NUMBER, 1]);
  await stop();
});

test('who hides the number after one who gave up is another caller, and the first one is missed by number', async () => {
  const { sim, clock, calls, stop } = await readyBench();
  sim.say(...RING);
  await clock.advance(4_000);
  sim.say('RING', '+CLIP: "",128,,,,1');
  await clock.advance(1_000);
  assert.equal(
    calls.slice(-2).map(({ state, number, validity }) => [state, number, validity]),
    [
      ['missed', NUMBER, 'valid'],
      ['ringing', undefined, 'withheld'],
    ],
  );
  await stop();
});

test('one number written in two ways is one caller, and the list does not end the call that is talked to', async () => {
  const { sim, clock, modem, calls, stop } = await readyBench((made) => made.on(/^ATA$/, reply()));
  sim.say('RING', `+CLIP: "+86${NUMBER}",145,,,,0`);
  await clock.advance(3_000);
  sim.say(...RING);
  await clock.settle();
  await Promise.all([modem.answer(), clock.settle()]);
  sim.on(/^AT\+CLCC$/, reply(`+CLCC: 1,1,0,0,0,"${NUMBER}",129`));
  await clock.advance(20_000);
  assert.equal([calls.at(-1)?.state, new Set(calls.map(({ id }) => id)).size], ['answered', 1]);
  await stop();
});

test.run();
