/**
 * `sh deploy/demo`: a whole shop on this machine. Without `--headless` the terminal is on this tty, with a strip below it
 * for the world outside; with it, a scripted day is played and one JSON line says how it went.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isTerminalError, messageOf, TerminalError } from '../../protocol/errors.js';
import { dayFile } from '../day/files.js';
import { playDay } from '../day/play.js';
import { openShop, type Shop, type ShopOptions } from '../shop/shop.js';
import { runInteractive } from './interactive.js';

const HELP = `sh deploy/demo [--profile standard|advanced] [--locale zh-CN|en] [--data DIR]
               [--headless [--day FILE] [--seed N]]

Runs a whole shop: the terminal on this tty, simulated phone network, cards, printer and customer display on real
ports, a broker and the head office. Ctrl-T moves to the strip below the screen, where you ring, text, tap, tear
paper, unplug and cut the line; help there lists the words. Ctrl-C ends everything.

--headless   no screen here: plays the day FILE (sim/day/days/spine.day unless told) and prints one JSON line
--seed N     of what a day leaves to chance; the summary names the one it was played with
--data DIR   keeps everything in DIR; without it a temporary folder is used and removed
`;

const DEFAULT_DAY = 'spine.day';

interface Options extends Omit<ShopOptions, 'onOutput'> {
  readonly headless: boolean;
  /** Without it, the spine. */
  readonly day: string | undefined;
  readonly seed: number;
  readonly keep: boolean;
}

async function readOptions(args: readonly string[]): Promise<Options | undefined> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      profile: { type: 'string', default: 'standard' },
      locale: { type: 'string', default: 'zh-CN' },
      headless: { type: 'boolean', default: false },
      day: { type: 'string' },
      seed: { type: 'string', default: '1' },
      data: { type: 'string' },
      'without-cards': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const { profile, locale, headless, day } = values;
  if (profile !== 'standard' && profile !== 'advanced')
    throw usage(`--profile ${profile}: standard or advanced`);
  if (locale !== 'zh-CN' && locale !== 'en') throw usage(`--locale ${locale}: zh-CN or en`);
  const seed = Number(values.seed);
  if (!/^\d{1,9}$/.test(values.seed)) throw usage(`--seed ${values.seed}: a number of at most nine digits`);
  const keep = values.data !== undefined;
  const dir = values.data ?? (await mkdtemp(join(tmpdir(), 'zhanggui-')));
  return { dir, profile, locale, headless, day, seed, keep, reader: !values['without-cards'] };
}

function usage(message: string): TerminalError {
  return new TerminalError('cli/usage', message);
}

async function playHeadless(options: Options): Promise<boolean> {
  const file = options.day ?? dayFile(DEFAULT_DAY);
  const day = { file, text: await readFile(file, 'utf8'), seed: options.seed };
  const shop = await openShop(options);
  try {
    const started = performance.now();
    await shop.startTerminal();
    const summary = await playDay(shop, day, ({ line, source }, answer) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
      const what = answer === undefined ? `${String(line).padStart(4)}  ${source}` : `      = ${answer}`;
      process.stderr.write(`${seconds}s ${what}\n`);
    });
    if (!summary.ok) process.stderr.write(`the screen was\n${screenOf(shop)}\n`);
    process.stdout.write(`${JSON.stringify(summary)}\n`);
    return summary.ok;
  } finally {
    await shop.close();
  }
}

function screenOf(shop: Shop): string {
  try {
    return shop.terminal().screen().join('\n');
  } catch (error) {
    return messageOf(error);
  }
}

async function main(): Promise<number> {
  const options = await readOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(HELP);
    return 0;
  }
  try {
    if (options.headless) return (await playHeadless(options)) ? 0 : 1;
    await runInteractive(options);
    return 0;
  } finally {
    if (!options.keep) await rm(options.dir, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const wrongUsage =
    isTerminalError(error, 'cli/usage') ||
    (error as { code?: unknown }).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
  process.stderr.write(`demo: ${messageOf(error)}\n`);
  process.exitCode = wrongUsage ? 2 : 1;
}
process.exit();
