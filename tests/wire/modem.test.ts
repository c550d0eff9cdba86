/** The shipped modem driver on a real PTY, against the simulated modem and its network. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { systemClock, systemRandom } from '../../drivers/host/index.js';
import { createModem } from '../../drivers/modem/index.js';
import type { CallEvent, InboundText, Modem } from '../../drivers/modem/types.js';
import { serialTransport } from '../../drivers/transport/index.js';
import { type Deliver, decodePdu, encodeSubmit, joinParts } from '../../protocol/sms/index.js';
import { createSimModem, type SimModem } from '../../sim/modem/index.js';
import { silentLog } from '../support/silent-log.js';
import { waitFor } from '../support/wait-for.js';

const CUSTOMER = '+8613800138000';
const LONG = '尊敬的顾客，您的余额为50元。'.repeat(12);

let dir: string;
let sim: SimModem;
let modem: Modem;
let calls: CallEvent[];
let kept: InboundText[];

test.before.each(async () => {
  dir = await mkdtemp(join(tmpdir(), 'modem-'));
  sim = await createSimModem({ link: join(dir, 'modem'), sendMs: 50, ringMs: 300 });
  const transport = serialTransport({ path: join(dir, 'modem') });
  modem = createModem({
    transport,
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    ringSilenceMs: 900,
  });
  calls = [];
  kept = [];
  modem.onCall((event) => calls.push(event));
  modem.keepTextsWith(async (text) => void kept.push(text));
  modem.start();
  await waitFor('ready', () => modem.status().state === 'ready');
});

test.after.each(async () => {
  await modem.stop();
  await sim.close();
  await rm(dir, { recursive: true, force: true });
});

test('a call brings its number, is answered, and ends', async () => {
  await sim.control(`call ${CUSTOMER}`);
  await waitFor('the number', () => calls.at(-1)?.number === CUSTOMER);
  await modem.answer();
  assert.is(calls.at(-1)?.state, 'answered');
  await sim.control('hangup');
  await waitFor('the end', () => calls.at(-1)?.state === 'ended');
  assert.is(new Set(calls.map(({ id }) => id)).size, 1);
});

test('tones and words reach the far end of a call, and the balance comes by USSD', async () => {
  await sim.control(`call ${CUSTOMER}`);
  await waitFor('the number', () => calls.at(-1)?.number === CUSTOMER);
  await modem.answer();
  await modem.sendDtmf('1#');
  await modem.say('您的余额为50元');
  assert.equal(JSON.parse(await sim.control('heard')), [
    { number: CUSTOMER, tones: '1#', spoken: '您的余额为50元' },
  ]);
  await modem.hangUp();
  assert.equal(await modem.ussd('*100#'), { text: '您的余额为50.00元', awaitsReply: false });
});

test('a long Chinese text goes out in parts that the network can join', async () => {
  for (const { hex, length } of encodeSubmit({ to: CUSTOMER, text: LONG, reference: 7 })) {
    assert.is((await modem.sendPart({ pdu: hex, length })).state, 'sent');
  }
  const [sent] = JSON.parse(await sim.control('sent')) as { to: string; text: string; parts: number }[];
  assert.is(sent?.text, LONG);
  assert.is(sent?.to, CUSTOMER);
});

test('a long text that comes in is kept in all its parts, and the SIM is empty after that', async () => {
  sim.network.text(CUSTOMER, LONG);
  await waitFor('all parts', () => kept.length === 3 && sim.stored().length === 0);
  const parts = kept.map(({ pdu }) => decodePdu(pdu) as Deliver);
  assert.is(joinParts(parts).text, LONG);
});

test('the network refuses: the code says what may be done', async () => {
  await sim.control('fail 38');
  const [part] = encodeSubmit({ to: CUSTOMER, text: 'x' });
  assert.ok(part);
  const outcome = await modem.sendPart({ pdu: part.hex, length: part.length });
  assert.equal(outcome, { state: 'failed', code: 'at/cms-38', retry: 'retry' });
});

test('unplugged it is absent; plugged in again it is ready, and what came meanwhile is kept', async () => {
  await sim.unplug();
  await waitFor('absent', () => modem.status().state === 'absent');
  sim.network.text(CUSTOMER, 'JF');
  await sim.plug();
  await waitFor('ready again', () => modem.status().state === 'ready', 30_000);
  await waitFor('the text', () => kept.length === 1);
});

test.run();
