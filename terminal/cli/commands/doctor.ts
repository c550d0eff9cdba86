/** `zhanggui doctor`: looks at everything that a terminal needs, and says in words what to do. */
import { systemClock, systemDisk, systemRandom } from '../../../drivers/host/index.js';
import type { Host } from '../../../drivers/host/types.js';
import { messageOf } from '../../../protocol/errors.js';
import { mailerOf } from '../../assemble.js';
import { otherPorts, type TerminalConfig } from '../../kernel/config/config.js';
import { createLog } from '../../kernel/log.js';
import { type Command, EXIT, parseArguments, requiredOption } from '../command.js';
import { lookAtBackup } from './doctor/backup.js';
import { lookAtDisplay, lookAtModem, lookAtOffice, lookAtPrinter, lookAtReader } from './doctor/devices.js';
import { type Finding, fail } from './doctor/finding.js';
import { lookAtClock, lookAtDisk, lookAtJournal, lookAtNode, lookAtPackages } from './doctor/machine.js';
import { lookAtMail } from './doctor/mail.js';
import { languageOf } from './modem-words.js';
import { readConfig } from './terminal.js';

const HELP = `zhanggui doctor --config FILE [--json]
  Looks at the program, the clock, the disk, the journal, the backup, every device that FILE names, the line to the office and the mail server.
  A line for each: ok, warn or FAIL, what it is, and what to do.
  {"state":"ok|warn|FAIL","what":…,"says":…}
  Ports that a running terminal holds are named and left alone. Exits 1 when something fails.`;

export const command: Command = {
  name: 'doctor',
  summary: 'look at devices, disk, clock and broker, and say what to do',
  help: HELP,
  async run({ args, env, json, out, emit, signal }) {
    const { values } = parseArguments(args, { config: { type: 'string' } });
    const config = await readConfig(requiredOption('config', values.config));
    const host: Host = {
      clock: systemClock,
      random: systemRandom,
      disk: systemDisk(),
      log: createLog('error'),
    };
    let failed = false;
    for (const look of looksAt(config, host, env)) {
      if (signal.aborted) return EXIT.failure;
      for (const finding of await look()) {
        failed ||= finding.state === 'FAIL';
        emit(finding);
        if (!json) out(`${finding.state.padEnd(5)}${finding.what}: ${finding.says}`);
      }
    }
    return failed ? EXIT.failure : EXIT.ok;
  },
};

type Look = () => Promise<readonly Finding[]>;

/** One after the other: two drivers must not ask one port at once. */
function looksAt(config: TerminalConfig, host: Host, env: NodeJS.ProcessEnv): Look[] {
  const { modem, printer, display, office, mail, data } = config;
  return [
    async () => [lookAtNode(process.versions.node), lookAtClock(host.clock), ...lookAtPackages(config)],
    safely('data', () => lookAtDisk(host.disk, data)),
    safely('journal', async () => [await lookAtJournal(host.disk, data)]),
    safely('backup', async () => [await lookAtBackup(config, host)]),
    ...(modem ? [safely('modem', () => lookAtModem(modem, otherPorts(config), host, languageOf(env)))] : []),
    ...(config.reader ? [safely('reader', async () => [await lookAtReader(env, host)])] : []),
    ...(printer ? [safely('printer', async () => [await lookAtPrinter(printer, host)])] : []),
    ...(display ? [safely('display', async () => [await lookAtDisplay(display)])] : []),
    ...(office ? [safely('office', async () => [await lookAtOffice(config, office, host)])] : []),
    ...(mail ? [safely('mail', async () => [await lookAtMail(mail, mailerOf(mail, host))])] : []),
  ];
}

/** One look that breaks must not keep the others from being taken. */
function safely(what: string, look: Look): Look {
  return () => look().catch((error: unknown) => [fail(what, messageOf(error))]);
}
