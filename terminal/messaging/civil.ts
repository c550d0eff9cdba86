/** The shop's wall time from milliseconds since 1970 UTC, and back. Pure. */

export interface Civil {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  readonly day: number;
  /** Minutes since midnight. */
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric' },
  });
  formats.set(zone, made);
  return made;
}

/** What Intl says: right always, and slow. */
function askIntl(ms: number, zone: string): Civil {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return {
    year: get('year'),
    month: get('month'),
    day: get('day'),
    minute: get('hour') * 60 + get('minute'),
  };
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** From then on every zone is whole minutes from UTC (Liberia was the last that was not). */
const WHOLE_MINUTES_FROM = Date.UTC(1973, 0);
const OFFSETS_MAX = 10_000;

/** By zone and UTC day: minutes east of UTC, or `null` on a day on which the clocks change. */
const offsets = new Map<string, Map<number, number | null>>();

function offsetOn(utcDay: number, zone: string): number | null {
  const ofZone = offsets.get(zone) ?? new Map<number, number | null>();
  const known = ofZone.get(utcDay);
  if (known !== undefined) return known;
  const at = (day: number): number =>
    minutesOf(askIntl(day * DAY_MINUTES * MINUTE_MS, zone)) - day * DAY_MINUTES;
  const [morning, night] = [at(utcDay), at(utcDay + 1)];
  const offset = morning === night ? morning : null;
  if (ofZone.size >= OFFSETS_MAX) ofZone.clear();
  offsets.set(zone, ofZone.set(utcDay, offset));
  return offset;
}

const minutesOf = ({ year, month, day, minute }: Civil): number =>
  Date.UTC(year, month - 1, day, 0, minute) / MINUTE_MS;

/**
 * `zone`: an IANA time zone such as `Asia/Shanghai`. Whoever asks for the days of a hundred thousand customers must not wait for Intl
 * each time: a day's distance from UTC is kept.
 */
export function civilOf(ms: number, zone: string): Civil {
  const utc = Math.floor(ms / MINUTE_MS);
  const offset = ms >= WHOLE_MINUTES_FROM ? offsetOn(Math.floor(utc / DAY_MINUTES), zone) : null;
  if (offset === null) return askIntl(ms, zone);
  const there = new Date((utc + offset) * MINUTE_MS);
  return {
    year: there.getUTCFullYear(),
    month: there.getUTCMonth() + 1,
    day: there.getUTCDate(),
    minute: there.getUTCHours() * 60 + there.getUTCMinutes(),
  };
}

/** The moment of a wall time; days and minutes may run over (day 32 is the 1st). A wall time that a change of clocks skips is the hour after. */
export function momentOf({ year, month, day, minute }: Civil, zone: string): number {
  const asUtc = Date.UTC(year, month - 1, day, 0, minute);
  const offsetAt = (ms: number): number => {
    const there = civilOf(ms, zone);
    const whole = Math.floor(ms / MINUTE_MS) * MINUTE_MS;
    return Date.UTC(there.year, there.month - 1, there.day, 0, there.minute) - whole;
  };
  const guess = asUtc - offsetAt(asUtc);
  return asUtc - offsetAt(guess);
}

/** Midnight that begins the day of `ms`, or the one so many `days` after it. */
export function startOfDay(ms: number, zone: string, days = 0): number {
  const there = civilOf(ms, zone);
  return momentOf({ ...there, day: there.day + days, minute: 0 }, zone);
}
