/** The journal and the kernel: wrong changes. */
import type { Mutation } from './mutation.js';

export const KERNEL_MUTATIONS: readonly Mutation[] = [
  {
    name: 'the journal is not synced',
    file: 'terminal/kernel/journal/journal.js',
    from: 'await current.append(bytes);\n            await current.sync();',
    to: 'await current.append(bytes);',
  },
  {
    name: 'the sync is not waited for',
    file: 'terminal/kernel/journal/journal.js',
    from: 'await current.append(bytes);\n            await current.sync();',
    to: 'await current.append(bytes);\n            current.sync().catch(() => undefined);',
  },
  {
    name: 'a failed write is not cut back',
    file: 'terminal/kernel/journal/journal.js',
    from: 'if (!dirty && current.size === end.offset)',
    to: 'if (current.size >= end.offset)',
  },
  {
    name: 'the name of a new segment is not synced',
    file: 'terminal/kernel/journal/journal.js',
    from: 'await disk.syncDir(dir);\n        }\n        catch',
    to: '}\n        catch',
  },
  {
    name: 'a torn tail is kept',
    file: 'terminal/kernel/kernel.js',
    from: 'const aside = recovery.torn ? ',
    to: 'const aside = recovery.torn && false ? ',
    equivalent:
      'the first append cuts the file to its known end; what is missing is the copy in aside/, which the tests of torn tails look at',
  },
  {
    name: 'a gap in the numbers is ignored at the start',
    file: 'terminal/kernel/journal/recover.js',
    from: 'line.commit.seq === seq + 1',
    to: 'line.commit.seq > seq',
    equivalent: 'no fault of the world takes a line out of the middle: kept lines are whole and in order',
  },
  {
    name: 'a damaged line is passed over',
    file: 'terminal/kernel/journal/recover.js',
    from: 'torn = end;',
    to: 'seq += 1;',
  },
  {
    name: 'a commit is applied twice',
    file: 'terminal/kernel/kernel.js',
    from: "onTrial = false;\n            db.run('COMMIT');",
    to: "onTrial = false;\n            for (const commit of commits) projection.apply(db, commit);\n            db.run('COMMIT');",
  },
  {
    name: 'a decided group is not taken back when it could not be written',
    file: 'terminal/kernel/kernel.js',
    from: 'takeBack();\n            for (const waiting of group)',
    to: "if (onTrial) { onTrial = false; db.script('COMMIT'); }\n            for (const waiting of group)",
  },
  {
    name: 'readers see what is not durable',
    file: 'terminal/kernel/kernel.js',
    from: "if (!onTrial)\n            return;\n        onTrial = false;\n        db.run('ROLLBACK');",
    to: "if (!onTrial)\n            return;\n        onTrial = false;\n        db.run('COMMIT');",
  },
  {
    name: 'people are told before the journal',
    file: 'terminal/kernel/kernel.js',
    from: 'await journal.append(kept.map(({ line }) => line));',
    to: 'for (const { waiting, result } of decided) waiting.resolve(result);\n                await journal.append(kept.map(({ line }) => line));',
  },
  {
    name: 'a snapshot says that it is one commit older',
    file: 'terminal/kernel/kernel.js',
    from: 'const position = applied;\n        if (position.seq === lastSnapshot)',
    to: 'const position = { ...applied, seq: Math.max(0, applied.seq - 1) };\n        if (position.seq === lastSnapshot)',
  },
  {
    name: 'a snapshot is taken of what is on trial',
    file: 'terminal/kernel/kernel.js',
    from: 'takeBack();\n        const position = applied;\n        if (position.seq === lastSnapshot)',
    to: "if (onTrial) { onTrial = false; db.script('COMMIT'); }\n        const position = journal.end();\n        if (position.seq === lastSnapshot)",
    equivalent: 'it waits until no group is under way, and then nothing is on trial',
  },
  {
    name: 'a snapshot is written in place',
    file: 'terminal/kernel/snapshot.js',
    from: 'await disk.rename(',
    to: 'await (async (from, to) => disk.write(to, await disk.read(from)))(',
    equivalent: 'a half snapshot fails its checksum and is skipped, and the one before it is still there',
  },
  {
    name: 'a snapshot is trusted without its checksum',
    file: 'terminal/kernel/snapshot.js',
    from: 'if (footer.size !== start || crc32(database) !== footer.crc32)',
    to: 'if (footer.size !== start)',
  },
  {
    name: 'the journal is written long after people are told',
    file: 'terminal/kernel/kernel.js',
    from: 'await journal.append(kept.map(({ line }) => line));',
    to: 'for (const { waiting, result } of decided) waiting.resolve(result);\n                await new Promise((resolve) => setTimeout(resolve, 500));\n                await journal.append(kept.map(({ line }) => line));',
  },
];
