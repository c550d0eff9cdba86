/** The ladder, the search for the port, and what floods and odd senders do to the driver. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createModem } from '../../../drivers/modem/index.js';
import { rungFor } from '../../../drivers/modem/ladder.js';
import { searchingTransport } from '../../../drivers/modem/port-search.js';
import { memoryPair } from '../../../drivers/transport/memory.js';
import { isTerminalError } from '../../../protocol/errors.js';
import { reply, scriptedModem } from '../../support/scripted-modem.js';
import { silentLog } from '../../support/silent-log.js';
import { virtualClock } from '../../support/virtual-clock.js';
import { bench, DELIVER, fixedRandom, readyBench } from './harness.js';

test('gentle rungs first: settings, then a restart; power only for a modem that does not answer', () => {
  const rungs = (answers: boolean) =>
    [1, 2, 3, 4, 5].map((failures) => rungFor({ failures, answers, hopeless: false }));
  assert.equal(rungs(true), ['again', 'settings', 'again', 'restart', 'again']);
  assert.equal(rungs(false), ['reopen', 'reopen', 'reopen', 'power', 'reopen']);
  assert.is(rungFor({ failures: 4, answers: true, hopeless: true }), 'again');
});

test('a modem that answers and refuses to work gets ATZ before it is restarted, and both are counted', async () => {
  const made = bench((sim) => sim.on(/^AT\+CMGF=0$/, '\r\nERROR\r\n'));
  await made.clock.until(() => made.sim.heard.includes('AT+CFUN=1,1'));
  const order = made.sim.heard.filter((line) => line === 'ATZ' || line === 'AT+CFUN=1,1');
  assert.equal(order, ['ATZ', 'AT+CFUN=1,1']);
  const { resets, restarts } = made.modem.counters();
  assert.equal([resets, restarts], [1, 1]);
  await made.stop();
});

test('a silent modem has its power cut, where the terminal can', async () => {
  const cuts: number[] = [];
  const made = bench((sim) => sim.on(/./, undefined), {
    cutPower: async (ms) => void cuts.push(ms),
  });
  await made.clock.until(() => cuts.length > 0);
  assert.ok(made.sim.peer.opens >= 3, 'the port was opened anew before');
  await made.stop();
});

test('a prompt that ESC does not end is ended with Ctrl-Z before the last try', async () => {
  const made = bench((sim) => sim.on(/^AT$/, undefined));
  const written: string[] = [];
  made.sim.peer.onWrite((bytes) => written.push(Buffer.from(bytes).toString('latin1')));
  await made.clock.until(() => written.includes('\x1a'));
  assert.equal(written.slice(0, 4), ['\x1b', 'AT\r', 'AT\r', '\x1a']);
  await made.stop();
});

test('the port has another number after a replug: it is searched and found', async () => {
  const clock = virtualClock();
  const dead = memoryPair('ttyUSB0');
  const sim = scriptedModem();
  const transport = searchingTransport({
    name: 'auto',
    clock,
    candidates: async () => [dead.transport, sim.transport],
  });
  const modem = createModem({ transport, clock, random: fixedRandom(), log: silentLog });
  modem.start();
  await clock.until(() => modem.status().state === 'ready');
  assert.is(transport.name, 'scripted');
  assert.is(dead.peer.isOpen, false);
  const stopped = modem.stop();
  await clock.advance(5_000);
  await stopped;
  assert.is(clock.pending, 0);
});

test('no port at all, and ports of which none is a modem, are told apart', async () => {
  const clock = virtualClock();
  const codeOf = async (candidates: ReturnType<typeof memoryPair>[]) => {
    const transport = searchingTransport({
      name: 'auto',
      clock,
      candidates: async () => candidates.map((pair) => pair.transport),
    });
    const opened = transport.open().then(
      () => 'opened',
      (error: unknown) => (isTerminalError(error) ? error.code : 'other'),
    );
    await clock.advance(10_000);
    return opened;
  };
  assert.is(await codeOf([]), 'transport/no-port');
  assert.is(await codeOf([memoryPair('a'), memoryPair('b')]), 'transport/no-answer');
});

test('the tries left for the PIN are told, and with the last one nothing is tried', async () => {
  const made = bench(
    (sim) => {
      sim.on(/^AT\+CGMI$/, reply('huawei'));
      sim.on(/^AT\+CGMM$/, reply('E1752'));
      sim.on(/^AT\+CPIN\?$/, reply('+CPIN: SIM PIN'));
      sim.on(/^AT\^CPIN\?$/, reply('^CPIN: SIM PIN,1,10,1,10,3'));
    },
    { simPin: '1234' },
  );
  await made.clock.until(() => made.modem.status().reason === 'sim-pin');
  assert.is(made.modem.info().pinTriesLeft, 1);
  assert.not.ok(made.sim.heard.some((line) => line.startsWith('AT+CPIN=')));
  await made.stop();
});

test('a network that refuses the SIM is another matter than one that is sought', async () => {
  const made = bench((sim) => sim.on(/^AT\+CREG\?$/, reply('+CREG: 2,3')));
  await made.clock.until(() => made.modem.status().reason === 'network-denied');
  await made.stop();
});

test("the network's clock is compared with ours", async () => {
  const made = await readyBench();
  const now = made.clock.now();
  const utc = new Date(now + 120_000).toISOString();
  const [date = '', time = ''] = utc.split(/[T.]/);
  made.sim.say(
    `*PSUTTZ: ${date.replaceAll('-', ',').replace(/,0/g, ',')},${time.replaceAll(':', ',').replace(/(^|,)0(?=\d)/g, '$1')},"+32",0`,
  );
  await made.clock.settle();
  assert.is(Math.round((made.modem.info().clockAheadMs ?? 0) / 1000), 120);
  assert.is(made.modem.info().zoneMinutes, 480);
  await made.stop();
});

test('a flood of a thousand texts in a minute: none is lost, none is kept twice', async () => {
  const made = await readyBench((sim) =>
    sim.on(/^AT\+CMGR=(\d+)$/, (match) => {
      const pdu = sim.store.get(Number(match[1]));
      return pdu === undefined ? '\r\n+CMS ERROR: 321\r\n' : reply('+CMGR: 0,,30', pdu);
    }),
  );
  for (let n = 0; n < 1_000; n += 1) {
    // Each has a sender of its own in its last digits; the network waits while the SIM is full.
    const pdu = `${DELIVER.slice(0, 24)}${String(n).padStart(4, '0')}${DELIVER.slice(28)}`;
    await made.clock.until(() => made.sim.store.size < 30, 60_000);
    let index = 1;
    while (made.sim.store.has(index)) index += 1;
    made.sim.store.set(index, pdu);
    made.sim.say(`+CMTI: "SM",${index}`);
    if (n % 10 === 9) await made.clock.advance(600);
  }
  await made.clock.until(() => made.sim.store.size === 0);
  assert.is(made.kept.length, 1_000);
  assert.is(new Set(made.kept.map(({ pdu }) => pdu)).size, 1_000);
  assert.is(made.modem.counters().textsIn, 1_000);
  await made.stop();
});

test('a PDU that nothing can be made of is handed on like any other, and leaves the SIM', async () => {
  const made = await readyBench();
  const wapPush = '07914346220050F0440B914326764060F600F552407231938580070605040B8423F0';
  made.sim.store.set(1, wapPush);
  made.sim.store.set(2, '00FF');
  made.sim.say('+CMTI: "SM",1');
  await made.clock.advance(1_000);
  assert.equal(made.kept.map(({ pdu }) => pdu).sort(), [wapPush, '00FF'].sort());
  assert.is(made.sim.store.size, 0);
  await made.stop();
});

test('an outgoing call says why it ended', async () => {
  const made = await readyBench((sim) => sim.on(/^ATD/, reply()));
  await made.modem.dial('10086');
  made.sim.say('BUSY');
  await made.clock.settle();
  const last = made.calls.at(-1);
  assert.equal([last?.state, last?.direction, last?.why], ['ended', 'out', 'busy']);
  await made.stop();
});

test('modules that tell of the answer in words are believed', async () => {
  const made = await readyBench((sim) => sim.on(/^ATD/, reply()));
  await made.modem.dial('10086');
  made.sim.say('VOICE CALL: BEGIN');
  await made.clock.settle();
  assert.is(made.calls.at(-1)?.state, 'answered');
  made.sim.say('VOICE CALL: END: 000012', 'NO CARRIER');
  await made.clock.advance(100);
  assert.is(made.calls.filter(({ state }) => state === 'ended').length, 1);
  await made.stop();
});

test.run();
