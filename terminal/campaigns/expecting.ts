/** Until when a campaign goes on by itself: after that its words may be stale, and a person is asked. */
import { countParts } from '../../protocol/sms/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { bodyOf, civilOf, finishAt, momentOf, partsSince, policyOf } from '../messaging/index.js';
import { shopOf } from '../shop/index.js';
import type { CampaignsEvents } from './events.js';
import { fillerOf } from './fill.js';
import { type Campaign, campaignById, carriedCampaigns, inOutbox, waitingCount } from './queries.js';
import { LATE_MS_MAX } from './schedule.js';

const DAY_MS = 24 * 3600_000;

/** The shop's pace. */
export interface Pace {
  readonly now: number;
  readonly zone: string;
  /** At least this long between two texts, ms. */
  readonly gapMs: number;
}

/** Parts that one text of it will have: as if nobody had a name longer than usual. */
export function partsPerText(state: Reader, { text, purpose }: Pick<Campaign, 'text' | 'purpose'>): number {
  const { name, signature } = shopOf(state);
  const words = fillerOf(text, name)({ name: '王小明', level: '金卡', points: 1000, balance: 10_000 });
  return countParts(bodyOf(words, purpose, signature)).parts;
}

/** Parts of the campaigns that are carried out now but for `but`: they take the same SIM. */
export function partsOfOthers(state: Reader, but: string): number {
  return carriedCampaigns(state)
    .filter(({ id }) => id !== but)
    .reduce((sum, campaign) => sum + partsLeft(state, campaign), 0);
}

function partsLeft(state: Reader, campaign: Campaign): number {
  const texts = waitingCount(state, campaign.no) + inOutbox(state, campaign.id);
  return texts === 0 ? 0 : texts * partsPerText(state, campaign);
}

/** When the last of its texts will be out, with those of the others. */
export function doneAt(state: Reader, campaign: Campaign, { now, zone, gapMs }: Pace): number {
  const { purpose, id } = campaign;
  const parts = partsLeft(state, campaign) + partsOfOthers(state, id);
  const sentToday = partsSince(state, now - DAY_MS, now);
  const perText = partsPerText(state, campaign);
  return finishAt({ purpose, parts, perText, from: now, sentToday, gapMs }, policyOf(state), zone);
}

/** The end of the day on which it should be done, and some time more. */
export function expect(state: Reader, id: string, pace: Pace): Decision<void> {
  const campaign = campaignById(state, id);
  if (campaign?.state !== 'running' || campaign.until !== null) return { events: [], result: undefined };
  const done = doneAt(state, campaign, pace);
  const day = civilOf(done, pace.zone);
  const dayEnds = momentOf({ ...day, day: day.day + 1, minute: 0 }, pace.zone);
  const until = Math.max(dayEnds, done + LATE_MS_MAX);
  const expected: EventOf<CampaignsEvents> = { type: 'campaigns.expected', v: 1, campaign: id, until };
  return { events: [expected], result: undefined };
}
