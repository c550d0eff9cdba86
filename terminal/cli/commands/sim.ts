/** `zhanggui sim`: the simulated devices, one sub-command each, loaded when it is used. */
import { type Command, usageError } from '../command.js';

const SUBCOMMANDS: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  modem: () => import('./sim/modem.js'),
  card: () => import('./sim/card.js'),
  printer: () => import('./sim/printer.js'),
  prompt: () => import('./sim/prompt.js'),
};

const HELP = `zhanggui sim DEVICE …
  sim modem --pty PATH [--script FILE] [--control PORT]   a GSM modem with a phone network behind it
  sim card --uid HEX [--type ntag215|classic1k|phone]     a card on the virtual PC/SC reader
  sim printer --listen PORT [--png DIR]                   a receipt printer
  sim prompt --port PORT                                  makes things happen in a running demo
  sim help DEVICE                                         all about one of them
Ctrl-C ends each and leaves nothing behind.`;

export const command: Command = {
  name: 'sim',
  summary: 'simulated devices on real ports: modem, card, printer',
  help: HELP,
  run: async (context) => {
    const [name, ...args] = context.args;
    if (name === 'help' && args[0] !== undefined) {
      context.out((await load(args[0])).help);
      return 0;
    }
    return (await load(name)).run({ ...context, args });
  },
};

async function load(name: string | undefined): Promise<Command> {
  const loader = name !== undefined && Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (!loader) throw usageError(`sim wants one of: ${Object.keys(SUBCOMMANDS).join(', ')}`, { name });
  return (await loader()).command;
}
