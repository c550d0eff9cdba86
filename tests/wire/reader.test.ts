/** The shipped reader driver, its child process and nfc-pcsc, on a real pcscd with a virtual reader. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DeviceStatus } from '../../drivers/device.js';
import { systemClock, systemRandom } from '../../drivers/host/index.js';
import { createReader } from '../../drivers/reader/reader.js';
import { spawnReaderChild } from '../../drivers/reader/spawn.js';
import type { BadTap, Reader, Tap } from '../../drivers/reader/types.js';
import { type CardOptions, layCard } from '../../sim/card/card.js';
import { createNtag424 } from '../../sim/card/ntag424.js';
import { needPcscd, type PrivatePcscd, privatePcscd } from '../support/pcscd.js';
import { silentLog } from '../support/silent-log.js';
import { waitFor } from '../support/wait-for.js';

// External NDEF record "zhanggui:m" with the payload "M10086": NDEF 1.0, 3.2.
const MEMBER_NDEF = Buffer.from('D40A067A68616E676775693A6D4D3130303836', 'hex');
const NTAG = '04A2B3C4D5E680';
/** With nothing between the keys and their users: what `terminal/cards` makes of it has tests of its own. */
const SUN_KEY = new Uint8Array(16).fill(7);

let pcscd: PrivatePcscd;
let reader: Reader;
let taps: Tap[];
let bads: BadTap[];
let lifts: number;
let statuses: DeviceStatus[];

test.before(async () => {
  needPcscd();
  pcscd = await privatePcscd();
  process.env.PCSCLITE_CSOCK_NAME = pcscd.socket;
});

test.after(() => pcscd?.remove());

test.before.each(async () => {
  await pcscd.start();
  reader = createReader({
    spawnChild: () => spawnReaderChild(silentLog),
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
  });
  taps = [];
  bads = [];
  lifts = 0;
  statuses = [];
  reader.onTap((tap) => taps.push(tap));
  reader.onBadTap((bad) => bads.push(bad));
  reader.onLift(() => lifts++);
  reader.onStatus((status) => statuses.push(status));
  reader.start();
  await waitFor('the reader is ready', () => reader.status().state === 'ready');
});

test.after.each(async () => {
  await reader.stop();
  await pcscd.kill();
});

const lay = (options: CardOptions) => layCard({ port: pcscd.port, ...options });

/** Lays a card down and takes it away once it was read, or once the driver said that it could not be. */
async function touch(options: CardOptions): Promise<void> {
  const before = taps.length + bads.length;
  const card = await lay(options);
  await waitFor('a tap or a bad tap', () => taps.length + bads.length > before);
  const good = taps.length > lifts;
  await card.lift();
  if (good) await waitFor('the lift', () => lifts === taps.length);
}

test('cards are told by id and kind, and a member card by its code', async () => {
  await touch({ uid: NTAG, ndef: MEMBER_NDEF });
  await touch({ uid: '9C5F0A1B', type: 'classic1k' });
  assert.equal(
    taps.map(({ tap, ...card }) => card),
    [
      { uid: NTAG, kind: 'ntag', random: false, memberCode: 'M10086' },
      { uid: '9C5F0A1B', kind: 'classic', random: false },
    ],
  );
});

test('an NTAG 424 DNA brings another link at each tap', async () => {
  const uid = Buffer.from('04C3D2E1F0A980', 'hex');
  const model = createNtag424({ uid, metaKey: SUN_KEY, fileKey: SUN_KEY });
  await touch({ model });
  const first = model.link();
  assert.equal(
    taps.map(({ tap, ...card }) => card),
    [{ uid: '04C3D2E1F0A980', kind: 'desfire', random: false, link: first }],
  );
  await touch({ model });
  assert.is(taps[1]?.link, model.link());
  assert.is.not(taps[1]?.link, first);
});

test('the same card laid down twice is two taps with keys of their own', async () => {
  await touch({ uid: NTAG });
  await touch({ uid: NTAG });
  assert.is(taps.length, 2);
  assert.is(new Set(taps.map(({ tap }) => tap)).size, 2);
  assert.is(lifts, 2);
});

test('a phone is flagged as random, or as without an id; neither stops the reader', async () => {
  await touch({ type: 'phone' });
  assert.is(taps[0]?.kind, 'phone');
  assert.is(taps[0]?.random, true);
  assert.match(taps[0]?.uid ?? '', /^08[0-9A-F]{6}$/);
  await touch({ type: 'phone', withoutId: true });
  assert.equal(bads, [{ reason: 'no-uid' }]);
  await touch({ uid: NTAG });
  assert.is(taps[1]?.uid, NTAG);
});

test('a card pulled away at any point of the reading is a bad tap, and the next tap works', async () => {
  // FF CA, then pages 0–3, 4–7 and 8–11: four APDUs read this card.
  for (let leaveAtApdu = 1; leaveAtApdu <= 4; leaveAtApdu++) {
    await touch({ uid: NTAG, ndef: MEMBER_NDEF, faults: { leaveAtApdu } });
    assert.is(bads.length, leaveAtApdu, `away at APDU ${leaveAtApdu}`);
    assert.is(taps.length, leaveAtApdu - 1);
    // At once, before the service has looked again.
    await touch({ uid: NTAG, ndef: MEMBER_NDEF });
    assert.is(taps.length, leaveAtApdu);
  }
  assert.ok(bads.every(({ reason }) => reason === 'left-too-early'));
  assert.ok(taps.every(({ memberCode }) => memberCode === 'M10086'));
});

test('a card that says nothing is told once, and the next tap works', async () => {
  await touch({ uid: NTAG, faults: { mute: true } });
  assert.equal(bads, [{ reason: 'no-answer' }]);
  await touch({ uid: NTAG });
  assert.is(taps.length, 1);
  assert.is(bads.length, 1);
});

test('the service is killed and comes back: the status says so, and cards are read again without help', async () => {
  await pcscd.kill();
  await waitFor('the status tells', () => reader.status().reason === 'no-pcscd');
  assert.is(reader.status().state, 'absent');
  await pcscd.start();
  await waitFor('the reader heals', () => reader.status().state === 'ready', 20_000);
  await touch({ uid: NTAG });
  assert.is(taps[0]?.uid, NTAG);
});

test('a card that lies there when the terminal starts is a tap', async () => {
  const card = await lay({ uid: NTAG });
  await waitFor('the first tap', () => taps.length === 1);
  await reader.stop();
  reader.start();
  await waitFor('the second tap', () => taps.length === 2);
  await card.lift();
});

test.run();
