import { TerminalError } from '../../protocol/errors.js';
import { printable } from '../../protocol/text/columns.js';
import { checkFilter } from '../audience/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { cancelBatch, checkTemplate } from '../messaging/index.js';
import type { CampaignFacts, CampaignsEvents, PausedWhy } from './events.js';
import { CAMPAIGN_VARIABLES } from './fill.js';
import { type Campaign, type CampaignState, campaignById, failedRecipients } from './queries.js';
import type { Repeat } from './schedule.js';

type Event = EventOf<CampaignsEvents>;

const NAME_LENGTH_MAX = 30;

/** Keeps a draft. Throws as checkTemplate and checkFilter do, and `command/campaign-state` once it is started. */
export function draft(
  state: Reader,
  wanted: CampaignFacts & { readonly id: string },
): Decision<{ campaign: string }> {
  const { id: campaign, purpose } = wanted;
  const known = campaignById(state, campaign);
  if (known) mustBe(known, ['draft']);
  const text = checkTemplate(wanted.text, CAMPAIGN_VARIABLES);
  const name = printable(wanted.name).trim().slice(0, NAME_LENGTH_MAX) || [...text].slice(0, 10).join('');
  const { survey } = wanted;
  const facts = {
    ...{ name, purpose, text, filter: checkFilter(wanted.filter) },
    ...(survey !== undefined && { survey }),
  };
  const event: Event = { type: 'campaigns.drafted', v: 1, campaign, ...facts };
  return { events: [event], result: { campaign } };
}

export interface Start {
  readonly campaign: string;
  /** ms since 1970 UTC */
  readonly at: number;
  readonly repeat?: Repeat;
  /** Whom the preview counted: nobody, and nothing is started. */
  readonly recipients: number;
}

/** Throws `command/campaign-nobody`, `command/campaign-state`, `command/campaign-unknown`. */
export function start(state: Reader, { campaign, at, repeat, recipients }: Start): Decision<void> {
  mustBe(campaignOf(state, campaign), ['draft']);
  if (recipients === 0 && repeat === undefined)
    throw new TerminalError('command/campaign-nobody', 'nobody would get this text');
  const facts = { campaign, at, ...(repeat !== undefined && { repeat }) };
  return done({ type: 'campaigns.started', v: 1, ...facts });
}

/** What waits in the outbox is taken back, so that it goes on where it stood. */
export function pause(state: Reader, id: string, why: PausedWhy): Decision<void> {
  const campaign = campaignOf(state, id);
  mustBe(campaign, ['running']);
  const taken = cancelBatch(state, id);
  const back = taken.map(({ key }) => key);
  const paused: Event = { type: 'campaigns.paused', v: 1, campaign: id, why, back };
  return { events: [...taken.map(({ event }) => event), paused], result: undefined };
}

export function resume(state: Reader, id: string): Decision<void> {
  mustBe(campaignOf(state, id), ['paused']);
  return done({ type: 'campaigns.resumed', v: 1, campaign: id });
}

const CANCELLABLE: readonly CampaignState[] = [
  'draft',
  'due',
  'repeating',
  'gathering',
  'running',
  'paused',
  'missed',
];

export const mayBeCancelled = ({ state }: Campaign): boolean => CANCELLABLE.includes(state);

/** For good: what has not left does not leave. A draft is gone. */
export function cancel(state: Reader, id: string): Decision<void> {
  mustBe(campaignOf(state, id), CANCELLABLE);
  const taken = cancelBatch(state, id).map(({ event }) => event);
  const cancelled: Event = { type: 'campaigns.cancelled', v: 1, campaign: id };
  return { events: [...taken, cancelled], result: undefined };
}

const RETRYABLE: readonly CampaignState[] = ['done', 'paused'];

export const mayBeRetried = ({ state }: Campaign): boolean => RETRYABLE.includes(state);

/** At once; the rest when a person asks again. */
export const RETRY_MAX = 1000;

/** Once more to those whose text failed, or waited too long, and to nobody else. Throws `command/campaign-none-failed`. */
export function retryFailed(state: Reader, id: string): Decision<{ count: number }> {
  const campaign = campaignOf(state, id);
  mustBe(campaign, RETRYABLE);
  const keys = failedRecipients(state, campaign, RETRY_MAX);
  if (keys.length === 0) throw new TerminalError('command/campaign-none-failed', 'no text of it failed');
  const event: Event = { type: 'campaigns.retried', v: 1, campaign: id, keys };
  return { events: [event], result: { count: keys.length } };
}

function done(event: Event): Decision<void> {
  return { events: [event], result: undefined };
}

function campaignOf(state: Reader, id: string): Campaign {
  const campaign = campaignById(state, id);
  if (!campaign) throw new TerminalError('command/campaign-unknown', 'there is no such campaign');
  return campaign;
}

function mustBe({ state }: Campaign, states: readonly CampaignState[]): void {
  if (!states.includes(state))
    throw new TerminalError('command/campaign-state', `that cannot be done while it is ${state}`);
}
