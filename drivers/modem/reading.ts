/**
 * Reads the texts of the selected store. A few are listed at once; many are read one by one, so that a call that rings
 * meanwhile can be answered between two of them, and a line lost on the way costs one text and not all.
 */
import {
  argsOf,
  decimal,
  parseReadText,
  parseStoredTexts,
  parseStoreUse,
  type StoredText,
} from '../../protocol/at/index.js';
import { isTerminalError, TerminalError } from '../../protocol/errors.js';
import { askIfAble } from './asking.js';
import type { Channel } from './channel.js';
import { query } from './command.js';

/** A list of so many texts takes less than a second of line at 115,200 baud. */
const LIST_MAX = 20;
const LIST_TIMEOUT_MS = 30_000;
const READ_TIMEOUT_MS = 10_000;
/** Some modules count places from 0. */
const FIRST_INDEX = 0;
/** Empty places in a row after which a module that refuses to read empty places is listed instead. */
const PLACES_MAX = 1_000;

/** One text, or undefined when there is none at this place. */
export async function readText(channel: Channel, index: number): Promise<StoredText | undefined> {
  const command = { ...query(`AT+CMGR=${index}`, undefined, READ_TIMEOUT_MS), reads: true };
  const lines = await askIfAble(channel, command);
  return lines === undefined ? undefined : parseReadText(lines, index);
}

/** Whether the module is in text mode, as it is after a restart. */
async function inTextMode(channel: Channel): Promise<boolean> {
  const lines = await askIfAble(channel, query('AT+CMGF?', '+CMGF'));
  return decimal(argsOf(lines?.[0] ?? '', '+CMGF:')?.[0]) === 1;
}

/** `modem/forgotten`: it restarted and did not say so; in text mode the number is refused (27.005 3.4.2). */
async function list(channel: Channel): Promise<StoredText[]> {
  const command = { ...query('AT+CMGL=4', undefined, LIST_TIMEOUT_MS), reads: true };
  try {
    return parseStoredTexts(await channel.ask(command));
  } catch (error) {
    if (!isTerminalError(error, 'at/') || !(await inTextMode(channel))) throw error;
    throw new TerminalError('modem/forgotten', 'the modem has forgotten its settings', { cause: error });
  }
}

/** The same, with the next one already asked for while the one before is looked at. */
export async function* ahead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  const ask = () => {
    const next = source.next();
    next.catch(() => undefined); // It is awaited below, or nobody wants it any more.
    return next;
  };
  let coming = ask();
  for (;;) {
    const { value, done } = await coming;
    if (done === true) return;
    coming = ask();
    yield value;
  }
}

/**
 * Every text of the selected store, those to be sent included, in the order of their places.
 * Errors: `modem/timeout`, `modem/reset`, `modem/closed`, `modem/forgotten`; `at/…` when the modem refuses to list.
 */
export async function* readStore(channel: Channel): AsyncGenerator<StoredText> {
  const lines = await askIfAble(channel, query('AT+CPMS?', '+CPMS'));
  const { used = 0, total = 0 } = parseStoreUse(lines?.[0] ?? '') ?? {};
  let found = 0;
  if (used > LIST_MAX) {
    for (let index = FIRST_INDEX; index <= total && index < PLACES_MAX && found < used; index += 1) {
      const text = await readText(channel, index);
      if (text === undefined) continue;
      found += 1;
      yield text;
    }
  }
  // What came meanwhile, and places that are numbered in another way.
  if (found < used || used <= LIST_MAX) yield* await list(channel);
}
