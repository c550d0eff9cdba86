/** What can happen in a shop: each verb of the day language, and of the prompt. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { TerminalError } from '../../protocol/errors.js';
import { CARD_TYPES, type CardType } from '../card/models.js';
import { STORE } from '../shop/configs.js';
import type { Shop } from '../shop/shop.js';
import { compareBooks } from './books.js';
import { keySequence } from './keys.js';
import {
  mustNotBeSent,
  waitForDisplay,
  waitForDrawer,
  waitForGone,
  waitForPaper,
  waitForReceipts,
  waitForSent,
} from './waits.js';

export interface Verb {
  /** Words after the verb, for people. */
  readonly usage: string;
  readonly does: string;
  /** What it answers is shown at the prompt. A throw is a failed step. */
  readonly run: (
    shop: Shop,
    words: readonly string[],
    at: Place,
  ) => Promise<string | undefined> | string | undefined;
}

export interface Place {
  /** Where the script lies: files are named from there. */
  readonly file: string;
  /** From 0 to 1, 1 excluded; the same for the same seed. */
  readonly random: () => number;
}

const SEE_MS = 10_000;

const PRINTER_STATES: Readonly<Record<string, (printer: Shop['printer']) => void>> = {
  mute: (printer) => printer.setMute(true),
  answers: (printer) => printer.setMute(false),
  open: (printer) => printer.setCover('open'),
  shut: (printer) => printer.setCover('closed'),
};

export const VERBS: Readonly<Record<string, Verb>> = {
  // The phone network.
  ring: {
    usage: 'NUMBER|withheld',
    does: 'somebody calls',
    run: (shop, [number]) => shop.modem.control(`call ${need(number, 'a number')}`).then(accepted),
  },
  'hang-up': {
    usage: '',
    does: 'the caller hangs up',
    run: (shop) => shop.modem.control('hangup').then(accepted),
  },
  text: {
    usage: 'NUMBER TEXT',
    does: 'somebody sends a text',
    run: (shop, [number, ...text]) =>
      shop.modem.control(`sms ${need(number, 'a number')} ${text.join(' ')}`).then(accepted),
  },
  sent: {
    usage: 'NUMBER TEXT [PARTS]',
    does: 'waits until the network has a text with these words, in that many parts',
    run: (shop, [number, text = '', parts]) => waitForSent(shop, need(number, 'a number'), text, parts),
  },
  'not-sent': {
    usage: 'NUMBER TEXT',
    does: 'the network must not have a text with these words',
    run: (shop, [number, text = '']) => mustNotBeSent(shop, need(number, 'a number'), text),
  },
  modem: {
    usage: 'WORDS',
    does: 'a line of the simulated modem’s own: signal 5, fail 38, reset, garbage …',
    run: (shop, words) => shop.modem.control(words.join(' ')).then(accepted),
  },
  // The card reader.
  tap: { usage: `UID [${CARD_TYPES.join('|')}]`, does: 'lays a card on the reader', run: tap },
  snatch: {
    usage: 'UID',
    does: 'lays a card down and pulls it away while it is read',
    run: (shop, [uid]) =>
      shop.tap(need(uid, 'the number of the card'), 'ntag215', { leaveAtApdu: 1 }).then(() => 'snatched'),
  },
  lift: { usage: '', does: 'takes the card away', run: (shop) => shop.lift().then(() => 'lifted') },
  // The printer.
  paper: {
    usage: 'TEXT',
    does: 'waits until a receipt with these words is out',
    run: (shop, words) => waitForPaper(shop, words.join(' ')),
  },
  receipts: {
    usage: 'N',
    does: 'waits until exactly N receipts are out',
    run: (shop, [count]) => waitForReceipts(shop, Number(count)),
  },
  drawer: {
    usage: 'N',
    does: 'the drawer must have opened N times',
    run: (shop, [count]) => waitForDrawer(shop, Number(count)),
  },
  tear: {
    usage: '[LINES]',
    does: 'the paper ends, now or after so many lines',
    run: (shop, [lines = '0']) => quiet(shop.printer.paperEndsAfter(Number(lines))),
  },
  printer: {
    usage: Object.keys(PRINTER_STATES).join('|'),
    does: 'falls silent, answers again, its cover opens and shuts',
    run: (shop, [state]) => setPrinter(shop, state),
  },
  'load-paper': { usage: '', does: 'a new roll', run: (shop) => quiet(shop.printer.loadPaper()) },
  // The customer display.
  display: {
    usage: 'TEXT',
    does: 'waits until the customer display shows it',
    run: (shop, words) => waitForDisplay(shop, words.join(' ')),
  },
  // The line to the office.
  cut: { usage: '', does: 'the line to the office is cut', run: (shop) => quiet(shop.line.cut()) },
  restore: { usage: '', does: 'the line is back', run: (shop) => quiet(shop.line.restore()) },
  publish: {
    usage: 'KIND JSON | FILE',
    does: 'the office sends an item, or all items of a file',
    run: publish,
  },
  'books-agree': {
    usage: '[SALES]',
    does: 'waits until the office has each commit once, and compares its books with the terminal’s and the paper',
    run: (shop, [sales]) =>
      compareBooks(shop, sales === undefined ? undefined : sales.split('-').map(Number)),
  },
  // The terminal.
  key: {
    usage: 'KEY…',
    does: 'presses keys: digits * # ok cancel delete up down f1 … f12',
    run: pressKeys,
  },
  choose: {
    usage: 'TEXT',
    does: 'presses the digit that stands before these words',
    run: (shop, words) => choose(shop, words.join(' ')),
  },
  scan: {
    usage: 'CODE',
    does: 'a barcode is scanned: its characters and Enter in one burst',
    run: (shop, [code]) => quiet(shop.terminal().type(`${need(code, 'a code')}\r`)),
  },
  type: {
    usage: 'TEXT',
    does: 'types letters or Chinese',
    run: (shop, words) => typeText(shop, words.join(' ')),
  },
  see: {
    usage: 'TEXT [before MS]',
    does: 'waits until the screen shows it',
    run: async (shop, [text = '', word, ms]) => {
      await shop.terminal().waitFor(text, word === 'before' ? Number(ms) : SEE_MS);
      return undefined;
    },
  },
  screen: {
    usage: '',
    does: 'tells what the screen shows',
    run: (shop) => shop.terminal().screen().join('\n'),
  },
  gone: {
    usage: 'TEXT',
    does: 'waits until the screen does not show it',
    run: (shop, words) => waitForGone(shop, words.join(' ')),
  },
  kill: {
    usage: '[KEY MS-MS]',
    does: 'pulls the terminal’s plug (SIGKILL), so many milliseconds after that key; the seed draws which',
    run: kill,
  },
  start: {
    usage: '',
    does: 'starts the terminal',
    run: (shop) => shop.startTerminal().then(() => 'started'),
  },
  stop: {
    usage: '',
    does: 'ends the terminal properly',
    run: (shop) => shop.stopTerminal().then(() => 'stopped'),
  },
  unplug: {
    usage: 'modem|printer|display',
    does: 'pulls a cable',
    run: (shop, [what]) =>
      device(shop, what)
        .unplug()
        .then(() => 'unplugged'),
  },
  plug: {
    usage: 'modem|printer|display',
    does: 'puts it back',
    run: (shop, [what]) =>
      device(shop, what)
        .plug()
        .then(() => 'plugged in'),
  },
};

/** For what answers nothing. */
function quiet(_done: unknown): undefined {
  return undefined;
}

function need(word: string | undefined, what: string): string {
  if (word === undefined || word === '') throw new TerminalError('sim/script', `${what} is missing`);
  return word;
}

function accepted(answer: string): string {
  if (answer.startsWith('error')) throw new TerminalError('sim/refused', answer);
  return answer;
}

/** As far apart as a person's: closer together the same key would be a held one, also to a terminal that is busy. */
const KEY_GAP_MS = { other: 80, same: 500 };
const lastKeys = new WeakMap<Shop, { readonly key: string; readonly at: number }>();

async function pressKeys(shop: Shop, keys: readonly string[]): Promise<undefined> {
  for (const key of keys) {
    const sequence = keySequence(key);
    const last = lastKeys.get(shop);
    const gap = last?.key === key ? KEY_GAP_MS.same : KEY_GAP_MS.other;
    const wait = last === undefined ? 0 : last.at + gap - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    shop.terminal().type(sequence);
    lastKeys.set(shop, { key, at: performance.now() });
  }
  return undefined;
}

/** A menu's item, or a key and what it does in the last line: ` 3 Customers`. */
async function choose(shop: Shop, text: string): Promise<string> {
  await shop.terminal().waitFor(text, SEE_MS);
  const words = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const screen = shop.terminal().screen().join('\n');
  const digit = new RegExp(`(?:^|\\s)([0-9]) ${words}`, 'm').exec(screen)?.[1];
  if (digit === undefined) throw new TerminalError('sim/script', `no digit stands before ${text}`);
  await pressKeys(shop, [digit]);
  return `pressed ${digit}`;
}

/** Slower than a scanner's burst. */
const LETTER_GAP_MS = 40;

async function typeText(shop: Shop, text: string): Promise<undefined> {
  for (const char of text) {
    shop.terminal().type(char);
    await new Promise((resolve) => setTimeout(resolve, LETTER_GAP_MS));
  }
  return undefined;
}

async function kill(shop: Shop, [key, range = '0']: readonly string[], { random }: Place): Promise<string> {
  const [least = 0, most = least] = range.split('-').map(Number);
  const ms = Math.round(least + random() * (most - least));
  if (key !== undefined) {
    await pressKeys(shop, [key]);
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
  await shop.killTerminal();
  return key === undefined ? 'killed' : `killed ${ms} ms after ${key}`;
}

function setPrinter(shop: Shop, state = ''): undefined {
  const set = PRINTER_STATES[state];
  if (!set) throw new TerminalError('sim/script', Object.keys(PRINTER_STATES).join(', ').concat('?'));
  return quiet(set(shop.printer));
}

async function tap(shop: Shop, [uid, type = 'ntag215']: readonly string[]): Promise<string> {
  if (!CARD_TYPES.includes(type as CardType))
    throw new TerminalError('sim/script', `there is no card type ${type}`);
  await shop.tap(need(uid, 'the number of the card'), type as CardType);
  return 'laid down';
}

function device(shop: Shop, name: string | undefined) {
  switch (name) {
    case 'modem':
      return shop.modem;
    case 'printer':
      return shop.printer;
    case 'display':
      return shop.display;
    default:
      throw new TerminalError('sim/script', 'modem, printer or display?');
  }
}

async function publish(shop: Shop, [kind = '', json]: readonly string[], at: Place): Promise<string> {
  if (json !== undefined) {
    await shop.office.ask(`publish ${STORE} ${kind} ${json}`);
    return 'published';
  }
  const file = resolve(dirname(at.file), kind);
  const items = JSON.parse(await readFile(file, 'utf8')) as Array<{ kind: string; body: unknown }>;
  for (const item of items)
    await shop.office.ask(`publish ${STORE} ${item.kind} ${JSON.stringify(item.body)}`);
  return `${items.length} items`;
}
