/** What a bulk of texts would be, before any of it leaves: looked at slice by slice, so that a call's card need not wait. */
import { countParts } from '../../protocol/sms/index.js';
import { type Filter, sliceOf } from '../audience/index.js';
import type { Reader } from '../kernel/database.js';
import {
  bodyOf,
  finishAt,
  mayGoAt,
  type Purpose,
  partsSince,
  policyOf,
  riskyWords,
} from '../messaging/index.js';
import { shopOf } from '../shop/index.js';
import { type Chosen, choose, type Left, type LeftWhy } from './choose.js';
import { partsOfOthers } from './expecting.js';
import { fillerOf } from './fill.js';

export interface Plan {
  readonly filter: Filter;
  readonly purpose: Purpose;
  readonly text: string;
  /** ms since 1970 UTC */
  readonly now: number;
  /** When it is to begin. */
  readonly startAt: number;
  readonly zone: string;
  readonly gapMs: number;
}

export interface Preview {
  readonly recipients: number;
  readonly parts: number;
  /** Tenths of a fen. */
  readonly cost: number;
  /** When the first and the last text go; ms since 1970 UTC. */
  readonly beginsAt: number;
  readonly finishAt: number;
  /** Left out, by reason. */
  readonly counts: ReadonlyMap<LeftWhy, number>;
  /** The first LIST_MAX of those who are left out. */
  readonly left: readonly Left[];
  /** Three bodies as their recipients would read them. */
  readonly samples: readonly string[];
  readonly risky: readonly string[];
}

const LIST_MAX = 500;
const SAMPLES = 3;
const DAY_MS = 24 * 3600_000;

/** `breathe` is awaited between two slices: whoever waits may go first. `report` takes 0…1. */
export async function previewOf(
  state: Reader,
  plan: Plan,
  breathe: () => Promise<void>,
  report: (part: number) => void = () => undefined,
): Promise<Preview> {
  const tally = createTally(state, plan);
  const last = state.value<number>('SELECT max(no) FROM customers') ?? 0;
  for (let after: number | undefined = 0; after !== undefined; ) {
    const { members, next } = sliceOf(state, plan.filter, after, plan.now, plan.zone);
    const { chosen, left } = choose(state, members, plan.purpose, plan.now, tally.has);
    tally.add(chosen, left);
    report(Math.min(1, (next ?? last) / Math.max(1, last)));
    after = next;
    if (next !== undefined) await breathe();
  }
  return tally.preview();
}

function createTally(state: Reader, plan: Plan) {
  const { purpose, text, now, startAt, zone, gapMs } = plan;
  const { name, signature } = shopOf(state);
  const fill = fillerOf(text, name);
  const keys = new Set<string>();
  const counts = new Map<LeftWhy, number>();
  const list: Left[] = [];
  const samples: string[] = [];
  /** Parts by length: the signature makes every body UCS-2, so that the length decides. */
  const partsOf = new Map<number, number>();
  let parts = 0;

  function take({ key, member }: Chosen): void {
    keys.add(key);
    const own = fill(member);
    const known = partsOf.get(own.length);
    const needed = known ?? countParts(bodyOf(own, purpose, signature)).parts;
    if (known === undefined) partsOf.set(own.length, needed);
    parts += needed;
    if (samples.length < SAMPLES) samples.push(bodyOf(own, purpose, signature));
  }

  return {
    has: (key: string) => keys.has(key),
    add(chosen: readonly Chosen[], left: readonly Left[]) {
      for (const one of chosen) take(one);
      for (const one of left) {
        counts.set(one.why, (counts.get(one.why) ?? 0) + 1);
        if (list.length < LIST_MAX) list.push(one);
      }
    },
    preview(): Preview {
      const policy = policyOf(state);
      const from = Math.max(now, startAt);
      const sentToday = startAt > now + DAY_MS ? 0 : partsSince(state, now - DAY_MS, now);
      return {
        ...{ recipients: keys.size, parts, cost: parts * policy.partCost, counts, left: list, samples },
        beginsAt: mayGoAt(purpose, from, policy, zone),
        finishAt: finishAt(
          {
            ...{ purpose, from, sentToday, gapMs },
            parts: parts + partsOfOthers(state, ''),
            perText: keys.size === 0 ? 1 : Math.ceil(parts / keys.size),
          },
          policy,
          zone,
        ),
        risky: riskyWords(state, text),
      };
    },
  };
}
