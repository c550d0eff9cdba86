/** What an erasure leaves in the office's database: lines of the same commits, and no old page or log that still has the others. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { systemClock, systemDisk } from '../../drivers/host/index.js';
import { openDatabase } from '../../office/db/open.js';
import { createEraser } from '../../office/ingest/erase.js';
import { createIngest } from '../../office/ingest/ingest.js';
import { commitsIn } from '../../office/ingest/store.js';
import { TerminalError } from '../../protocol/errors.js';
import { sealJson } from '../../protocol/sync/chain.js';
import { checksumOf } from '../../protocol/sync/commit-line.js';
import { eraseValues, veilOver } from '../../protocol/sync/veil.js';
import { memoryLog, temporaryFolder } from './support.js';

const NAME = '欧阳若汐';
const SALT = new Uint8Array(18).fill(5);

const line = (json: string): string => `${checksumOf(json)} ${json}\n`;

/** Lines of a chained journal: in each a name. */
function journal(names: readonly string[]): string[] {
  let before = '';
  return names.map((name, index) => {
    const seq = index + 1;
    const events = [{ type: 'customers.registered', v: 1, customer: `c${seq}`, name, level: '', stamp: 's' }];
    const head = { seq, sync: seq, at: 1, id: `id-${seq}`, actor: 'staff', origin: 'keypad' };
    const { json, chain } = sealJson(before, { ...head, events, veil: veilOver(['/0/name'], SALT) } as never);
    before = chain;
    return line(json);
  });
}

const erased = (one: string): string =>
  line(JSON.stringify(eraseValues(JSON.parse(one.slice(9)), new Map([['/0/name', '']]))));

async function holders(dir: string, needles: readonly Buffer[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    if (needles.some((needle) => bytes.includes(needle))) found.push(entry.name);
  }
  return found;
}

test('erased lines take the place of the others, in every file of the database', async () => {
  const folder = await temporaryFolder();
  const db = await openDatabase(folder.path, systemDisk(), memoryLog());
  await db.query("insert into terminals (terminal, store) values ('till-1', 'shop')");
  const commits = commitsIn(db);
  const ingest = await createIngest(commits, systemClock);
  const eraser = createEraser(db, memoryLog());
  const lines = journal(['李红', NAME, '王小明', NAME, '张三']);
  const bytes = (from: number, to: number): Uint8Array => Buffer.from(lines.slice(from - 1, to).join(''));
  await ingest.take({ terminal: 'till-1', first: 1, last: 3, body: bytes(1, 3) });
  await ingest.take({ terminal: 'till-1', first: 4, last: 5, body: bytes(4, 5) });
  const event = { type: 'customers.registered', v: 1, customer: 'c2', name: NAME, level: '', stamp: 's' };
  const other = { ...event, customer: 'c3', name: '王小明' };
  const body = JSON.stringify({ from: 'till-1', seq: 2, part: 0, at: 1, events: [event, other] });
  await db.query("insert into feed (store, n, kind, body, at_ms) values ('shop', 1, 'shared', $1, 0)", [
    body,
  ]);
  await db.query(
    "insert into quarantine (terminal, received_ms, reason, detail, payload) values ('till-1', 0, 'x', 'x', $1)",
    [Buffer.from(NAME)],
  );
  await db.query('checkpoint');
  const packed = (await db.query('select lines from batches')).map((row) =>
    Buffer.from(row.lines as Uint8Array),
  );
  const needles = [...packed, Buffer.from(NAME)];
  assert.ok((await holders(folder.path, needles)).length > 2, 'the search finds what is there');

  await eraser.replace('till-1', 2, Buffer.from(erased(lines[1] ?? '')));
  await eraser.replace('till-1', 4, Buffer.from(erased(lines[3] ?? '')));
  await eraser.forget('shop', 'c2');
  const kept = await commits.lines('till-1', 1, 5);
  assert.equal(
    kept.map((one) => `${one}\n`),
    lines.map((one, index) => (index % 2 === 1 ? erased(one) : one)),
  );
  const [item] = await db.query('select body from feed');
  assert.equal(JSON.parse(String(item?.body)).events, [{ ...event, name: '' }, other]);
  await db.close();
  assert.equal(await holders(folder.path, needles), []);
  await folder.remove();
});

test('a line that is no erasure of the one that is kept is refused, and nothing changes', async () => {
  const folder = await temporaryFolder();
  const db = await openDatabase(folder.path, systemDisk(), memoryLog());
  await db.query("insert into terminals (terminal, store) values ('till-1', 'shop')");
  const commits = commitsIn(db);
  const ingest = await createIngest(commits, systemClock);
  const lines = journal(['李红', NAME]);
  await ingest.take({ terminal: 'till-1', first: 1, last: 2, body: Buffer.from(lines.join('')) });
  const good = erased(lines[1] ?? '').slice(9, -1);
  for (const [from, to] of [
    ['"at":1', '"at":2'],
    ['"c2"', '"c1"'],
    ['"gone":{"/0/name":"', '"gone":{"/0/name":"x'],
  ] as const) {
    const bad = line(good.replace(from, to));
    const code = await createEraser(db, memoryLog())
      .replace('till-1', 2, Buffer.from(bad))
      .then(
        () => 'taken',
        (error: unknown) => (error instanceof TerminalError ? error.code : String(error)),
      );
    assert.is(code, 'sync/conflict', from);
  }
  assert.equal(
    (await commits.lines('till-1', 1, 2)).map((one) => `${one}\n`),
    lines,
  );
  // What a terminal repeats may have lost values since: that is no conflict.
  const outcome = await ingest.take({ terminal: 'till-1', first: 2, last: 2, body: Buffer.from(line(good)) });
  assert.equal(outcome, { kind: 'stored', through: 2, fresh: 0 });
  await db.close();
  await folder.remove();
});

test.run();
