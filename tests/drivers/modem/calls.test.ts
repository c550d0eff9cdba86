import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { reply } from '../../support/scripted-modem.js';
import { type Bench, readyBench } from './harness.js';

/** Events without what is not asked about, shortest form: `ringing 13800138000`. */
function told({ calls }: Bench): string[] {
  return calls.map(
    ({ state, number, validity, waiting }) => `${state} ${number ?? validity}${waiting ? ' waiting' : ''}`,
  );
}

function oneCall({ calls }: Bench): void {
  assert.is(new Set(calls.map(({ id }) => id)).size, 1);
}

const CLIP = '+CLIP: "13800138000",129,,,,0';

test('from the first ring to NO CARRIER it is one call', async () => {
  const made = await readyBench();
  made.sim.say('RING', CLIP);
  await made.clock.advance(5_000);
  made.sim.say('RING', CLIP);
  await made.clock.settle();
  made.sim.say('NO CARRIER');
  await made.clock.settle();
  assert.equal(told(made), [
    'ringing waiting',
    'ringing 13800138000',
    'ringing 13800138000',
    'missed 13800138000',
  ]);
  oneCall(made);
  assert.is(made.calls.at(-1)?.rings, 2);
  await made.stop();
});

test('an international number gets its plus from the type', async () => {
  const made = await readyBench();
  made.sim.say('+CRING: VOICE', '+CLIP: "8613800138000",145,,,,0');
  await made.clock.settle();
  assert.is(made.calls.at(-1)?.number, '+8613800138000');
  await made.stop();
});

test('a call that stops ringing without a word is missed after the silence', async () => {
  const made = await readyBench();
  made.sim.say('RING', CLIP);
  await made.clock.advance(7_900);
  assert.is(made.calls.at(-1)?.state, 'ringing');
  await made.clock.advance(200);
  assert.is(made.calls.at(-1)?.state, 'missed');
  await made.stop();
});

test('the next caller never gets the number of the one before', async () => {
  const made = await readyBench();
  made.sim.say('RING', CLIP);
  await made.clock.advance(9_000);
  made.calls.length = 0;
  made.sim.say('RING');
  await made.clock.settle();
  assert.equal(told(made), ['ringing waiting']);
  await made.stop();
});

test('another number without NO CARRIER between is another call', async () => {
  const made = await readyBench();
  made.sim.say('RING', CLIP);
  await made.clock.advance(3_000);
  made.sim.say('+CLIP: "13912345678",129,,,,0');
  await made.clock.settle();
  assert.equal(told(made).slice(-2), ['missed 13800138000', 'ringing 13912345678']);
  assert.is(new Set(made.calls.map(({ id }) => id)).size, 2);
  await made.stop();
});

test('when CLIP never comes the list of calls is asked once, after three seconds', async () => {
  const made = await readyBench();
  made.sim.on(/^AT\+CLCC$/, reply('+CLCC: 1,1,4,0,0,"13800138000",129'));
  made.sim.say('RING');
  await made.clock.advance(2_900);
  assert.not.ok(made.sim.heard.includes('AT+CLCC'));
  await made.clock.advance(200);
  assert.equal(told(made), ['ringing waiting', 'ringing 13800138000']);
  made.sim.say('RING');
  await made.clock.advance(4_000);
  assert.is(made.sim.heard.filter((line) => line === 'AT+CLCC').length, 1);
  await made.stop();
});

test('when nobody tells the number it is unavailable', async () => {
  const made = await readyBench();
  made.sim.on(/^AT\+CLCC$/, '\r\nERROR\r\n');
  made.sim.say('RING');
  await made.clock.advance(3_100);
  assert.equal(told(made), ['ringing waiting', 'ringing unavailable']);
  await made.stop();
});

test('a caller who hides the number is withheld', async () => {
  const made = await readyBench();
  made.sim.say('RING', '+CLIP: "",128,,,,1');
  await made.clock.settle();
  assert.equal(told(made), ['ringing waiting', 'ringing withheld']);
  await made.stop();
});

test('a call is told while a text is being sent', async () => {
  const made = await readyBench();
  made.sim.on(/^>/, undefined);
  const sent = made.modem.sendPart({ pdu: '0011000B911326880736F40000A70AE8329BFD4697D9EC37', length: 23 });
  await made.clock.settle();
  made.sim.say('RING', CLIP);
  await made.clock.settle();
  assert.is(made.calls.at(-1)?.number, '13800138000');
  made.sim.say('+CMGS: 5', 'OK');
  assert.equal(await sent, { state: 'sent', reference: 5 });
  await made.stop();
});

test('answering: the call is answered, and ended by NO CARRIER', async () => {
  const made = await readyBench();
  made.sim.on(/^ATA$/, reply());
  made.sim.on(/^AT\+CLCC$/, reply('+CLCC: 1,1,0,0,0,"13800138000",129'));
  made.sim.say('RING', CLIP);
  await made.clock.settle();
  const answered = made.modem.answer();
  await made.clock.settle();
  await answered;
  await made.clock.advance(60_000);
  assert.is(made.calls.at(-1)?.state, 'answered');
  made.sim.say('NO CARRIER');
  await made.clock.settle();
  assert.equal(told(made).slice(-2), ['answered 13800138000', 'ended 13800138000']);
  oneCall(made);
  await made.stop();
});

test('a call taken on another handset is seen in the list, and so is its end', async () => {
  const made = await readyBench();
  made.sim.say('RING', CLIP);
  made.sim.on(/^AT\+CLCC$/, reply('+CLCC: 1,1,0,0,0,"13800138000",129'));
  await made.clock.advance(9_000);
  assert.is(made.calls.at(-1)?.state, 'answered');
  made.sim.on(/^AT\+CLCC$/, reply());
  await made.clock.advance(6_000);
  assert.is(made.calls.at(-1)?.state, 'ended');
  await made.stop();
});

test('a second caller waits, and rings in front when the first one hangs up', async () => {
  const made = await readyBench();
  made.sim.on(/^ATA$/, reply());
  made.sim.say('RING', CLIP);
  await made.clock.settle();
  const answered = made.modem.answer();
  await made.clock.settle();
  await answered;
  made.sim.on(
    /^AT\+CLCC$/,
    reply('+CLCC: 1,1,0,0,0,"13800138000",129', '+CLCC: 2,1,5,0,0,"13912345678",129'),
  );
  made.sim.say('+CCWA: "13912345678",129,1,,0');
  await made.clock.advance(12_000);
  assert.equal(told(made).at(-1), 'ringing 13912345678 waiting');
  made.sim.on(/^AT\+CLCC$/, reply('+CLCC: 2,1,5,0,0,"13912345678",129'));
  made.sim.say('NO CARRIER');
  await made.clock.settle();
  assert.equal(told(made).at(-1), 'ended 13800138000');
  made.sim.on(/^AT\+CLCC$/, reply('+CLCC: 1,1,4,0,0,"13912345678",129'));
  made.sim.say('RING', '+CLIP: "13912345678",129,,,,0');
  await made.clock.settle();
  assert.equal(told(made).at(-1), 'ringing 13912345678');
  assert.is(new Set(made.calls.map(({ id }) => id)).size, 2);
  made.sim.say('NO CARRIER');
  await made.clock.settle();
  assert.equal(told(made).at(-1), 'missed 13912345678');
  await made.stop();
});

test('a waiting caller who gives up is missed, and the first call goes on', async () => {
  const made = await readyBench();
  made.sim.on(/^ATA$/, reply());
  made.sim.say('RING', CLIP);
  await made.clock.settle();
  const answered = made.modem.answer();
  await made.clock.settle();
  await answered;
  made.sim.on(/^AT\+CLCC$/, reply('+CLCC: 1,1,0,0,0,"13800138000",129'));
  made.sim.say('+CCWA: "13912345678",129,1,,0');
  await made.clock.advance(6_000);
  assert.equal(told(made).at(-1), 'missed 13912345678 waiting');
  made.sim.say('NO CARRIER');
  await made.clock.settle();
  assert.equal(told(made).at(-1), 'ended 13800138000');
  await made.stop();
});

test('hanging up falls back to ATH; a refused call is ended, not missed', async () => {
  const made = await readyBench();
  made.sim.on(/^AT\+CHUP$/, '\r\nERROR\r\n');
  made.sim.on(/^ATH$/, reply());
  made.sim.say('RING', CLIP);
  await made.clock.settle();
  const done = made.modem.hangUp();
  await made.clock.settle();
  await done;
  assert.equal(told(made).at(-1), 'ended 13800138000');
  await made.stop();
});

test('dialling: the call is told, and a busy line is said', async () => {
  const made = await readyBench();
  made.sim.on(/^ATD13800138000;$/, reply());
  const dialled = made.modem.dial('13800138000');
  await made.clock.settle();
  await dialled;
  assert.is(made.calls.at(-1)?.direction, 'out');
  made.sim.on(/^AT\+CLCC$/, reply('+CLCC: 1,0,0,0,0,"13800138000",129'));
  await made.clock.advance(6_000);
  assert.is(made.calls.at(-1)?.state, 'answered');
  made.sim.say('NO CARRIER');
  await made.clock.settle();
  assert.is(made.calls.at(-1)?.state, 'ended');
  made.sim.on(/^ATD/, '\r\nBUSY\r\n');
  const busy = made.modem.dial('13912345678').catch((error: { code: string }) => error.code);
  await made.clock.settle();
  assert.is(await busy, 'at/busy');
  await made.stop();
});

test('only a number can be dialled', async () => {
  const made = await readyBench();
  const refused = await made.modem.dial('138;+CFUN=0').catch((error: { code: string }) => error.code);
  assert.is(refused, 'modem/bad-number');
  assert.equal(made.sim.heard, []);
  await made.stop();
});

test('pulling the plug ends the call that rang', async () => {
  const made = await readyBench();
  made.sim.say('RING', CLIP);
  await made.clock.settle();
  made.sim.peer.unplug();
  await made.clock.settle();
  assert.is(made.calls.at(-1)?.state, 'missed');
  await made.stop();
});

test.run();
