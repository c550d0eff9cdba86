/** `zhanggui printer`: the shipped printer driver alone. */

import { readFile } from 'node:fs/promises';
import { systemClock } from '../../../drivers/host/clock.js';
import type { Log } from '../../../drivers/host/types.js';
import { createPrinter } from '../../../drivers/printer/printer.js';
import type { Printer, PrintOutcome } from '../../../drivers/printer/types.js';
import {
  lpTransport,
  serialTransport,
  type Transport,
  tcpTransport,
} from '../../../drivers/transport/index.js';
import { messageOf, TerminalError } from '../../../protocol/errors.js';
import type { PaperColumns } from '../../../protocol/escpos/layout.js';
import type { Receipt } from '../../../protocol/escpos/receipt.js';
import { SAMPLE_RECEIPT } from '../../../protocol/escpos/sample.js';
import { parseReceipt } from '../../../protocol/escpos/schema.js';
import {
  type Command,
  type CommandContext,
  EXIT,
  parseArguments,
  requiredOption,
  usageError,
} from '../command.js';

const HELP = `zhanggui printer --to WHERE (--receipt FILE.json | --sample) [--columns 32|48] [--baud N] [--json]
  Prints one receipt and says what became of it.
  --to tcp:HOST:PORT   a network printer (port 9100 on most)
  --to lp:PATH         a USB printer: lp:/dev/usb/lp0
  --to serial:PATH     a serial printer, 9600 baud unless --baud says otherwise
  --receipt FILE       a receipt as JSON: {"number":"…","reprint":0,"blocks":[{"kind":"text","text":"…"}, …]}
                       blocks: text {text, align left|center|right, size normal|large, bold} · pair {left, right, size, bold}
                       · row {cells: [{text, share, align}]} · rule {char} · feed {lines} · qr {data, size} ·
                       barcode {data} · cut · drawer
  --sample             a built-in receipt with Chinese, QR code, barcode, cut and drawer
  --columns N          48 for 80 mm paper (default), 32 for 58 mm
  {"event":"status","state":…,"reason":…} · {"event":"printed|unconfirmed|failed","reason":…,"partly":…,"senses":…}
  Exits 1 when it failed. "unconfirmed": the printer took everything, and did not say whether it is on paper.`;

export const command: Command = {
  name: 'printer',
  summary: 'print one receipt with the printer driver alone',
  help: HELP,
  async run(context) {
    const { values } = parseArguments(context.args, {
      to: { type: 'string' },
      receipt: { type: 'string' },
      sample: { type: 'boolean' },
      columns: { type: 'string' },
      baud: { type: 'string' },
    });
    const transport = transportOf(requiredOption('to', values.to), values.baud);
    const columns = columnsOption(values.columns);
    if ((values.receipt === undefined) === (values.sample === undefined)) {
      throw usageError('give either --receipt FILE or --sample');
    }
    const receipt = values.receipt === undefined ? SAMPLE_RECEIPT : await readReceipt(values.receipt);
    const printer = createPrinter({ transport, clock: systemClock, log: stderrLog(context), columns });
    printer.onStatus((status) => context.emit({ event: 'status', ...status }));
    return printOne(printer, receipt, context);
  },
};

/** Ctrl-C stops the driver, and that ends the printing. */
async function printOne(printer: Printer, receipt: Receipt, context: CommandContext): Promise<number> {
  printer.start();
  const stop = () => void printer.stop();
  context.signal.addEventListener('abort', stop, { once: true });
  const outcome = await printer.print(receipt);
  const senses = printer.senses();
  context.signal.removeEventListener('abort', stop);
  await printer.stop();
  const { state, ...details } = outcome;
  context.emit({ event: state, ...details, senses });
  if (state === 'failed') context.err(outcomeWords(outcome));
  else if (!context.json) context.out(outcomeWords(outcome));
  return state === 'failed' ? EXIT.failure : EXIT.ok;
}

function transportOf(to: string, baud: string | undefined): Transport {
  const [, scheme, where = ''] = /^(tcp|lp|serial):(.+)$/.exec(to) ?? [];
  if (scheme === 'lp') return lpTransport({ path: where, clock: systemClock });
  if (scheme === 'serial') return serialTransport({ path: where, baud: baudOption(baud) });
  const [, host, port] = /^\[?(.+?)\]?:(\d{1,5})$/.exec(where) ?? [];
  if (scheme === 'tcp' && host !== undefined && Number(port) > 0 && Number(port) <= 65_535) {
    return tcpTransport({ host, port: Number(port), clock: systemClock });
  }
  throw usageError(`--to wants tcp:HOST:PORT, lp:PATH or serial:PATH, not "${to}"`);
}

function baudOption(value = '9600'): number {
  const baud = Number(value);
  if (Number.isInteger(baud) && baud >= 1200 && baud <= 921_600) return baud;
  throw usageError(`--baud wants a number from 1200 to 921600, not "${value}"`);
}

function columnsOption(value = '48'): PaperColumns {
  if (value === '32') return 32;
  if (value === '48') return 48;
  throw usageError(`--columns wants 32 or 48, not "${value}"`);
}

async function readReceipt(path: string): Promise<Receipt> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new TerminalError('cli/unreadable', `cannot read ${path}: ${messageOf(cause)}`, {
      context: { path },
      cause,
    });
  }
  return parseReceipt(value);
}

const REASON_WORDS: Readonly<Record<string, string>> = {
  'no-port': 'there is no printer at that place: is it on, is the cable in, is the address right?',
  'paper-out': 'the paper is out: put in a new roll',
  'cover-open': 'the cover is open: close it',
  'printer-error': 'the printer reports an error: look at its lamps, switch it off and on',
  offline: 'the printer is off line: press its FEED or ONLINE key',
  blocked: 'the printer takes no more data: look for paper, cover and lamps',
  disconnected: 'the line to the printer broke',
  encoder: 'the receipt could not be put into printer commands',
};

function outcomeWords(outcome: PrintOutcome): string {
  if (outcome.state === 'printed') return 'printed';
  if (outcome.state === 'unconfirmed') return 'sent; this printer did not say whether it is on paper';
  const words = REASON_WORDS[outcome.reason] ?? outcome.reason;
  return outcome.partly ? `${words} (part of the receipt is out; print it again whole)` : words;
}

/** Warnings and errors of the driver, as lines on stderr. */
function stderrLog(context: CommandContext): Log {
  const line = (facts: object, message: string) => context.err(`${message} ${JSON.stringify(facts)}`);
  const quiet = () => undefined;
  const log: Log = { debug: quiet, info: quiet, warn: line, error: line, child: () => log };
  return log;
}
