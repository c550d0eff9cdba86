/** What the law and the operator ask of each kind of text, and what a shop may set. Data; a lawyer checks it. */
import type { Reader } from '../kernel/database.js';
import type { Purpose } from './events.js';

const HOUR_MS = 3600_000;

export interface PurposeRule {
  /** Lower goes first: a one-time code overtakes a campaign. */
  readonly rank: number;
  /** Needs consent on record. */
  readonly consent: boolean;
  /** Stops at a refusal. */
  readonly refusable: boolean;
  /** Waits for the end of the quiet hours. */
  readonly quiet: boolean;
  /** Leaves the last part of the SIM's rate to what people wait for. */
  readonly bulk: boolean;
  /** Not sent after it has waited this long, ms. */
  readonly livesMs: number;
}

/** PITFALLS of the law: consent before marketing, a stop at the first refusal, and no advertisement at night. */
export const RULES: Readonly<Record<Purpose, PurposeRule>> = {
  otp: { rank: 0, consent: false, refusable: false, quiet: false, bulk: false, livesMs: HOUR_MS / 12 },
  service: { rank: 1, consent: false, refusable: false, quiet: false, bulk: false, livesMs: 72 * HOUR_MS },
  care: { rank: 2, consent: false, refusable: true, quiet: true, bulk: true, livesMs: 24 * HOUR_MS },
  marketing: { rank: 3, consent: true, refusable: true, quiet: true, bulk: true, livesMs: 48 * HOUR_MS },
};

/** What one refusal stops. */
export const REFUSABLE: readonly Purpose[] = ['care', 'marketing'];

/** At most `texts` of a purpose to one number in `days`. */
export interface Cap {
  readonly texts: number;
  readonly days: number;
}

export interface Policy {
  /** Minutes of the shop's day; may cross midnight; the same twice: no quiet hours. */
  readonly quietFrom: number;
  readonly quietTo: number;
  /** Parts that the SIM may send; `perMinute` of a campaign, others go quicker (rate.ts). */
  readonly perMinute: number;
  readonly perHour: number;
  readonly perDay: number;
  readonly careCap: Cap;
  readonly marketingCap: Cap;
  /** Of one part, in tenths of a fen: operators charge 3.5 fen and the like. */
  readonly partCost: number;
  /** The SIM's own number key; empty when nobody has said. */
  readonly own: string;
}

/** 21:00–08:00; 200 an hour and 1,000 a day are figures that circulate for SIM cards, unverified. */
export const DEFAULT_POLICY: Policy = {
  ...{ quietFrom: 21 * 60, quietTo: 8 * 60, perMinute: 6, perHour: 200, perDay: 1000 },
  ...{ careCap: { texts: 1, days: 1 }, marketingCap: { texts: 1, days: 7 } },
  ...{ partCost: 50, own: '' },
};

/** Part of the hour's and the day's texts that campaigns leave to others, percent. */
export const RESERVED_PERCENT = 20;

/** What a campaign may use of a limit. */
export function bulkShare(limit: number): number {
  return Math.max(1, Math.floor((limit * (100 - RESERVED_PERCENT)) / 100));
}

export function policyOf(state: Reader): Policy {
  const kept = state.value<string>('SELECT json FROM texting_policy');
  return kept === undefined
    ? DEFAULT_POLICY
    : { ...DEFAULT_POLICY, ...(JSON.parse(kept) as Partial<Policy>) };
}

const DAY_MS = 24 * HOUR_MS;
/** What goes out at ten each day may be a little early. */
const EARLY_MS = 2 * HOUR_MS;

/** Texts since then count for the cap. */
export function capSince({ days }: Cap, now: number): number {
  return now - days * DAY_MS + EARLY_MS;
}

export function capOf(policy: Policy, purpose: Purpose): Cap | undefined {
  if (purpose === 'marketing') return policy.marketingCap;
  return purpose === 'care' ? policy.careCap : undefined;
}
