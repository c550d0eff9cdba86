/** The next texts of a campaign, each for one person as they are now. */
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Decision } from '../kernel/kernel.js';
import { queueText } from '../messaging/index.js';
import { askFirst } from '../poll/index.js';
import { shopOf } from '../shop/index.js';
import type { CampaignsEvents } from './events.js';
import { fillForCustomer } from './fill.js';
import { type Campaign, campaignById, type Recipient, waitingRecipients } from './queries.js';
import { standing, wasTexted } from './turn.js';

type Drawn = EventOf<CampaignsEvents>;

/** For at most `room` of those who wait. A text is worth sending until the campaign is. */
export function drawSome(
  state: Reader,
  id: string,
  room: number,
  now: number,
  nextId: () => string,
): Decision<void> {
  const campaign = campaignById(state, id);
  if (campaign?.state !== 'running') return { events: [], result: undefined };
  const here = new Set<number>();
  const events = waitingRecipients(state, campaign.no, room).flatMap((recipient): DomainEvent[] => {
    const text = nextId();
    const drawn = drawOne(state, campaign, recipient, { text, now, here });
    const mark = (facts: { text?: string; why?: string }): Drawn => {
      return { type: 'campaigns.drawn', v: 1, campaign: id, key: recipient.key, ...facts };
    };
    return 'why' in drawn ? [mark({ why: drawn.why })] : [...drawn.events, mark({ text })];
  });
  return { events, result: undefined };
}

interface Turn {
  /** Id of the text, if there will be one. */
  readonly text: string;
  readonly now: number;
  /** Rows of the persons who are texted in this commit. */
  readonly here: Set<number>;
}

function drawOne(
  state: Reader,
  campaign: Campaign,
  recipient: Recipient,
  { text, now, here }: Turn,
): { readonly events: readonly DomainEvent[] } | { readonly why: string } {
  const { id: batch, purpose, survey, until } = campaign;
  const { key } = recipient;
  const stands = standing(state, recipient, purpose);
  if ('why' in stands) return stands;
  const { person } = stands;
  if (here.has(person.no) || wasTexted(state, campaign, person, key)) return { why: 'number-same' };
  const asked = survey === undefined ? [] : askFirst(state, survey, key, now);
  if (asked === undefined) return { why: 'survey-over' };
  const words = fillForCustomer(state, campaign.text, person.id, { shop: shopOf(state).name, now }) ?? '';
  const wanted = { id: text, key, text: words, purpose, cause: 'campaign', now, batch } as const;
  const queued = queueText(state, { ...wanted, ...(until !== null && { until }) });
  if ('stopped' in queued) return { why: queued.stopped };
  here.add(person.no);
  return { events: [queued.event, ...asked] };
}
