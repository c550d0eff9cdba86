/** `zhanggui lottery`: publishes a draw, and checks a published one. */
import { readFile } from 'node:fs/promises';
import { systemDisk } from '../../../drivers/host/index.js';
import { messageOf, TerminalError } from '../../../protocol/errors.js';
import { openDatabase } from '../../kernel/database.js';
import { readJournal, START } from '../../kernel/journal/recover.js';
import { createProjection } from '../../kernel/projection.js';
import { checkPublished, type Published, publishedOf } from '../../lottery/published.js';
import { entriesOf, lotteries, winnersOf } from '../../lottery/queries.js';
import { lotteryTables } from '../../lottery/tables.js';
import {
  type Command,
  type CommandContext,
  EXIT,
  integerOption,
  parseArguments,
  requiredOption,
  usageError,
} from '../command.js';

const HELP = `zhanggui lottery export --data DIR [--number N]
zhanggui lottery verify FILE

export   prints a lottery that was drawn as JSON, the last one without --number; it holds masked numbers only
verify   repeats the draw of such a file; 1 when commitment or winners are others
docs/LOTTERY.md has the computation; docs/verify-lottery.py checks the same without this program.
`;

const WRONG = {
  commitment: 'the commitment is another one: list, prizes or seed were changed',
  winners: 'other entries should have won',
} as const;

export const command: Command = {
  name: 'lottery',
  summary: 'publish a draw, and check a published one',
  help: HELP,
  async run(context) {
    const { values, positionals } = parseArguments(
      context.args,
      { data: { type: 'string' }, number: { type: 'string' } },
      { min: 1, max: 2 },
    );
    if (positionals[0] === 'export' && positionals.length === 1)
      return publish(
        requiredOption('data', values.data),
        integerOption('number', values.number, 1, 1_000_000),
        context,
      );
    if (positionals[0] === 'verify') return verify(requiredOption('file', positionals[1]), context);
    throw usageError(`unknown: lottery ${positionals[0]}`);
  },
};

async function publish(data: string, number: number | undefined, { out }: CommandContext): Promise<number> {
  const projection = createProjection([lotteryTables]);
  const db = await openDatabase();
  try {
    projection.createSchema(db);
    await readJournal(systemDisk(), `${data}/journal`, START, (commit) => {
      const ours = commit.events.filter(({ type }) => type.startsWith('lottery.'));
      projection.applyEvents(db, commit, ours);
    });
    const drawn = lotteries(db, 0, 1_000_000).find(
      ({ state, no }) => state === 'drawn' && (number === undefined || no === number),
    );
    const winners = drawn ? winnersOf(db, drawn.id).map(({ entry, prize }) => ({ entry, prize })) : [];
    const published = drawn && publishedOf(drawn, entriesOf(db, drawn.id), winners);
    if (!published) throw new TerminalError('cli/lottery', 'no such lottery has been drawn here');
    out(JSON.stringify(published));
    return EXIT.ok;
  } finally {
    db.close();
  }
}

async function verify(file: string, { out, err, emit }: CommandContext): Promise<number> {
  const published = await readPublished(file);
  const wrong = checkPublished(published);
  emit({ lottery: published.id, wrong });
  for (const what of wrong) err(WRONG[what]);
  if (wrong.length > 0) return EXIT.failure;
  out(
    `the draw is what was promised: ${published.entries.length} entries, ${published.winners.length} winners`,
  );
  const erased = published.entries.filter(({ mask }) => mask === '').length;
  if (published.list !== undefined && erased > 0)
    out(`${erased} erased on request: compare the list with the receipt of the freezing, ${published.list}`);
  return EXIT.ok;
}

async function readPublished(file: string): Promise<Published> {
  try {
    const read: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (isPublished(read)) return read;
  } catch (cause) {
    throw new TerminalError('cli/lottery', `${file} cannot be read: ${messageOf(cause)}`, { cause });
  }
  throw new TerminalError('cli/lottery', `${file} is no published lottery`);
}

function isPublished(value: unknown): value is Published {
  if (typeof value !== 'object' || value === null) return false;
  const it = value as Record<string, unknown>;
  const texts = ['id', 'title', 'source', 'commitment', 'seed', 'public'].every(
    (name) => typeof it[name] === 'string',
  );
  return (
    texts &&
    (it.list === undefined || typeof it.list === 'string') &&
    rowsOf(it.prizes, { name: 'string', count: 'number' }) &&
    rowsOf(it.entries, { entry: 'number', mask: 'string' }) &&
    rowsOf(it.winners, { entry: 'number', prize: 'number' })
  );
}

function rowsOf(value: unknown, shape: Readonly<Record<string, 'string' | 'number'>>): boolean {
  if (!Array.isArray(value)) return false;
  return value.every((row: unknown) => {
    if (typeof row !== 'object' || row === null) return false;
    const fields = row as Record<string, unknown>;
    return Object.entries(shape).every(([name, type]) => typeof fields[name] === type);
  });
}
