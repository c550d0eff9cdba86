/** What an erasure once left behind: a table saved by a Chinese Windows, and what somebody said about e-mail. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { memoryDisk } from '../../../sim/world/disk/memory-disk.js';
import { orderErasure } from '../../../terminal/erasure/commands.js';
import { eraseLeftovers } from '../../../terminal/erasure/leftovers.js';
import { createGatherer } from '../../../terminal/erasure/person.js';
import { openErasures } from '../../../terminal/erasure/queries.js';
import { createErasureService } from '../../../terminal/erasure/service.js';
import type { Commit } from '../../../terminal/kernel/events.js';
import { DATA, happen, openTestKernel, STAFF } from '../../support/kernel.js';
import { waitFor } from '../../support/wait-for.js';

const registered = (customer: string, name: string) => ({
  ...{ type: 'customers.registered', v: 1, customer, name, level: '' },
  stamp: `000000000000001-00000-${customer}`,
});
const addressOf = (customer: string, email: string) => ({
  ...{ type: 'customers.changed', v: 1, customer, fields: { email } },
  stamp: `000000000000002-00000-${customer}`,
});

/** 姓名, 王小明 and 李红 in GB 2312, which GB 18030 keeps: rows 48 and 35 of its table and so on. */
const HEAD = 'd0d5c3fb';
const XIAOMING = 'cdf5d0a1c3f7';
const HONG = 'c0eebaec';
const gb = (...rows: string[]): Buffer => Buffer.from(rows.map((row) => `${row}0d0a`).join(''), 'hex');

test('a table in GB 18030 that names the person goes, one that names others stays', async () => {
  const disk = memoryDisk();
  disk.put(`${DATA}/export/theirs.csv`, gb(HEAD, HONG, XIAOMING));
  disk.put(`${DATA}/import/theirs.txt`, gb(HEAD, XIAOMING));
  disk.put(`${DATA}/import/others.csv`, gb(HEAD, HONG));
  const gatherer = createGatherer('c1');
  gatherer.take({ events: [registered('c1', '王小明'), registered('c2', '李红')] } as unknown as Commit);
  await eraseLeftovers(disk, { data: DATA }, gatherer.person());
  assert.equal(await disk.list(`${DATA}/export`), []);
  assert.equal(await disk.list(`${DATA}/import`), ['others.csv']);
});

test('an e-mail address that was refused or wanted does not outlive its owner', async () => {
  const opened = await openTestKernel();
  const { kernel, host, disk } = opened;
  const commits = [
    [registered('c1', '王小明'), addressOf('c1', 'ming@163.com')],
    [registered('c2', '李红'), addressOf('c2', 'xiaoming@163.com')],
    [{ type: 'mail.consented', v: 1, address: 'ming@163.com', evidence: '三月八日柜台签字' }],
    [{ type: 'mail.refused', v: 1, address: 'ming@163.com', by: '回信退订了' }],
    [{ type: 'mail.consented', v: 1, address: 'xiaoming@163.com', evidence: '李女士签字' }],
    [addressOf('c1', 'wang@qq.com')],
    [{ type: 'mail.refused', v: 1, address: 'wang@qq.com', by: '电话里说的' }],
  ];
  for (const events of commits) await happen(kernel, ...(events as never[]));
  await kernel.transact(STAFF, (state) =>
    orderErasure(state, { customer: 'c1', erasure: 'e1', reason: '本人要求' }),
  );
  const service = createErasureService({ kernel, host, places: { data: DATA } });
  service.start();
  const isDone = () => openErasures(kernel.state).length === 0 && service.progress() === undefined;
  await waitFor('the erasure', isDone);
  await service.stop();
  const bytes = Buffer.concat(disk.paths().map((path) => Buffer.from(disk.bytes(path)))).toString();
  for (const gone of ['"ming@163.com', 'wang@qq.com', '三月八日柜台签字', '回信退订了', '电话里说的'])
    assert.not(bytes.includes(gone), gone);
  for (const kept of ['xiaoming@163.com', '李女士签字']) assert.ok(bytes.includes(kept), kept);
  assert.equal(kernel.state.all("SELECT wanted, words FROM mail_wishes WHERE address LIKE '%@%'"), [
    { wanted: 1, words: '李女士签字' },
  ]);
  await kernel.close();
});

test.run();
