/** A machine that died in the middle of something, and the one that is set up out of its backup. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sendText } from '../../../terminal/messaging/outgoing.js';
import { DATA, happen, NOW_MS, openTestKernel, STAFF } from '../../support/kernel.js';
import type { FakeLink } from '../fake-devices.js';
import { CUSTOMER, KEY, openTerminal } from '../terminal.js';

const LOG = `${DATA}/journal/000000000001.log`;

/** What was sent when the machine died (world, seed 11 on the day it was found). */
test('a text that was on its way when the machine died is unknown on the new one, once the office has told of it', async () => {
  const { kernel, disk } = await openTestKernel();
  await happen(kernel, ...CUSTOMER);
  const text = {
    id: 'text-1',
    key: KEY,
    text: '您的礼篮到货了',
    purpose: 'service',
    cause: 'staff',
  } as const;
  await kernel.transact(STAFF, (state) => sendText(state, { ...text, now: NOW_MS }));
  await happen(kernel, { type: 'messaging.sending', v: 1, text: 'text-1' } as never);
  await kernel.close();
  const lines = Buffer.from(disk.bytes(LOG))
    .toString()
    .split(/(?<=\n)/);
  disk.put(LOG, Buffer.from(lines[0] ?? ''));
  disk.put(`${DATA}/restored`, Buffer.from('x'));

  const shop = await openTerminal({ disk });
  await shop.clock.advance(60_000);
  const link = shop.app.devices.link as FakeLink;
  const say = async (message: object, body = ''): Promise<void> => {
    await link.say(`${JSON.stringify({ v: 1, ...message })}\n${body}`);
    await shop.clock.settle();
  };
  await say({ kind: 'ack', through: lines.length });
  const rest = { kind: 'lines', first: 2, last: lines.length, through: lines.length };
  await say(rest, lines.slice(1).join(''));
  await shop.clock.advance(10_000);
  const state = shop.kernel.state.value<string>("SELECT state FROM texts WHERE id = 'text-1'");
  assert.is(state, 'unknown');
  assert.equal(shop.errors, [], 'nobody tried anything before');
  await shop.stop();
});

test.run();
