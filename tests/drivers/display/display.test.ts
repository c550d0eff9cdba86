import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createDisplay } from '../../../drivers/display/display.js';
import { memoryPair } from '../../../drivers/transport/memory.js';
import { createGlass } from '../../../sim/display/glass.js';
import { silentLog } from '../../support/silent-log.js';
import { virtualClock } from '../../support/virtual-clock.js';

function bench() {
  const { transport, peer } = memoryPair();
  const clock = virtualClock();
  const glass = createGlass();
  let hex = '';
  peer.onWrite((bytes) => {
    hex += Buffer.from(bytes).toString('hex');
    glass.take(bytes);
  });
  const display = createDisplay({ transport, clock, log: silentLog });
  return { display, peer, transport, clock, glass, hex: () => hex };
}

test('writes both lines as the CD5220 manual has it', async () => {
  const { display, clock, hex } = bench();
  display.start();
  await clock.settle();
  assert.is(hex(), `1b400c${`1b5141${'20'.repeat(20)}0d`}${`1b5142${'20'.repeat(20)}0d`}`);
  const before = hex().length;
  display.show('合计 88', 'A');
  await clock.settle();
  // 合计 in GB 2312, a space, 88, padded to twenty bytes
  const top = `bacfbcc6203838${'20'.repeat(13)}`;
  assert.is(hex().slice(before), `1b5141${top}0d1b514241${'20'.repeat(19)}0d`);
  await display.stop();
});

test('cuts by columns, never through a character', async () => {
  const { display, clock, glass } = bench();
  display.start();
  display.show('a福源水果店欢迎您光临', '\u001b@{bold}\u{1f600}');
  await clock.settle();
  assert.equal(glass.lines(), ['a福源水果店欢迎您光', '@{bold}']);
  await display.stop();
});

test('of many texts the last one is shown', async () => {
  const { display, clock, glass, hex } = bench();
  display.start();
  await clock.settle();
  const before = hex().length;
  for (let n = 0; n < 100; n++) display.show(`第 ${n}`, '');
  await clock.settle();
  assert.equal(glass.lines(), ['第 99', '']);
  assert.ok(hex().length - before < 400);
  await display.stop();
});

test('shows the right text after its cable comes back', async () => {
  const { display, peer, clock, glass } = bench();
  peer.unplug();
  display.start();
  display.show('欢迎光临', '');
  await clock.settle();
  assert.equal(display.status(), { state: 'absent', reason: 'no-port' });
  peer.plug();
  await clock.until(() => display.status().state === 'ready', 60_000);
  assert.equal(glass.lines(), ['欢迎光临', '']);
  peer.unplug();
  display.show('找零', '12.00');
  peer.plug();
  await clock.until(() => display.status().state === 'ready', 60_000);
  assert.equal(glass.lines(), ['找零', '12.00']);
  await display.stop();
});

test('a port that takes nothing is given up and tried again', async () => {
  const { display, transport, clock, peer } = bench();
  display.start();
  await clock.until(() => display.status().state === 'ready');
  const { write } = transport;
  transport.write = () => new Promise(() => undefined);
  display.show('x', 'y');
  await clock.until(() => display.status().state === 'absent', 60_000);
  transport.write = write;
  await clock.until(() => display.status().state === 'ready', 60_000);
  assert.is(peer.opens, 2);
  await display.stop();
  assert.is(clock.pending, 0);
});

test.run();
