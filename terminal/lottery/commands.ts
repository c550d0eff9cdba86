import { TerminalError } from '../../protocol/errors.js';
import { printable } from '../../protocol/text/columns.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Decision } from '../kernel/kernel.js';
import { isReachable, queueText, wordsOf } from '../messaging/index.js';
import { queueReceipt } from '../receipts/index.js';
import { shopOf } from '../shop/index.js';
import { commitmentOf, drawWinners, listHash, redeemCode, type Winner } from './draw.js';
import type { LotteryEvents, Prize } from './events.js';
import {
  entriesOf,
  entryCount,
  entryOf,
  type Lottery,
  lotteryById,
  openLottery,
  winnersOf,
} from './queries.js';
import { certificateReceipt, commitmentReceipt, drawReceipt } from './receipts.js';

type LotteryEvent = EventOf<LotteryEvents>;

const PRIZES_MAX = 1000;

export interface WantedLottery {
  readonly id: string;
  readonly title: string;
  readonly prizes: readonly Prize[];
  readonly closes: number;
  readonly now: number;
}

/** Throws `command/lottery-title`, `command/lottery-prizes`, `command/lottery-closes` or `command/lottery-runs`. */
export function openNewLottery(state: Reader, wanted: WantedLottery): Decision<{ number: number }> {
  const { id, closes, now } = wanted;
  const title = line(wanted.title);
  const prizes = wanted.prizes
    .map(({ name, count }) => ({ name: line(name), count }))
    .filter(({ name }) => name !== '');
  if (title === '') throw new TerminalError('command/lottery-title', 'a lottery needs a name');
  const total = prizes.reduce((sum, { count }) => sum + count, 0);
  if (
    prizes.length === 0 ||
    total > PRIZES_MAX ||
    prizes.some(({ count }) => !Number.isInteger(count) || count < 1)
  )
    throw new TerminalError('command/lottery-prizes', 'a lottery needs prizes');
  if (closes <= now) throw new TerminalError('command/lottery-closes', 'it closes before it opens');
  if (openLottery(state, now))
    throw new TerminalError('command/lottery-runs', 'another lottery takes entries already');
  const number = (state.value<number | null>('SELECT max(no) FROM lotteries') ?? 0) + 1;
  const opened: LotteryEvent = { type: 'lottery.opened', v: 1, lottery: id, number, title, prizes, closes };
  return { events: [opened], result: { number } };
}

/** One row of what is hashed and printed. */
function line(text: string): string {
  return printable(text).trim();
}

export interface Entered {
  readonly events: readonly LotteryEvent[];
  readonly reply?: string;
}

/**
 * One entry a number: texting again tells the number that was given. None for a number that could never be told its code: its prize could
 * not be handed out. Its text waits for a person.
 */
export function enterByText(state: Reader, key: string, now: number): Entered {
  const lottery = openLottery(state, now);
  if (!lottery) return { events: [], reply: wordsOf(state, 'lottery-none') };
  const before = entryOf(state, lottery.id, key);
  if (before !== undefined)
    return {
      events: [],
      reply: wordsOf(state, 'lottery-again', { 标题: lottery.title, 号码: String(before) }),
    };
  if (!isReachable(state, key, now)) return { events: [] };
  const entry = entryCount(state, lottery.id) + 1;
  const reply = wordsOf(state, 'lottery-entered', { 标题: lottery.title, 号码: String(entry) });
  return { events: [{ type: 'lottery.entered', v: 1, lottery: lottery.id, key, entry }], reply };
}

export interface Freezing {
  /** Secrets, 32 bytes each, hex. */
  readonly seed: string;
  readonly codes: string;
  /** Where the public number will come from. */
  readonly source: string;
  /** Number keys that are told of the commitment: the owners'. */
  readonly tell: readonly string[];
  readonly nextId: () => string;
  readonly now: number;
  /** As the receipt shows it. */
  readonly time: string;
}

/** Ends the entries; prints the commitment and texts it. Throws `command/lottery-…`: unknown, state, empty, source. */
export function freezeLottery(
  state: Reader,
  id: string,
  freezing: Freezing,
): Decision<{ commitment: string }> {
  const lottery = inState(state, id, 'open');
  const { seed, codes, nextId, now } = freezing;
  const source = line(freezing.source);
  if (source === '')
    throw new TerminalError('command/lottery-source', 'nobody said where the public number comes from');
  const entries = entriesOf(state, id);
  if (entries.length === 0) throw new TerminalError('command/lottery-empty', 'nobody has entered');
  const list = listHash(entries);
  const { title, prizes } = lottery;
  const commitment = commitmentOf({ id, title, prizes, list, entries: entries.length, source, seed });
  const frozen: LotteryEvent = {
    type: 'lottery.frozen',
    v: 1,
    lottery: id,
    seed,
    codes,
    list,
    source,
    commitment,
  };
  const facts = { shop: shopOf(state).name, time: freezing.time, lottery, entries: entries.length };
  const told = { 标题: title, 人数: String(entries.length), 来源: source, 承诺值: commitment };
  const words = wordsOf(state, 'lottery-frozen', told);
  const texts = freezing.tell.flatMap((key) => textTo(state, key, words, nextId(), now));
  const receipt = queueReceipt(nextId(), commitmentReceipt({ ...facts, list, source, commitment }));
  return { events: [frozen, receipt, ...texts], result: { commitment } };
}

/** Ends one that nothing was committed to. Throws `command/lottery-…`: unknown, state. */
export function cancelLottery(state: Reader, id: string): Decision<void> {
  inState(state, id, 'open');
  const cancelled: LotteryEvent = { type: 'lottery.cancelled', v: 1, lottery: id };
  return { events: [cancelled], result: undefined };
}

export interface Drawing {
  /** The public number, as its source published it. */
  readonly number: string;
  readonly nextId: () => string;
  readonly now: number;
  readonly time: string;
}

/** Draws, prints the result with all that is needed to check it, and texts each winner. Throws `command/lottery-…`: unknown, state, number. */
export function drawLottery(
  state: Reader,
  id: string,
  { number, nextId, now, time }: Drawing,
): Decision<Winner[]> {
  const lottery = inState(state, id, 'frozen');
  const given = line(number);
  if (given === '') throw new TerminalError('command/lottery-number', 'the public number is missing');
  const { seed, codes, commitment, prizes, title } = lottery;
  const secrets = { seed: seed ?? '', commitment: commitment ?? '', number: given };
  const entries = entriesOf(state, id);
  const winners = drawWinners(
    secrets,
    entries.map(({ entry }) => entry),
    prizes,
  );
  const drawn: LotteryEvent = { type: 'lottery.drawn', v: 1, lottery: id, public: given, winners };
  const keys = keysOf(state, id);
  const texts = winners.flatMap(({ entry, prize }) => {
    const won = { 标题: title, 奖品: prizes[prize]?.name ?? '', 号码: String(entry) };
    const words = wordsOf(state, 'lottery-won', { ...won, 兑奖码: redeemCode(codes ?? '', entry) });
    return textTo(state, keys.get(entry) ?? '', words, nextId(), now);
  });
  const shop = shopOf(state).name;
  const receipt = queueReceipt(
    nextId(),
    drawReceipt({ shop, time, lottery, entries: entries.length, winners, ...secrets }),
  );
  return { events: [drawn, receipt, ...texts], result: winners };
}

function keysOf(state: Reader, id: string): Map<number, string> {
  const rows = state.all<{ entry: number; key: string }>(
    'SELECT entry, key FROM lottery_entries WHERE lottery = ?',
    id,
  );
  return new Map(rows.map(({ entry, key }) => [entry, key]));
}

export interface Redeeming {
  readonly entry: number;
  readonly code: string;
  readonly job: string;
  readonly time: string;
}

/**
 * Hands out a prize, once: only the terminal that drew knows the codes, so that two tills cannot both do it. Prints the certificate. Throws
 * `command/lottery-…`: unknown, state, code, redeemed.
 */
export function redeemPrize(
  state: Reader,
  id: string,
  { entry, code, job, time }: Redeeming,
): Decision<{ prize: string }> {
  const lottery = inState(state, id, 'drawn');
  const won = winnersOf(state, id).find((one) => one.entry === entry);
  if (!won || code !== redeemCode(lottery.codes ?? '', entry))
    throw new TerminalError('command/lottery-code', 'this number and code have won nothing');
  if (won.redeemed !== null)
    throw new TerminalError('command/lottery-redeemed', 'this prize was handed out already');
  const prize = lottery.prizes[won.prize]?.name ?? '';
  const cause = `lottery:${id}:${entry}`;
  const redeemed: LotteryEvent = { type: 'lottery.redeemed', v: 1, lottery: id, entry, cause };
  const receipt = certificateReceipt({ shop: shopOf(state).name, time, lottery, entry, prize });
  return { events: [redeemed, queueReceipt(job, receipt)], result: { prize } };
}

function inState(state: Reader, id: string, wanted: Lottery['state']): Lottery {
  const lottery = lotteryById(state, id);
  if (!lottery) throw new TerminalError('command/lottery-unknown', 'there is no such lottery');
  if (lottery.state !== wanted)
    throw new TerminalError('command/lottery-state', `this lottery is ${lottery.state}, not ${wanted}`);
  return lottery;
}

function textTo(state: Reader, key: string, text: string, id: string, now: number): readonly DomainEvent[] {
  const queued = queueText(state, { id, key, text, purpose: 'service', cause: 'staff', now });
  return 'event' in queued ? [queued.event] : [];
}
