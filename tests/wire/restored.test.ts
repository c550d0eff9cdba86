/** A terminal whose machine is gone: backup, restore, and the office gives back what the backup had not. Real ports and disks. */
import { mkdir } from 'node:fs/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { systemDisk } from '../../drivers/host/index.js';
import { createLink } from '../../drivers/link/link.js';
import { startOffice } from '../../office/main.js';
import { TerminalError } from '../../protocol/errors.js';
import { restoreBackup } from '../../terminal/backup/restore.js';
import { makeBackup } from '../../terminal/backup/write.js';
import { ALL_TABLES } from '../../terminal/capabilities.js';
import { readJournal, START } from '../../terminal/kernel/journal/recover.js';
import { verifyJournal } from '../../terminal/kernel/journal/verify.js';
import { type Kernel, openKernel } from '../../terminal/kernel/kernel.js';
import { createSync } from '../../terminal/sync/index.js';
import { realHost, temporaryFolder } from '../office/support.js';
import { happen } from '../support/kernel.js';
import { waitFor } from '../support/wait-for.js';

const PASSPHRASE = 'a passphrase';

/** Of a commit in the middle: the office may have told something more meanwhile. */
async function chainAt(journal: string, seq: number): Promise<string | undefined> {
  let found: string | undefined;
  await readJournal(systemDisk(), journal, START, (commit) => {
    if (commit.seq === seq) found = commit.chain;
  });
  return found;
}

test('a restored terminal first gets what the office has, and then goes on as before', async () => {
  const folder = await temporaryFolder();
  const host = realHost();
  const disk = systemDisk();
  const office = await startOffice(
    {
      broker: { kind: 'embedded', listen: { host: '127.0.0.1', port: 0 } },
      database: `${folder.path}/db`,
      terminals: [{ store: 'shop', terminal: 'till-1', secret: 's' }],
    },
    host,
  );

  async function terminal(dir: string) {
    const { kernel } = await openKernel({ host, dir, tables: ALL_TABLES });
    const url = `mqtt://127.0.0.1:${office.brokerPort ?? 0}`;
    const link = createLink({ ...host, url, clientId: 'till-1', username: 'till-1', password: 's' });
    const names = { store: 'shop', terminal: 'till-1', software: 'test' };
    const sync = createSync({ kernel, link, ...host, dir, ...names });
    const stop = async (): Promise<void> => {
      await link.stop();
      await sync.stop();
      await kernel.close();
    };
    return { kernel, sync, link, stop };
  }

  const sell = (kernel: Kernel, n: number): Promise<void> =>
    happen(kernel, {
      ...{ type: 'customers.registered', v: 1, customer: `c${n}`, name: `顾客${n}`, level: '' },
      stamp: `${String(n).padStart(15, '0')}-00000-till-1`,
    } as never);

  const first = await terminal(`${folder.path}/one`);
  await first.sync.start();
  first.link.start();
  for (let n = 1; n <= 10; n++) await sell(first.kernel, n);
  const stick = `${folder.path}/stick`;
  await mkdir(stick);
  const { path } = await makeBackup({
    ...{
      disk,
      random: host.random,
      data: `${folder.path}/one`,
      folder: stick,
      passphrase: PASSPHRASE,
      keep: 3,
    },
    ...{ store: 'shop', terminal: 'till-1', at: host.clock.now(), cost: 1024 },
    ...{ end: first.kernel.end(), chain: first.kernel.chain() },
  });
  // More than fits into one answer of the office.
  for (let n = 11; n <= 640; n++) await sell(first.kernel, n);
  const last = (): number => first.kernel.end().seq;
  await waitFor('the office has all', () => first.sync.status().acked === last());
  const wanted = { seq: last(), chain: first.kernel.chain() };
  await first.stop();

  const data = `${folder.path}/two`;
  await restoreBackup({ disk, from: path, passphrase: PASSPHRASE, data, replace: false });
  const second = await terminal(data);
  assert.ok(second.kernel.waitsForOffice());
  const refused = await sell(second.kernel, 999).catch((error: unknown) => error);
  assert.is(refused instanceof TerminalError && refused.code, 'journal/waits-for-office');
  await second.sync.start();
  second.link.start();
  await waitFor('what is missing', () => !second.kernel.waitsForOffice());
  assert.is(second.kernel.state.value('SELECT count(*) FROM customers'), 640);

  await sell(second.kernel, 1000);
  await waitFor('it goes on', () => second.sync.status().acked === second.kernel.end().seq);
  assert.is(second.sync.status().refused, undefined);
  assert.equal((await verifyJournal(disk, `${data}/journal`)).breaks, []);
  const { seq } = second.kernel.end();
  await second.stop();
  assert.is(await chainAt(`${data}/journal`, wanted.seq), wanted.chain);

  const third = await terminal(data);
  assert.not.ok(third.kernel.waitsForOffice(), 'once is enough');
  assert.is(third.kernel.end().seq, seq);
  await third.stop();
  await office.stop();
  await folder.remove();
});

test.run();
