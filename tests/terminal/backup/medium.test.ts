/** Sticks and folders as shops have them: pulled out, of another shop, written by somebody else, not plugged in. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TerminalError } from '../../../protocol/errors.js';
import { type MemoryDisk, memoryDisk } from '../../../sim/world/disk/memory-disk.js';
import { type BackupHead, encodeHead } from '../../../terminal/backup/format.js';
import { createBackups } from '../../../terminal/backup/index.js';
import { backupState } from '../../../terminal/backup/queries.js';
import { headOf } from '../../../terminal/backup/read.js';
import { prepareRestore } from '../../../terminal/backup/restore.js';
import { backupTables } from '../../../terminal/backup/tables.js';
import { type BackupPlan, makeBackup } from '../../../terminal/backup/write.js';
import { DATA, NOW_MS, openTestKernel } from '../../support/kernel.js';
import { enter, notesTables } from '../kernel/notes.js';
import { openTerminal } from '../terminal.js';

const STICK = '/media/stick';
const PASSPHRASE = '88001234';
const HOUR_MS = 3600_000;

async function shop() {
  const opened = await openTestKernel({ tables: [notesTables, backupTables] });
  const { kernel, disk, host } = opened;
  await disk.makeDir(STICK);
  await enter(kernel, '王小明', 1);
  const plan = (at: number): BackupPlan => ({
    ...{ disk, random: host.random, data: DATA, end: kernel.end(), chain: kernel.chain(), folder: STICK },
    ...{ passphrase: PASSPHRASE, store: 's1', terminal: 't1', at, keep: 2, cost: 1024 },
  });
  return { ...opened, plan };
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof TerminalError ? error.code : String(error)),
  );

/** As a stick that was pulled out while it was written: what was begun is still there. */
async function pulledOut(disk: MemoryDisk, plan: BackupPlan): Promise<void> {
  disk.fail({ error: 'failed', nth: 1, on: 'sync', lasting: true });
  disk.fail({ error: 'failed', nth: 1, on: 'append', lasting: true });
  assert.is(await codeOf(makeBackup({ ...plan, disk: { ...disk, remove: gone } })), 'backup/medium');
  disk.heal();
}

const gone = (): Promise<void> => Promise.reject(new TerminalError('disk/failed', 'ENXIO'));

test('what a pulled stick left of a backup goes with the next one, and no other till’s', async () => {
  const { disk, plan } = await shop();
  await pulledOut(disk, plan(NOW_MS));
  await pulledOut(disk, plan(NOW_MS + HOUR_MS));
  const others = 'zhanggui-s1-t2-20261122T024200Z.zgb.part';
  disk.put(`${STICK}/${others}`, Buffer.from('of another till'));
  assert.is((await disk.list(STICK)).length, 3, 'two parts stay on the stick');
  await makeBackup(plan(NOW_MS + 24 * HOUR_MS));
  assert.equal(await disk.list(STICK), ['zhanggui-s1-t1-20261123T024200Z.zgb', others]);
});

test('a part that somebody writes just now is left alone', async () => {
  const { disk, plan } = await shop();
  const now = 'zhanggui-s1-t1-20261122T024100Z.zgb.part';
  disk.put(`${STICK}/${now}`, Buffer.from('of zhanggui backup, a minute ago'));
  await makeBackup(plan(NOW_MS));
  assert.ok((await disk.list(STICK)).includes(now));
});

test('a backup is made though an older one cannot be deleted', async () => {
  const { disk, plan } = await shop();
  for (let day = 0; day < 2; day++) await makeBackup(plan(NOW_MS + day * 24 * HOUR_MS));
  const made = await makeBackup({ ...plan(NOW_MS + 48 * HOUR_MS), disk: { ...disk, remove: gone } });
  assert.is(made.bytes, await disk.size(made.path));
  assert.is((await disk.list(STICK)).length, 3);
});

test('the backup of another shop is not restored here, though its till has the same name', async () => {
  const { disk, plan } = await shop();
  const { path } = await makeBackup(plan(NOW_MS));
  const blank = memoryDisk();
  blank.put('/b.zgb', disk.bytes(path));
  const restore = { disk: blank, from: '/b.zgb', passphrase: PASSPHRASE, data: DATA, replace: false };
  const whose = (store: string) => prepareRestore({ ...restore, store, terminal: 't1' });
  assert.is(await codeOf(whose('s2')), 'restore/other-terminal');
  assert.is((await whose('s1')).commits, 1);
});

const HEAD = {
  ...{ store: 's1', terminal: 't1', at: NOW_MS, last: 1, chain: '', check: '0'.repeat(32) },
  kdf: { name: 'scrypt', N: 1024, r: 8, p: 1, salt: '00'.repeat(16) },
};

/** What anybody can write on a stick. */
const ODD: readonly object[] = [
  { ...HEAD, at: 'yesterday' },
  { ...HEAD, at: 8.65e15 },
  { ...HEAD, terminal: { name: 't1' } },
  { ...HEAD, terminal: '\u001b[2Jt1' },
  { ...HEAD, store: undefined },
  { ...HEAD, last: -1 },
  { ...HEAD, chain: 7 },
  { ...HEAD, check: null },
  { ...HEAD, kdf: 'scrypt' },
  [],
];

test('a head that makes no sense is not a backup’s', async () => {
  const disk = memoryDisk();
  for (const head of [...ODD, null]) {
    disk.put('/odd.zgb', encodeHead(head as BackupHead));
    assert.is(await codeOf(headOf(disk, '/odd.zgb')), 'backup/not-one', JSON.stringify(head));
  }
  disk.put('/good.zgb', encodeHead(HEAD as BackupHead));
  assert.is((await headOf(disk, '/good.zgb')).terminal, 't1');
});

test('one odd file on the stick hides no good backup', async () => {
  const it = await openTerminal();
  for (const [at, head] of ODD.entries())
    it.disk.put(`${STICK}/odd-${at}.zgb`, encodeHead(head as BackupHead));
  it.disk.put(`${STICK}/good.zgb`, encodeHead(HEAD as BackupHead));
  await it.press('8', '1', '2');
  assert.match(it.text(), /11-22 10:42 +t1/);
  await it.stop();
});

test('the daily backup for a stick that is not plugged in is not made on the terminal’s own disk', async () => {
  const { kernel, host, disk, clock } = await shop();
  const settings = { folder: '/media/backups/zhanggui', passphrase: PASSPHRASE, keep: 2 };
  const backups = createBackups({ kernel, host, data: DATA, store: 's1', terminal: 't1', settings });
  backups.start();
  await clock.settle();
  assert.is(backupState(kernel.state).why, 'backup/no-folder');
  assert.equal(await disk.list(settings.folder), []);
  await disk.makeDir('/media/backups');
  await clock.advance(HOUR_MS);
  await backups.stop();
  assert.is(backupState(kernel.state).why, '');
  assert.is((await disk.list(settings.folder)).length, 1, 'the folder on the stick is made');
});

test.run();
