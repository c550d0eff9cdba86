/**
 * The draw, as docs/LOTTERY.md tells it to everybody. Pure: the same published facts give the same winners.
 *
 * - The list is a line for each entry, `number mask`, so that people find themselves and nobody finds them.
 * - The commitment is SHA-256 over everything that decides the draw but for the public number, secret seed included. It is
 *   made known before the draw: afterwards neither the list nor the seed can be another.
 * - The public number is one that nobody knows when the commitment is made: whoever picks the seed cannot pick the winners.
 */
import { createHash, createHmac } from 'node:crypto';
import type { Prize } from './events.js';

export interface Entry {
  readonly entry: number;
  /** Masked number. */
  readonly mask: string;
}

export interface Committed {
  /** Id of the lottery. */
  readonly id: string;
  readonly title: string;
  readonly prizes: readonly Prize[];
  /** SHA-256 of the list, hex. */
  readonly list: string;
  readonly entries: number;
  readonly source: string;
  /** Hex. */
  readonly seed: string;
}

export interface Winner {
  readonly entry: number;
  /** From 0. */
  readonly prize: number;
}

export function listHash(entries: readonly Entry[]): string {
  return sha256(entries.map(({ entry, mask }) => `${entry} ${mask}\n`).join(''));
}

/** Hex. */
export function commitmentOf({ id, title, prizes, list, entries, source, seed }: Committed): string {
  const rows = [
    'zhanggui lottery 1',
    id,
    title,
    ...prizes.map(({ name, count }) => `${count} ${name}`),
    `${entries} ${list}`,
    source,
    seed,
  ];
  return sha256(rows.map((row) => `${row}\n`).join(''));
}

/** Each entry's ticket is HMAC-SHA256 of its number under SHA-256 of seed, public number and commitment; the smallest win. */
export function drawWinners(
  {
    commitment,
    seed,
    number,
  }: { readonly commitment: string; readonly seed: string; readonly number: string },
  entries: readonly number[],
  prizes: readonly Prize[],
): Winner[] {
  const key = createHash('sha256').update(`${seed}\n${number}\n${commitment}\n`).digest();
  const tickets = entries.map((entry) => ({
    entry,
    ticket: createHmac('sha256', key).update(String(entry)).digest('hex'),
  }));
  tickets.sort((one, other) => (one.ticket < other.ticket ? -1 : 1));
  const places = prizes.flatMap(({ count }, prize) => Array.from({ length: count }, () => prize));
  return tickets.slice(0, places.length).map(({ entry }, place) => ({ entry, prize: places[place] ?? 0 }));
}

/** Six digits that only the winner is told: they cannot be worked out from what is published. */
export function redeemCode(codes: string, entry: number): string {
  const digest = createHmac('sha256', Buffer.from(codes, 'hex')).update(`redeem ${entry}`).digest();
  return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
