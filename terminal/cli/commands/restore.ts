/** `zhanggui restore`: a terminal's data out of a backup. */
import { holdFolder, systemDisk } from '../../../drivers/host/index.js';
import { restoreBackup } from '../../backup/restore.js';
import { type Command, EXIT, parseArguments, requiredOption } from '../command.js';
import { passphraseFrom } from './backup.js';

const HELP = `zhanggui restore --from BACKUP --data DIR [--passphrase-file FILE] [--replace]
                 [--without-office]

Puts the journal out of BACKUP into the data folder DIR, every line checked; the terminal must not be running. A folder that has a
journal is refused; with --replace the old one is set aside in DIR/replaced-N.
The passphrase is the file's first line, or else ZHANGGUI_PASSPHRASE.
At its next start the terminal asks the office for what the backup has not, before anything can be done. With --without-office it does not:
only when the office is lost for good, for if it has more than the backup it will take nothing from this terminal any more.
`;

export const command: Command = {
  name: 'restore',
  summary: 'a terminal’s data out of a backup',
  help: HELP,
  async run({ args, env, json, out, emit }) {
    const { values } = parseArguments(args, {
      from: { type: 'string' },
      data: { type: 'string' },
      replace: { type: 'boolean' },
      'without-office': { type: 'boolean' },
      'passphrase-file': { type: 'string' },
    });
    const from = requiredOption('from', values.from);
    const data = requiredOption('data', values.data);
    const passphrase = await passphraseFrom(values['passphrase-file'], env);
    const giveBack = await holdFolder(data);
    const plan = {
      ...{ disk: systemDisk(), from, data, passphrase, replace: values.replace === true },
      withoutOffice: values['without-office'] === true,
    };
    const { head, commits, aside } = await restoreBackup(plan).finally(giveBack);
    emit({ commits, store: head.store, terminal: head.terminal, at: head.at, aside });
    if (json) return EXIT.ok;
    out(
      `${commits} commits of ${head.terminal} (store ${head.store}) from ${new Date(head.at).toISOString()}`,
    );
    if (aside !== undefined) out(`what was there is in ${aside}`);
    return EXIT.ok;
  },
};
