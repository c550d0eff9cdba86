/** What stands on the customer display, which everybody in the shop can read, while somebody calls. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { happen } from '../../support/kernel.js';
import { openTerminal } from '../terminal.js';

const known = { validity: 'valid', number: '13800138000' } as const;
const stranger = { validity: 'valid', number: '13900139000' } as const;

test('a caller is greeted by a masked name, once, and the greeting goes with the call', async () => {
  const it = await openTerminal();
  it.modem.call({ id: '1', state: 'ringing' });
  assert.equal(it.glass, []);
  it.modem.call({ id: '1', state: 'ringing', ...known, rings: 2 });
  it.modem.call({ id: '1', state: 'answered', ...known, rings: 2 });
  assert.equal(it.glass, ['您好，来电|王*明']);
  it.modem.call({ id: '1', state: 'ended', ...known, rings: 2 });
  assert.equal(it.glass, ['您好，来电|王*明', '欢迎光临|']);
  await it.clock.settle();
  await it.stop();
});

test('a stranger and a withheld number are not greeted', async () => {
  const it = await openTerminal({ locale: 'en' });
  for (const who of [stranger, { validity: 'withheld' } as const]) {
    it.modem.call({ id: who.validity, state: 'ringing', ...who });
    it.modem.call({ id: who.validity, state: 'missed', ...who });
  }
  assert.equal(it.glass, []);
  await it.clock.settle();
  await it.stop();
});

test('who is talked to is greeted, not who waits', async () => {
  const it = await openTerminal();
  it.modem.call({ id: '1', state: 'answered', ...stranger });
  it.modem.call({ id: '2', state: 'ringing', waiting: true, ...known });
  assert.equal(it.glass, []);
  it.modem.call({ id: '1', state: 'ended', ...stranger });
  assert.equal(it.glass, ['您好，来电|王*明']);
  await it.clock.settle();
  await it.stop();
});

test('a call does not take the amount of an open sale off the display', async () => {
  const it = await openTerminal();
  await it.press('f2', '8', '8');
  const before = [...it.glass];
  assert.is(before.at(-1)?.startsWith('应收 88.00'), true, before.join());
  it.modem.call({ id: '1', state: 'ringing', ...known });
  await it.press('f1'); // The call's card lies over the sale.
  it.modem.call({ id: '1', state: 'missed', ...known });
  assert.equal(it.glass, before);
  await it.clock.settle();
  await it.stop();
});

test('a member who lays a card down is greeted by a masked name', async () => {
  const it = await openTerminal();
  await happen(it.kernel, {
    type: 'cards.issued',
    v: 1,
    uid: '04A1B2C3D4E580',
    customer: 'c1',
  } as DomainEvent);
  it.reader.tap({ tap: 't1', uid: '04A1B2C3D4E580', kind: 'ntag', random: false });
  await it.clock.settle();
  assert.equal(it.glass, ['欢迎光临|王*明']);
  await it.stop();
});

test.run();
