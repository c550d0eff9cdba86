/** When somebody wants to come, as people text it: 明天下午3点半, 11-25 15:30, 周六10点, 25号 9:00. Pure. */
import { type Day, dayOf, isDay, numberOf } from '../almanac/index.js';
import { civilOf, momentOf } from '../messaging/index.js';

export interface Read {
  /** ms since 1970 UTC; undefined when no time was named that can be understood. */
  readonly when?: number;
  /** The words without the time. */
  readonly about: string;
}

const DAYS: Readonly<Record<string, number>> = {
  今天: 0,
  今日: 0,
  今晚: 0,
  明天: 1,
  明日: 1,
  明晚: 1,
  后天: 2,
  大后天: 3,
};
const WEEKDAYS = '日一二三四五六';
const NUMERALS = '零一二三四五六七八九十';

const DAY_WORD = /(大后天|今天|今日|今晚|明天|明日|明晚|后天)/;
const WEEKDAY = /(下)?(?:周|星期|礼拜)([一二三四五六日天])/;
const DATE = /(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?(?![\d:])/;
const DAY_ONLY = /(\d{1,2})[日号]/;
const CLOCK =
  /(凌晨|早上|上午|中午|下午|傍晚|晚上|晚|[半午深]夜|夜里)?(?:(\d{1,2}):(\d{2})|(\d{1,2}|十[一二]?|[一二两三四五六七八九])[点时](半|一刻|三刻|(\d{1,2})分?)?)/;

/** A time of today that is over, or a day that the month does not have, means no other day: it is left for a person to ask. */
export function readWhen(words: string, now: number, zone: string): Read {
  const text = words.normalize('NFKC');
  const today = civilOf(now, zone);
  const day = dayNamed(text, now, zone);
  if (day && !isDay(day.date)) return { about: trimmed(text) };
  const dayless = day ? text.replace(day.said, ' ') : text;
  const clock = CLOCK.exec(dayless);
  const about = clock ? dayless.replace(clock[0], ' ') : dayless;
  const cleaned = trimmed(about);
  const minute = clock ? minuteOf(clock, text) : undefined;
  if (minute === undefined) return { about: cleaned };
  const when = momentOf({ ...today, ...day?.date, minute }, zone);
  return when > now ? { when, about: cleaned } : { about: cleaned };
}

const trimmed = (words: string): string =>
  words.replace(/^[\s,，。.、的在到]+|[\s,，。.、]+$/g, '').replace(/\s+/g, ' ');

interface Named {
  readonly said: string;
  readonly date: Day;
}

function dayNamed(text: string, now: number, zone: string): Named | undefined {
  const { year, month, day } = civilOf(now, zone);
  const word = DAY_WORD.exec(text)?.[1];
  if (word !== undefined) return counted(word, { year, month, day: day + (DAYS[word] ?? 0) });
  const week = WEEKDAY.exec(text);
  if (week) return counted(week[0], { year, month, day: day + daysTo(week, { year, month, day }) });
  const date = DATE.exec(text);
  if (date) return dated(date[0], Number(date[1]), Number(date[2]), { year, month, day });
  const only = DAY_ONLY.exec(text);
  if (!only) return undefined;
  const { year: of, month: within } = dayOf(
    numberOf({ year, month: Number(only[1]) < day ? month + 1 : month, day: 1 }),
  );
  return { said: only[0], date: { year: of, month: within, day: Number(only[1]) } };
}

/** So many days from today, in whichever month that is. */
function counted(said: string, day: Day): Named {
  return { said, date: dayOf(numberOf(day)) };
}

/** 周三 on a Wednesday is today; 下周三 is that of the week that begins on the next Monday. */
function daysTo(week: RegExpExecArray, { year, month, day }: Day): number {
  const mondayFirst = (weekday: number): number => (weekday + 6) % 7;
  const today = mondayFirst(new Date(Date.UTC(year, month - 1, day)).getUTCDay());
  const named = week[2] === '天' ? '日' : (week[2] ?? '日');
  const wanted = mondayFirst(WEEKDAYS.indexOf(named));
  if (week[1] !== undefined) return wanted - today + 7;
  return (wanted - today + 7) % 7;
}

function dated(said: string, month: number, day: number, today: Day): Named | undefined {
  // 20-30 may be people or yuan; 13月 is a month that there is not.
  if (!said.includes('月') && (month < 1 || month > 12 || day < 1 || day > 31)) return undefined;
  const over = month < today.month || (month === today.month && day < today.day);
  return { said, date: { year: over ? today.year + 1 : today.year, month, day } };
}

/** Minutes since midnight, more than a day's for 晚上12点, which ends the day; undefined for 25:70. */
function minuteOf(clock: RegExpExecArray, text: string): number | undefined {
  const [, part, hour, minutes, hours, more, spelled] = clock;
  const h = hour === undefined ? numeral(hours ?? '') : Number(hour);
  const m = minutes === undefined ? minutesOf(more, spelled) : Number(minutes);
  if (h > 24 || m > 59) return undefined;
  const said = part ?? (/[今明]晚/.test(text) ? '晚' : '');
  if (/晚|夜/.test(said) && (h === 0 || h === 12)) return 24 * 60 + m;
  if (said === '凌晨' && h === 12) return m;
  const late = /下午|傍晚|晚/.test(said) || (/夜/.test(said) && h >= 6);
  const noon = part === '中午' && h < 11;
  return (h < 12 && (late || noon) ? h + 12 : h) * 60 + m;
}

function minutesOf(more: string | undefined, spelled: string | undefined): number {
  if (spelled !== undefined) return Number(spelled);
  return { 半: 30, 一刻: 15, 三刻: 45 }[more ?? ''] ?? 0;
}

function numeral(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  if (text === '两') return 2;
  return [...text].reduce((sum, sign) => sum + NUMERALS.indexOf(sign), 0);
}
