/**
 * When the plug is pulled: at any moment, during the start, and most of all just after something was done that the terminal
 * may not have written down yet.
 */
import { once } from 'node:events';
import type { Chance } from '../../sim/world/chance.js';
import type { Outside } from './outside.js';

/** What happens at the counter and leaves the terminal, as those who stand outside see it. */
export const DEEDS = ['start', 'picture', 'paid', 'paper', 'sent', 'deleted'] as const;
export type Deed = (typeof DEEDS)[number];

export interface Moment {
  readonly after: Deed;
  readonly ms: number;
}

/** For each deed: how many of 20 plugs are pulled after it, and at most how long after it, ms. */
const MOMENTS: Readonly<Record<Deed, { readonly share: number; readonly msMax: number }>> = {
  start: { share: 3, msMax: 1_500 },
  picture: { share: 5, msMax: 2_500 },
  /** OK was pressed: the commit, its picture, the paper and the text follow. */
  paid: { share: 3, msMax: 150 },
  /** Cut; the printer was not asked yet whether it came out whole. */
  paper: { share: 2, msMax: 30 },
  /** The network has it; the modem has not said so yet. */
  sent: { share: 4, msMax: 30 },
  /** From the SIM. */
  deleted: { share: 3, msMax: 30 },
};

/** As if it had been done: this long after the first picture, when it was not done by then. */
const DONE_MS_MAX = 5_000;
const PICTURE_MS_MAX = 60_000;

export function drawMoment(chance: Chance): Moment {
  const bag = DEEDS.flatMap((deed) => new Array<Deed>(MOMENTS[deed].share).fill(deed));
  const after = bag[chance.between(0, bag.length - 1)] ?? 'picture';
  return { after, ms: chance.between(0, MOMENTS[after].msMax) };
}

/** Begins to wait when the terminal was started. */
export async function waitForMoment({ after, ms }: Moment, outside: Outside): Promise<void> {
  if (after !== 'start') await done('picture', outside, PICTURE_MS_MAX);
  if (after !== 'start' && after !== 'picture') await done(after, outside, DONE_MS_MAX);
  await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Resolves with the next such deed, or after so many ms without one. */
async function done(deed: Deed, { deeds }: Outside, msMax: number): Promise<void> {
  try {
    await once(deeds, deed, { signal: AbortSignal.timeout(msMax) });
  } catch {
    // It was not done in time.
  }
}
