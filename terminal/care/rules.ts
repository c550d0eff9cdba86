/** What a shop remembers its customers for. Pure. */
import {
  anniversaryIn,
  birthdaysIn,
  type Day,
  dayOf,
  HOLIDAYS,
  type Holiday,
  holidaysIn,
  numberOf,
  written,
} from '../almanac/index.js';
import type { Filter } from '../audience/index.js';
import { parseBirthday } from '../customers/index.js';

/** The batch of all texts of care. */
export const BATCH = 'care';

export type CareKind = 'birthday' | 'anniversary' | 'kept' | 'holiday' | 'revisit' | 'tip';

export interface CareRule {
  readonly id: string;
  readonly kind: CareKind;
  /** Of a holiday. */
  readonly holiday?: Holiday;
  /** A template: `{称呼}` and the like. */
  readonly text: string;
  readonly on: boolean;
  /** Sent without asking anybody; else it waits for the day's approval. */
  readonly auto: boolean;
  /** Birthday, anniversary, holiday: so many days before. Revisit: so many days after a visit. Tip: every so many days. */
  readonly days: number;
  /** For these customers alone. */
  readonly filter: Filter;
}

const rule = (id: string, kind: CareKind, days: number, text: string, on = false): CareRule => {
  return { id, kind, days, text, on, auto: false, filter: {} };
};

/** Nobody is wished a happy day of the dead. */
const WISHES: Partial<Record<Holiday, string>> = { 清明节: '清明时节安康顺遂', 端午节: '端午安康' };

/** Whose day it is, where it is not everybody's. */
const MEANT: Partial<Record<Holiday, Filter>> = {
  妇女节: { gender: 'f' },
  母亲节: { gender: 'f' },
  父亲节: { gender: 'm' },
};

/** What there is before anybody changes it: birthdays are proposed, everything else is off. */
export const DEFAULT_RULES: readonly CareRule[] = [
  rule('birthday', 'birthday', 0, '{称呼}，{店名}祝您生日快乐，平安喜乐！', true),
  rule('anniversary', 'anniversary', 0, '{称呼}，感谢您又陪伴{店名}一年，祝您一切顺心！'),
  rule('kept', 'kept', 0, '{称呼}，在您的纪念日，{店名}祝您天天开心！'),
  rule('revisit', 'revisit', 30, '{称呼}您好，好久不见，{店名}一切都好，期待您再来坐坐。'),
  rule('tip', 'tip', 30, '{称呼}您好，{店名}小贴士：天气变化，注意增减衣物，多吃时令水果。'),
  ...HOLIDAYS.map((holiday) => {
    const words = `{称呼}，{店名}祝您${WISHES[holiday] ?? `${holiday}快乐`}！`;
    const filter = MEANT[holiday] ?? {};
    return { ...rule(`holiday-${holiday}`, 'holiday', 0, words), holiday, filter };
  }),
];

/** What is known of a customer. */
export interface CareFacts {
  readonly birthday: string;
  /** Day of registering. */
  readonly joined: Day;
  /** Days since the last visit; undefined for who never came. */
  readonly away: number | undefined;
  /** Days that the customer keeps, as customers/birthday.ts writes them: a wedding, the opening of a shop. */
  readonly kept?: () => readonly string[];
}

export interface Occasion {
  /** What is kept, and which time: with the number it is the occasion. */
  readonly what: string;
  /** With the customer it is the same occasion, though its day was put right meanwhile. */
  readonly once: string;
  /** The last day on which it is worth a text, counted as almanac/days.ts does. */
  readonly until: number;
}

/** A terminal that was off for so many days still asks for a visit; later it is stale. */
const REVISIT_LATE_DAYS = 3;

/** The occasion that a rule sees today (a day's number) for a customer; undefined for none. */
export function occasionToday(rule: CareRule, facts: CareFacts, today: number): Occasion | undefined {
  switch (rule.kind) {
    case 'birthday':
      return birthday(rule, facts, today);
    case 'anniversary':
      return anniversary(rule, facts, today);
    case 'kept':
      return keptDay(rule, facts, today);
    case 'holiday':
      return rule.holiday && holiday(rule, rule.holiday, today);
    case 'revisit':
      return revisit(rule, facts, today);
    case 'tip': {
      const period = Math.floor(today / Math.max(1, rule.days));
      const what = `tip:${rule.id}:${period}`;
      return { what, once: what, until: today };
    }
  }
}

/** From `rule.days` before the day to the day itself; never after it. */
function isNear(day: Day, rule: CareRule, today: number): boolean {
  const at = numberOf(day);
  return today <= at && today >= at - rule.days;
}

/** This solar year and the next: the days before New Year's belong to the next one's birthdays. */
function years(today: number): number[] {
  const { year } = dayOf(today);
  return [year, year + 1];
}

function birthday(rule: CareRule, { birthday: text }: CareFacts, today: number): Occasion | undefined {
  const born = parseBirthday(text);
  if (!born) return undefined;
  const kept = years(today)
    .flatMap((year) => birthdaysIn(born, year))
    .find(({ day }) => isNear(day, rule, today));
  if (!kept) return undefined;
  const until = numberOf(kept.day);
  return { what: `birthday:${kept.of}:${written(kept.day)}`, once: `birthday:${kept.of}`, until };
}

function anniversary(rule: CareRule, { joined }: CareFacts, today: number): Occasion | undefined {
  const day = years(today)
    .filter((year) => year > joined.year)
    .map((year) => anniversaryIn(joined, year))
    .find((one) => isNear(one, rule, today));
  if (!day) return undefined;
  const what = `anniversary:${day.year}`;
  return { what, once: what, until: numberOf(day) };
}

/** A day of the customer's own, solar or lunar; of two on one day one is kept. */
function keptDay(rule: CareRule, { kept = () => [] }: CareFacts, today: number): Occasion | undefined {
  const day = kept()
    .flatMap((text) => parseBirthday(text) ?? [])
    .flatMap((one) => years(today).flatMap((year) => birthdaysIn(one, year)))
    .find((one) => isNear(one.day, rule, today));
  if (!day) return undefined;
  const what = `kept:${written(day.day)}`;
  return { what, once: what, until: numberOf(day.day) };
}

function holiday(rule: CareRule, name: Holiday, today: number): Occasion | undefined {
  const day = years(today)
    .flatMap((year) => holidaysIn(name, year))
    .find((one) => isNear(one, rule, today));
  if (!day) return undefined;
  const what = `holiday:${name}:${written(day)}`;
  return { what, once: what, until: numberOf(day) };
}

function revisit(rule: CareRule, { away }: CareFacts, today: number): Occasion | undefined {
  if (away === undefined || away < rule.days || away > rule.days + REVISIT_LATE_DAYS) return undefined;
  const what = `revisit:${rule.id}:${written(dayOf(today - away))}`;
  return { what, once: what, until: today + REVISIT_LATE_DAYS };
}
