/** What staff do about texts to many: write, start, pause, take back; and the wishes that care proposes. */
import type { App } from '../../../terminal/app.js';
import { cancel, draft, pause, resume, retryFailed, start } from '../../../terminal/campaigns/commands.js';
import { previewOf } from '../../../terminal/campaigns/preview.js';
import { type Campaign, campaigns } from '../../../terminal/campaigns/queries.js';
import { approve, approveAll, decline, setRule } from '../../../terminal/care/commands.js';
import { careRules, proposed } from '../../../terminal/care/queries.js';
import { change, register } from '../../../terminal/customers/commands.js';
import { customers } from '../../../terminal/customers/queries.js';
import { consent } from '../../../terminal/messaging/consent.js';
import { hasRefused } from '../../../terminal/messaging/index.js';
import { policyOf } from '../../../terminal/messaging/policy.js';
import { setPolicy } from '../../../terminal/messaging/settings.js';
import { STAFF } from '../../../terminal/staff.js';
import { type Deed, drawFrom } from './deed.js';

/** Quiet hours, minutes of the day; the world begins at ten. */
const QUIET = { quietFrom: 10 * 60 + 10, quietTo: 10 * 60 + 16 } as const;
/** More than any law would have: what stops the second text of an occasion must not be the cap. */
const CAPS = {
  ...{ perMinute: 30, marketingCap: { texts: 100, days: 1 }, careCap: { texts: 100, days: 1 } },
} as const;

const TEXTS = [
  '{称呼}您好，{店名}新到阳光玫瑰',
  '{称呼}，您有{积分}积分，{店名}周末双倍',
  '{店名}周三停业盘点',
] as const;
const FILTERS = [{}, {}, { levels: ['金卡'] }, { points: { min: 100 } }] as const;

/** The shop's rules for texts, as this world has them. */
export async function setRules({ kernel }: App): Promise<void> {
  const { quietFrom, marketingCap } = policyOf(kernel.state);
  if (quietFrom === QUIET.quietFrom && marketingCap.texts === CAPS.marketingCap.texts) return;
  await kernel.transact(STAFF, (state) => setPolicy(state, { ...QUIET, ...CAPS }));
}

/** Somebody signs that advertisements are welcome, unless they were refused. */
export async function agrees(app: App, key: string): Promise<void> {
  await setRules(app);
  await app.kernel.transact(STAFF, (state) =>
    hasRefused(state, key)
      ? { events: [], result: undefined }
      : consent(state, { key, how: 'counter', evidence: '登记表' }),
  );
}

/** A guest leaves a number and agrees; sometimes a number that somebody else has too. */
const guest: Deed = async (app, chance) => {
  const [phone, name] = [`1380000${String(chance.between(1, 12)).padStart(4, '0')}`, chance.between(1, 99)];
  const { kernel, stamps } = app;
  const id = kernel.ids.next();
  const wanted = { id, name: `来客${name}`, phone, stamp: stamps.next() };
  await kernel.transact(STAFF, (state) => register(state, wanted));
  await agrees(app, `+86${phone}`);
  return id;
};

const writing: Deed = async (app, chance) => {
  const [words, filter, purpose] = [chance.pick(TEXTS), chance.pick(FILTERS), chance.between(1, 10)];
  const [issue, laterMs, repeats] = [
    chance.between(1, 9_999),
    chance.pick([0, 0, 20_000, 180_000]),
    chance.hit(0.1),
  ];
  const thinksAgainMs = chance.pick([0, 0, 1_500, 5_000]);
  const { kernel, clock, timezone, textGapMs } = app;
  const id = kernel.ids.next();
  await setRules(app);
  const facts = {
    ...{ name: `第${issue}期`, text: `${words}，第${issue}期`, filter },
    purpose: purpose <= 7 ? 'marketing' : purpose <= 9 ? 'care' : 'service',
  } as const;
  await kernel.transact(STAFF, (state) => draft(state, { id, ...facts }));
  const now = clock.now();
  const at = now + laterMs;
  const plan = { ...facts, now, startAt: at, zone: timezone, gapMs: textGapMs };
  const { recipients } = await previewOf(kernel.state, plan, () => Promise.resolve());
  const begin = { campaign: id, at, recipients, ...(repeats && { repeat: 'day' as const }) };
  await kernel.transact(STAFF, (state) => start(state, begin));
  if (thinksAgainMs === 0) return id;
  await new Promise<void>((resolve) => void clock.after(thinksAgainMs, resolve));
  await kernel.transact(STAFF, (state) => pause(state, id, 'staff'));
  return id;
};

/** The next thing that staff do about one of the newest campaigns, by what it is doing. */
const minding: Deed = async ({ kernel }, chance) => {
  const [which, what] = [chance.between(0, 2), chance.between(1, 6)];
  const campaign = campaigns(kernel.state, which, 1)[0];
  const step = campaign && stepFor(campaign, what);
  if (!campaign || !step) return undefined;
  await kernel.transact(STAFF, (state) => ({ ...step(state, campaign.id), result: undefined }));
  return undefined;
};

type Step = typeof resume | typeof retryFailed;

const stopping: Step = (state, id) => pause(state, id, 'staff');

function stepFor({ state }: Campaign, what: number): Step | undefined {
  if (what === 6) return cancel;
  switch (state) {
    case 'running':
      return what <= 4 ? stopping : undefined;
    case 'paused':
      return what === 5 ? retryFailed : resume;
    case 'done':
      return retryFailed;
    default:
      return undefined;
  }
}

/** Today, in both calendars: the world begins on the 14th of the tenth month. */
const BORN_TODAY = ['1990-11-22', '--11-22', 'L1988-10-14'] as const;

const birthday: Deed = async ({ kernel, stamps }, chance) => {
  const [place, born] = [chance.fraction(), chance.pick(BORN_TODAY)];
  const known = customers(kernel.state, 0, 50);
  const customer = known[Math.floor(place * known.length)];
  if (!customer) return undefined;
  const wanted = { customer: customer.id, birthday: born, stamp: stamps.next() };
  await kernel.transact(STAFF, (state) => change(state, wanted));
  return undefined;
};

const RULES = ['birthday', 'holiday-元旦', 'holiday-腊八节', 'tip'] as const;

/** Turned on, or changed: the day is looked at again. Holidays are wished 45 days before, so that there are some. */
const ruling: Deed = async (app, chance) => {
  const [which, auto, days] = [chance.pick(RULES), chance.hit(0.3), chance.between(1, 3)];
  const { kernel } = app;
  const rule = careRules(kernel.state).find(({ id }) => id === which);
  if (!rule) return undefined;
  await setRules(app);
  const wanted = { ...rule, on: true, auto, days: rule.kind === 'holiday' ? 45 : days };
  await kernel.transact(STAFF, (state) => setRule(state, wanted));
  return undefined;
};

const approving: Deed = async ({ kernel }, chance) => {
  const [what, which] = [chance.between(1, 4), chance.between(0, 3)];
  if (what <= 2) {
    await kernel.transact(STAFF, approveAll);
    return undefined;
  }
  const wish = proposed(kernel.state, which, 1)[0];
  const settle = what === 3 ? approve : decline;
  if (wish) await kernel.transact(STAFF, (state) => settle(state, wish.occasion));
  return undefined;
};

/** By how often they are done; for a day with texts to many. */
export const textingDeed = drawFrom<Deed>([
  ['a guest agrees', 3, guest],
  ['writes to many', 3, writing],
  ['minds what was written', 6, minding],
  ['learns a birthday', 2, birthday],
  ['sets what care looks for', 1, ruling],
  ['goes through the wishes', 3, approving],
]);
