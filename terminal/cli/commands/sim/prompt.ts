/** `zhanggui sim prompt`: makes things happen in a running demo, from another console. */
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { TerminalError } from '../../../../protocol/errors.js';
import { type Command, integerOption, parseArguments, requiredOption } from '../../command.js';

const HELP = `zhanggui sim prompt --port PORT

Talks to a running demo (sh deploy/demo prints the port): ring, text, tap, tear paper, unplug, cut the line.
The word help lists everything. Ends with Ctrl-D or Ctrl-C.
`;

export const command: Command = {
  name: 'prompt',
  summary: 'rings, texts, taps and breaks things in a running demo',
  help: HELP,
  async run({ args, out, signal }) {
    const { values } = parseArguments(args, { port: { type: 'string' } });
    const port = integerOption('port', requiredOption('port', values.port), 1, 65_535) ?? 0;
    const socket = connect(port, '127.0.0.1');
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', (cause) => {
        reject(new TerminalError('sim/no-demo', `no demo listens on port ${port}`, { cause }));
      });
    });
    const answers = createInterface({ input: socket });
    const typed = createInterface({ input: process.stdin });
    answers.on('line', (line) => line !== '' && out(line));
    typed.on('line', (line) => socket.write(`${line}\n`));
    await new Promise<void>((resolve) => {
      typed.once('close', () => socket.end());
      answers.once('close', resolve);
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    socket.destroy();
    typed.close();
    return 0;
  },
};
