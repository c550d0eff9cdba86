/** `zhanggui sim printer`: a receipt printer that shows what it prints. */

import { createSimPrinter } from '../../../../sim/printer/sim-printer.js';
import type { SimReceipt } from '../../../../sim/printer/types.js';
import {
  type Command,
  type CommandContext,
  EXIT,
  integerOption,
  parseArguments,
  usageError,
} from '../../command.js';

const HELP = `zhanggui sim printer (--listen PORT | --pty PATH) [--columns 32|48] [--png DIR] [--fonts DIR] [--json]
  Prints what it receives as text, receipt by receipt, until Ctrl-C.
  --listen PORT   TCP on 127.0.0.1; 0 takes a free port, the first line of output names it
  --pty PATH      a serial printer; PATH becomes a link to its port
  --columns N     48 for 80 mm paper (default), 32 for 58 mm
  --png DIR       one picture a receipt: DIR/receipt-0001.png, …
  --fonts DIR     12x24.pcf.gz and gb24st.pcf.gz, when Debian's xfonts-base is not installed
  {"event":"ready","port":…} · {"event":"receipt","index":…,"text":…,"qr":[…],"barcodes":[…],"cut":…,"drawerKicks":…}
  {"event":"picture","path":…,"missing":[…]}`;

export const command: Command = {
  name: 'sim printer',
  summary: 'a receipt printer that shows what it prints',
  help: HELP,
  async run(context) {
    const { values } = parseArguments(context.args, {
      listen: { type: 'string' },
      pty: { type: 'string' },
      columns: { type: 'string' },
      png: { type: 'string' },
      fonts: { type: 'string' },
    });
    const listen = integerOption('listen', values.listen, 0, 65_535);
    if (listen === undefined && values.pty === undefined) throw usageError('--listen or --pty is missing');
    const printer = await createSimPrinter({
      ...(listen === undefined ? {} : { listen }),
      ...(values.pty === undefined ? {} : { pty: values.pty }),
      ...(values.png === undefined ? {} : { png: values.png }),
      ...(values.fonts === undefined ? {} : { fonts: [values.fonts] }),
      columns: columnsOption(values.columns),
    });
    const { port } = printer;
    say(context, { event: 'ready', port, pty: values.pty }, `printer ready at ${readyAt(port, values.pty)}`);
    printer.onReceipt((receipt) => showReceipt(context, receipt));
    printer.onPicture((path, missing) => {
      const hint =
        missing.length === 0 ? '' : ` (some characters are boxes: apt-get install ${missing.join(' ')})`;
      say(context, { event: 'picture', path, missing }, `picture ${path}${hint}`);
    });
    await aborted(context.signal);
    await printer.close();
    return EXIT.ok;
  },
};

/** `--columns`, 48 when not given. @throws TerminalError `cli/usage` */
function columnsOption(value = '48'): 32 | 48 {
  if (value === '32') return 32;
  if (value === '48') return 48;
  throw usageError(`--columns wants 32 or 48, not "${value}"`);
}

function readyAt(port: number | undefined, pty: string | undefined): string {
  return [port === undefined ? [] : `tcp:127.0.0.1:${port}`, pty === undefined ? [] : `serial:${pty}`]
    .flat()
    .join(' and ');
}

function showReceipt(context: CommandContext, receipt: SimReceipt): void {
  const { index, text, qr, barcodes, cut, drawerKicks, columns } = receipt;
  const drawer =
    drawerKicks === 0 ? '' : `, drawer kicked ${drawerKicks === 1 ? 'once' : `${drawerKicks} times`}`;
  const words = `--- receipt ${index} ---\n${text}\n--- cut: ${cut}${drawer} ---`;
  say(context, { event: 'receipt', index, text, qr, barcodes, cut, drawerKicks, columns }, words);
}

function say({ json, emit, out }: CommandContext, event: object, words: string): void {
  if (json) emit(event);
  else out(words);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
