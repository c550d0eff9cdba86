/** `zhanggui journal`: looks at a data folder without opening anything else. */
import { holdFolder, systemDisk } from '../../../drivers/host/index.js';
import type { Disk } from '../../../drivers/host/types.js';
import { isTerminalError } from '../../../protocol/errors.js';
import type { Commit } from '../../kernel/events.js';
import { readJournal, START } from '../../kernel/journal/recover.js';
import { repairJournal } from '../../kernel/journal/repair.js';
import { listSegments } from '../../kernel/journal/segments.js';
import { type Anchor, type Break, type Verified, verifyJournal } from '../../kernel/journal/verify.js';
import {
  type Command,
  type CommandContext,
  EXIT,
  parseArguments,
  requiredOption,
  usageError,
} from '../command.js';

const HELP = `zhanggui journal verify|dump|stats|repair --data DIR [--from FILE] [--noted SEQ:CHAIN]

verify   reads every line and checks its checksum, its number, and the chain: whether anything was changed after it was written.
         Prints the chain of the last commit: note it elsewhere, and later give it with --noted
dump     prints the commits, one JSON line each
stats    counts commits, events by type, segments and bytes
repair   cuts damage off and keeps what was cut in DIR/journal/aside; never deletes anything
         --from FILE: first puts back what a copy has, a journal file of a backup or the office's lines of this terminal
DIR is the terminal's data folder. The terminal must not be running for repair.
`;

export const command: Command = {
  name: 'journal',
  summary: 'the journal: checks, prints, counts, repairs',
  help: HELP,
  async run(context) {
    const { values, positionals } = parseArguments(
      context.args,
      { data: { type: 'string' }, from: { type: 'string' }, noted: { type: 'string' } },
      { min: 1 },
    );
    const data = requiredOption('data', values.data);
    const disk = systemDisk();
    switch (positionals[0]) {
      case 'verify':
        return verify(disk, data, anchorOf(values.noted), context);
      case 'dump':
        return dump(disk, data, context);
      case 'stats':
        return stats(disk, data, context);
      case 'repair':
        return repair(disk, data, values.from, context);
      default:
        throw usageError(`there is no journal ${positionals[0]}: verify, dump, stats or repair`);
    }
  },
};

async function verify(
  disk: Disk,
  data: string,
  anchor: Anchor | undefined,
  { json, out, err, emit }: CommandContext,
): Promise<number> {
  try {
    const found = await verifyJournal(disk, `${data}/journal`, anchor);
    const good = found.torn === undefined && found.breaks.length === 0;
    const { commits, last, begins, chain, erased, breaks, torn } = found;
    emit({ ok: good, commits, last, begins, chain, erased, breaks, torn: torn?.bytes ?? 0 });
    if (!json) {
      out(
        torn
          ? `${commits} commits, then ${torn.bytes} torn bytes`
          : `${commits} commits${good ? ', all good' : ''}`,
      );
      for (const line of chainWords(found)) out(line);
      for (const one of breaks) err(breakWords(one));
    }
    return good ? EXIT.ok : EXIT.failure;
  } catch (error) {
    if (!isTerminalError(error, 'journal/')) throw error;
    emit({ ok: false, error: error.code, message: error.message });
    if (!json) err(error.message);
    return EXIT.failure;
  }
}

/** `SEQ:CHAIN` */
function anchorOf(text: string | undefined): Anchor | undefined {
  if (text === undefined) return undefined;
  const [, seq, chain] = /^(\d{1,15}):([\w-]{22})$/.exec(text) ?? [];
  if (seq === undefined || chain === undefined)
    throw usageError('--noted wants SEQ:CHAIN, as verify prints them');
  return { seq: Number(seq), chain };
}

function chainWords({ begins, commits, last, chain, erased }: Verified): string[] {
  if (commits === 0) return [];
  if (begins === undefined) return ['no commit has a chain: they were written by an older program'];
  return [
    ...(begins > 1
      ? [`the chain begins at commit ${begins}; what is before it was written by an older program`]
      : []),
    ...(erased > 0 ? [`${erased} commits have values that were erased on request`] : []),
    `chain ${last}:${chain}`,
  ];
}

const BREAK_WORDS: Readonly<Record<Break['kind'], (seq: number) => string>> = {
  changed: (seq) =>
    seq === 1
      ? 'commit 1 was changed after it was written'
      : `commit ${seq}, or commit ${seq - 1} before it, was changed after it was written`,
  unchained: (seq) =>
    `commit ${seq} has no chain, and others before it have: it was put in, or an older program wrote it`,
  anchor: (seq) => `commit ${seq} is not the one that was noted: it, or something before it, was replaced`,
  erased: (seq) => `commit ${seq} has lost values that no erasure accounts for`,
};

function breakWords({ seq, at, path, kind }: Break): string {
  return `${BREAK_WORDS[kind](seq)} (${new Date(at).toISOString()}, ${path})`;
}

async function dump(disk: Disk, data: string, { out }: CommandContext): Promise<number> {
  await readJournal(disk, `${data}/journal`, START, (commit) => out(JSON.stringify(commit)));
  return 0;
}

async function stats(disk: Disk, data: string, { json, out, emit }: CommandContext): Promise<number> {
  const types = new Map<string, number>();
  let commits = 0;
  let first: Commit | undefined;
  let last: Commit | undefined;
  await readJournal(disk, `${data}/journal`, START, (commit) => {
    commits += 1;
    first ??= commit;
    last = commit;
    for (const { type } of commit.events) types.set(type, (types.get(type) ?? 0) + 1);
  });
  const segments = await listSegments(disk, `${data}/journal`);
  const sizes = await Promise.all(segments.map(({ path }) => disk.size(path)));
  const bytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  const events = Object.fromEntries([...types].sort(([, a], [, b]) => b - a));
  emit({ commits, segments: segments.length, bytes, first: first?.at, last: last?.at, events });
  if (!json) {
    out(`${commits} commits in ${segments.length} segments, ${bytes} bytes`);
    for (const [type, count] of Object.entries(events)) out(`${String(count).padStart(9)}  ${type}`);
  }
  return 0;
}

async function repair(
  disk: Disk,
  data: string,
  from: string | undefined,
  { json, out, emit }: CommandContext,
): Promise<number> {
  const copy = from === undefined ? undefined : await disk.read(from);
  const giveBack = await holdFolder(data);
  const report = await repairJournal(disk, data, copy).finally(giveBack);
  emit(report);
  if (!json) {
    out(
      report.cut.length === 0
        ? `nothing to repair: ${report.last} commits, all good`
        : `${report.last} commits kept`,
    );
    if (report.mended.length > 0) out(`put back: commits ${report.mended.join(', ')}`);
    for (const path of report.cut) out(`cut off and kept: ${path}`);
  }
  return 0;
}
