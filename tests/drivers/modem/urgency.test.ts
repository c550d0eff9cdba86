/** A ringing call is answered in a second or two, whatever the modem was being asked. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { reply } from '../../support/scripted-modem.js';
import { DELIVER, readyBench } from './harness.js';

const CLIP = '+CLIP: "13800138000",129,,,,0';

test('the lost reply of a list of texts holds ATA up for less than two seconds', async () => {
  const made = await readyBench((sim) => sim.on(/^ATA$/, reply()));
  made.sim.on(/^AT\+CMGL=4$/, undefined);
  made.sim.say('+CMTI: "SM",1');
  await made.clock.settle();
  assert.is(made.sim.heard.at(-1), 'AT+CMGL=4');
  made.sim.say('RING', CLIP);
  await made.clock.settle();
  const answered = made.modem.answer();
  const began = made.clock.monotonic();
  await made.clock.until(() => made.sim.heard.includes('ATA'));
  assert.ok(made.clock.monotonic() - began < 2_000, `${made.clock.monotonic() - began} ms`);
  await answered;
  await made.stop();
});

test('a list that is still coming is heard to its end', async () => {
  const made = await readyBench((sim) => sim.on(/^ATA$/, reply()));
  made.sim.on(/^AT\+CMGL=4$/, '\r\n+CMGL: 1,0,,30\r\n');
  made.sim.say('+CMTI: "SM",1', 'RING', CLIP);
  await made.clock.settle();
  const answered = made.modem.answer();
  await made.clock.advance(900);
  made.sim.peer.send(`${DELIVER}\r\n`);
  await made.clock.advance(900);
  assert.not.ok(made.sim.heard.includes('ATA'));
  made.sim.peer.send('\r\nOK\r\n');
  await answered;
  await made.clock.settle();
  assert.is(made.kept.length, 1);
  await made.stop();
});

test('many texts are read one by one, and ATA goes between two of them', async () => {
  const made = await readyBench((sim) => sim.on(/^ATA$/, reply()));
  for (let index = 1; index <= 25; index += 1) made.sim.store.set(index, DELIVER);
  made.sim.on(/^AT\+CPMS\?$/, () => reply(`+CPMS: "SM",${made.sim.store.size},30`));
  let answered: Promise<void> | undefined;
  made.sim.on(/^AT\+CMGR=(\d+)$/, (match) => {
    const index = Number(match[1]);
    if (index === 5) {
      made.sim.say('RING', CLIP);
      queueMicrotask(() =>
        queueMicrotask(() =>
          queueMicrotask(() => {
            answered = made.modem.answer();
          }),
        ),
      );
    }
    const pdu = made.sim.store.get(index);
    return pdu === undefined ? '\r\n+CMS ERROR: 321\r\n' : reply('+CMGR: 0,,30', pdu);
  });
  made.sim.say('+CMTI: "SM",25');
  await made.clock.advance(100);
  await answered;
  const order = made.sim.heard.filter((line) => line === 'ATA' || line.startsWith('AT+CMGR'));
  assert.ok(order.indexOf('ATA') > 0 && order.indexOf('ATA') < 10, order.join(' '));
  assert.is(made.kept.length, 25);
  assert.is(made.sim.store.size, 0);
  await made.stop();
});

test('what waits on an answer that must come is not cut short', async () => {
  const made = await readyBench((sim) => sim.on(/^ATA$/, reply()));
  made.sim.on(/^AT\+CMGD=/, undefined);
  made.sim.store.set(1, DELIVER);
  made.sim.say('+CMTI: "SM",1', 'RING', CLIP);
  await made.clock.settle();
  const answered = made.modem.answer();
  await made.clock.advance(5_000);
  assert.not.ok(made.sim.heard.includes('ATA'));
  await made.clock.until(() => made.sim.heard.includes('ATA'));
  await answered;
  await made.stop();
});

test.run();
