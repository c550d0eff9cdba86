/** `zhanggui sim modem`: only the simulated modem, on a PTY linked where it is wanted. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { messageOf } from '../../../../protocol/errors.js';
import {
  CONTROL_HELP,
  type ControlPort,
  createSimModem,
  openControlPort,
  playScript,
  type SimModem,
  systemClock,
} from '../../../../sim/modem/index.js';
import {
  type Command,
  type CommandContext,
  EXIT,
  integerOption,
  parseArguments,
  requiredOption,
  usageError,
} from '../../command.js';

const HELP = `zhanggui sim modem --pty PATH [--script FILE] [--control PORT]
  A GSM modem (AT commands, texts, calls) with a phone network behind it, on a PTY linked at PATH. No password; the link
  goes with the program. Prints "ready PATH" when it can be opened.
  --script FILE   plays the lines below, with "wait MS" between them; the modem stays until Ctrl-C
  --control PORT  the lines below over TCP on 127.0.0.1, one answer line each; 0 chooses a port and prints it
  --ring MS       between two rings, 3000
  --send MS       the network's time for a text, 1500
  --storage N     places for texts in the SIM, 20
  --pin PIN       the SIM asks for it
Lines:
${CONTROL_HELP.join('\n')}`;

const OPTIONS = {
  pty: { type: 'string' },
  script: { type: 'string' },
  control: { type: 'string' },
  ring: { type: 'string' },
  send: { type: 'string' },
  storage: { type: 'string' },
  pin: { type: 'string' },
} as const;

export const command: Command = {
  name: 'modem',
  summary: 'a simulated GSM modem on a PTY',
  help: HELP,
  run: async (context) => {
    const { values } = parseArguments(context.args, OPTIONS);
    const link = requiredOption('pty', values.pty);
    const port = integerOption('control', values.control, 0, 65_535);
    const ringMs = integerOption('ring', values.ring, 10, 60_000);
    const sendMs = integerOption('send', values.send, 0, 600_000);
    const places = integerOption('storage', values.storage, 0, 255);
    const script = values.script === undefined ? undefined : await readScript(values.script);
    const modem = await createSimModem({
      link,
      ...(ringMs === undefined ? {} : { ringMs }),
      ...(sendMs === undefined ? {} : { sendMs }),
      ...(places === undefined ? {} : { storage: { SM: places } }),
      ...(values.pin === undefined ? {} : { pin: values.pin }),
    });
    try {
      await serve(modem, link, { port, script }, context);
    } finally {
      await modem.close();
    }
    return EXIT.ok;
  },
};

async function readScript(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw usageError(`cannot read the script: ${messageOf(error)}`, { path });
  }
}

interface Wanted {
  readonly port: number | undefined;
  readonly script: string | undefined;
}

async function serve(modem: SimModem, link: string, wanted: Wanted, context: CommandContext): Promise<void> {
  const { signal } = context;
  let controlPort: ControlPort | undefined;
  if (wanted.port !== undefined) controlPort = await openControlPort(wanted.port, modem.control);
  try {
    announce(link, controlPort, context);
    if (wanted.script !== undefined) {
      await playScript(wanted.script, {
        clock: systemClock,
        signal,
        answer: modem.control,
        said: (line, answer) => say(context, { event: 'script', line, answer }, `${line}: ${answer}`),
      });
    }
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await controlPort?.close();
  }
}

function announce(link: string, controlPort: ControlPort | undefined, context: CommandContext): void {
  const control = controlPort?.port;
  const words = control === undefined ? `ready ${link}` : `ready ${link} control ${control}`;
  say(context, { event: 'ready', pty: link, ...(control === undefined ? {} : { control }) }, words);
}

function say(context: CommandContext, event: object, words: string): void {
  if (context.json) context.emit(event);
  else context.out(words);
}
