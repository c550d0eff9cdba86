import type { Database, Reader } from './database.js';

/** Asks whatever database there is by then: it is replaced after an erasure. */
export function readerOf(db: () => Database): Reader {
  return {
    one: (sql, ...params) => db().one(sql, ...params),
    all: (sql, ...params) => db().all(sql, ...params),
    value: (sql, ...params) => db().value(sql, ...params),
    each: (sql, params, row) => db().each(sql, params, row),
  };
}
