/** Calls in and out of the simulated modem: 3GPP TS 27.007, 7.6 to 7.18, and how real modules tell them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { bench } from './bench.js';

const OK = '\r\nOK\r\n';
const NUMBER = '+8613800138000';
const RING = '\r\nRING\r\n';
const CLIP = `\r\n+CLIP: "${NUMBER}",145,"",0,"",0\r\n`;
const NO_CARRIER = '\r\nNO CARRIER\r\n';

test('a call rings every three seconds and tells the caller after each ring, until it is given up', async () => {
  const { say, wait, network } = await bench();
  await say('AT+CLIP=1\r');
  network.call(NUMBER);
  assert.is(await wait(0), RING + CLIP);
  assert.is(await wait(3000), RING + CLIP);
  network.hangUp();
  assert.is(await wait(10_000), NO_CARRIER);
});

test('without +CLIP=1 nobody is told who calls', async () => {
  const { wait, network } = await bench();
  network.call(NUMBER);
  assert.is(await wait(0), RING);
});

test('with +CRC=1 it is +CRING', async () => {
  const { say, wait, network } = await bench();
  await say('AT+CRC=1\r');
  network.call(NUMBER);
  assert.is(await wait(0), '\r\n+CRING: VOICE\r\n');
});

test('a withheld number has validity 1 and no digits', async () => {
  const { say, wait, network } = await bench();
  await say('AT+CLIP=1\r');
  network.call('withheld');
  assert.is(await wait(0), `${RING}\r\n+CLIP: "",128,,,,1\r\n`);
});

test('no-clip tells the number by +CLCC only; late-clip from the second ring on', async () => {
  const { say, wait, network, modem } = await bench();
  await say('AT+CLIP=1\r');
  modem.faults.set('no-clip', true);
  network.call(NUMBER);
  assert.is(await wait(3000), RING + RING);
  assert.is(await say('AT+CLCC\r', 100), `\r\n+CLCC: 1,1,4,0,0,"${NUMBER}",145\r\n${OK}`);
  await say('ATH\r', 100);
  modem.faults.set('no-clip', false);
  modem.faults.set('late-clip', true);
  network.call(NUMBER);
  assert.is(await wait(3000), RING + RING + CLIP);
});

test('an answered call is active, and ends with NO CARRIER when the other hangs up', async () => {
  const { say, wait, network } = await bench();
  network.call(NUMBER);
  await wait(0);
  assert.is(await say('ATA\r', 100), OK);
  assert.is(await say('AT+CLCC\r', 100), `\r\n+CLCC: 1,1,0,0,0,"${NUMBER}",145\r\n${OK}`);
  assert.is(await wait(20_000), '');
  network.hangUp();
  assert.is(await wait(10), NO_CARRIER);
  assert.is(await say('AT+CLCC\r'), OK);
});

test('asking whether +CHUP is there hangs nothing up', async () => {
  const { say, network } = await bench();
  network.call(NUMBER);
  await say('AT+CHUP=?\r', 100);
  assert.is(network.calls().length, 1);
});

test('a second call waits, is told by +CCWA, rings when the first ends; a third finds the line busy', async () => {
  const { say, wait, network } = await bench();
  await say('AT+CLIP=1;+CCWA=1,1,1\r');
  network.call('13911112222');
  await wait(0);
  await say('ATA\r', 100);
  network.call(NUMBER);
  assert.is(await wait(6000), `\r\n+CCWA: "${NUMBER}",145,1,"",0\r\n`);
  assert.throws(
    () => network.call('10086'),
    (error: unknown) => isTerminalError(error, 'sim/busy'),
  );
  assert.is(await say('AT+CHUP\r', 100), OK + RING + CLIP);
});

test('without +CCWA a waiting call rings like any other', async () => {
  const { say, wait, network } = await bench();
  await say('AT+CLIP=1\r');
  network.call('13911112222');
  await wait(0);
  await say('ATA\r', 100);
  network.call(NUMBER);
  assert.is(await wait(0), RING + CLIP);
});

test('+CHLD=2 holds the active call and takes the waiting one', async () => {
  const { say, wait, network } = await bench();
  network.call('13911112222');
  await wait(0);
  await say('ATA\r', 100);
  network.call(NUMBER);
  await wait(0);
  await say('AT+CHLD=2\r', 100);
  const list = await say('AT+CLCC\r', 100);
  assert.is(list, `\r\n+CLCC: 1,1,1,0,0,"13911112222",129\r\n+CLCC: 2,1,0,0,0,"${NUMBER}",145\r\n${OK}`);
});

test('a dialled call goes through dialling, alerting and active', async () => {
  const { say, wait } = await bench({}, { alertAfterMs: 1000, answerAfterMs: 3000 });
  assert.is(await say('ATD10086;\r', 100), OK);
  assert.is(await say('AT+CLCC\r', 100), `\r\n+CLCC: 1,0,2,0,0,"10086",129\r\n${OK}`);
  await wait(1000);
  assert.is(await say('AT+CLCC\r', 100), `\r\n+CLCC: 1,0,3,0,0,"10086",129\r\n${OK}`);
  await wait(3000);
  assert.is(await say('AT+CLCC\r', 100), `\r\n+CLCC: 1,0,0,0,0,"10086",129\r\n${OK}`);
  assert.is(await say('AT+VTS=5\r', 100), OK);
  assert.is(await say('ATH\r', 100), OK);
});

test('a busy far end is BUSY, one that does not answer NO ANSWER', async () => {
  const { say, wait, network } = await bench();
  network.whenDialled('busy');
  assert.is(await say('ATD10086;\r'), `${OK}\r\nBUSY\r\n`);
  network.whenDialled('no-answer');
  await say('ATD10086;\r');
  assert.is(await wait(70_000), '\r\nNO ANSWER\r\n');
});

test('with +COLP the result waits for the answer, and any key gives the call up', async () => {
  const { say } = await bench({}, { alertAfterMs: 500, answerAfterMs: 500 });
  await say('AT+COLP=1\r');
  assert.is(await say('ATD10086;\r'), `\r\n+COLP: "10086",129\r\n${OK}`);
  await say('ATH\r');
  assert.is(await say('ATD10086;\r', 100), '');
  assert.is(await say(' ', 100), NO_CARRIER);
  assert.is(await say('AT+CLCC\r'), OK);
});

test('a modem that refuses calls while it sends a text makes the caller hear busy', async () => {
  const { say, network } = await bench({ refuseCallsWhileSending: true });
  await say('AT+CMGF=1;+CMGS="10086"\r');
  await say('hi\x1a', 100);
  assert.throws(
    () => network.call(NUMBER),
    (error: unknown) => isTerminalError(error, 'sim/busy'),
  );
});

test('power off ends a ringing call for both sides', async () => {
  const { modem, network, wait } = await bench();
  network.call(NUMBER);
  await wait(0);
  modem.powerOff();
  assert.is(await wait(10_000), '');
  assert.is(network.calls().length, 0);
});

test('duplicate-urc says everything twice', async () => {
  const { modem, network, wait } = await bench();
  modem.faults.set('duplicate-urc', true);
  network.call(NUMBER);
  assert.is(await wait(0), RING + RING);
});

test.run();
