import type { Reader } from '../kernel/database.js';
import { type CareRule, DEFAULT_RULES } from './rules.js';

/** All rules as they are now, in the order of the defaults. */
export function careRules(state: Reader): CareRule[] {
  const kept = new Map(
    state
      .all<{ id: string; json: string }>('SELECT id, json FROM care_rules')
      .map(({ id, json }) => [id, JSON.parse(json) as CareRule]),
  );
  return DEFAULT_RULES.map((rule) => kept.get(rule.id) ?? rule);
}

export interface OpenWish {
  readonly occasion: string;
  /** The same occasion, by customer. */
  readonly person: string;
  readonly rule: string;
  readonly customer: string;
  readonly key: string;
  /** Day number. */
  readonly until: number;
}

const COLUMNS = 'occasion, person, rule, customer, key, until';

/** What waits for somebody's yes, the oldest first. */
export function proposed(state: Reader, offset: number, limit: number): OpenWish[] {
  const sql = `SELECT ${COLUMNS} FROM care_wishes WHERE state = 'proposed' ORDER BY no LIMIT ? OFFSET ?`;
  return state.all<OpenWish>(sql, limit, offset);
}

export function proposedCount(state: Reader): number {
  return state.value<number>("SELECT count(*) FROM care_wishes WHERE state = 'proposed'") ?? 0;
}

export function approvedWishes(state: Reader, limit: number): OpenWish[] {
  const sql = `SELECT ${COLUMNS} FROM care_wishes WHERE state = 'approved' ORDER BY no LIMIT ?`;
  return state.all<OpenWish>(sql, limit);
}

/** Occasions whose text is one of `texts`. */
export function wishedAs(state: Reader, texts: readonly string[]): string[] {
  const sql =
    "SELECT occasion FROM care_wishes WHERE state = 'wished' AND text IN (SELECT value FROM json_each(?)) ORDER BY no";
  return state.all<{ occasion: string }>(sql, JSON.stringify(texts)).map(({ occasion }) => occasion);
}

/** Open ones whose day is over before `today`. */
export function staleWishes(state: Reader, today: number, limit: number): string[] {
  const sql =
    "SELECT occasion FROM care_wishes WHERE state IN ('proposed', 'approved') AND until < ? LIMIT ?";
  return state.all<{ occasion: string }>(sql, today, limit).map(({ occasion }) => occasion);
}

/** How far a day was looked at; undefined when not at all. */
export function lookedAt(
  state: Reader,
  day: number,
): { readonly through: number; readonly done: number } | undefined {
  return state.one('SELECT through, done FROM care_days WHERE day = ?', day);
}

/** Of occasions and persons, those that were proposed before, whatever became of them. */
export function knownAmong(
  state: Reader,
  occasions: readonly string[],
  persons: readonly string[],
): Set<string> {
  const found = (column: 'occasion' | 'person', names: readonly string[]): string[] =>
    state
      .all<{ name: string }>(
        `SELECT ${column} AS name FROM json_each(?) CROSS JOIN care_wishes ON ${column} = json_each.value`,
        JSON.stringify(names),
      )
      .map(({ name }) => name);
  return new Set([...found('occasion', occasions), ...found('person', persons)]);
}

/** Whether a text was queued for the occasion of one of `persons`. */
export function wasWished(state: Reader, persons: readonly string[]): boolean {
  const sql = `SELECT 1 FROM json_each(?) CROSS JOIN care_wishes ON person = json_each.value WHERE state = 'wished' LIMIT 1`;
  return state.value<number>(sql, JSON.stringify(persons)) === 1;
}
