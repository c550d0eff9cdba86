/** Decide, write, sync, apply, tell. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TerminalError } from '../../../protocol/errors.js';
import type { Reader } from '../../../terminal/kernel/database.js';
import type { Commit, DomainEvent } from '../../../terminal/kernel/events.js';
import type { Decision, Kernel } from '../../../terminal/kernel/kernel.js';
import { DATA, happen, openTestKernel, STAFF } from '../../support/kernel.js';
import { accounts, balance, enter, entered, notesTables } from './notes.js';

const tables = [notesTables];

function spend(kernel: Kernel, amount: number): Promise<number> {
  return kernel.transact(STAFF, (state: Reader): Decision<number> => {
    const left = balance(state, 'a') - amount;
    if (left < 0) throw new TerminalError('command/short', 'not enough');
    return { events: [entered('a', -amount)], result: left };
  });
}

async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof TerminalError ? error.code : String(error)),
  );
}

test('a commit stands in the journal as one line: CRC-32 of the JSON, the JSON, a line feed', async () => {
  const { kernel, disk } = await openTestKernel({ tables });
  await enter(kernel, '王小明', 8800);
  await kernel.close();
  // The chain: python3 -c "base64.urlsafe_b64encode(hashlib.sha256(json_without_chain.encode()).digest())[:22]", and the
  // checksum: "format(zlib.crc32(json.encode()), '08x')"
  const line =
    '98659a07 {"seq":1,"sync":1,"at":1795315320000,"id":"01M80J3H600000000000000000","actor":"staff",' +
    '"origin":"keypad","events":[{"type":"notes.entered","v":1,"account":"王小明","amount":8800}],"chain":"HXzQDw2NjHRY-UYXWVuGTl"}\n';
  assert.is(Buffer.from(disk.bytes(`${DATA}/journal/000000000001.log`)).toString(), line);
});

test('decisions of one turn share one sync, and each sees the one before', async () => {
  const { kernel, disk } = await openTestKernel({ tables });
  await enter(kernel, 'a', 10);
  const syncs = disk.count('sync');
  const left = await Promise.all([spend(kernel, 4), spend(kernel, 4)]);
  assert.equal(left, [6, 2]);
  assert.is(disk.count('sync'), syncs + 1);
  await kernel.close();
});

test('two decisions of one turn cannot overdraw', async () => {
  const { kernel } = await openTestKernel({ tables });
  await enter(kernel, 'a', 10);
  const all = await Promise.all([8, 8, 2, 1].map((amount) => refusal(spend(kernel, amount))));
  assert.equal(all, ['nothing was refused', 'command/short', 'nothing was refused', 'command/short']);
  assert.is(balance(kernel.state, 'a'), 0);
  await kernel.close();
});

test('a refusal in the middle of a group leaves its neighbours alone, without a gap in the numbers', async () => {
  const { kernel } = await openTestKernel({ tables });
  const seqs: number[] = [];
  kernel.onCommit(({ seq }) => seqs.push(seq));
  const refused = kernel.transact(STAFF, () => {
    throw new TerminalError('command/no', 'no');
  });
  const answers = await Promise.allSettled([enter(kernel, 'x'), refused, enter(kernel, 'y')]);
  assert.equal(
    answers.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.equal(
    [accounts(kernel.state), seqs],
    [
      ['x', 'y'],
      [1, 2],
    ],
  );
  await kernel.close();
});

test('a decision without events writes nothing', async () => {
  const { kernel, disk } = await openTestKernel({ tables });
  const before = disk.operations();
  assert.is(await kernel.transact(STAFF, () => ({ events: [], result: 'seen' })), 'seen');
  assert.equal([disk.operations(), kernel.end().seq], [before, 0]);
  await kernel.close();
});

test('readers see nothing that is not yet durable', async () => {
  const { kernel, disk } = await openTestKernel({ tables });
  const release = disk.hold('sync');
  const entering = enter(kernel, 'x');
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  assert.equal([accounts(kernel.state), kernel.end().seq], [[], 0]);
  release();
  await entering;
  assert.equal([accounts(kernel.state), kernel.end().seq], [['x'], 1]);
  await kernel.close();
});

test('an event that the tables do not take is refused and never journaled', async () => {
  const strict = {
    ...notesTables,
    schema: `${notesTables.schema}; CREATE UNIQUE INDEX one ON notes (account)`,
  };
  const { kernel, disk } = await openTestKernel({ tables: [strict] });
  await enter(kernel, 'x');
  assert.is(await refusal(enter(kernel, 'x')), 'database/failed');
  assert.is(kernel.end().seq, 1);
  await enter(kernel, 'y');
  await kernel.close();
  const again = await openTestKernel({ disk, tables: [strict] });
  assert.equal(accounts(again.kernel.state), ['x', 'y']);
  await again.kernel.close();
});

test('half of a commit that the tables refuse is not seen by the next decision of the group', async () => {
  const strict = {
    ...notesTables,
    schema: `${notesTables.schema}; CREATE UNIQUE INDEX one ON notes (account)`,
  };
  const { kernel } = await openTestKernel({ tables: [strict] });
  const half = kernel.transact(STAFF, () => ({
    events: [entered('a', 5), entered('a', 5)],
    result: undefined,
  }));
  const seen = kernel.transact(STAFF, (state) => ({
    events: [entered('b', 1)],
    result: balance(state, 'a'),
  }));
  assert.is(await refusal(half), 'database/failed');
  assert.is(await seen, 0);
  await kernel.close();
});

test('an event of an unknown type is refused and never journaled', async () => {
  const { kernel } = await openTestKernel({ tables });
  const strange = kernel.transact(STAFF, () => ({ events: [{ type: 'no.such', v: 1 }], result: undefined }));
  assert.is(await refusal(strange), 'database/unknown-event');
  assert.is(kernel.end().seq, 0);
  await kernel.close();
});

test('an event of a newer version than this program knows is refused, not read as an older one', async () => {
  const { kernel } = await openTestKernel({ tables });
  const newer = { ...entered('a', 5), v: 2 } as never;
  assert.is(
    await refusal(kernel.transact(STAFF, () => ({ events: [newer], result: undefined }))),
    'database/unknown-event',
  );
  const upcast = { 'notes.entered': { 1: (event: DomainEvent) => ({ ...event, v: 2 }) } };
  const knowing = await openTestKernel({ tables: [{ ...notesTables, upcast }] });
  await happen(knowing.kernel, newer);
  await knowing.kernel.close();
  await kernel.close();
  // An older program on this journal says so at its start, and changes nothing.
  const before = knowing.disk.paths();
  assert.is(await refusal(openTestKernel({ disk: knowing.disk, tables })), 'database/unknown-event');
  assert.equal(knowing.disk.paths(), before);
});

test('a commit that could never be sent to the office is refused', async () => {
  const { kernel } = await openTestKernel({ tables });
  assert.is(await refusal(enter(kernel, 'x'.repeat(256 * 1024))), 'journal/commit-too-large');
  await enter(kernel, 'x'.repeat(200 * 1024));
  await kernel.close();
});

test('listeners are told in order, after it is durable, and one that throws hurts nobody', async () => {
  const { kernel, disk } = await openTestKernel({ tables });
  const heard: Array<[number, number]> = [];
  kernel.onCommit(() => {
    throw new Error('a listener with a defect');
  });
  const end = kernel.onCommit(({ seq }: Commit) => heard.push([seq, disk.count('sync')]));
  const before = disk.count('sync');
  await Promise.all([enter(kernel, 'x'), enter(kernel, 'y')]);
  assert.equal(heard, [
    [1, before + 1],
    [2, before + 1],
  ]);
  end();
  await enter(kernel, 'z');
  assert.is(heard.length, 2);
  await kernel.close();
});

test('a listener may decide the next thing', async () => {
  const { kernel } = await openTestKernel({ tables });
  let next: Promise<void> | undefined;
  kernel.onCommit(({ seq }) => {
    if (seq === 1) next = enter(kernel, 'y');
  });
  await enter(kernel, 'x');
  await next;
  assert.equal(accounts(kernel.state), ['x', 'y']);
  await kernel.close();
});

test('more than fit into one group all come through, in order', async () => {
  const { kernel, disk } = await openTestKernel({ tables });
  const wanted = Array.from({ length: 600 }, (_, n) => `n${n}`);
  const before = disk.count('sync');
  await Promise.all(wanted.map((account) => enter(kernel, account)));
  assert.equal(accounts(kernel.state), wanted);
  assert.is(disk.count('sync') - before, 3);
  await kernel.close();
});

test('what is asked of a closed kernel is refused, not forgotten', async () => {
  const { kernel } = await openTestKernel({ tables });
  await kernel.close();
  assert.not.equal(await refusal(enter(kernel, 'x')), 'nothing was refused');
});

test.run();
