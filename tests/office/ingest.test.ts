import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { systemClock } from '../../drivers/host/index.js';
import { migrate } from '../../office/db/migrations.js';
import { openPglite } from '../../office/db/pglite.js';
import type { Database } from '../../office/db/types.js';
import { createIngest, type Ingest } from '../../office/ingest/ingest.js';
import { commitsIn, quarantine } from '../../office/ingest/store.js';
import { isTerminalError, TerminalError } from '../../protocol/errors.js';
import { journalBytes, journalLine } from './support.js';

let db: Database;
let terminals = 0;

test.before(async () => {
  db = await openPglite('memory://');
  await migrate(db);
});
test.after(() => db.close());

async function newTerminal(): Promise<string> {
  const name = `till-${++terminals}`;
  await db.query('insert into terminals (terminal, store) values ($1, $2)', [name, 'shop']);
  return name;
}

const batch = (terminal: string, first: number, last: number, mark = '') => ({
  terminal,
  first,
  last,
  body: journalBytes(first, last, mark),
});

async function storedSeqs(terminal: string): Promise<number[]> {
  const lines = await commitsIn(db).lines(terminal, 1, 10_000);
  return lines.map((line) => (JSON.parse(line.slice(9)) as { seq: number }).seq);
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (isTerminalError(error)) return error.code;
  }
  return 'no error';
}

test('batches that come one behind the other are stored, each line as it was', async () => {
  const till = await newTerminal();
  const ingest = await createIngest(commitsIn(db), systemClock);
  const outcomes = await Promise.all([
    ingest.take(batch(till, 1, 3)),
    ingest.take(batch(till, 4, 4)),
    ingest.take(batch(till, 5, 300)),
  ]);
  assert.equal(
    outcomes.map(({ through }) => through),
    [3, 4, 300],
  );
  assert.equal(await storedSeqs(till), upTo(300));
  assert.equal(await commitsIn(db).lines(till, 4, 5), [journalLine(4).trimEnd(), journalLine(5).trimEnd()]);
});

test('a batch sent again is known, and stored once', async () => {
  const till = await newTerminal();
  const ingest = await createIngest(commitsIn(db), systemClock);
  const [first, again] = await Promise.all([ingest.take(batch(till, 1, 5)), ingest.take(batch(till, 1, 5))]);
  assert.equal(first, { kind: 'stored', through: 5, fresh: 5 });
  assert.equal(again, { kind: 'stored', through: 5, fresh: 0 });
  assert.equal(await ingest.take(batch(till, 2, 3)), { kind: 'stored', through: 5, fresh: 0 });
  assert.equal(await storedSeqs(till), upTo(5));
});

test('of a batch that is known in part, the rest is stored', async () => {
  const till = await newTerminal();
  const ingest = await createIngest(commitsIn(db), systemClock);
  await ingest.take(batch(till, 1, 4));
  assert.equal(await ingest.take(batch(till, 3, 8)), { kind: 'stored', through: 8, fresh: 4 });
  assert.equal(await storedSeqs(till), upTo(8));
});

test('what comes after a gap is not taken, and the answer says where the gap starts', async () => {
  const till = await newTerminal();
  const ingest = await createIngest(commitsIn(db), systemClock);
  await ingest.take(batch(till, 1, 2));
  assert.equal(await ingest.take(batch(till, 5, 6)), { kind: 'gap', through: 2 });
  await ingest.take(batch(till, 3, 4));
  await ingest.take(batch(till, 5, 6));
  assert.equal(await storedSeqs(till), upTo(6));
});

test('a known commit with another content is a conflict, and nothing of its batch is stored', async () => {
  const till = await newTerminal();
  const ingest = await createIngest(commitsIn(db), systemClock);
  await ingest.take(batch(till, 1, 4));
  assert.is(await codeOf(ingest.take(batch(till, 4, 6, 'other'))), 'sync/conflict');
  assert.is(ingest.through(till), 4);
  assert.equal(await commitsIn(db).lines(till, 4, 4), [journalLine(4).trimEnd()]);
});

test('a damaged line stops its batch before the database', async () => {
  const till = await newTerminal();
  const ingest = await createIngest(commitsIn(db), systemClock);
  const bad = batch(till, 1, 3);
  bad.body[200] = (bad.body[200] ?? 0) ^ 1;
  assert.is(await codeOf(ingest.take(bad)), 'sync/damaged-line');
  assert.equal(await storedSeqs(till), []);
});

test('terminals do not disturb each other in one transaction', async () => {
  const [a, b] = [await newTerminal(), await newTerminal()];
  const ingest = await createIngest(commitsIn(db), systemClock);
  const work = [batch(a, 1, 2), batch(b, 1, 1), batch(a, 3, 3), batch(b, 9, 9), batch(b, 2, 4)];
  const outcomes = await Promise.all(work.map((one) => ingest.take(one)));
  assert.equal(
    outcomes.map(({ kind, through }) => `${kind} ${through}`),
    ['stored 2', 'stored 1', 'stored 3', 'gap 1', 'stored 4'],
  );
  assert.equal(await storedSeqs(a), upTo(3));
  assert.equal(await storedSeqs(b), upTo(4));
});

test('an office that starts again stands where its database stands', async () => {
  const till = await newTerminal();
  await (await createIngest(commitsIn(db), systemClock)).take(batch(till, 1, 7));
  const next = await createIngest(commitsIn(db), systemClock);
  assert.is(next.through(till), 7);
  assert.equal(await next.take(batch(till, 6, 9)), { kind: 'stored', through: 9, fresh: 2 });
});

test('two offices on one database: the second notices, and stores nothing twice', async () => {
  const till = await newTerminal();
  const [one, two] = [
    await createIngest(commitsIn(db), systemClock),
    await createIngest(commitsIn(db), systemClock),
  ];
  await one.take(batch(till, 1, 3));
  assert.is(await codeOf(two.take(batch(till, 1, 3))), 'office/moved');
  assert.equal(await two.take(batch(till, 1, 3)), { kind: 'stored', through: 3, fresh: 0 });
  assert.equal(await storedSeqs(till), upTo(3));
});

/** Stops at the first statement that `fails` names. */
function failing(fails: { on: boolean; afterwards: boolean }): Database {
  const broken = () => {
    throw new TerminalError('database/failed', 'the disk is full', { retry: 'retry' });
  };
  return {
    ...db,
    query: async (sql, params) => {
      const appends = fails.on && sql.includes('insert into batches');
      if (appends && !fails.afterwards) broken();
      const rows = await db.query(sql, params);
      if (appends) broken();
      return rows;
    },
  };
}

test('when the database fails nothing is acknowledged, and the same batch is taken later', async () => {
  const till = await newTerminal();
  const fails = { on: true, afterwards: false };
  const ingest: Ingest = await createIngest(commitsIn(failing(fails)), systemClock);
  assert.is(await codeOf(ingest.take(batch(till, 1, 3))), 'database/failed');
  assert.is(ingest.through(till), 0);
  fails.on = false;
  assert.equal(await ingest.take(batch(till, 1, 3)), { kind: 'stored', through: 3, fresh: 3 });
});

test('when the line to the database breaks after its commit, the batch is known when it comes again', async () => {
  const till = await newTerminal();
  const fails = { on: true, afterwards: true };
  const ingest = await createIngest(commitsIn(failing(fails)), systemClock);
  assert.is(await codeOf(ingest.take(batch(till, 1, 3))), 'database/failed');
  fails.on = false;
  assert.equal(await ingest.take(batch(till, 1, 3)), { kind: 'stored', through: 3, fresh: 0 });
  assert.equal(await storedSeqs(till), upTo(3));
});

test('room is given when the database has caught up', async () => {
  const till = await newTerminal();
  const ingest = await createIngest(commitsIn(db), systemClock);
  const all = upTo(50).map((seq) => ingest.take(batch(till, seq, seq)));
  await ingest.room();
  await Promise.all(all);
  assert.equal(await storedSeqs(till), upTo(50));
});

test('quarantine keeps the newest of a terminal and cannot fill the disk', async () => {
  const till = await newTerminal();
  for (const seq of upTo(205)) {
    const refusal = { terminal: till, reason: 'schema', seq, detail: 'x', payload: new Uint8Array([0, 255]) };
    await quarantine(db, refusal, seq);
  }
  const [row] = await db.query(
    'select count(*) as n, min(seq) as oldest from quarantine where terminal = $1',
    [till],
  );
  assert.equal([Number(row?.n), Number(row?.oldest)], [200, 6]);
});

test.run();
