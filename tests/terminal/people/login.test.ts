/** Who stands at the keypad: the first owner, log-in, lock, and what wrong PINs cost. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { enrol } from '../../../terminal/owner/commands.js';
import { createDoor } from '../../../terminal/people/index.js';
import { LOGIN } from '../../../terminal/people/screens/login.js';
import { DATA, openTestKernel } from '../../support/kernel.js';
import { KEY, openTerminal } from '../terminal.js';
import { CASHIER, hire, loginKeys, MANAGER, OWNER, openStaffed, PEOPLE } from './staffed.js';

const LOOKS = [
  { profile: 'standard', locale: 'zh-CN' },
  { profile: 'standard', locale: 'en' },
  { profile: 'advanced', locale: 'zh-CN' },
  { profile: 'advanced', locale: 'en' },
] as const;

for (const look of LOOKS) {
  const name = `${look.profile} ${look.locale}`;

  test(`${name}: without employees nobody logs in; the first screen makes the owner, who is then there`, async () => {
    const { press, text, ui, app, stop } = await openTerminal(look);
    assert.is(ui.top(), 'home.home');
    await press('*');
    assert.is(ui.top(), 'people.first');
    await press('text:王', 'ok', '1', '3', '5', '7', 'ok');
    assert.not.match(text(), /1357/, 'digits of a PIN are never seen');
    await press('1', '3', '5', '7', 'ok');
    assert.is(ui.top(), 'home.home', text());
    assert.is(app.door.here()?.name, '王');
    assert.is(app.door.here()?.role, 'owner');
    await stop();
  });

  test(`${name}: a name by its digit and the PIN, on a screen that fits`, async () => {
    const { press, text, ui, app, stop } = await openStaffed(look);
    assert.is(ui.top(), LOGIN);
    for (const { name: person } of PEOPLE) assert.match(text(), person);
    await press('f1');
    await press('f2');
    await press('f4');
    await press('cancel');
    assert.is(ui.top(), LOGIN, 'no key leads past it');
    await press(...loginKeys(MANAGER));
    assert.is(ui.top(), 'home.home');
    assert.is(app.door.here()?.id, MANAGER.id);
    await stop();
  });
}

test('what is done bears the name of who does it', async () => {
  const { press, app, kernel, stop } = await openStaffed();
  const seen: string[] = [];
  kernel.onCommit(({ actor, events }) => seen.push(`${actor} ${events[0]?.type}`));
  await press(...loginKeys(CASHIER));
  await press('f2', '8', '0', 'ok', 'ok', 'ok');
  assert.ok(seen.includes('p-cashier people.logged-in'));
  assert.ok(
    seen.some((one) => one.startsWith('p-cashier counter.sold')),
    seen.join(),
  );
  await app.door.lock('key');
  assert.is(seen.at(-1), 'p-cashier people.logged-out');
  await stop();
});

test('F4 at home locks at once; so do some minutes without a key', async () => {
  const { press, ui, app, clock, stop } = await openStaffed();
  await press(...loginKeys(OWNER), 'f2', 'f4', 'f4');
  assert.is(ui.top(), LOGIN);
  await press(...loginKeys(OWNER), 'f2');
  await clock.advance(4 * 60_000);
  await press('8');
  await clock.advance(4 * 60_000);
  assert.is(app.door.state(), 'in', 'a key begins the time anew');
  await clock.advance(60_000);
  assert.is(ui.top(), LOGIN);
  await press(...loginKeys(OWNER));
  assert.is(ui.top(), 'counter.sale', 'what was begun is still there');
  await stop();
});

test('whoever scans goods for minutes without a key is not locked out of the sale', async () => {
  const { ui, press, clock, app, stop } = await openStaffed();
  await press(...loginKeys(CASHIER), 'f2');
  for (let minute = 0; minute < 8; minute += 1) {
    await clock.advance(60_000);
    ui.scan({ code: '6901234567892' });
    await ui.idle();
  }
  assert.is(app.door.state(), 'in');
  await clock.advance(6 * 60_000);
  assert.is(app.door.state(), 'locked');
  await stop();
});

test('while it is locked a call is told with half the name and half the number, and a card opens nothing', async () => {
  const { press, text, ui, modem, reader, clock, stop } = await openStaffed({ profile: 'advanced' });
  modem.call({ id: '1', state: 'ringing', number: KEY, validity: 'valid' });
  await clock.settle();
  assert.match(text(), '138****8000');
  assert.not.match(text(), '王小明');
  assert.match(text(), '王*明');
  reader.tap({ uid: '04A1B2C3D4E5F6', kind: 'ntag', random: false, atr: '' } as never);
  await press('f1');
  assert.is(ui.top(), LOGIN);
  await press(...loginKeys(OWNER));
  assert.match(text(), '王小明', 'who is there sees the whole');
  await stop();
});

test('three wrong PINs make everybody wait, each further one twice as long; the right one does not help meanwhile', async () => {
  const { press, text, app, clock, stop } = await openStaffed();
  for (let at = 0; at < 3; at += 1) await press('3', '9', '9', '9', '8', 'ok', 'cancel');
  await press('3');
  assert.match(text(), '60');
  await press(...CASHIER.pin, 'ok');
  assert.is(app.door.here(), undefined, 'the right PIN is not even tried');
  await press('cancel', ...loginKeys(OWNER));
  assert.is(app.door.here()?.id, OWNER.id, 'somebody else is not kept out');
  await app.door.lock('key');
  await clock.advance(60_000);
  assert.equal(await app.door.login(CASHIER.id, '99999'), { right: false, waitMs: 0 });
  assert.equal(await app.door.login(CASHIER.id, CASHIER.pin), { right: false, waitMs: 120_000 });
  await clock.advance(120_000);
  assert.equal(await app.door.login(CASHIER.id, CASHIER.pin), { right: true });
  assert.equal(
    await app.door.login(CASHIER.id, '99999'),
    { right: false, waitMs: 0 },
    'and counts from the beginning',
  );
  await stop();
});

test('two keys at the same moment are two tries', async () => {
  const { kernel, clock } = await openTestKernel();
  await hire(kernel);
  const [one, other] = [createDoor(kernel, clock), createDoor(kernel, clock)];
  const answers = await Promise.all(
    ['1', '2', '3', '4'].map((digit) => one.login(CASHIER.id, `900${digit}`)),
  );
  assert.equal(answers.at(-1), { right: false, waitMs: 60_000 });
  assert.equal(await other.login(CASHIER.id, CASHIER.pin), { right: false, waitMs: 60_000 });
  await kernel.close();
});

test('a restart forgets neither the wrong PINs nor the wait', async () => {
  const before = await openTestKernel();
  await hire(before.kernel);
  const door = createDoor(before.kernel, before.clock);
  for (let at = 0; at < 3; at += 1) await door.login(CASHIER.id, '90909');
  await before.kernel.close();
  const after = await openTestKernel({ disk: before.disk, clock: before.clock });
  const again = createDoor(after.kernel, after.clock);
  assert.is(again.state(), 'locked', 'nobody is here after a start');
  assert.equal(await again.login(CASHIER.id, CASHIER.pin), { right: false, waitMs: 60_000 });
  await after.kernel.close();
});

test('each terminal counts the wrong PINs that were typed at it', async () => {
  const [here, there] = [await openTestKernel(), await openTestKernel()];
  await hire(here.kernel);
  await hire(there.kernel);
  const [one, other] = [createDoor(here.kernel, here.clock), createDoor(there.kernel, there.clock)];
  for (let at = 0; at < 3; at += 1) await one.login(CASHIER.id, '90909');
  assert.is((await one.login(CASHIER.id, CASHIER.pin)).right, false);
  assert.is((await other.login(CASHIER.id, CASHIER.pin)).right, true);
  await here.kernel.close();
  await there.kernel.close();
});

test('an owner’s lock by text stands before the log-in, and the owner’s PIN takes it away though nobody is here', async () => {
  const { kernel, press, ui, text, clock, stop } = await openStaffed();
  const pin = '86420975';
  const enrolment = { name: '王老板', phone: '13700137000', pin, salt: '0a'.repeat(16), by: '' };
  await kernel.transact({ actor: 'system', origin: 'modem' }, (state) => ({
    events: [
      ...enrol(state, enrolment).events,
      { type: 'owner.terminal-locked', v: 1, by: '+8613700137000' } as DomainEvent,
    ],
    result: undefined,
  }));
  await clock.settle();
  assert.is(ui.top(), 'owner.lock', text());
  await press(...pin, 'ok');
  assert.is(ui.top(), LOGIN, text());
  await stop();
});

test('somebody who left cannot log in, and is out at once', async () => {
  const { app, kernel, ui, clock, press, stop } = await openStaffed();
  await press(...loginKeys(CASHIER));
  await kernel.transact({ actor: OWNER.id, origin: 'keypad' }, () => ({
    events: [{ type: 'people.left', v: 1, employee: CASHIER.id } as never],
    result: undefined,
  }));
  await clock.settle();
  assert.is(ui.top(), LOGIN);
  assert.is((await app.door.login(CASHIER.id, CASHIER.pin)).right, false);
  await stop();
});

test('no PIN is in the journal, in the log or on a screen', async () => {
  const written: string[] = [];
  const log = {
    debug: (...facts: unknown[]) => void written.push(JSON.stringify(facts)),
    info: (...facts: unknown[]) => void written.push(JSON.stringify(facts)),
    warn: (...facts: unknown[]) => void written.push(JSON.stringify(facts)),
    error: (...facts: unknown[]) => void written.push(JSON.stringify(facts)),
    child: () => log,
  };
  const { press, text, disk, stop } = await openStaffed({ log });
  const typed = [...loginKeys(CASHIER).slice(0, -1)];
  for (const key of typed) {
    await press(key);
    assert.not.match(text(), CASHIER.pin.slice(0, 3));
  }
  await press('ok', 'f4', 'f4');
  await press('3', '7', '7', '6', '6', '5', '5', 'ok');
  await stop();
  const kept = disk
    .paths()
    .filter((path) => path.startsWith(DATA))
    .map((path) => Buffer.from(disk.bytes(path)).toString('latin1'));
  for (const text of [...kept, ...written])
    for (const pin of [...PEOPLE.map((one) => one.pin), '776655'])
      assert.not.match(
        text.replace(/"(salt|hash|id|chain|at|veil|seed)":("[^"]*"|\d+|\{[^}]*\})/g, ''),
        new RegExp(`\\D${pin}\\D`),
      );
});

test.run();
