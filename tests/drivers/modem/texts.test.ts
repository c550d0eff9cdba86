import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { reply } from '../../support/scripted-modem.js';
import { bench, DELIVER, DELIVER_2, readyBench } from './harness.js';

test('a text that waited on the SIM is kept first and deleted after that', async () => {
  const made = bench((sim) => sim.store.set(7, DELIVER));
  let deletedBefore = false;
  made.keep = async () => {
    deletedBefore = made.sim.heard.includes('AT+CMGD=7');
  };
  await made.clock.until(() => made.kept.length > 0);
  await made.clock.settle();
  assert.equal(made.kept, [{ pdu: DELIVER, store: 'SM', index: 7 }]);
  assert.is(deletedBefore, false);
  assert.ok(made.sim.heard.includes('AT+CMGD=7'));
  assert.is(made.sim.store.size, 0);
  await made.stop();
});

test('+CMTI brings the text in', async () => {
  const { sim, clock, kept, stop } = await readyBench();
  sim.store.set(3, DELIVER);
  sim.say('+CMTI: "SM",3');
  await clock.settle();
  assert.equal(
    kept.map(({ index }) => index),
    [3],
  );
  assert.is(sim.store.size, 0);
  await stop();
});

test('an announcement with the index -1 is good enough', async () => {
  const { sim, clock, kept, stop } = await readyBench();
  sim.store.set(3, DELIVER);
  sim.say('+CMTI: "SM",-1');
  await clock.settle();
  assert.is(kept.length, 1);
  await stop();
});

test('a text in another store is fetched from there, and the first store is selected again', async () => {
  const { sim, clock, kept, stop } = await readyBench();
  sim.store.set(1, DELIVER);
  sim.say('+CMTI: "ME",1');
  await clock.settle();
  assert.equal(
    kept.map(({ store }) => store),
    ['ME'],
  );
  assert.equal(
    sim.heard.filter((line) => line.startsWith('AT+CPMS=')),
    ['AT+CPMS="ME"', 'AT+CPMS="SM","SM","SM"'],
  );
  await stop();
});

test('a text that nobody announced is found within minutes', async () => {
  const { sim, clock, kept, stop } = await readyBench(undefined, { sweepMs: 120_000 });
  sim.store.set(1, DELIVER);
  await clock.advance(119_000);
  assert.is(kept.length, 0);
  await clock.advance(2_000);
  assert.is(kept.length, 1);
  await stop();
});

test('a text that the keeper rejects stays on the SIM and is offered again; the others are not held back', async () => {
  const made = await readyBench();
  made.keep = async ({ index }) => {
    if (index === 1) throw new Error('the disk is full');
  };
  made.sim.store.set(1, DELIVER);
  made.sim.store.set(2, DELIVER_2);
  made.sim.say('+CMTI: "SM",2');
  await made.clock.settle();
  assert.equal([...made.sim.store.keys()], [1]);
  assert.not.ok(made.sim.heard.includes('AT+CMGD=1'));
  made.keep = async () => undefined;
  await made.clock.advance(10_000);
  assert.is(made.sim.store.size, 0);
  assert.equal(
    made.kept.map(({ index }) => index),
    [2, 1],
  );
  await made.stop();
});

test('a line damaged on its way is read again', async () => {
  const { sim, clock, kept, stop } = await readyBench();
  sim.store.set(1, DELIVER);
  sim.on(/^AT\+CMGL=4$/, reply('+CMGL: 1,0,,30', DELIVER.slice(0, 40)));
  sim.on(/^AT\+CMGR=1$/, reply('+CMGR: 0,,30', DELIVER));
  sim.say('+CMTI: "SM",1');
  await clock.settle();
  assert.equal(
    kept.map(({ pdu }) => pdu),
    [DELIVER],
  );
  await stop();
});

test('+CMT delivers straight; with CSMS=1 it is acknowledged, after it was kept', async () => {
  const made = await readyBench((sim) => sim.on(/^AT\+CSMS\?$/, reply('+CSMS: 1,1,1,1')));
  let acknowledgedBefore = false;
  made.keep = async () => {
    acknowledgedBefore = made.sim.heard.includes('AT+CNMA');
  };
  made.sim.say('+CMT: ,30', DELIVER);
  await made.clock.settle();
  assert.equal(made.kept, [{ pdu: DELIVER, store: 'direct', index: -1 }]);
  assert.is(acknowledgedBefore, false);
  assert.ok(made.sim.heard.includes('AT+CNMA'));
  await made.stop();
});

test('without CSMS=1 nothing is acknowledged, and a rejected direct text is offered again', async () => {
  const made = await readyBench();
  made.keep = async () => {
    throw new Error('not now');
  };
  made.sim.say('+CDS: 30', DELIVER);
  await made.clock.settle();
  made.keep = async () => undefined;
  await made.clock.advance(10_000);
  assert.equal(
    made.kept.map(({ store }) => store),
    ['direct'],
  );
  assert.not.ok(made.sim.heard.includes('AT+CNMA'));
  await made.stop();
});

test('a store that fills up is said before texts are lost', async () => {
  const { sim, modem, clock, stop } = await readyBench();
  sim.on(/^AT\+CPMS\?$/, reply('+CPMS: "SM",24,30,"SM",24,30,"SM",24,30'));
  sim.say('^SMMEMFULL: "SM"');
  await clock.settle();
  assert.equal(modem.status(), { state: 'degraded', reason: 'store-full' });
  sim.on(/^AT\+CPMS\?$/, reply('+CPMS: "SM",2,30,"SM",2,30,"SM",2,30'));
  sim.say('+CMTI: "SM",1');
  await clock.settle();
  assert.is(modem.status().state, 'ready');
  await stop();
});

test('a stop in the middle of a search leaves no timer behind', async () => {
  const { sim, clock, modem } = await readyBench();
  sim.on(/^AT\+CMGL=4$/, undefined);
  sim.say('+CMTI: "SM",1');
  await clock.settle();
  await modem.stop();
  await clock.settle();
  assert.is(clock.pending, 0);
});

test.run();
