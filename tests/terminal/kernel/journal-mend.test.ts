/** A damaged journal gets its lines back from a copy, byte for byte, and loses nothing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type MemoryDisk, memoryDisk } from '../../../sim/world/disk/memory-disk.js';
import { encodeLine } from '../../../terminal/kernel/journal/line.js';
import { readJournal, START } from '../../../terminal/kernel/journal/recover.js';
import { repairJournal } from '../../../terminal/kernel/journal/repair.js';

const line = (seq: number) =>
  encodeLine({ seq, sync: seq, at: 0, id: `c${seq}`, actor: 'staff', origin: 'screen', events: [] } as never);
const path = (first: number) => `/data/journal/${String(first).padStart(12, '0')}.log`;
const SEALED = [
  [1, 2, 3],
  [4, 5, 6],
];
const COPY = Buffer.concat([1, 2, 3, 4, 5, 6].map(line));

function journal(): MemoryDisk {
  const disk = memoryDisk();
  for (const seqs of [...SEALED, [7, 8]]) disk.put(path(seqs[0] ?? 0), Buffer.concat(seqs.map(line)));
  return disk;
}

async function commits(disk: MemoryDisk): Promise<number[]> {
  const seqs: number[] = [];
  await readJournal(disk, '/data/journal', START, ({ seq }) => void seqs.push(seq));
  return seqs;
}

test('whatever byte of a sealed segment is flipped, the copy brings the commits back', async () => {
  const whole = journal();
  for (const seqs of SEALED) {
    const file = path(seqs[0] ?? 0);
    for (let at = 0; at < whole.bytes(file).length; at += 3) {
      const disk = journal();
      const bytes = disk.bytes(file);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      disk.put(file, bytes);
      const { mended, cut } = await repairJournal(disk, '/data', COPY);
      assert.ok(mended.length > 0 && mended.every((seq) => seqs.includes(seq)), `byte ${at}: ${mended}`);
      assert.equal(disk.bytes(cut[0] ?? ''), bytes, 'the damaged file is kept');
      assert.equal(disk.bytes(file), whole.bytes(file));
      assert.equal(await commits(disk), [1, 2, 3, 4, 5, 6, 7, 8]);
    }
  }
});

test('a segment that is gone comes back whole', async () => {
  for (const first of [1, 4]) {
    const disk = journal();
    disk.lose(path(first));
    await repairJournal(disk, '/data', COPY);
    assert.equal(await commits(disk), [1, 2, 3, 4, 5, 6, 7, 8], `segment ${first}`);
  }
});

test('what the copy does not have is cut aside with all behind it, as without a copy', async () => {
  const disk = journal();
  const bytes = disk.bytes(path(4));
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  disk.put(path(4), bytes);
  const { last, mended, cut } = await repairJournal(disk, '/data', Buffer.concat([1, 2, 3].map(line)));
  assert.equal([last, mended, cut.length], [3, [], 2]);
});

test.run();
