/** Modules that say more, or something else, than the standards let one expect. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readyBench } from './harness.js';

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

test.run();
