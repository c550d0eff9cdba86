/** Everything that ever happened with one customer, in one row: each capability tells its part, this puts them together. */

import { appointmentHappenings } from '../appointments/index.js';
import { callHappenings } from '../calls/index.js';
import { cardHappenings, cardMarkHappenings } from '../cards/index.js';
import { caseEndHappenings, caseHappenings } from '../cases/index.js';
import { refundHappenings, saleHappenings } from '../counter/index.js';
import { phonesOf } from '../customers/index.js';
import { depositHappenings, depositMoveHappenings } from '../deposits/index.js';
import { followupHappenings } from '../followups/index.js';
import { type Happening, type HappeningKind, type HappeningSource, sourceOf } from '../happenings/index.js';
import { rowsOf } from '../identity/index.js';
import type { Reader } from '../kernel/database.js';
import { moneyHappenings, pointsHappenings } from '../ledger/index.js';
import { textsInHappenings, textsOutHappenings } from '../messaging/index.js';
import { employeeName } from '../people/index.js';
import { rechargeHappenings, takenBackHappenings } from '../prepaid/index.js';

/** Changes of the record itself. */
const changes = sourceOf({
  kind: 'record',
  by: 'rows',
  columns: { at: 'at', what: 'what', words: 'fields', ref: 'actor' },
  from: 'record_changes WHERE customer IN (SELECT value FROM json_each(?1))',
});

const registration = sourceOf({
  kind: 'record',
  by: 'rows',
  columns: { at: 'created', what: "'registered'", ref: "''" },
  from: 'customers WHERE no IN (SELECT value FROM json_each(?1))',
});

const SOURCES: readonly HappeningSource[] = [
  callHappenings,
  textsInHappenings,
  textsOutHappenings,
  saleHappenings,
  refundHappenings,
  rechargeHappenings,
  takenBackHappenings,
  depositHappenings,
  depositMoveHappenings,
  moneyHappenings,
  pointsHappenings,
  cardHappenings,
  cardMarkHappenings,
  caseHappenings,
  caseEndHappenings,
  appointmentHappenings,
  followupHappenings,
  changes,
  registration,
];

export interface TimelinePage {
  /** Only these kinds; all without. */
  readonly kind?: HappeningKind;
  readonly offset: number;
  readonly limit: number;
}

export interface TimelineRows {
  /** Newest first; of one moment in the order of the kinds. */
  readonly rows: readonly Happening[];
  readonly total: number;
}

/** Empty for nobody. Reads `offset + limit` rows of each source at most, by its index. */
export function timelineOf(state: Reader, customerNo: number, page: TimelinePage): TimelineRows {
  const { kind, offset, limit } = page;
  const whose = { rows: rowsOf(state, customerNo), keys: phonesOf(state, customerNo) };
  const sources = SOURCES.filter((source) => kind === undefined || source.kind === kind);
  const rows = sources
    .flatMap((source) => source.newest(state, whose, offset + limit))
    .sort((one, other) => other.at - one.at)
    .slice(offset, offset + limit)
    .map((one) => withName(state, one));
  return { rows, total: sources.reduce((sum, source) => sum + source.count(state, whose), 0) };
}

/** To whom a customer was handed over. */
function withName(state: Reader, one: Happening): Happening {
  if (one.what !== 'handed-over') return one;
  return { ...one, words: employeeName(state, one.words) ?? one.words };
}
