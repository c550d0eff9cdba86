/** `zhanggui audit`: who did what, in words, out of a data folder and nothing else. */
import { systemDisk } from '../../../drivers/host/index.js';
import { type Deed, deedOf, type Wanted } from '../../audit/deeds.js';
import { KINDS, type Kind } from '../../audit/kinds.js';
import { ALL_TABLES } from '../../capabilities.js';
import { openDatabase } from '../../kernel/database.js';
import { readJournal, START } from '../../kernel/journal/recover.js';
import { createProjection } from '../../kernel/projection.js';
import { momentOf, startOfDay } from '../../messaging/index.js';
import { createTranslate, type Locale } from '../../ui/catalogue.js';
import { createFormat } from '../../ui/format.js';
import { ALL_TEXTS } from '../../words.js';
import {
  type Command,
  type CommandContext,
  EXIT,
  parseArguments,
  requiredOption,
  usageError,
} from '../command.js';

const HELP = `zhanggui audit --data DIR [--day YYYY-MM-DD] [--person NAME] [--kind KIND] [--all]
               [--locale zh-CN|en] [--timezone ZONE]

Prints who did what when, one commit a line, read from the journal itself. DIR is the terminal's data folder; the terminal may be
running. Names are those at the time.
  --day       of the shop's calendar; every day without
  --person    an employee's name or id, or staff, system, office
  --kind      ${KINDS.join(', ')}
  --all       also what the program itself and the office did
`;

interface Asked {
  readonly data: string;
  readonly locale: Locale;
  readonly zone: string;
  readonly person: string | undefined;
  readonly wanted: Wanted;
  readonly all: boolean;
}

export const command: Command = {
  name: 'audit',
  summary: 'who did what, in words',
  help: HELP,
  run: (context) => print(askedOf(context), context),
};

function askedOf({ args }: CommandContext): Asked {
  const text = { type: 'string' } as const;
  const { values } = parseArguments(args, {
    ...{ data: text, day: text, person: text, kind: text, locale: text, timezone: text },
    all: { type: 'boolean' },
  });
  const { locale = 'zh-CN', timezone: zone = 'Asia/Shanghai', kind, person } = values;
  if (locale !== 'zh-CN' && locale !== 'en') throw usageError(`--locale wants zh-CN or en, not "${locale}"`);
  if (kind !== undefined && !isKind(kind))
    throw usageError(`--kind wants ${KINDS.join(', ')}, not "${kind}"`);
  return {
    ...{ data: requiredOption('data', values.data), locale, zone, person, all: values.all === true },
    wanted: { ...dayOf(values.day, zone), ...(kind !== undefined && { kind }) },
  };
}

const isKind = (word: string): word is Kind => (KINDS as readonly string[]).includes(word);

function dayOf(day: string | undefined, zone: string): Pick<Wanted, 'from' | 'to'> {
  if (day === undefined) return { from: 0, to: Number.MAX_SAFE_INTEGER };
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (year === undefined) throw usageError(`--day wants YYYY-MM-DD, not "${day}"`);
  const from = momentOf({ year: Number(year), month: Number(month), day: Number(date), minute: 0 }, zone);
  return { from, to: startOfDay(from + 30 * 3600_000, zone) };
}

/** The database grows with the journal, so that a name is the one of its time. */
async function print(asked: Asked, { out, emit, json }: CommandContext): Promise<number> {
  const { data, locale, zone, person, wanted } = asked;
  const projection = createProjection(ALL_TABLES);
  const db = await openDatabase();
  const format = createFormat(locale, zone);
  const wording = { state: db, t: createTranslate(locale, ALL_TEXTS), format };
  try {
    projection.createSchema(db);
    await readJournal(systemDisk(), `${data}/journal`, START, (commit) => {
      projection.apply(db, commit);
      const everybody = asked.all || person !== undefined;
      const deed = deedOf(commit, everybody ? { ...wanted, actor: commit.actor } : wanted, wording);
      if (!deed || !isBy(deed, person)) return;
      emit({ seq: deed.seq, at: deed.at, actor: deed.actor, who: deed.who, what: deed.what });
      if (!json) out(`${format.dateTime(deed.at)}  ${deed.who}  ${deed.what}`);
    });
  } finally {
    db.close();
  }
  return EXIT.ok;
}

function isBy({ actor, who }: Deed, person: string | undefined): boolean {
  return person === undefined || person === actor || person === who;
}
