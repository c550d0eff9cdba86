/** What comes late, and what is called by a number, leaves nothing of whoever was erased. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ALL_TABLES } from '../../../terminal/capabilities.js';
import { issueCard, replaceCard } from '../../../terminal/cards/commands.js';
import { orderErasure } from '../../../terminal/erasure/commands.js';
import { createGatherer } from '../../../terminal/erasure/person.js';
import { openErasures } from '../../../terminal/erasure/queries.js';
import { createEraser } from '../../../terminal/erasure/rewrite.js';
import { createErasureService } from '../../../terminal/erasure/service.js';
import type { Reader } from '../../../terminal/kernel/database.js';
import type { Commit, DomainEvent } from '../../../terminal/kernel/events.js';
import type { Decision } from '../../../terminal/kernel/kernel.js';
import { createPersonal } from '../../../terminal/kernel/personal.js';
import { keepPdu } from '../../../terminal/messaging/incoming.js';
import { sharedEvents } from '../../../terminal/sync/shared.js';
import { DATA, happen, openTestKernel, STAFF, type TestKernel } from '../../support/kernel.js';
import { waitFor } from '../../support/wait-for.js';

const NAME = '欧阳若汐';
const KEY = '+8613712340011';
const event = (type: string, facts: object) => ({ type, v: 1, ...facts }) as unknown as DomainEvent;
const person = event('customers.registered', { customer: 'c1', name: NAME, level: '', stamp: '1' });
const number = event('customers.phone-added', { customer: 'c1', key: KEY });

/** Everything of c1, to its end. */
async function erase({ kernel, host }: TestKernel): Promise<void> {
  await kernel.transact(STAFF, (state) => orderErasure(state, { customer: 'c1', erasure: 'e1', reason: '' }));
  const service = createErasureService({ kernel, host, places: { data: DATA } });
  service.start();
  await waitFor(
    'the erasure',
    () => openErasures(kernel.state).length === 0 && service.progress() === undefined,
  );
  await service.stop();
}

// World, seed 67: a till without a line told of a guest's preferences after the guest had been erased at the other.
test('what another till tells late of somebody who was erased here brings no name back', async () => {
  const { kernel } = await openTestKernel();
  await happen(
    kernel,
    person,
    number,
    event('customers.erased', { customer: 'c1', erasure: 'e1', reason: '' }),
  );
  const told = [
    event('customers.changed', { customer: 'c1', fields: { preferences: `${NAME}要熟的` }, stamp: '9' }),
    event('customers.phone-added', { customer: 'c1', key: KEY }),
    event('customers.merged', {
      customer: 'c1',
      other: 'c2',
      filled: [{ field: 'tags', before: '', after: NAME }],
    }),
    event('customers.item-added', { customer: 'c1', item: 'i1', kind: 'address', facts: { text: NAME } }),
    event('cards.issued', { customer: 'c1', uid: '04AA' }),
    event('ledger.entered', { customer: 'c1', account: 'points', amount: 5, reason: 'sale', cause: 's9' }),
  ];
  const body = { from: 'till-2', seq: 7, part: 0, at: 5, events: told } as never;
  const taken = sharedEvents(kernel.state, body, 'till-1');
  const types = taken.map(({ type }) => type);
  assert.equal(types, ['customers.merged', 'ledger.entered', 'allowance.held', 'sync.shared']);
  for (const mark of [NAME, KEY, '04AA']) assert.not.ok(JSON.stringify(taken).includes(mark), mark);
  await kernel.close();
});

// World, seed 368: the network told what became of a text after its receiver had been erased.
test('a delivery report that comes after an erasure does not write the number down again', async () => {
  const { kernel } = await openTestKernel();
  const report = '0891683108100005F006070D91683117320420F1621122012215236211220122252300';
  const late = keepPdu(kernel.state, report, () => 'new');
  assert.equal(
    late.events.map(({ type }) => type),
    ['messaging.pdu-kept'],
  );
  for (const mark of ['683117320420F1', '13712340021'])
    assert.not.ok(JSON.stringify(late).includes(mark), mark);
  await happen(kernel, ...(late.events as unknown as DomainEvent[]));
  assert.equal(keepPdu(kernel.state, report, () => 'new').events, [], 'known again');
  const queued = { text: 't1', key: '+8613712340021', body: '您好', purpose: 'service', cause: 'sale' };
  await happen(kernel, event('messaging.queued', queued));
  const awaited = keepPdu(kernel.state, report.replace('0607', '0608'), () => 'new');
  assert.equal(
    awaited.events.map(({ type }) => type),
    ['messaging.pdu-kept', 'messaging.reported'],
  );
  await kernel.close();
});

// World, seed 2479: a card was replaced at one till, and the mark of it stayed there.
test('what became of an erased person’s cards goes with them, and of others’ stays', async () => {
  const opened = await openTestKernel();
  const { kernel, disk } = opened;
  const marked = (uid: string, by: string) =>
    event('cards.marked', { uid, state: 'replaced', by, stamp: '5' });
  for (const events of [
    [person, number, event('customers.registered', { customer: 'c2', name: '李红', level: '', stamp: '1' })],
    [
      event('cards.issued', { customer: 'c1', uid: '04AA01' }),
      event('cards.issued', { customer: 'c1', uid: '04AA02' }),
    ],
    [
      event('cards.issued', { customer: 'c2', uid: '04BB01' }),
      event('cards.issued', { customer: 'c2', uid: '04BB02' }),
    ],
    [marked('04AA01', '04AA02')],
    [marked('04BB01', '04BB02')],
    [event('cards.proven', { uid: '04AA02', counter: 3 })],
  ])
    await happen(kernel, ...events);
  await erase(opened);
  const bytes = Buffer.concat(disk.paths().map((path) => Buffer.from(disk.bytes(path)))).toString();
  for (const gone of ['04AA01', '04AA02']) assert.not.ok(bytes.includes(gone), gone);
  assert.equal(kernel.state.all("SELECT uid, replacement FROM card_marks WHERE uid LIKE '04%'"), [
    { uid: '04BB01', replacement: '04BB02' },
  ]);
  await kernel.close();
});

// World, seed 3424: the power went while a line of another till was written; it came again from an office that had erased the name.
test('a line that was cut off goes when it came again without the name', async () => {
  const opened = await openTestKernel();
  const { kernel, disk } = opened;
  const line = (customer: string, name: string) =>
    `60d9eba4 {"seq":2,"events":[{"type":"customers.registered","v":1,"customer":"${customer}","name":"${name}"`;
  const piece = `${DATA}/journal/aside/000000000001-7-0.bin`;
  disk.put(piece, Buffer.from(`${line('c2', '李红')}\n${line('c1', NAME)}`));
  await happen(kernel, event('customers.registered', { customer: 'c1', name: '', level: '', stamp: '1' }));
  await erase(opened);
  const left = Buffer.from(disk.bytes(piece)).toString();
  assert.is(left.split('\n')[0], line('c2', '李红'));
  assert.not.ok(left.includes(NAME));
  await kernel.close();
});

// World, seeds 77, 89 and 114: an occasion is called by the number that it is for.
test('an occasion that was approved, declined or wished does not keep the number', () => {
  const wish = {
    rule: 'tip',
    customer: 'c1',
    key: KEY,
    what: 'tip:6926',
    once: 'tip',
    until: 1,
    auto: false,
  };
  const occasion = `tip:6926 ${KEY}`;
  const events = [
    [person, number],
    [event('care.proposed', { day: 1, through: 1, done: true, wishes: [wish] })],
    [event('care.approved', { occasions: [occasion, 'tip:1 +8613800138000'] })],
    [event('care.declined', { occasions: [occasion] })],
    [event('care.wished', { occasion, text: 't1' })],
  ];
  const commits = events.map(
    (some, index): Commit => ({
      ...{ seq: index + 1, sync: index + 1, at: 1, id: `k${index}`, actor: 'staff', origin: 'keypad' },
      events: some,
    }),
  );
  const gatherer = createGatherer('c1');
  commits.forEach(gatherer.take);
  let words = 0;
  const erase = createEraser(gatherer.person(), createPersonal(ALL_TABLES), () => `gone-${++words}`);
  const erased = commits.map((commit) => erase(commit) ?? commit);
  const text = JSON.stringify(erased);
  assert.not.ok(text.includes('13712340011'), text);
  assert.ok(text.includes('tip:1 +8613800138000'), 'another’s stays');
  const wished = JSON.stringify(erased[1]).match(/"key":"(gone-\d+)"/)?.[1];
  assert.match(
    JSON.stringify(erased[4]),
    new RegExp(`"occasion":" ${wished}"`),
    'and is still the same occasion',
  );
});

// World, seed 67: a card was replaced for somebody whose erasure was done, and the new number stayed at one till.
test('who was erased gets no card any more, also not in the place of an old one', async () => {
  const { kernel } = await openTestKernel();
  await happen(kernel, person, event('cards.issued', { customer: 'c1', uid: '04AA' }));
  await happen(kernel, event('customers.erased', { customer: 'c1', erasure: 'e1', reason: '' }));
  const card = { uid: '04BB', kind: 'ntag', random: false };
  const codeOf = (decide: (state: Reader) => Decision<unknown>) =>
    kernel.transact(STAFF, decide).then(
      () => 'done',
      (error: { readonly code: string }) => error.code,
    );
  assert.is(await codeOf((state) => issueCard(state, card, 'c1')), 'command/customer-unknown');
  const replacement = { old: '04AA', card, stamp: '000000000000009-00000-till-1' };
  assert.is(await codeOf((state) => replaceCard(state, replacement)), 'command/customer-unknown');
  await kernel.close();
});

test.run();
