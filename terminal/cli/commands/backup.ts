/** `zhanggui backup`: a copy of a terminal's journal, encrypted and checked; and what others of them hold. */
import { readFile } from 'node:fs/promises';
import { systemClock, systemDisk, systemRandom } from '../../../drivers/host/index.js';
import { TerminalError } from '../../../protocol/errors.js';
import { headOf, openBackup } from '../../backup/read.js';
import { makeBackup } from '../../backup/write.js';
import { lastCommit } from '../../kernel/journal/last.js';
import { readJournal, START } from '../../kernel/journal/recover.js';
import {
  type Command,
  type CommandContext,
  EXIT,
  integerOption,
  parseArguments,
  requiredOption,
  usageError,
} from '../command.js';
import { readConfig } from './terminal.js';

const HELP = `zhanggui backup --config FILE --to FOLDER [--passphrase-file FILE] [--keep N]
zhanggui backup --check BACKUP [--passphrase-file FILE]

Copies the journal of the terminal that FILE configures into FOLDER: encrypted, read back and opened after writing. The terminal may
be running. Older backups of this terminal beyond the newest N (7) are deleted from FOLDER after that.
--check  opens a backup whole and says what is in it
The passphrase is the file's first line, or else ZHANGGUI_PASSPHRASE, or else backup-passphrase of the configuration.
`;

const KEPT = 7;

export const command: Command = {
  name: 'backup',
  summary: 'an encrypted copy of a terminal’s data',
  help: HELP,
  async run(context) {
    const { values } = parseArguments(context.args, {
      config: { type: 'string' },
      to: { type: 'string' },
      check: { type: 'string' },
      keep: { type: 'string' },
      'passphrase-file': { type: 'string' },
    });
    if (values.check !== undefined) return check(values.check, values['passphrase-file'], context);
    const config = await readConfig(requiredOption('config', values.config));
    const folder = requiredOption('to', values.to);
    const keep = integerOption('keep', values.keep, 1, Number.MAX_SAFE_INTEGER) ?? KEPT;
    const passphrase = await passphraseFrom(values['passphrase-file'], context.env, config.backup.passphrase);
    const disk = systemDisk();
    const journal = `${config.data}/journal`;
    const { end } = await readJournal(disk, journal, START, () => undefined);
    const chain = (await lastCommit(disk, journal, end))?.chain ?? '';
    const { store, terminal, data } = config;
    const made = await makeBackup({
      ...{ disk, random: systemRandom, data, end, chain, folder, passphrase, store, terminal, keep },
      at: systemClock.now(),
    });
    context.emit(made);
    if (!context.json) context.out(`${made.last} commits, ${made.bytes} bytes, checked: ${made.path}`);
    return EXIT.ok;
  },
};

async function check(
  path: string,
  file: string | undefined,
  { env, emit, json, out }: CommandContext,
): Promise<number> {
  const disk = systemDisk();
  const head = await headOf(disk, path);
  const backup = await openBackup(disk, path, await passphraseFrom(file, env));
  let bytes = 0;
  for await (const piece of backup.chunks()) bytes += piece.length;
  const { store, terminal, at, last, chain } = head;
  emit({ store, terminal, at, last, chain, bytes });
  if (!json)
    out(`${terminal} of ${store}, ${new Date(at).toISOString()}: ${last} commits, ${bytes} bytes, all good`);
  return EXIT.ok;
}

/** Throws `cli/usage` when there is none. */
export async function passphraseFrom(
  file: string | undefined,
  env: NodeJS.ProcessEnv,
  configured?: string,
): Promise<string> {
  const given = file === undefined ? env.ZHANGGUI_PASSPHRASE : await firstLine(file);
  const passphrase = given ?? configured;
  if (passphrase !== undefined && passphrase !== '') return passphrase;
  throw usageError('a passphrase is missing: --passphrase-file, or ZHANGGUI_PASSPHRASE');
}

async function firstLine(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).split(/\r?\n/)[0] ?? '';
  } catch (cause) {
    throw new TerminalError('cli/passphrase', `${path} cannot be read`, { cause });
  }
}
