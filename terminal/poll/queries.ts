import type { Reader } from '../kernel/database.js';
import type { Question } from './events.js';

export interface Poll {
  readonly no: number;
  readonly id: string;
  readonly kind: 'vote' | 'survey';
  readonly title: string;
  readonly questions: readonly Question[];
  readonly opens: number;
  readonly closes: number;
  readonly changeable: boolean;
}

type Row = Omit<Poll, 'questions' | 'changeable'> & {
  readonly questions: string;
  readonly changeable: number;
};

function pollOf({ questions, changeable, ...rest }: Row): Poll {
  return { ...rest, questions: JSON.parse(questions) as Question[], changeable: changeable === 1 };
}

export function pollById(state: Reader, id: string): Poll | undefined {
  const row = state.one<Row>('SELECT * FROM polls WHERE id = ?', id);
  return row && pollOf(row);
}

/** Newest first. */
export function polls(state: Reader, offset: number, limit: number): Poll[] {
  return state.all<Row>('SELECT * FROM polls ORDER BY no DESC LIMIT ? OFFSET ?', limit, offset).map(pollOf);
}

export function pollCount(state: Reader): number {
  return state.value<number>('SELECT count(*) FROM polls') ?? 0;
}

/** Newest first. */
export function openPolls(state: Reader, kind: Poll['kind'], now: number): Poll[] {
  const sql = 'SELECT * FROM polls WHERE kind = ? AND opens <= ? AND closes > ? ORDER BY no DESC';
  return state.all<Row>(sql, kind, now, now).map(pollOf);
}

export function nextPollNumber(state: Reader): number {
  return (state.value<number | null>('SELECT max(no) FROM polls') ?? 0) + 1;
}

/** The answer of one number: its choice, from 0; null for words; undefined for none. */
export function choiceBy(
  state: Reader,
  poll: string,
  question: number,
  key: string,
): number | null | undefined {
  const sql = 'SELECT choice FROM poll_answers WHERE poll = ? AND question = ? AND key = ?';
  return state.value<number | null>(sql, poll, question, key);
}

/** Answers to each option of a question. */
export function tally(state: Reader, { id, questions }: Poll, question: number): number[] {
  const counts = new Array<number>(questions[question]?.options.length ?? 0).fill(0);
  const sql =
    'SELECT choice, count(*) AS count FROM poll_answers WHERE poll = ? AND question = ? AND choice IS NOT NULL GROUP BY choice';
  for (const { choice, count } of state.all<{ choice: number; count: number }>(sql, id, question))
    counts[choice] = count;
  return counts;
}

/** The newest words to a question without options. */
export function wordsTo(state: Reader, poll: string, question: number, limit: number): string[] {
  const sql =
    'SELECT words FROM poll_answers WHERE poll = ? AND question = ? AND words IS NOT NULL ORDER BY at DESC, key LIMIT ?';
  return state.all<{ words: string }>(sql, poll, question, limit).map(({ words }) => words);
}

export function answerCount(state: Reader, poll: string): number {
  return state.value<number>('SELECT count(*) FROM poll_answers WHERE poll = ? AND question = 0', poll) ?? 0;
}

export interface AskedQuestion {
  readonly poll: string;
  readonly question: number;
  readonly at: number;
}

/** The question that this number was asked last since `since`. */
export function askedOf(state: Reader, key: string, since: number): AskedQuestion | undefined {
  return state.one<AskedQuestion>(
    'SELECT poll, question, at FROM poll_asked WHERE key = ? AND at >= ?',
    key,
    since,
  );
}
