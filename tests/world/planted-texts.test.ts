/** The checks of texts bite: campaigns, care, what is told of a text, and owners are made to do wrong, and the world says so. */
// limit: 240
import { test } from 'uvu';
import type { Modem, SendOutcome } from '../../drivers/modem/types.js';
import { chanceOf } from '../../sim/world/chance.js';
import type { Planted } from '../../sim/world/planted.js';
import type { Promised } from '../../sim/world/witness.js';
import type { Applier, Tables } from '../../terminal/kernel/capability.js';
import type { DomainEvent } from '../../terminal/kernel/events.js';
import type { Kernel } from '../../terminal/kernel/kernel.js';
import { mustBeFound } from './must-be-found.js';

/** Seeds within which each must be found; texts to many are on a quarter of the days. */
const SEEDS_MAX = 200;

type Apply = Applier<DomainEvent>;
type Fields = DomainEvent & Readonly<Record<string, unknown>>;

/** The applier of one event, replaced. */
function applying(type: string, wrong: (right: Apply) => Apply): Planted {
  const replaced = (tables: Tables): Tables => {
    const right = tables.apply[type];
    return right ? { ...tables, apply: { ...tables.apply, [type]: wrong(right) } } : tables;
  };
  return { tables: (all) => all.map(replaced) };
}

/** A pause puts everybody back whom the campaign has texted already. */
function forgetfulPause(kernel: Kernel): Kernel {
  const drawn = new Map<unknown, unknown[]>();
  return {
    ...kernel,
    transact: (cause, decide) =>
      kernel.transact(cause, (state) => {
        const decision = decide(state);
        const events = (decision.events as readonly Fields[]).map((event): Fields => {
          if (event.type === 'campaigns.drawn')
            drawn.set(event.campaign, [...(drawn.get(event.campaign) ?? []), event.key]);
          return event.type === 'campaigns.paused'
            ? { ...event, back: drawn.get(event.campaign) ?? [] }
            : event;
        });
        return { ...decision, events };
      }),
  };
}

/** What becomes of a part that is to be sent. */
const sending =
  (
    wrong: (right: () => Promise<SendOutcome>, nth: number) => Promise<SendOutcome>,
  ): ((modem: Modem) => Modem) =>
  (modem) => {
    let nth = 0;
    return { ...modem, sendPart: (part) => wrong(() => modem.sendPart(part), nth++) };
  };

/** Shares of the days on which sim/world/people.ts lets such things happen: the others need not be tried. */
const DAYS = { texting: 0.25, owning: 0.05 } as const;

interface Wrong {
  readonly breaks: readonly Promised[];
  readonly day?: keyof typeof DAYS;
  readonly with: Planted;
}

const PLANTED: Readonly<Record<string, Wrong>> = {
  'a pause forgets who was texted': {
    breaks: ['texted-once'],
    day: 'texting',
    with: { kernel: forgetfulPause },
  },
  'what became of an occasion is forgotten': {
    day: 'texting',
    breaks: ['texted-once', 'counted-once'],
    with: applying('care.wished', (right) => (db, event, commit) => {
      right(db, event, commit);
      db.run('DELETE FROM care_wishes WHERE occasion = ?', String((event as Fields).occasion));
    }),
  },
  'a wish is texted that nobody approved': {
    day: 'texting',
    breaks: ['texted-once'],
    with: applying('care.proposed', (right) => (db, event, commit) => {
      right(db, event, commit);
      db.run("UPDATE care_wishes SET state = 'approved' WHERE state = 'proposed'");
    }),
  },
  'a refusal is of advertisements alone': {
    day: 'texting',
    breaks: ['refusal-is-heeded'],
    with: applying(
      'messaging.refused',
      (right) => (db, event, commit) => right(db, { ...event, purposes: ['marketing'] } as never, commit),
    ),
  },
  'a text that never left is called sent': {
    breaks: ['status-is-honest', 'everything-drains'],
    with: {
      modem: sending((right, nth) =>
        nth % 7 === 3 ? Promise.resolve({ state: 'sent', reference: 200 }) : right(),
      ),
    },
  },
  'a text whose answer is lost is called failed': {
    breaks: ['status-is-honest'],
    with: {
      modem: sending(async (right) => {
        const outcome = await right();
        return outcome.state === 'unknown'
          ? { state: 'failed', code: outcome.code, retry: 'permanent' }
          : outcome;
      }),
    },
  },
  'wrong PINs are not counted': {
    day: 'owning',
    breaks: ['owner-needs-pin'],
    with: applying('owner.pin-wrong', () => () => undefined),
  },
};

for (const [what, { breaks, day, with: planted }] of Object.entries(PLANTED)) {
  test(`it is found when ${what}`, async () => {
    await mustBeFound({
      ...{ planted, seeds: SEEDS_MAX },
      among: (seed) => day === undefined || chanceOf(seed, `${day} till-1`).hit(DAYS[day]),
      found: ({ promise }) => breaks.includes(promise),
    });
  });
}

test.run();
