import { constants, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { diskError } from '../../../drivers/host/disk-error.js';
import { systemDisk } from '../../../drivers/host/index.js';

const disk = systemDisk();
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: { code: string }) => error.code,
  );
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

const test = suite<{ dir: string }>('disk', { dir: '' });
test.before.each(async (context) => {
  context.dir = await mkdtemp(join(tmpdir(), 'zhanggui-disk-'));
});
test.after.each((context) => rm(context.dir, { recursive: true, force: true }));

test('appends go behind what is there, and the size follows', async ({ dir }) => {
  const path = join(dir, 'journal');
  await disk.write(path, Buffer.from('old '));
  const file = await disk.openAppend(path);
  assert.is(file.size, 4);
  await file.append(Buffer.from('new'));
  await file.sync();
  assert.is(file.size, 7);
  await file.truncate(3);
  await file.append(Buffer.from('!'));
  await file.close();
  assert.is(text(await disk.read(path)), 'old!');
});

test('an append is on the medium when it returns', async ({ dir }) => {
  const path = join(dir, 'journal');
  const file = await disk.openAppend(path);
  for (const fd of await readdir('/proc/self/fd')) {
    if ((await readlink(`/proc/self/fd/${fd}`).catch(() => '')) !== path) continue;
    const info = await readFile(`/proc/self/fdinfo/${fd}`, 'utf8');
    assert.ok(Number.parseInt(/flags:\s+(\d+)/.exec(info)?.[1] ?? '', 8) & constants.O_DSYNC, info);
    await file.close();
    return;
  }
  assert.unreachable('the file is not open');
});

test('a full disk is told from other failures, with the path', async () => {
  // /dev/full takes no byte and answers ENOSPC (full(4)).
  const file = await disk.openAppend('/dev/full');
  const error = await file.append(Buffer.from('x')).catch((cause: unknown) => cause);
  await file.close();
  assert.is((error as { code: string }).code, 'disk/full');
  assert.is((error as { context: { path: string } }).context.path, '/dev/full');
});

test('a read-only disk and a used-up quota are told', () => {
  const errorOf = (code: string) => diskError('write', '/data/x', Object.assign(new Error('no'), { code }));
  assert.is(errorOf('EROFS').code, 'disk/read-only');
  assert.is(errorOf('EDQUOT').code, 'disk/full');
  assert.is(errorOf('EIO').code, 'disk/failed');
});

test('what is not there: an empty list, no size, but no reading', async ({ dir }) => {
  assert.equal(await disk.list(join(dir, 'none')), []);
  assert.is(await disk.size(join(dir, 'none')), undefined);
  assert.is(await codeOf(disk.read(join(dir, 'none'))), 'disk/failed');
});

test('reading from the middle gives less at the end', async ({ dir }) => {
  const path = join(dir, 'file');
  await disk.write(path, Buffer.from('0123456789'));
  assert.is(text(await disk.readAt(path, 4, 3)), '456');
  assert.is(text(await disk.readAt(path, 8, 10)), '89');
  assert.is((await disk.readAt(path, 20, 10)).length, 0);
});

test('a file changes its name, names are sorted, a folder can be synced', async ({ dir }) => {
  await disk.makeDir(join(dir, 'a', 'b'));
  await disk.write(join(dir, 'z'), Buffer.from('1'));
  await disk.rename(join(dir, 'z'), join(dir, 'c'));
  await disk.syncDir(dir);
  assert.equal(await disk.list(dir), ['a', 'c']);
  await disk.remove(join(dir, 'c'));
  assert.equal(await disk.list(dir), ['a']);
  assert.ok(((await disk.free(dir)) ?? 0) > 0);
});

test.run();
