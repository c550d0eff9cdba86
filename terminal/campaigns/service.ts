/**
 * Carries campaigns out: looks whose turn it is, gathers the recipients, and hands their texts to the outbox, a few at a time.
 *
 * INVARIANTS
 * - A recipient is drawn once: the text and the mark that it was drawn are one commit.
 * - The gate is asked when the text is drawn, not when the campaign was planned: a refusal of this morning stops a text of this afternoon.
 * - What should have been done long ago is not gone on with before a person has looked: its words may be of another day.
 * - One step is one slice or a few texts: nothing else waits long for it.
 */
import type { Clock, Log } from '../../drivers/host/types.js';
import { sliceOf } from '../audience/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision, Kernel } from '../kernel/kernel.js';
import { breathing, createWorker, type StepResult, type Worker, wokenBy } from '../kernel/worker.js';
import { mayGoAt, policyOf } from '../messaging/index.js';
import { choose } from './choose.js';
import { pause } from './commands.js';
import { drawSome } from './drawing.js';
import type { CampaignsEvents } from './events.js';
import { expect } from './expecting.js';
import {
  activeCampaigns,
  type Campaign,
  campaignById,
  inOutbox,
  lastFailures,
  recipientsAmong,
  waitingRecipients,
} from './queries.js';
import { dueNext, LATE_MS_MAX, nextDue } from './schedule.js';

type Event = EventOf<CampaignsEvents>;

const CAUSE = { actor: 'system', origin: 'timer' } as const;
/** Texts of a campaign in the outbox at once: the rest stays where it can be paused and thought over. */
const AHEAD = 10;
/** So many of the last texts failed: something is wrong that sending on would make worse. */
const SPIKE = { of: 20, failed: 10 } as const;
const LOOK_MS = 30_000;

/** `gapMs`: at least this long between two texts. */
export function createCampaignService(
  kernel: Kernel,
  clock: Clock,
  log: Log,
  zone: string,
  gapMs: number,
): Worker {
  const worker = createWorker(clock, log, 'campaigns', step);
  const { state } = kernel;

  const decide = (decision: (state: Reader) => Decision<void>) => kernel.transact(CAUSE, decision);

  async function step(): Promise<StepResult> {
    let wait: number | undefined;
    for (const campaign of activeCampaigns(state)) {
      const left = await work(campaign);
      if (left === 'again') return 'again';
      if (left !== 'idle') wait = Math.min(wait ?? left, left);
    }
    return wait === undefined ? 'idle' : Math.min(wait, LOOK_MS);
  }

  async function work(campaign: Campaign): Promise<StepResult> {
    switch (campaign.state) {
      case 'due':
      case 'repeating':
        return whenDue(campaign);
      case 'gathering':
        return breathing(clock, () => decide((current) => gather(current, campaign.id, clock.now(), zone)));
      default:
        return draw(campaign);
    }
  }

  async function whenDue(campaign: Campaign): Promise<StepResult> {
    const { id } = campaign;
    const wait = dueOf(campaign, clock.now(), zone) - clock.now();
    if (wait > 0) return wait;
    return breathing(clock, () =>
      decide((current) => begin(current, id, clock.now(), zone, kernel.ids.next())),
    );
  }

  async function draw(campaign: Campaign): Promise<StepResult> {
    const now = clock.now();
    const waiting = waitingRecipients(state, campaign.no, 1).length;
    if (campaign.until === null) {
      await decide((current) => expect(current, campaign.id, { now, zone, gapMs }));
      return 'again';
    }
    if (waiting > 0 && now >= campaign.until) {
      log.warn({ campaign: campaign.id, until: campaign.until }, 'a campaign was interrupted; it is paused');
      await decide((current) => pause(current, campaign.id, 'late'));
      return 'again';
    }
    const wait = mayGoAt(campaign.purpose, now, policyOf(state), zone) - now;
    if (wait > 0) return wait;
    const { ended, failed } = lastFailures(state, campaign.id, campaign.spikeFrom, SPIKE.of);
    if (failed >= SPIKE.failed) {
      log.warn({ campaign: campaign.id, ended, failed }, 'texts of a campaign fail; it is paused');
      await decide((current) => pause(current, campaign.id, 'failures'));
      return 'again';
    }
    const room = AHEAD - inOutbox(state, campaign.id);
    if (waiting > 0 && room > AHEAD / 2) {
      await decide((current) => drawSome(current, campaign.id, room, now, kernel.ids.next));
      return 'again';
    }
    if (waiting > 0 || room < AHEAD) return 'idle'; // The outbox wakes it.
    await decide(() => told({ type: 'campaigns.finished', v: 1, campaign: campaign.id }));
    return 'again';
  }

  return wokenBy(kernel, WAKES, worker);
}

/** Not by what it gathers itself: it would not breathe. */
const WAKES = /^(campaigns\.(?!gathered$)|messaging\.(sent|failed|unknown|expired|cancelled|policy-set)$)/;

function told(...events: Event[]): Decision<void> {
  return { events, result: undefined };
}

function dueOf({ startAt, firstAt, ranFor, repeat }: Campaign, now: number, zone: string): number {
  const due = startAt ?? now;
  return repeat === null
    ? due
    : dueNext({ startAt: due, firstAt: firstAt ?? due, ranFor }, repeat, now, zone);
}

/** It is due: it begins, or is told to have been missed; a repeating one makes a campaign of its own and waits for the next time. */
function begin(state: Reader, id: string, now: number, zone: string, run: string): Decision<void> {
  const campaign = campaignById(state, id);
  if (!campaign || (campaign.state !== 'due' && campaign.state !== 'repeating')) return told();
  const due = dueOf(campaign, now, zone);
  const late = now - due > LATE_MS_MAX;
  if (campaign.repeat !== null) {
    const next = nextDue(campaign.firstAt ?? due, campaign.repeat, now, zone);
    return late
      ? told({ type: 'campaigns.missed', v: 1, campaign: id, due, next })
      : told({ type: 'campaigns.ran', v: 1, campaign: id, run, due, next });
  }
  if (late) return told({ type: 'campaigns.missed', v: 1, campaign: id, due });
  return gather(state, id, now, zone);
}

function gather(state: Reader, id: string, now: number, zone: string): Decision<void> {
  const campaign = campaignById(state, id);
  if (!campaign || (campaign.state !== 'due' && campaign.state !== 'gathering')) return told();
  const { no, through, filter, purpose, startAt } = campaign;
  if (through > 0 && now - (startAt ?? now) > LATE_MS_MAX)
    return told({ type: 'campaigns.missed', v: 1, campaign: id, due: startAt ?? now });
  const { members, next } = sliceOf(state, filter, through, now, zone);
  const keys = members.flatMap((member) => member.keys);
  const taken = recipientsAmong(state, no, keys);
  const { chosen, left } = choose(state, members, purpose, now, (key) => taken.has(key));
  const counts: Record<string, number> = {};
  for (const { why } of left) counts[why] = (counts[why] ?? 0) + 1;
  return told({
    ...{ type: 'campaigns.gathered', v: 1, campaign: id, through: next ?? through, left: counts },
    recipients: chosen.map(({ member, key }) => ({ customer: member.id, key })),
    done: next === undefined,
  });
}
