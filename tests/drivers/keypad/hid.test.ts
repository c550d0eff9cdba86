/** The USB keypad driver against a simulated device at the node-hid boundary. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createHidKeypad, openHidDevice } from '../../../drivers/keypad/index.js';
import { loadNodeHid } from '../../../drivers/keypad/node-hid.js';
import { isTerminalError } from '../../../protocol/errors.js';
import { ADVANCED_KEYPAD, STANDARD_KEYPAD } from '../../../protocol/hid/keypads/index.js';
import { createSimKeypad } from '../../../sim/keypad/keypad.js';
import { silentLog } from '../../support/silent-log.js';
import { virtualClock } from '../../support/virtual-clock.js';

async function desk(map = STANDARD_KEYPAD) {
  const clock = virtualClock();
  const sim = createSimKeypad({ wait: (ms) => clock.advance(ms) });
  const keypad = createHidKeypad({
    openHid: () => openHidDevice(undefined, async () => sim.module),
    map,
    clock,
    log: silentLog,
  });
  const seen: string[] = [];
  keypad.onKey(({ name, text, repeat }) =>
    seen.push((name === 'text' ? `"${text}"` : name) + (repeat ? '~' : '')),
  );
  keypad.onScan(({ code }) => seen.push(`scan ${code}`));
  keypad.start();
  await clock.settle();
  return { clock, sim, keypad, seen };
}

test('takes the device from the system before anything else, and reads it', async () => {
  const { clock, sim, keypad, seen } = await desk();
  assert.equal(keypad.status(), { state: 'ready' });
  assert.is(sim.module.seen.driverType, 'libusb');
  assert.is(sim.module.seen.usedBeforeDriverType, false);
  for (const usage of [0x59, 0x63, 0x62, 0x58, 0x29, 0x3a]) {
    sim.press(usage);
    await clock.advance(100);
  }
  assert.equal(seen, ['1', '"."', '0', 'ok', 'cancel', 'f1']);
  await keypad.stop();
});

test('a held key is one press and then repeats, until it is let go', async () => {
  const { clock, sim, seen, keypad } = await desk();
  sim.down(0x51);
  await clock.advance(660);
  assert.equal(seen, ['down', 'down~', 'down~', 'down~']);
  sim.down();
  await clock.advance(5_000);
  assert.is(seen.length, 4);
  await keypad.stop();
});

test('two keys at once are one press each, and a chord is no repeat', async () => {
  const { clock, sim, seen, keypad } = await desk();
  sim.down(0x59, 0x5a);
  await clock.advance(100);
  sim.down(0x5a);
  await clock.advance(100);
  sim.down();
  await clock.advance(1_000);
  assert.equal(seen, ['1', '2']);
  await keypad.stop();
});

test('too many keys at once press nothing new', async () => {
  const { clock, sim, seen, keypad } = await desk();
  sim.down(0x59);
  sim.rollOver();
  sim.down(0x59);
  sim.down();
  await clock.advance(1_000);
  assert.equal(seen, ['1']);
  await keypad.stop();
});

test('a scan gives its code, with letters that the keypad does not have', async () => {
  const { clock, sim, seen, keypad } = await desk();
  await sim.scan('https://wx.cn/M10086'.replaceAll('.', '-'), 8);
  await clock.advance(1_000);
  assert.equal(seen, ['scan https://wx-cn/M10086']);
  sim.press(0x5b);
  await clock.advance(100);
  assert.equal(seen.at(-1), '3');
  await keypad.stop();
});

test('a stripe reader that types gives both tracks with their sentinels, and no key', async () => {
  for (const map of [STANDARD_KEYPAD, ADVANCED_KEYPAD]) {
    const { clock, sim, seen, keypad } = await desk(map);
    await sim.scan('%B6688000123^WANG^9901?;6688000123=9901?', 8);
    await clock.advance(1_000);
    assert.equal(seen, ['scan %B6688000123^WANG^9901?;6688000123=9901?']);
    await keypad.stop();
  }
});

test('unplugged and plugged in again: absent, then taken again, and no key is stuck', async () => {
  const { clock, sim, seen, keypad } = await desk();
  sim.down(0x51);
  sim.unplug();
  await clock.advance(5_000);
  assert.equal(keypad.status(), { state: 'absent', reason: 'no-keypad' });
  assert.equal(seen, ['down']);
  sim.plug();
  await clock.until(() => keypad.status().state === 'ready', 10_000);
  assert.is(sim.module.seen.opened, 2);
  sim.press(0x5c);
  await clock.advance(100);
  assert.equal(seen, ['down', '4']);
  await keypad.stop();
});

test('reports cut short and commands are no keys', async () => {
  const { clock, sim, seen, keypad } = await desk(ADVANCED_KEYPAD);
  sim.raw(Uint8Array.of(0, 0, 4));
  sim.raw(Uint8Array.of(1, 0, 6, 0, 0, 0, 0, 0));
  sim.raw(new Uint8Array(8));
  sim.press(0x04, true);
  await clock.advance(100);
  assert.equal(seen, ['"A"']);
  await keypad.stop();
});

test('without the library the keypad is absent, and nothing breaks', async () => {
  const clock = virtualClock();
  const missing = () => Promise.reject(new Error("Cannot find package 'node-hid'"));
  const openHid = () => openHidDevice(undefined, missing);
  const keypad = createHidKeypad({ openHid, map: STANDARD_KEYPAD, clock, log: silentLog });
  keypad.start();
  await clock.settle();
  assert.equal(keypad.status(), { state: 'absent', reason: 'no-library' });
  await keypad.stop();
  assert.is(clock.pending, 0);
});

test('a keypad chosen by its numbers is the one opened', async () => {
  const { module } = createSimKeypad({ wait: async () => undefined, vendorId: 0x1a2c, productId: 0x0e24 });
  await openHidDevice({ vendorId: 0x1a2c, productId: 0x0e24 }, async () => module);
  assert.is(module.seen.opened, 1);
  await openHidDevice({ vendorId: 0x1a2c, productId: 1 }, async () => module).then(
    () => assert.unreachable(),
    (error: unknown) => assert.ok(isTerminalError(error, 'keypad/no-keypad')),
  );
});

test('the simulated module has the shape of the real one', async () => {
  const real = await loadNodeHid();
  const { sim, keypad } = await desk();
  for (const name of ['setDriverType', 'devicesAsync'] as const) {
    assert.type(real[name], 'function');
    assert.type(sim.module[name], 'function');
  }
  assert.type(real.HIDAsync.open, 'function');
  await keypad.stop();
});

test.run();
