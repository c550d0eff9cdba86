/** Other segments in the place of the journal's, and what is set aside for them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { repairJournal } from '../../../terminal/kernel/journal/repair.js';
import { beginSwap, commitSwap, incomingDir } from '../../../terminal/kernel/journal/swap.js';
import { DATA, openTestKernel } from '../../support/kernel.js';
import { accounts, enter, notesTables } from './notes.js';

const tables = [notesTables];
/** Two commits fill a segment. */
const segmentBytes = 250;

test('a segment that was begun after a restore was prepared does not keep the restored journal from opening', async () => {
  const { kernel, disk } = await openTestKernel({ tables, segmentBytes });
  await enter(kernel, 'a');
  const backup = disk.bytes(`${DATA}/journal/000000000001.log`);
  await enter(kernel, 'b');
  await beginSwap(disk, DATA);
  await disk.write(`${incomingDir(DATA)}/000000000001.log`, backup);
  await commitSwap(disk, DATA, { segments: ['000000000001.log'], old: { folder: 'replaced-1' } });
  // The terminal goes on until somebody presses OK.
  for (const account of ['c', 'd', 'e']) await enter(kernel, account);
  await kernel.close();
  const again = await openTestKernel({ disk, tables, segmentBytes });
  assert.equal(accounts(again.kernel.state), ['a']);
  await again.kernel.close();
  const aside = await disk.list(`${DATA}/replaced-1`);
  assert.equal(aside, ['000000000001.log', '000000000003.log', '000000000005.log']);
});

test('what a repair moves aside is there under its new name whenever the power goes', async () => {
  const { kernel, disk } = await openTestKernel({ tables, segmentBytes });
  for (let n = 1; n <= 10; n++) await enter(kernel, `c${n}`);
  await kernel.close();
  disk.lose(`${DATA}/journal/000000000005.log`);
  const all = (of: typeof disk): number =>
    of.paths().filter((path) => /\.log/.test(path) && path.startsWith(`${DATA}/journal/`)).length;
  const before = all(disk);
  const syncDir = disk.syncDir;
  const lost: number[] = [];
  disk.syncDir = async (path) => {
    await syncDir(path);
    lost.push(before - all(disk.durable()));
  };
  await repairJournal(disk, DATA);
  assert.ok(lost.length > 0);
  assert.ok(
    lost.every((count) => count <= 0),
    `files without a name: ${lost.join(' ')}`,
  );
});

test.run();
