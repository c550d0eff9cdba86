/** A shop with customers, its campaigns at work, and a modem that answers as a test says. */
import type { Filter } from '../../../terminal/audience/index.js';
import { draft, start } from '../../../terminal/campaigns/commands.js';
import { type Plan, type Preview, previewOf } from '../../../terminal/campaigns/preview.js';
import {
  type Campaign,
  campaignById,
  type Progress,
  progressOf,
} from '../../../terminal/campaigns/queries.js';
import { createCampaignService } from '../../../terminal/campaigns/service.js';
import { change, register } from '../../../terminal/customers/commands.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import type { Purpose } from '../../../terminal/messaging/index.js';
import { happen, STAFF, type TestKernelOptions } from '../../support/kernel.js';
import { silentLog } from '../../support/silent-log.js';
import { type FakeModem, fakeModem } from '../fake-devices.js';
import { GAP_MS, numberKey, openPost, type Post } from '../messaging/post.js';

export const ZONE = 'Asia/Shanghai';

export interface Person {
  readonly id: string;
  readonly name?: string;
  readonly phone?: string;
  readonly level?: string;
  readonly gender?: string;
  readonly birthday?: string;
  readonly tags?: string;
  readonly points?: number;
  /** fen */
  readonly spent?: number;
  readonly daysAway?: number;
}

export interface Company extends Post {
  enrol(...people: Person[]): Promise<void>;
  /** `count` customers who have agreed to marketing, with the numbers of numberKey. */
  crowd(count: number): Promise<void>;
  preview(plan: Partial<Plan>): Promise<Preview>;
  begin(
    id: string,
    facts?: { filter?: Filter; purpose?: Purpose; text?: string; at?: number },
  ): Promise<void>;
  campaign(id: string): Campaign | undefined;
  progress(id: string): Progress;
}

const DAY_MS = 86_400_000;
const NOTHING: Progress = { recipients: 0, waiting: 0, texts: {}, left: {} };

export async function openCompany(
  options: TestKernelOptions = {},
  modem: FakeModem = fakeModem(),
): Promise<Company> {
  const post = await openPost(options, modem);
  const { kernel, clock } = post;
  const service = createCampaignService(kernel, clock, silentLog, ZONE, GAP_MS);
  service.start();
  await clock.settle();
  const stamp = (n: number): string => `${String(n).padStart(15, '0')}-00000-till-1`;

  async function enrol(...people: Person[]): Promise<void> {
    for (const { id, name = id, phone, level, points, spent, daysAway, ...facts } of people) {
      const first = { id, name, stamp: stamp(1), ...(phone && { phone }), ...(level && { level }) };
      await kernel.transact(STAFF, (state) => register(state, first));
      await kernel.transact(STAFF, (state) => change(state, { customer: id, stamp: stamp(2), ...facts }));
      const at = clock.now() - (daysAway ?? 0) * DAY_MS;
      const events: object[] = [];
      if (points) {
        const entry = {
          customer: id,
          account: 'points',
          amount: points,
          reason: 'opening',
          cause: `open ${id}`,
        };
        events.push({ type: 'ledger.entered', v: 1, ...entry });
      }
      if (spent !== undefined)
        events.push({ type: 'counter.visit-imported', v: 1, customer: id, at, amount: spent, items: '' });
      if (events.length > 0) await happen(kernel, ...(events as DomainEvent[]));
    }
  }

  return {
    ...post,
    enrol,
    async crowd(count) {
      const all = Array.from({ length: count }, (_, n) => n);
      await enrol(...all.map((n) => ({ id: `c${n}`, name: `顾客${n}`, phone: numberKey(n) })));
      await post.agree(...all.map(numberKey));
    },
    preview: (plan) =>
      previewOf(
        kernel.state,
        {
          ...{ filter: {}, purpose: 'marketing', text: '水果节', now: clock.now(), startAt: clock.now() },
          ...{ zone: ZONE, gapMs: GAP_MS, ...plan },
        },
        () => Promise.resolve(),
      ),
    async begin(id, facts = {}) {
      const { filter = {}, purpose = 'marketing', text = '水果节', at = clock.now() } = facts;
      await kernel.transact(STAFF, (state) => draft(state, { id, name: id, filter, purpose, text }));
      await kernel.transact(STAFF, (state) => start(state, { campaign: id, at, recipients: 1 }));
      await clock.settle();
    },
    campaign: (id) => campaignById(kernel.state, id),
    progress(id) {
      const campaign = campaignById(kernel.state, id);
      return campaign ? progressOf(kernel.state, campaign) : NOTHING;
    },
    async stop() {
      await service.stop();
      await post.stop();
    },
  };
}
