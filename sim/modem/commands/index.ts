/** All commands by name, and who may run them while the SIM is missing or locked. */
import { isTerminalError } from '../../../protocol/errors.js';
import { CME, CMS, cme, cms, final } from '../outcome.js';
import type { Command, CommandTable, ModemCore, Outcome } from '../types.js';
import { callCommands } from './calls.js';
import { generalCommands } from './general.js';
import { networkCommands } from './network.js';
import { phonebookCommands } from './phonebook.js';
import { sendCommands } from './send.js';
import { textSettingCommands } from './text-settings.js';
import { textStoreCommands } from './text-store.js';

const TEXT_COMMANDS: CommandTable = { ...textSettingCommands, ...textStoreCommands, ...sendCommands };
const TABLE = new Map(
  Object.entries({
    ...generalCommands,
    ...networkCommands,
    ...callCommands,
    ...phonebookCommands,
    ...TEXT_COMMANDS,
  }),
);

/** Commands that read or write the SIM. */
const NEEDS_SIM = new Set([
  ...Object.keys(textStoreCommands),
  ...Object.keys(sendCommands),
  ...Object.keys(phonebookCommands),
  ...['+CPMS', '+CSCA', '+CIMI', '+CCID', '+CNUM', '+COPS', '+CUSD'],
]);

/** Runs one command. What the host wrote badly is its answer, never an exception. */
export function runCommand(command: Command, modem: ModemCore): Outcome {
  const handler = TABLE.get(command.name);
  if (!handler) return modem.settings.errorMode === 0 ? final('ERROR') : cme(CME.notSupported);
  const refusal = NEEDS_SIM.has(command.name) ? simRefusal(command, modem) : undefined;
  if (refusal) return refusal;
  return guarded(() => handler(command, modem));
}

/** A PDU or text that cannot be read is +CMS ERROR 304, also after a prompt or a wait. */
function guarded(run: () => Outcome): Outcome {
  try {
    const outcome = run();
    if (outcome.kind === 'wait') return { ...outcome, next: () => guarded(outcome.next) };
    if (outcome.kind === 'prompt') return { ...outcome, next: (text) => guarded(() => outcome.next(text)) };
    return outcome;
  } catch (error) {
    if (isTerminalError(error, 'sim/pdu')) return cms(CMS.badPdu);
    throw error;
  }
}

function simRefusal(command: Command, { radio, options }: ModemCore): Outcome | undefined {
  const isText = command.name in TEXT_COMMANDS;
  if (options.sim === false) return isText ? cms(CMS.noSim) : cme(CME.noSim);
  if (radio.lock === 'SIM PIN') return isText ? cms(CMS.simPin) : cme(CME.simPin);
  if (radio.lock === 'SIM PUK') return isText ? cms(CMS.simPuk) : cme(CME.simPuk);
  return undefined;
}
