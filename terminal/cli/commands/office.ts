/** `zhanggui office`: the head office, until Ctrl-C. */

import { holdFolder, systemClock, systemDisk, systemRandom } from '../../../drivers/host/index.js';
import type { Host, Log } from '../../../drivers/host/types.js';
import { type OfficeConfig, parseOfficeConfig } from '../../../office/config.js';
import { isFolder } from '../../../office/db/open.js';
import { startOffice } from '../../../office/main.js';
import { messageOf } from '../../../protocol/errors.js';
import { type Command, type CommandContext, EXIT, parseArguments, requiredOption } from '../command.js';

export const command: Command = {
  name: 'office',
  summary: 'the head office: takes the terminals’ commits, feeds products and rules to them',
  help: [
    'usage: zhanggui office --config FILE [--json]',
    '',
    '  --config FILE   see deploy/examples/office.conf; DATABASE_URL goes before its key `database`',
    '',
    'Prints one line when it is ready, and ends with Ctrl-C. Warnings go to stderr.',
  ].join('\n'),
  run,
};

async function run(context: CommandContext): Promise<number> {
  const { values } = parseArguments(context.args, { config: { type: 'string' } });
  const path = requiredOption('config', values.config);
  const disk = systemDisk();
  const text = new TextDecoder().decode(await disk.read(path));
  const host: Host = {
    clock: systemClock,
    random: systemRandom,
    disk,
    log: stderrLog(context, {}),
  };
  const config = parseOfficeConfig(text, context.env);
  const giveBack = isFolder(config.database) ? await holdFolder(config.database) : undefined;
  try {
    await serve(context, config, host);
  } finally {
    await giveBack?.();
  }
  return EXIT.ok;
}

async function serve(context: CommandContext, config: OfficeConfig, host: Host): Promise<void> {
  const office = await startOffice(config, host);
  try {
    const { brokerPort, controlPort } = office;
    context.emit({ event: 'ready', broker_port: brokerPort, control_port: controlPort });
    if (!context.json) {
      context.out(`office ready: broker ${brokerPort ?? 'elsewhere'}, control ${controlPort ?? 'off'}`);
    }
    await aborted(context.signal);
  } finally {
    await office.stop();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Warnings and errors as one line each; the office keeps no log file of its own. */
function stderrLog(context: CommandContext, bindings: object): Log {
  const line = (level: string) => (facts: object, message: string) =>
    context.err(`${level} ${message} ${JSON.stringify({ ...bindings, ...facts }, plainErrors)}`);
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: line('warn'),
    error: line('error'),
    child: (more) => stderrLog(context, { ...bindings, ...more }),
  };
}

function plainErrors(_key: string, value: unknown): unknown {
  return value instanceof Error ? messageOf(value) : value;
}
