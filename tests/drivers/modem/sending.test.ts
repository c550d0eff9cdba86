import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SendOutcome } from '../../../drivers/modem/types.js';
import { reply } from '../../support/scripted-modem.js';
import { bench, readyBench } from './harness.js';

/** SUBMIT "hellohello" to +31628870634, the example of many manuals: SMSC of the SIM, TPDU of 23 octets. */
const PART = { pdu: '0011000B911326880736F40000A70AE8329BFD4697D9EC37', length: 23 };

test('the PDU is written at the prompt, and the reference comes back', async () => {
  const { sim, modem, stop, clock } = await readyBench();
  const outcome = modem.sendPart(PART);
  await clock.settle();
  assert.equal(await outcome, { state: 'sent', reference: 42 });
  assert.equal(sim.heard.slice(-2), ['AT+CMGS=23', `>${PART.pdu}`]);
  await stop();
});

test('nothing is written before the prompt', async () => {
  const { sim, modem, stop, clock } = await readyBench();
  sim.on(/^AT\+CMGS/, undefined);
  const outcome = modem.sendPart(PART);
  await clock.advance(9_000);
  assert.equal(sim.heard.at(-1), 'AT+CMGS=23');
  sim.peer.send('\r\n+CSQ: 11,0\r\n');
  await clock.settle();
  assert.equal(sim.heard.at(-1), 'AT+CMGS=23');
  await clock.advance(2_000);
  assert.equal(await outcome, { state: 'failed', code: 'modem/no-prompt', retry: 'retry' });
  await stop();
});

test('an error of the network says what may be done about it', async () => {
  const { sim, modem, stop, clock } = await readyBench();
  const cases: [string, SendOutcome][] = [
    ['+CMS ERROR: 38', { state: 'failed', code: 'at/cms-38', retry: 'retry' }],
    ['+CMS ERROR: 28', { state: 'failed', code: 'at/cms-28', retry: 'permanent' }],
    ['+CMS ERROR: 330', { state: 'failed', code: 'at/cms-330', retry: 'person' }],
    ['+CMS ERROR: network timeout', { state: 'failed', code: 'at/cms-332', retry: 'retry' }],
    ['+CME ERROR: 14', { state: 'failed', code: 'at/cme-14', retry: 'retry' }],
  ];
  for (const [line, expected] of cases) {
    sim.on(/^>/, `\r\n${line}\r\n`);
    const outcome = modem.sendPart(PART);
    await clock.settle();
    assert.equal(await outcome, expected, line);
  }
  await stop();
});

test('an error in place of the prompt: the text never left', async () => {
  const { sim, modem, stop, clock } = await readyBench();
  sim.on(/^AT\+CMGS/, '\r\n+CMS ERROR: 310\r\n');
  const outcome = modem.sendPart(PART);
  await clock.settle();
  assert.equal(await outcome, { state: 'failed', code: 'at/cms-310', retry: 'person' });
  await stop();
});

test('silence after the prompt leaves the text unknown, and the late reply harms no later command', async () => {
  const { sim, modem, stop, clock } = await readyBench();
  sim.on(/^>/, undefined);
  const first = modem.sendPart(PART);
  await clock.advance(119_000);
  assert.is(await Promise.race([first, Promise.resolve('waiting')]), 'waiting');
  await clock.advance(1_001);
  assert.equal(await first, { state: 'unknown', code: 'modem/timeout' });
  await clock.advance(3_000);
  assert.ok(sim.heard.includes('ESC'));
  assert.is(modem.status().state, 'ready');

  // The next text is refused by the network; the first one's result comes just before that.
  sim.on(/^AT\+CMGS/, '\r\n+CMGS: 7\r\n\r\nOK\r\n\r\n> ');
  sim.on(/^>/, '\r\n+CMS ERROR: 28\r\n');
  const second = modem.sendPart(PART);
  await clock.settle();
  assert.equal(await second, { state: 'failed', code: 'at/cms-28', retry: 'permanent' });
  await stop();
});

test('a late result while another command waits for its reply is not that reply', async () => {
  const { sim, modem, stop, clock, kept } = await readyBench();
  sim.on(/^>/, undefined);
  const sent = modem.sendPart(PART);
  await clock.advance(124_000);
  assert.is((await sent).state, 'unknown');
  sim.on(/^AT\+CMGL=4$/, undefined);
  sim.say('+CMTI: "SM",1');
  await clock.settle();
  sim.say('+CMGS: 7', 'OK');
  await clock.settle();
  const pdu = '07911326040000F0040B911346610089F60000208062917314080CC8F71D14969741F977FD07';
  sim.say('+CMGL: 1,0,,30', pdu, 'OK');
  await clock.settle();
  assert.is(kept.length, 1);
  await stop();
});

test('the reference without its OK still means that the text has left', async () => {
  const { sim, modem, stop, clock } = await readyBench();
  sim.on(/^>/, '\r\n+CMGS: 9\r\n');
  const outcome = modem.sendPart(PART);
  await clock.advance(121_000);
  assert.equal(await outcome, { state: 'sent', reference: 9 });
  await stop();
});

test('a restart between prompt and result leaves the text unknown', async () => {
  for (const boot of ['RDY', '+CPIN: READY', 'SMS DONE']) {
    const { sim, modem, stop, clock } = await readyBench();
    sim.on(/^>/, undefined);
    const outcome = modem.sendPart(PART);
    await clock.settle();
    sim.say(boot);
    await clock.settle();
    assert.equal(await outcome, { state: 'unknown', code: 'modem/reset' }, boot);
    await stop();
  }
});

test('the plug is pulled between prompt and result: unknown; before the prompt: failed', async () => {
  const late = await readyBench();
  late.sim.on(/^>/, undefined);
  const submitted = late.modem.sendPart(PART);
  await late.clock.settle();
  late.sim.peer.unplug();
  assert.equal(await submitted, { state: 'unknown', code: 'modem/closed' });
  await late.stop();

  const early = await readyBench();
  early.sim.on(/^AT\+CMGS/, undefined);
  const asked = early.modem.sendPart(PART);
  await early.clock.settle();
  early.sim.peer.unplug();
  assert.equal(await asked, { state: 'failed', code: 'modem/closed', retry: 'retry' });
  await early.stop();
});

test('two texts at once go out one after the other', async () => {
  const { sim, modem, stop, clock } = await readyBench();
  const both = Promise.all([modem.sendPart(PART), modem.sendPart(PART)]);
  await clock.settle();
  assert.equal(
    (await both).map(({ state }) => state),
    ['sent', 'sent'],
  );
  assert.equal(sim.heard, ['AT+CMGS=23', `>${PART.pdu}`, 'AT+CMGS=23', `>${PART.pdu}`]);
  await stop();
});

test('what is no PDU is refused before the modem hears of it', async () => {
  const { sim, modem, stop } = await readyBench();
  const outcome = await modem.sendPart({ pdu: '0011\x1aAT+CFUN=0\r', length: 10 });
  assert.equal(outcome, { state: 'failed', code: 'modem/bad-pdu', retry: 'permanent' });
  assert.equal(sim.heard, []);
  await stop();
});

test('before the modem is ready a text is not accepted', async () => {
  const { modem, stop } = bench((sim) => sim.on(/^AT\+CPIN\?$/, '\r\n+CME ERROR: 10\r\n'));
  assert.equal(await modem.sendPart(PART), { state: 'failed', code: 'modem/not-ready', retry: 'retry' });
  await stop();
});

test('garbage and a megabyte without a line end do no harm', async () => {
  const { sim, modem, stop, clock, kept } = await readyBench();
  sim.peer.send(new Uint8Array(1_000_000).fill(0x41));
  sim.peer.send(Uint8Array.from({ length: 5_000 }, (_, at) => (at * 7919) % 256));
  await clock.settle();
  sim.store.set(1, '07911326040000F0040B911346610089F60000208062917314080CC8F71D14969741F977FD07');
  sim.say('', '+CMTI: "SM",1');
  await clock.settle();
  assert.is(kept.length, 1);
  const outcome = modem.sendPart(PART);
  await clock.settle();
  assert.equal(await outcome, { state: 'sent', reference: 42 });
  assert.ok((modem.info().counters?.discardedBytes ?? 0) > 1_000_000);
  await stop();
});

test('a command that nobody answers is found out by asking something else', async () => {
  const { sim, modem, stop, clock } = await readyBench();
  sim.on(/^AT\+CSQ$/, undefined);
  await clock.advance(40_000);
  sim.on(/^AT\+CSQ$/, reply('+CSQ: 9,0'));
  await clock.advance(60_000);
  assert.is(modem.info().signalDbm, -95);
  assert.is(sim.peer.opens, 1);
  await stop();
});

test.run();
