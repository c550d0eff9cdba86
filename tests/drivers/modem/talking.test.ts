/** Tones, words and codes: what goes into a call, and what the network answers to USSD. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { reply, type ScriptedModem } from '../../support/scripted-modem.js';
import { type Bench, readyBench } from './harness.js';

const CLIP = '+CLIP: "13800138000",129,,,,0';

async function inCall(prepare?: (sim: ScriptedModem) => void): Promise<Bench> {
  const made = await readyBench((sim) => {
    sim.on(/^ATA$/, reply());
    sim.on(/^AT\+CLCC$/, reply('+CLCC: 1,1,0,0,0,"13800138000",129'));
    prepare?.(sim);
  });
  made.sim.say('RING', CLIP);
  await made.clock.settle();
  await made.modem.answer();
  made.sim.heard.length = 0;
  return made;
}

/** The code of what a promise is rejected with, after time enough. */
async function codeOf(made: Bench, promise: Promise<unknown>, ms = 60_000): Promise<string> {
  const settled = promise.then(
    () => 'resolved',
    (error: unknown) => (isTerminalError(error) ? error.code : String(error)),
  );
  await made.clock.advance(ms);
  return settled;
}

test('tones go out one by one, a comma is a pause', async () => {
  const made = await inCall((sim) => sim.on(/^AT\+VTS=/, reply()));
  const sent = made.modem.sendDtmf('1,#');
  await made.clock.advance(300);
  assert.equal(made.sim.heard, ['AT+VTS=1']);
  await made.clock.advance(1_200);
  await sent;
  assert.equal(made.sim.heard, ['AT+VTS=1', 'AT+VTS=#']);
  await made.stop();
});

test('a module that wants tones in quotes gets them so, and is not asked the other way again', async () => {
  const made = await inCall((sim) => sim.on(/^AT\+VTS="/, reply()));
  const sent = made.modem.sendDtmf('12');
  await made.clock.advance(1_000);
  await sent;
  assert.equal(made.sim.heard, ['AT+VTS=1', 'AT+VTS="1"', 'AT+VTS="2"']);
  await made.stop();
});

test('what is no tone, and a tone without a call, never reach the modem', async () => {
  const talking = await inCall();
  assert.is(await codeOf(talking, talking.modem.sendDtmf('1;+CFUN=0'), 1_000), 'modem/bad-tones');
  await talking.stop();
  const idle = await readyBench();
  assert.is(await codeOf(idle, idle.modem.sendDtmf('1'), 1_000), 'modem/no-call');
  assert.is(await codeOf(idle, idle.modem.say('您好'), 1_000), 'modem/no-call');
  assert.equal(idle.sim.heard, []);
  await idle.stop();
});

test('a text is read out in UCS-2 and ends when the module says so', async () => {
  const made = await inCall((sim) => sim.on(/^AT\+CTTS=1/, reply()));
  let said = false;
  const speaking = made.modem.say('您好').then(() => {
    said = true;
  });
  await made.clock.advance(4_000);
  assert.equal(
    made.sim.heard.filter((line) => line.includes('CTTS')),
    ['AT+CTTS=1,"60A8597D"'],
  );
  assert.is(said, false);
  made.sim.say('+CTTS: 0');
  await speaking;
  await made.stop();
});

test('a long text is read in pieces that end with a sentence', async () => {
  const made = await inCall((sim) => sim.on(/^AT\+CTTS=1/, reply()));
  const speaking = made.modem.say('今天新到的苹果很甜。'.repeat(20));
  const spoken = () => made.sim.heard.filter((line) => line.startsWith('AT+CTTS=1'));
  await made.clock.settle();
  made.sim.say('+CTTS: 0');
  await made.clock.settle();
  made.sim.say('+CTTS:0');
  await speaking;
  assert.equal(
    spoken().map((line) => line.length - 'AT+CTTS=1,""'.length),
    [480, 320],
  );
  assert.match(spoken()[0] ?? '', /3002"$/);
  await made.stop();
});

test('the caller hangs up: nobody goes on talking', async () => {
  const made = await inCall((sim) => sim.on(/^AT\+CTTS=1/, reply()));
  const speaking = made.modem.say('今天新到的苹果很甜。'.repeat(20));
  await made.clock.settle();
  made.sim.say('NO CARRIER');
  await speaking;
  assert.is(made.sim.heard.filter((line) => line.startsWith('AT+CTTS=1')).length, 1);
  await made.stop();
});

test('a module without a voice says so', async () => {
  const made = await inCall((sim) => sim.on(/^AT\+CGMM$/, reply('EC25')));
  assert.is(made.modem.info().speaks, false);
  assert.is(await codeOf(made, made.modem.say('您好')), 'modem/no-speech');
  await made.stop();
});

test('the balance by USSD, in UCS-2', async () => {
  const made = await readyBench((sim) => sim.on(/^AT\+CUSD=1,"\*100#",15$/, reply()));
  const asked = made.modem.ussd('*100#');
  await made.clock.advance(3_000);
  made.sim.say('+CUSD: 0,"4F59989D003500305143",72');
  assert.equal(await asked, { text: '余额50元', awaitsReply: false });
  await made.stop();
});

test('a menu over several lines, and an answer that comes before the OK', async () => {
  const made = await readyBench((sim) => {
    sim.on(/^AT\+CUSD=1,"\*199#",15$/, '\r\n+CUSD: 1,"1 Balance\r\n2 Data",15\r\n\r\nOK\r\n');
    sim.on(/^AT\+CUSD=1,"1",15$/, reply());
  });
  assert.equal(await made.modem.ussd('*199#'), { text: '1 Balance\n2 Data', awaitsReply: true });
  const second = made.modem.ussd('1');
  await made.clock.settle();
  made.sim.say('+CUSD: 2,"Balance: 50",15');
  assert.equal(await second, { text: 'Balance: 50', awaitsReply: false });
  await made.stop();
});

test('a network that does not answer a code is given up, and its session is closed', async () => {
  const made = await readyBench((sim) => sim.on(/^AT\+CUSD=/, reply()));
  assert.is(await codeOf(made, made.modem.ussd('*100#')), 'modem/timeout');
  assert.is(made.sim.heard.at(-1)?.startsWith('AT+CUSD=2') || made.sim.heard.includes('AT+CUSD=2'), true);
  const asked = made.modem.ussd('*100#');
  await made.clock.settle();
  made.sim.say('+CUSD: 4');
  assert.is(await codeOf(made, asked, 100), 'modem/ussd-refused');
  await made.stop();
});

test('two codes at once, and what is no code', async () => {
  const made = await readyBench((sim) => sim.on(/^AT\+CUSD=/, reply()));
  const first = made.modem.ussd('*100#');
  assert.is(await codeOf(made, made.modem.ussd('*101#'), 100), 'modem/ussd-busy');
  assert.is(await codeOf(made, made.modem.ussd('*100#"\r'), 100), 'modem/bad-ussd');
  made.sim.say('+CUSD: 0,"ok",15');
  assert.is((await first).text, 'ok');
  await made.stop();
});

test('a modem that is not up refuses politely', async () => {
  const made = await readyBench();
  await made.stop();
  const asks = [() => made.modem.ussd('*100#'), () => made.modem.say('x'), () => made.modem.sendDtmf('1')];
  for (const ask of asks) assert.is(await codeOf(made, ask(), 0), 'modem/not-ready');
});

test.run();
