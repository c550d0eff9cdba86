/** The rules round points as one piece of data. Pure. */

export interface Level {
  readonly name: string;
  /** Reached with this much spent in `levelDays`, fen; a level without it is only ever given. */
  readonly spent?: number;
  /** Or with so many points earned in them. */
  readonly earned?: number;
  /** Points for each purchase in percent: 150 is half as many again. */
  readonly earn: number;
  /** What is paid of a price, in percent: 80 is 八折. */
  readonly pays: number;
}

export interface Program {
  /** From the lowest to the highest. */
  readonly levels: readonly Level[];
  /** Days that count for reaching a level. */
  readonly levelDays: number;
  /** Percent by day of the week, 0 for Sunday. */
  readonly weekdays: Readonly<Record<string, number>>;
  /** Percent on the customer's birthday. */
  readonly birthday: number;
  /** Percent by class of product; 0 for what earns nothing. Others earn as they are. */
  readonly classes?: Readonly<Record<string, number>>;
  /** What becomes of parts of a point. */
  readonly rounding: 'down' | 'nearest';
  /** Points for each whole `per` fen of a recharge. */
  readonly recharge?: { readonly points: number; readonly per: number };
  /** Each `points` are worth `worth` fen off a sale. */
  readonly money?: { readonly points: number; readonly worth: number };
  /** Points older than this are lost; the store's first till writes it down. */
  readonly expiryDays?: number;
  /** So many days before that, a text says so; never when left out. */
  readonly warnDays?: number;
}

/** What holds while nobody has set anything: plain points, no levels, nothing expires, nothing is redeemed for money. */
export const PLAIN: Program = {
  levels: [],
  levelDays: 365,
  weekdays: {},
  birthday: 100,
  rounding: 'down',
};

/** The level that a customer has: the given one or the one reached, by money or by points, whichever is highest. */
export function levelIn(program: Program, given: string, spent: number, earned = 0): Level | undefined {
  let best: Level | undefined;
  for (const level of program.levels) {
    const bySpend = level.spent !== undefined && spent >= level.spent;
    const byPoints = level.earned !== undefined && earned >= level.earned;
    if (level.name === given || bySpend || byPoints) best = level;
  }
  return best;
}

/** What is to be paid of a price in fen: parts of a fen count for the shop. */
export function priceAt(level: Level | undefined, price: number): number {
  return level === undefined ? price : Math.ceil((price * level.pays) / 100);
}

/** `later` with what differs between `before` and `after`: field by field, level by level while there are as many. */
export function withChange(later: Program, before: Program, after: Program): Program {
  return mixed(later, before, after) as Program;
}

type Json = { readonly [key: string]: unknown };

function mixed(later: unknown, before: unknown, after: unknown): unknown {
  if (same(before, after)) return later;
  if (!isJson(later) || !isJson(before) || !isJson(after)) return after;
  if (Array.isArray(after)) {
    const all = [later, before, after].map((list) => Object.values(list));
    const [theirs = [], old = [], own = []] = all;
    if (theirs.length !== own.length || old.length !== own.length) return after;
    return own.map((one, at) => mixed(theirs[at], old[at], one));
  }
  const keys = [...new Set([...Object.keys(later), ...Object.keys(after)])];
  return Object.fromEntries(
    keys
      .map((key): [string, unknown] => [key, mixed(later[key], before[key], after[key])])
      .filter(([, value]) => value !== undefined),
  );
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
