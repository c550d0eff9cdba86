/** News before they leave: how many get them, who is left out and why, and when the last is out. */
import { type Filter, sliceOf } from '../audience/index.js';
import { fillForCustomer } from '../campaigns/index.js';
import type { Reader } from '../kernel/database.js';
import { shopOf } from '../shop/index.js';
import { stopMember } from './commands.js';
import { bodyOf, type MailStopped, subjectOf } from './gate.js';
import { GAP_MS } from './sender.js';

export interface NewsPlan {
  readonly subject: string;
  readonly text: string;
  readonly filter: Filter;
  readonly own: string;
  /** ms since 1970 UTC */
  readonly now: number;
  readonly zone: string;
}

export interface NewsPreview {
  readonly recipients: number;
  readonly left: ReadonlyMap<MailStopped, number>;
  /** When the last goes, if the line holds; ms since 1970 UTC. */
  readonly finishAt: number;
  readonly sample: { readonly subject: string; readonly body: string } | undefined;
}

/** `breathe` is awaited between two slices. */
export async function previewNews(
  state: Reader,
  plan: NewsPlan,
  breathe: () => Promise<void>,
): Promise<NewsPreview> {
  const addresses = new Set<string>();
  const left = new Map<MailStopped, number>();
  let sample: NewsPreview['sample'];
  for (let after: number | undefined = 0; after !== undefined; ) {
    const { members, next } = sliceOf(state, plan.filter, after, plan.now, plan.zone);
    for (const member of members) {
      const { email } = member;
      const same = addresses.has(email) ? ('address-same' as const) : undefined;
      const why = same ?? stopMember(state, member, { purpose: 'marketing', own: plan.own });
      if (why) left.set(why, (left.get(why) ?? 0) + 1);
      else {
        addresses.add(email);
        sample ??= sampleOf(state, plan, member.id);
      }
    }
    after = next;
    if (next !== undefined) await breathe();
  }
  const recipients = addresses.size;
  return { recipients, left, sample, finishAt: plan.now + recipients * GAP_MS };
}

function sampleOf(state: Reader, { subject, text, now }: NewsPlan, customer: string): NewsPreview['sample'] {
  const { name, phone } = shopOf(state);
  const filled = fillForCustomer(state, text, customer, { shop: name, now }) ?? text;
  return {
    subject: subjectOf(subject, 'marketing'),
    body: bodyOf(filled, 'marketing', { shop: name, phone }),
  };
}
