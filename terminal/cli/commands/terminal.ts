/** `zhanggui terminal`: the terminal itself, on this tty. */
import { readFile } from 'node:fs/promises';
import { messageOf, TerminalError } from '../../../protocol/errors.js';
import type { Console } from '../../assemble.js';
import { parseTerminalConfig, type TerminalConfig } from '../../kernel/config/config.js';
import { type Command, parseArguments, requiredOption } from '../command.js';

const HELP = `zhanggui terminal --config FILE

Runs the terminal on this tty until Ctrl-C. FILE is explained key by key in deploy/examples/terminal.conf.
A device that is missing or fails never stops the terminal; the status row says what is missing.
`;

export const command: Command = {
  name: 'terminal',
  summary: 'the terminal',
  help: HELP,
  async run({ args, err, signal }) {
    const { values } = parseArguments(args, { config: { type: 'string' } });
    const config = await readConfig(requiredOption('config', values.config));
    if (!process.stdout.isTTY || !process.stdin.isTTY) {
      err(
        'the terminal needs a tty: run it on a console, or under a service that gives it one (deploy/systemd)',
      );
      return 1;
    }
    const { startTerminal } = await import('../../main.js');
    const terminal = await startTerminal(config, stdConsole());
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await terminal.stop();
    process.stdin.setRawMode(false);
    process.stdin.pause();
    return 0;
  },
};

export async function readConfig(path: string): Promise<TerminalConfig> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new TerminalError('config/unreadable', `${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
  return parseTerminalConfig(text, path);
}

const CTRL_C = 0x03;

/** stdin in raw mode; Ctrl-C ends the program as everywhere else. */
function stdConsole(): Console {
  const { stdin, stdout } = process;
  stdin.setRawMode(true);
  stdin.resume();
  stdin.on('data', (bytes: Buffer) => {
    if (bytes.includes(CTRL_C)) process.kill(process.pid, 'SIGINT');
  });
  return {
    output: stdout,
    term: process.env.TERM ?? 'xterm',
    onInput(listener) {
      stdin.on('data', listener);
      return () => stdin.off('data', listener);
    },
  };
}
