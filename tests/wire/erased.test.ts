/** A person is erased at one till: nothing of theirs is left in the files of both tills and of the office. Real disks and ports. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createLink } from '../../drivers/link/link.js';
import { type Office, startOffice } from '../../office/main.js';
import { ALL_TABLES } from '../../terminal/capabilities.js';
import { orderErasure } from '../../terminal/erasure/commands.js';
import { untoldErasures } from '../../terminal/erasure/queries.js';
import { createErasureService } from '../../terminal/erasure/service.js';
import { verifyJournal } from '../../terminal/kernel/journal/verify.js';
import { type Kernel, openKernel } from '../../terminal/kernel/kernel.js';
import { createSync } from '../../terminal/sync/index.js';
import { realHost, temporaryFolder } from '../office/support.js';
import { happen, STAFF } from '../support/kernel.js';
import { waitFor } from '../support/wait-for.js';

const NAME = '欧阳若汐';
const KEY = '+8613912345678';
const MARKS = [NAME, '13912345678', '6B27963382E56C50', '3119325476F8'];
const TILLS = ['till-1', 'till-2'];
const LIMIT_MS = 20_000;

async function till(name: string, dir: string, office: Office) {
  const host = realHost();
  const { kernel } = await openKernel({ host, dir, tables: ALL_TABLES });
  const url = `mqtt://127.0.0.1:${office.brokerPort ?? 0}`;
  const link = createLink({ ...host, url, clientId: name, username: name, password: name });
  const sync = createSync({ kernel, link, ...host, dir, store: 'shop', terminal: name, software: 'test' });
  const erasure = createErasureService({ kernel, host, places: { data: dir } });
  erasure.start();
  await sync.start();
  link.start();
  return {
    kernel,
    sync,
    async stop() {
      await link.stop();
      await erasure.stop();
      await sync.stop();
      await kernel.close();
    },
  };
}

/** Files that hold a mark; what the office keeps deflated is looked at in tests/office/erase.test.ts. */
async function holders(dir: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    for (const mark of MARKS) if (bytes.includes(mark)) found.push(`${path.slice(dir.length)}: ${mark}`);
  }
  return found;
}

const money = { customer: 'c1', account: 'points', amount: 88, reason: 'sale', cause: 's1' };

/** What till-1 knows of the person. */
async function meet(kernel: Kernel): Promise<void> {
  const stamp = '000000000000001-00000-till-1';
  await happen(
    kernel,
    { type: 'customers.registered', v: 1, customer: 'c1', name: NAME, level: '', stamp } as never,
    { type: 'customers.phone-added', v: 1, customer: 'c1', key: KEY } as never,
  );
  await happen(kernel, { type: 'ledger.entered', v: 1, ...money } as never);
  await happen(kernel, { type: 'messaging.refused', v: 1, key: KEY, by: 'TD' } as never);
  const pdu = `0791683108200805F0040D9168${'3119325476F8'}0008${'6B27963382E56C50'}`;
  await happen(
    kernel,
    { type: 'messaging.pdu-kept', v: 1, hash: 'h', pdu, outcome: 'text' } as never,
    {
      type: 'messaging.received',
      v: 1,
      text: 't',
      from: KEY,
      key: KEY,
      body: `我是${NAME}`,
      partial: false,
    } as never,
  );
}

test('the office and the other till follow an erasure', async () => {
  const folder = await temporaryFolder();
  const config = {
    broker: { kind: 'embedded', listen: { host: '127.0.0.1', port: 0 } },
    database: `${folder.path}/db`,
    terminals: TILLS.map((terminal) => ({ store: 'shop', terminal, secret: terminal })),
  } as const;
  const office = await startOffice(config, realHost());
  const one = await till('till-1', `${folder.path}/one`, office);
  const two = await till('till-2', `${folder.path}/two`, office);
  await meet(one.kernel);
  const nameAt = (at: typeof one): unknown =>
    at.kernel.state.value("SELECT name FROM customers WHERE id = 'c1'");
  await waitFor('the other till', () => nameAt(two) === NAME, LIMIT_MS);
  const settled = (): boolean =>
    [one, two].every(({ kernel, sync }) => sync.status().acked === kernel.end().seq);
  await waitFor('the office has all', settled, LIMIT_MS);

  await one.kernel.transact(STAFF, (state) =>
    orderErasure(state, { customer: 'c1', erasure: 'e1', reason: 'counter' }),
  );
  const isTold = (at: typeof one): boolean => at.kernel.state.value('SELECT count(told) FROM erasures') === 1;
  await waitFor('all have heard', () => isTold(one) && isTold(two), LIMIT_MS);
  await waitFor('the office has all', settled, LIMIT_MS);
  for (const { kernel } of [one, two]) {
    assert.equal(untoldErasures(kernel.state), []);
    assert.not.ok(JSON.stringify(kernel.state.all('SELECT * FROM customers')).includes(NAME));
    assert.is(kernel.state.value('SELECT sum(amount) FROM ledger'), 88);
  }
  assert.equal(await office.desk.money('shop'), { points: 88 });
  const lines = (await Promise.all(TILLS.map((name) => office.desk.commits(name, 1)))).flat();
  assert.ok(lines.length > 6);
  for (const mark of MARKS) assert.not.ok(lines.join('\n').includes(mark), mark);

  await happen(one.kernel, { type: 'ledger.entered', v: 1, ...money, cause: 's2', amount: 12 } as never);
  await waitFor(
    'life goes on',
    () => two.kernel.state.value('SELECT sum(amount) FROM ledger') === 100,
    LIMIT_MS,
  );
  for (const at of [one, two]) {
    assert.is(at.sync.status().refused, undefined);
    await at.stop();
  }
  await office.stop();
  assert.equal(await holders(folder.path), []);
  const disk = realHost().disk;
  for (const dir of ['one', 'two'])
    assert.equal((await verifyJournal(disk, `${folder.path}/${dir}/journal`)).breaks, []);

  const again = await startOffice(config, realHost());
  const first = await till('till-1', `${folder.path}/one`, again);
  await happen(first.kernel, { type: 'ledger.entered', v: 1, ...money, cause: 's3', amount: 1 } as never);
  await waitFor('it goes on', () => first.sync.status().acked === first.kernel.end().seq, LIMIT_MS);
  assert.is(first.sync.status().refused, undefined);
  await first.stop();
  await again.stop();
  await folder.remove();
});

test.run();
