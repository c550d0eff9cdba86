/**
 * What an erasure once left behind, or took too much: a table saved by a Chinese Windows, what somebody said about e-mail, who was merged in
 * two steps; and who was merged by mistake and taken apart again.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { systemDisk } from '../../../drivers/host/index.js';
import { memoryDisk } from '../../../sim/world/disk/memory-disk.js';
import { orderErasure } from '../../../terminal/erasure/commands.js';
import { eraseLeftovers } from '../../../terminal/erasure/leftovers.js';
import { createGatherer } from '../../../terminal/erasure/person.js';
import { openErasures } from '../../../terminal/erasure/queries.js';
import { createErasureService } from '../../../terminal/erasure/service.js';
import type { Commit } from '../../../terminal/kernel/events.js';
import { DATA, happen, openTestKernel, STAFF, type TestKernel } from '../../support/kernel.js';
import { waitFor } from '../../support/wait-for.js';

const registered = (customer: string, name: string) => ({
  ...{ type: 'customers.registered', v: 1, customer, name, level: '' },
  stamp: `000000000000001-00000-${customer}`,
});
const addressOf = (customer: string, email: string) => ({
  ...{ type: 'customers.changed', v: 1, customer, fields: { email } },
  stamp: `000000000000002-00000-${customer}`,
});

async function erase({ kernel, host }: TestKernel, customer: string): Promise<void> {
  await kernel.transact(STAFF, (state) =>
    orderErasure(state, { customer, erasure: 'e1', reason: '本人要求' }),
  );
  const service = createErasureService({ kernel, host, places: { data: DATA } });
  service.start();
  const isDone = () => openErasures(kernel.state).length === 0 && service.progress() === undefined;
  await waitFor('the erasure', isDone);
  await service.stop();
}

const bytesOf = ({ disk }: TestKernel): string =>
  Buffer.concat(disk.paths().map((path) => Buffer.from(disk.bytes(path)))).toString();

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

test('a folder that was copied among the tables does not stop an erasure, and keeps nothing of the person', async () => {
  const disk = systemDisk();
  const data = await mkdtemp(join(tmpdir(), 'zhanggui-'));
  for (const folder of ['老会员/2025', '空']) await disk.makeDir(`${data}/import/${folder}`);
  await disk.write(`${data}/import/老会员/2025/theirs.csv`, gb(HEAD, XIAOMING));
  await disk.write(`${data}/import/老会员/others.csv`, gb(HEAD, HONG));
  const gatherer = createGatherer('c1');
  gatherer.take({ events: [registered('c1', '王小明'), registered('c2', '李红')] } as unknown as Commit);
  await eraseLeftovers(disk, { data }, gatherer.person());
  assert.equal(await disk.list(`${data}/import/老会员/2025`), []);
  assert.equal(await disk.list(`${data}/import/老会员`), ['2025', 'others.csv']);
  await rm(data, { recursive: true });
});

test('an e-mail address that was refused or wanted does not outlive its owner', async () => {
  const opened = await openTestKernel();
  const { kernel } = opened;
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
  await erase(opened, 'c1');
  const bytes = bytesOf(opened);
  for (const gone of ['"ming@163.com', 'wang@qq.com', '三月八日柜台签字', '回信退订了', '电话里说的'])
    assert.not(bytes.includes(gone), gone);
  for (const kept of ['xiaoming@163.com', '李女士签字']) assert.ok(bytes.includes(kept), kept);
  assert.equal(kernel.state.all("SELECT wanted, words FROM mail_wishes WHERE address LIKE '%@%'"), [
    { wanted: 1, words: '李女士签字' },
  ]);
  await kernel.close();
});

const merged = (customer: string, other: string, filled: object[] = []) => ({
  ...{ type: 'customers.merged', v: 1, customer, other, filled },
});
const phoneOf = (customer: string, key: string) => ({ type: 'customers.phone-added', v: 1, customer, key });

test('somebody merged in two steps, the inner one first, is gone whole', async () => {
  const opened = await openTestKernel();
  const { kernel } = opened;
  const commits = [
    [registered('c1', '王小明'), registered('c2', '王晓明'), registered('c3', '小明同学')],
    [phoneOf('c1', '+8613912345678'), phoneOf('c2', '+8613812345678'), phoneOf('c3', '+8613712345678')],
    ...[[merged('c2', 'c3')], [merged('c1', 'c2')]],
  ];
  for (const events of commits) await happen(kernel, ...(events as never[]));
  await erase(opened, 'c1');
  for (const gone of ['王小明', '王晓明', '小明同学', '13912345678', '13812345678', '13712345678'])
    assert.not(bytesOf(opened).includes(gone), gone);
  await kernel.close();
});

test('somebody merged by mistake and taken apart again stays when the other is erased', async () => {
  const opened = await openTestKernel();
  const { kernel } = opened;
  const filled = [{ field: 'occupation', before: '', after: '木匠' }];
  const commits = [
    [registered('c1', '王小明'), registered('c2', '李红')],
    [phoneOf('c1', '+8613912345678'), phoneOf('c2', '+8613812345678')],
    [merged('c2', 'c1', filled)],
    [{ type: 'customers.unmerged', v: 1, customer: 'c2', other: 'c1' }],
  ];
  for (const events of commits) await happen(kernel, ...(events as never[]));
  await erase(opened, 'c1');
  const bytes = bytesOf(opened);
  for (const kept of ['李红', '13812345678']) assert.ok(bytes.includes(kept), kept);
  for (const gone of ['王小明', '13912345678', '木匠']) assert.not(bytes.includes(gone), gone);
  assert.equal(kernel.state.all('SELECT name FROM customers WHERE removed IS NULL'), [{ name: '李红' }]);
  await kernel.close();
});

test.run();
