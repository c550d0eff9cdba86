/** Cards that prove themselves: the shipped reading of a simulated NTAG 424 DNA, its message verified here, and copies of it refused. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readCard } from '../../../drivers/reader/read-card.js';
import { fromHex } from '../../../protocol/card/bytes.js';
import { isTerminalError } from '../../../protocol/errors.js';
import type { SharedEvent } from '../../../protocol/sync/shared.js';
import { createNtag424, type Ntag424 } from '../../../sim/card/ntag424.js';
import { issueCard, type LaidCard } from '../../../terminal/cards/commands.js';
import { parseCardKeys } from '../../../terminal/cards/keys.js';
import { lookUp } from '../../../terminal/cards/look-up.js';
import { createProver, proved } from '../../../terminal/cards/prove.js';
import { lastCounter } from '../../../terminal/cards/queries.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { sharedEvents } from '../../../terminal/sync/shared.js';
import { happen, NOW_MS, openTestKernel, STAFF } from '../../support/kernel.js';

const UID = '04782E21801D80';
const META = '000102030405060708090A0B0C0D0E0F';
/** AN10922, 2.2.1: master key, context, and the key of the card with this id. */
const MASTER = '00112233445566778899AABBCCDDEEFF';
const CONTEXT = '3042F54E585020416275';
const CARD_KEY = 'A8DD63A3B89D54B37CA802473FDA9175';
const KEYS = parseCardKeys(
  `meta-read = ${META}\nfile-read = ${MASTER}\nfile-read-of = each\ncontext = ${CONTEXT}\n`,
  'card.keys',
);

const tag = (extra: object = {}) =>
  createNtag424({ uid: fromHex(UID), metaKey: fromHex(META), fileKey: fromHex(CARD_KEY), ...extra });

/** A tap as the reader's child makes it. */
async function tapOf(card: Ntag424): Promise<LaidCard> {
  card.reset();
  return readCard(async (apdu) => card.answer(apdu) ?? new Uint8Array(), card.atr);
}

async function shop() {
  const { kernel, disk } = await openTestKernel();
  const registered = {
    type: 'customers.registered',
    v: 1,
    customer: 'c1',
    name: '王',
    level: '',
    stamp: '1',
  };
  await happen(kernel, registered as DomainEvent);
  const prover = createProver(KEYS);
  return {
    kernel,
    disk,
    meets: async (card: LaidCard) => {
      const known = await proved(kernel, prover, card);
      return { ...lookUp(kernel.state, known), proven: known.proven };
    },
    issues: async (card: LaidCard) => {
      const known = await proved(kernel, prover, card);
      await kernel.transact(STAFF, (state) => issueCard(state, known, 'c1'));
    },
  };
}

test('a card with a diversified key proves each tap, also across a restart of its counter’s keeper', async () => {
  const { kernel, meets, issues } = await shop();
  const card = tag();
  await issues(await tapOf(card));
  for (const counter of [2, 3]) {
    const met = await meets(await tapOf(card));
    assert.is(met.as, 'valid');
    assert.is(met.proven, counter);
  }
  assert.is(lastCounter(kernel.state, UID), 3);
  await kernel.close();
});

test('a message that was heard before is a copy: the same tap again, or an older one', async () => {
  const { kernel, meets, issues } = await shop();
  const card = tag();
  await issues(await tapOf(card));
  const copied = await tapOf(card);
  assert.is((await meets(copied)).as, 'valid');
  assert.is((await meets(copied)).as, 'cloned');
  const another = tag({ counter: 0 });
  assert.is((await meets(await tapOf(another))).as, 'cloned', 'a counter that went back');
  assert.is((await meets(await tapOf(card))).as, 'valid', 'the card itself goes on');
  await kernel.close();
});

test('the number of a card that proves itself opens nobody from another chip', async () => {
  const { kernel, meets, issues } = await shop();
  const card = tag();
  await issues(await tapOf(card));
  const link = (await tapOf(card)).link ?? '';
  assert.is((await meets({ uid: UID, kind: 'ntag', random: false })).as, 'cloned', 'no message at all');
  const foreign = createNtag424({
    uid: fromHex(UID),
    metaKey: fromHex(META),
    fileKey: fromHex(META),
    counter: 90,
  });
  assert.is((await meets(await tapOf(foreign))).as, 'cloned', 'made with another key');
  assert.is((await meets({ uid: '04000000000009', kind: 'ntag', random: false, link })).as, 'cloned');
  await kernel.close();
});

test('a counter that another till heard counts here', async () => {
  const { kernel, meets, issues } = await shop();
  const card = tag();
  await issues(await tapOf(card));
  const next = await tapOf(card);
  await happen(kernel, { type: 'cards.proven', v: 1, uid: UID, counter: 40 } as DomainEvent);
  assert.is((await meets(next)).as, 'cloned');
  await kernel.close();
});

test('a card that proved itself when it was issued must prove itself at the other tills too', async () => {
  const here = await shop();
  const there = await shop();
  const told: SharedEvent[][] = [];
  here.kernel.onCommit(({ events }) => told.push(events as unknown as SharedEvent[]));
  await here.issues(await tapOf(tag()));
  for (const [seq, events] of told.entries()) {
    const body = { from: 'till-1', seq, part: 0, at: NOW_MS, events };
    await happen(there.kernel, ...sharedEvents(there.kernel.state, body, 'till-2'));
  }
  assert.is(lastCounter(there.kernel.state, UID), 1);
  assert.is(
    (await there.meets({ uid: UID, kind: 'ntag', random: false })).as,
    'cloned',
    'its number on another chip',
  );
  await here.kernel.close();
  await there.kernel.close();
});

test('a card with a random id is known by the one in its message', async () => {
  const { kernel, meets, issues } = await shop();
  let n = 0;
  const card = tag({ randomId: () => Uint8Array.of(8, 1, 2, ++n) });
  const tap = await tapOf(card);
  assert.is(tap.random, true);
  await issues(tap);
  const met = await meets(await tapOf(card));
  assert.is(met.as === 'valid' && met.card.uid, UID);
  await kernel.close();
});

test('another shop’s link is nobody’s card, and without keys a terminal takes cards as they are', async () => {
  const { kernel, meets } = await shop();
  assert.is(
    (await meets({ uid: '04000000000009', kind: 'ntag', random: false, link: 'https://x.example/?cmac=1' }))
      .as,
    'unknown',
  );
  const card = tag();
  const blind = await proved(kernel, createProver(undefined), await tapOf(card));
  assert.is(blind.proven, undefined);
  assert.is(blind.uid, UID);
  await kernel.close();
});

test('a file of keys says what is wrong with it, and never a key', () => {
  for (const [text, code] of [
    ['', 'config/missing'],
    [`meta-read = ${META}`, 'config/missing'],
    [`meta-read = ${META}\nfile-read = 1234`, 'config/value'],
    [`meta-read = ${META}\nfile-read = ${MASTER}\ncontext = 0`, 'config/value'],
    [`meta-read = ${META}\nfile-read = ${MASTER}\nfile-read-of = some`, 'config/value'],
  ] as const)
    assert.throws(
      () => parseCardKeys(text, 'card.keys'),
      (error: unknown) =>
        isTerminalError(error, code) && !JSON.stringify([String(error), error]).includes(META.slice(4)),
      text,
    );
});

test('no key is in any file of the terminal', async () => {
  const { kernel, disk, issues } = await shop();
  await issues(await tapOf(tag()));
  await kernel.snapshot();
  const files = disk.paths().map((path) => Buffer.from(disk.bytes(path)));
  assert.ok(
    files.some((bytes) => bytes.includes(UID)),
    'the card is there',
  );
  for (const key of [META, MASTER, CARD_KEY])
    for (const form of [key, key.toLowerCase(), Buffer.from(key, 'hex')])
      assert.not.ok(files.some((bytes) => bytes.includes(form)));
  await kernel.close();
});

test.run();
