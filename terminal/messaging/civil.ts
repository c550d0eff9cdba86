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

/** `zone`: an IANA time zone such as `Asia/Shanghai`. */
export function civilOf(ms: number, zone: string): Civil {
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

/** Midnight that begins the day of `ms`. */
export function startOfDay(ms: number, zone: string): number {
  return momentOf({ ...civilOf(ms, zone), minute: 0 }, zone);
}
