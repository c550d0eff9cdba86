/** Money, counts, times and numbers as a shopkeeper writes them. Pure: the same facts give the same text. */
import { maskNumber } from '../../protocol/number/index.js';
import type { Locale } from './catalogue.js';
import type { Format } from './types.js';

/**
 * `zone`: an IANA time zone such as `Asia/Shanghai`. `masked`: whoever looks now may not see whole telephone numbers; the one place
 * where they are hidden from a screen.
 */
export function createFormat(locale: Locale, zone: string, masked = () => false): Format {
  const civil = civilTime(zone);
  const weekdays = new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: 'short' });
  const date: Format['date'] = (ms, now) => {
    const day = civil(ms);
    const short = `${day.month}-${day.day}`;
    return now !== undefined && civil(now).year !== day.year ? `${day.year}-${short}` : short;
  };
  const time: Format['time'] = (ms) => {
    const { hour, minute } = civil(ms);
    return `${hour}:${minute}`;
  };
  return {
    money: (fen) => `${fen < 0 ? '-' : ''}￥${amount(Math.abs(fen))}`,
    amount,
    count: grouped,
    date,
    time,
    dateTime: (ms) => `${date(ms)} ${time(ms)}`,
    fullTime: (ms) => `${civil(ms).year}-${date(ms)} ${time(ms)}`,
    weekday: (ms) => weekdays.format(ms),
    discount: (pays) => (locale === 'zh-CN' ? `${pays / 10}折` : `-${100 - pays}%`),
    phone: (number) => (masked() ? maskNumber(number) || number : phone(number)),
  };
}

function amount(fen: number): string {
  const abs = Math.abs(Math.trunc(fen));
  const cents = String(abs % 100).padStart(2, '0');
  return `${fen < 0 ? '-' : ''}${grouped(Math.floor(abs / 100))}.${cents}`;
}

function grouped(n: number): string {
  return String(Math.trunc(n)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Mobile numbers as 3-4-4; landlines as they are with their area code; other countries keep the `+`. */
function phone(number: string): string {
  const local = number.startsWith('+86') ? number.slice(3) : number;
  if (/^1\d{10}$/.test(local)) return `${local.slice(0, 3)} ${local.slice(3, 7)} ${local.slice(7)}`;
  if (number.startsWith('+86') && /^(10\d{8}|[2-9]\d{8,11})$/.test(local)) return landline(local);
  return number;
}

/** Area codes of China: 10 and 2x have two digits, all others three; the trunk prefix 0 is written. */
function landline(local: string): string {
  const area = /^(10|2\d)/.test(local) ? 2 : 3;
  return `0${local.slice(0, area)} ${local.slice(area)}`;
}

interface Civil {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
}

function civilTime(zone: string): (ms: number) => Civil {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  let last: { readonly minute: number; readonly civil: Civil } | undefined;
  return (ms) => {
    const minute = Math.floor(ms / 60_000);
    if (last?.minute === minute) return last.civil;
    const found = new Map(parts.formatToParts(ms).map((part) => [part.type, part.value]));
    const get = (type: Intl.DateTimeFormatPartTypes): string => found.get(type) ?? '';
    const civil = {
      year: get('year'),
      month: get('month'),
      day: get('day'),
      hour: get('hour'),
      minute: get('minute'),
    };
    last = { minute, civil };
    return civil;
  };
}
