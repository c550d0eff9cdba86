import type { Happening, HappeningKind, HappeningSource, Whose } from './types.js';

export interface SourceQuery {
  readonly kind: HappeningKind;
  /** What the condition's `?1` is a JSON array of: row numbers, or number keys. */
  readonly by: 'rows' | 'keys';
  /** SQL of the columns; `at`, `what` and `ref` always, the others when there are such. */
  readonly columns: Readonly<Record<'at' | 'what' | 'ref', string>> &
    Partial<Readonly<Record<'words' | 'money' | 'points', string>>>;
  /** `sales WHERE customer IN (SELECT value FROM json_each(?1))`: must be answered by an index. */
  readonly from: string;
}

const NO_COLUMN = { words: "''", money: 'NULL', points: 'NULL' };

/** A source that is one query. */
export function sourceOf({ kind, by, columns, from }: SourceQuery): HappeningSource {
  const { at, what, ref, words, money, points } = { ...NO_COLUMN, ...columns };
  const newest = `SELECT ${at} AS at, '${kind}' AS kind, ${what} AS what, ${words} AS words, ${money} AS money,
    ${points} AS points, ${ref} AS ref FROM ${from} ORDER BY at DESC LIMIT ?2`;
  const count = `SELECT count(*) FROM ${from}`;
  return {
    kind,
    newest: (state, whose, limit) => state.all<Happening>(newest, paramOf(whose, by), limit),
    count: (state, whose) => state.value<number>(count, paramOf(whose, by)) ?? 0,
  };
}

function paramOf({ rows, keys }: Whose, by: SourceQuery['by']): string {
  return JSON.stringify(by === 'keys' ? keys.filter((key) => key !== '') : rows);
}
