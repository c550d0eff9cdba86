/** Backups: what is in them, what is wrong with them, and what becomes of the old ones. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TerminalError } from '../../../protocol/errors.js';
import { type MemoryDisk, memoryDisk } from '../../../sim/world/disk/memory-disk.js';
import { openBackup } from '../../../terminal/backup/read.js';
import { restoreBackup } from '../../../terminal/backup/restore.js';
import { type BackupPlan, makeBackup } from '../../../terminal/backup/write.js';
import { verifyJournal } from '../../../terminal/kernel/journal/verify.js';
import type { Kernel } from '../../../terminal/kernel/kernel.js';
import { countingRandom, DATA, NOW_MS, openTestKernel } from '../../support/kernel.js';
import { balance, enter, notesTables } from '../kernel/notes.js';

const tables = [notesTables];
const STICK = '/media/stick';
const PASSPHRASE = '福源的口令 8800';
const DAY_MS = 86_400_000;

/** A terminal with some commits, one of them as large as they get, and a stick. */
async function shop(): Promise<{ disk: MemoryDisk; kernel: Kernel; plan: BackupPlan }> {
  const { kernel, disk } = await openTestKernel({ tables });
  await disk.makeDir(STICK);
  await disk.syncDir(STICK);
  for (let n = 1; n <= 5; n++) await enter(kernel, '王小明', n);
  for (let n = 0; n < 4; n++) await enter(kernel, `${n}${noise(200_000)}`, 1);
  return { disk, kernel, plan: planOf(kernel, disk) };
}

/** What deflate cannot make much smaller. */
function noise(length: number): string {
  let [x, text] = [1, ''];
  while (text.length < length) {
    x = (x * 48_271) % 2_147_483_647;
    text += x.toString(36);
  }
  return text;
}

function planOf(kernel: Kernel, disk: MemoryDisk, at = NOW_MS): BackupPlan {
  return {
    ...{
      disk,
      random: countingRandom(),
      data: DATA,
      end: kernel.end(),
      chain: kernel.chain(),
      folder: STICK,
    },
    ...{ passphrase: PASSPHRASE, store: 's1', terminal: 't1', at, keep: 3, cost: 1024 },
  };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof TerminalError ? error.code : String(error)),
  );
}

const sticks = async (disk: MemoryDisk): Promise<string[]> => disk.list(STICK);
const NAME = 'zhanggui-s1-t1-20261122T024200Z.zgb';

test('a backup gives the same journal back on a blank machine, and says what it is', async () => {
  const { disk, kernel, plan } = await shop();
  const made = await makeBackup(plan);
  assert.is(made.path, `${STICK}/${NAME}`);
  assert.not.match(Buffer.from(disk.bytes(made.path)).toString('latin1'), /notes\.entered/);

  const blank = memoryDisk();
  blank.put('/backup.zgb', disk.bytes(made.path));
  const given = await restoreBackup({
    disk: blank,
    from: '/backup.zgb',
    passphrase: PASSPHRASE,
    data: DATA,
    replace: false,
  });
  assert.equal(
    [given.commits, given.head.store, given.head.terminal, given.aside],
    [9, 's1', 't1', undefined],
  );
  const first = `${DATA}/journal/000000000001.log`;
  assert.equal(Buffer.from(blank.bytes(first)), Buffer.from(disk.bytes(first)));
  const found = await verifyJournal(blank, `${DATA}/journal`);
  assert.equal([found.commits, found.chain, found.breaks], [9, kernel.chain(), []]);
  const again = await openTestKernel({ tables, disk: blank.durable() });
  assert.is(balance(again.kernel.state, '王小明'), 15);
  assert.is(again.kernel.waitsForOffice(), true);
  assert.is(await codeOf(enter(again.kernel, '王小明', 1)), 'journal/waits-for-office');
  await again.kernel.goOn();
  await enter(again.kernel, '王小明', 1);
});

test('where the office is lost, a restored terminal works at once, also after a restore that waits for it', async () => {
  const { disk, plan } = await shop();
  const { path } = await makeBackup(plan);
  const blank = memoryDisk();
  blank.put('/b.zgb', disk.bytes(path));
  const restore = { disk: blank, from: '/b.zgb', passphrase: PASSPHRASE, data: DATA };
  await restoreBackup({ ...restore, replace: false });
  await restoreBackup({ ...restore, replace: true, withoutOffice: true });
  const { kernel } = await openTestKernel({ tables, disk: blank.durable() });
  assert.is(kernel.waitsForOffice(), false);
  await enter(kernel, '王小明', 1);
  assert.is(balance(kernel.state, '王小明'), 16);
});

test('an empty journal can be backed up too', async () => {
  const { kernel, disk } = await openTestKernel({ tables });
  await disk.makeDir(STICK);
  const made = await makeBackup(planOf(kernel, disk));
  const blank = memoryDisk();
  blank.put('/b.zgb', disk.bytes(made.path));
  await restoreBackup({ disk: blank, from: '/b.zgb', passphrase: PASSPHRASE, data: DATA, replace: false });
});

test('a wrong passphrase is told from a damaged file', async () => {
  const { disk, plan } = await shop();
  const { path } = await makeBackup(plan);
  assert.is(await codeOf(openBackup(disk, path, 'another one')), 'backup/passphrase');
  disk.put('/not-one', Buffer.from('PK something else altogether'));
  assert.is(await codeOf(openBackup(disk, '/not-one', PASSPHRASE)), 'backup/not-one');
});

/** Offsets of the chunks, and the end. */
function chunksOf(file: Buffer): number[] {
  const places: number[] = [];
  let at = 12 + file.readUInt32BE(8);
  for (; at < file.length; at += 4 + file.readUInt32BE(at)) places.push(at);
  return [...places, at];
}

test('a file that is changed, cut, turned round or put together from two gives nothing', async () => {
  const { disk, plan } = await shop();
  const { path } = await makeBackup(plan);
  const other = await makeBackup({
    ...plan,
    at: NOW_MS + DAY_MS,
    random: { bytes: (n) => new Uint8Array(n).fill(7) },
  });
  const file = Buffer.from(disk.bytes(path));
  const [a = 0, b = 0, c = 0] = chunksOf(file);
  const end = chunksOf(file).at(-2) ?? 0;
  assert.ok(end > c, 'there are more than two pieces');
  const flipped = Buffer.from(file);
  flipped[b + 20] = (flipped[b + 20] ?? 0) ^ 1;
  const wrongs: Record<string, Buffer> = {
    flipped,
    'another head': Buffer.from(file.toString('latin1').replace('"store":"s1"', '"store":"s2"'), 'latin1'),
    'cut in a piece': file.subarray(0, end + 30),
    'cut between pieces': file.subarray(0, end),
    'nothing but the head': file.subarray(0, a),
    'a piece left out': Buffer.concat([file.subarray(0, a), file.subarray(b)]),
    'two pieces turned round': Buffer.concat([
      file.subarray(0, a),
      file.subarray(b, c),
      file.subarray(a, b),
      file.subarray(c),
    ]),
    'the end of another': Buffer.concat([
      file.subarray(0, b),
      Buffer.from(disk.bytes(other.path)).subarray(b),
    ]),
    'something behind it': Buffer.concat([file, Buffer.from('more')]),
  };
  for (const [what, bytes] of Object.entries(wrongs)) {
    const blank = memoryDisk();
    blank.put('/b.zgb', bytes);
    const plan2 = { disk: blank, from: '/b.zgb', passphrase: PASSPHRASE, data: DATA, replace: false };
    assert.is(await codeOf(restoreBackup(plan2)), 'backup/damaged', what);
    assert.equal(await blank.list(`${DATA}/journal`), [], what);
    const opened = await openTestKernel({ tables, disk: blank });
    assert.is(opened.kernel.end().seq, 0, what);
  }
});

test('a stick that is pulled out at any moment leaves the older backups, and words', async () => {
  const { disk, plan } = await shop();
  await makeBackup({ ...plan, at: NOW_MS - DAY_MS });
  const before = await sticks(disk);
  const counted = disk.operations();
  await makeBackup({ ...plan, keep: 9 });
  const steps = disk.operations() - counted;
  await disk.remove(`${STICK}/${NAME}`);
  assert.ok(steps > 5);
  for (let nth = 1; nth <= steps; nth++) {
    disk.fail({ error: 'failed', nth, lasting: true });
    assert.match(
      await codeOf(makeBackup({ ...plan, keep: 9 })),
      /^backup\/(medium|no-folder)$/,
      `operation ${nth}`,
    );
    disk.heal();
    assert.equal(
      (await sticks(disk)).filter((name) => name.endsWith('.zgb') && name !== NAME),
      before,
    );
    if ((await sticks(disk)).includes(NAME)) await disk.remove(`${STICK}/${NAME}`);
  }
  const made = await makeBackup(plan);
  assert.ok((await sticks(disk)).includes(NAME), made.path);
  assert.not.ok((await sticks(disk)).some((name) => name.endsWith('.part')));
});

test('a stick that is not there is not made up, and a full one says so', async () => {
  const { disk, plan } = await shop();
  const real = {
    ...plan,
    disk: { ...disk, syncDir: () => Promise.reject(new TerminalError('disk/failed', 'ENOENT')) },
  };
  assert.is(await codeOf(makeBackup(real)), 'backup/no-folder');
  disk.limitRoom(100_000);
  assert.is(await codeOf(makeBackup(plan)), 'disk/full');
});

test('the newest stay, and only this terminal’s are counted', async () => {
  const { disk, plan } = await shop();
  disk.put(`${STICK}/zhanggui-s1-t2-20200101T000000Z.zgb`, Buffer.from('of another till'));
  for (let day = 0; day < 5; day++) await makeBackup({ ...plan, at: NOW_MS + day * DAY_MS });
  assert.equal(await sticks(disk), [
    'zhanggui-s1-t1-20261124T024200Z.zgb',
    'zhanggui-s1-t1-20261125T024200Z.zgb',
    'zhanggui-s1-t1-20261126T024200Z.zgb',
    'zhanggui-s1-t2-20200101T000000Z.zgb',
  ]);
});

test('a folder with a journal is refused; replaced, it is set aside whole', async () => {
  const { disk, kernel, plan } = await shop();
  const { path } = await makeBackup(plan);
  await enter(kernel, '李红', 77);
  await kernel.snapshot();
  await kernel.close();
  const first = `${DATA}/journal/000000000001.log`;
  const was = Buffer.from(disk.bytes(first));
  const restore = { disk, from: path, passphrase: PASSPHRASE, data: DATA };
  assert.is(await codeOf(restoreBackup({ ...restore, replace: false })), 'restore/not-blank');
  assert.equal(Buffer.from(disk.bytes(first)), was);
  assert.is((await restoreBackup({ ...restore, replace: true })).aside, `${DATA}/replaced-1`);
  assert.equal(Buffer.from(disk.bytes(`${DATA}/replaced-1/000000000001.log`)), was);
  const again = await openTestKernel({ tables, disk });
  assert.equal([again.kernel.end().seq, balance(again.kernel.state, '李红')], [9, 0]);
});

test('the power goes at any moment of a restore: the old journal is there, or the new one', async () => {
  const made = await shop();
  const { path } = await makeBackup(made.plan);
  await enter(made.kernel, '李红', 77);
  await made.kernel.close();
  const backup = made.disk.bytes(path);
  const fresh = (): MemoryDisk => {
    const disk = made.disk.durable();
    disk.put(path, backup);
    return disk;
  };
  const counting = fresh();
  const counted = counting.operations();
  const restore = { from: path, passphrase: PASSPHRASE, data: DATA, replace: true };
  await restoreBackup({ ...restore, disk: counting });
  const steps = counting.operations() - counted;
  const seen = new Set<number>();
  for (let nth = 1; nth <= steps; nth++) {
    const disk = fresh();
    disk.fail({ error: 'failed', nth, lasting: true });
    await restoreBackup({ ...restore, disk }).catch(() => undefined);
    const again = await openTestKernel({ tables, disk: disk.durable() });
    const { seq } = again.kernel.end();
    seen.add(seq);
    assert.is(balance(again.kernel.state, '王小明'), 15, `operation ${nth}`);
    assert.is(balance(again.kernel.state, '李红'), seq === 10 ? 77 : 0);
    assert.is(again.kernel.waitsForOffice(), seq === 9);
    await again.kernel.close();
  }
  assert.equal([...seen].sort(), [10, 9]);
});

test.run();
