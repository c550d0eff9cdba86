import { TerminalError } from '../../protocol/errors.js';
import { printable } from '../../protocol/text/columns.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Decision } from '../kernel/kernel.js';
import { queueText, sendText, wordsOf } from '../messaging/index.js';
import type { CaseKind, CasesEvents } from './events.js';
import { type Case, caseById, caseToRate, nextCaseNumber, openCasesOf } from './queries.js';

type CasesEvent = EventOf<CasesEvents>;

/** Characters that are kept of one text. */
export const BODY_KEPT_MAX = 500;
/** Characters of all that one case holds: the rest stays in the inbox. */
const CASE_LENGTH_MAX = 2000;
/** An answer of 1 to 5 counts this long. */
const RATING_MS = 7 * 24 * 3600_000;

export interface WantedCase {
  readonly id: string;
  readonly key: string;
  readonly kind: CaseKind;
  readonly body: string;
  readonly via: 'text' | 'keypad';
}

export interface Taken {
  readonly number: number;
  /** False when it was added to a case that is open already. */
  readonly fresh: boolean;
}

/** A number that texts again about the same kind of thing adds to its open case. Throws `command/case-empty`. */
export function openCase(state: Reader, wanted: WantedCase): Decision<Taken> {
  const { id, key, kind, via } = wanted;
  const body = [...printable(wanted.body).trim()].slice(0, BODY_KEPT_MAX).join('');
  if (body === '') throw new TerminalError('command/case-empty', 'nobody said what it is about');
  const before = openCasesOf(state, key).find((one) => one.kind === kind);
  if (before) return { events: addedTo(before, body), result: { number: before.no, fresh: false } };
  const number = nextCaseNumber(state);
  const opened: CasesEvent = { type: 'cases.opened', v: 1, case: id, number, key, kind, body, via };
  return { events: [opened], result: { number, fresh: true } };
}

function addedTo(before: Case, body: string): CasesEvent[] {
  if (before.body.length + 1 + body.length > CASE_LENGTH_MAX) return [];
  return [{ type: 'cases.added', v: 1, case: before.id, body }];
}

/** Throws `command/case-unknown` or `command/case-closed`, as the others do. */
export function sortCase(state: Reader, id: string, kind: CaseKind): Decision<void> {
  const { kind: before } = openOne(state, id);
  const sorted: CasesEvent = { type: 'cases.sorted', v: 1, case: id, kind };
  return decided(before === kind ? [] : [sorted]);
}

export function assignCase(state: Reader, id: string, to: string): Decision<void> {
  openOne(state, id);
  const assigned: CasesEvent = { type: 'cases.assigned', v: 1, case: id, to: printable(to).trim() };
  return decided([assigned]);
}

/** Answers by text, through the gate; throws what `sendText` throws, too. */
export function answerCase(
  state: Reader,
  id: string,
  { text, body, now }: { readonly text: string; readonly body: string; readonly now: number },
): Decision<void> {
  const { key } = openOne(state, id);
  const sent = sendText(state, { id: text, key, text: body, purpose: 'service', cause: 'staff', now });
  const answered: CasesEvent = { type: 'cases.answered', v: 1, case: id, body };
  return decided([...sent.events, answered]);
}

/** Asks the customer how it went, when the number takes texts. */
export function closeCase(
  state: Reader,
  id: string,
  { text, result, now }: { readonly text: string; readonly result: string; readonly now: number },
): Decision<{ asked: boolean }> {
  const { key, no } = openOne(state, id);
  const words = wordsOf(state, 'case-closed', { 编号: String(no), 结果: result });
  const queued = queueText(state, { id: text, key, text: words, purpose: 'service', cause: 'staff', now });
  const asked = 'event' in queued;
  const closed: CasesEvent = {
    type: 'cases.closed',
    v: 1,
    case: id,
    result: printable(result).trim(),
    asked,
  };
  return { events: [...(asked ? [queued.event] : []), closed], result: { asked } };
}

/** What `words` say of the case that this number was asked about: `4`, `5分`, `３星`. Undefined when they say nothing of it. */
export function rateCase(
  state: Reader,
  key: string,
  words: string,
  now: number,
): readonly DomainEvent[] | undefined {
  const score = /^([1-5])[分星]?$/.exec(words.normalize('NFKC').replace(/[\s.。!！]/g, ''))?.[1];
  if (score === undefined) return undefined;
  const rated = caseToRate(state, key, now - RATING_MS);
  if (!rated) return undefined;
  const event: CasesEvent = { type: 'cases.rated', v: 1, case: rated.id, score: Number(score) };
  return [event];
}

function openOne(state: Reader, id: string): Case {
  const found = caseById(state, id);
  if (!found) throw new TerminalError('command/case-unknown', 'there is no such case');
  if (found.state === 'closed') throw new TerminalError('command/case-closed', 'this case is closed');
  return found;
}

function decided(events: readonly DomainEvent[]): Decision<void> {
  return { events: [...events], result: undefined };
}
