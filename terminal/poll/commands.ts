import { TerminalError } from '../../protocol/errors.js';
import { printable } from '../../protocol/text/columns.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { wordsOf } from '../messaging/index.js';
import { canBeTold, choiceOf, optionWords } from './choice.js';
import type { PollEvents, Question } from './events.js';
import { askedOf, choiceBy, nextPollNumber, openPolls, type Poll, pollById } from './queries.js';

type PollEvent = EventOf<PollEvents>;

export const OPTIONS_MAX = 9;
/** A question that was asked by text waits this long for its answer. */
const ANSWER_WAIT_MS = 24 * 3600_000;
const WORDS_MAX = 200;

export interface WantedPoll {
  readonly id: string;
  readonly kind: Poll['kind'];
  readonly title: string;
  readonly questions: readonly Question[];
  readonly opens: number;
  readonly closes: number;
  readonly changeable: boolean;
}

/** Throws `command/poll-title`, `command/poll-options` or `command/poll-times`. */
export function openPoll(state: Reader, wanted: WantedPoll): Decision<{ number: number }> {
  const { id, kind, opens, closes, changeable } = wanted;
  const title = printable(wanted.title).trim();
  if (title === '') throw new TerminalError('command/poll-title', 'a vote needs a title');
  const questions = wanted.questions.map(cleanQuestion);
  if (questions.length === 0 || questions.some((question) => !isSound(question, kind)))
    throw new TerminalError('command/poll-options', 'a vote needs 2 to 9 different options');
  if (closes <= opens) throw new TerminalError('command/poll-times', 'it closes before it opens');
  const number = nextPollNumber(state);
  const opened: PollEvent = {
    ...{ type: 'poll.opened', v: 1, poll: id, number, kind, title, questions, opens, closes, changeable },
  };
  return { events: [opened], result: { number } };
}

function cleanQuestion({ text, options }: Question): Question {
  const clean = options.map((option) => printable(option).trim()).filter((option) => option !== '');
  return { text: printable(text).trim(), options: clean };
}

function isSound({ text, options }: Question, kind: Poll['kind']): boolean {
  if (text === '' || options.length > OPTIONS_MAX || !canBeTold(options)) return false;
  return options.length >= 2 || (kind === 'survey' && options.length === 0);
}

export function closePoll(state: Reader, id: string, now: number): Decision<void> {
  const poll = pollById(state, id);
  if (!poll || poll.closes <= now) return { events: [], result: undefined };
  const closed: PollEvent = { type: 'poll.closed', v: 1, poll: id };
  return { events: [closed], result: undefined };
}

/** A text about a poll: who, what, when. */
export interface Voice {
  readonly key: string;
  readonly words: string;
  readonly now: number;
}

export interface Heard {
  readonly events: readonly PollEvent[];
  readonly reply?: string;
}

/** `TP 1`, and `TP2 1` while several votes are open. Always an answer: the keyword asks for one. */
export function voteByText(state: Reader, { key, words, now }: Voice): Heard {
  const open = openPolls(state, 'vote', now);
  const numbered = /^(\d{1,4})[\s\p{P}]+(\S.*)$/u.exec(words.normalize('NFKC'));
  const named = numbered && open.find(({ no }) => no === Number(numbered[1]));
  const poll = named ?? (open.length === 1 ? open[0] : undefined);
  if (!poll)
    return { events: [], reply: open.length === 0 ? wordsOf(state, 'vote-none') : whichWords(state, open) };
  const options = poll.questions[0]?.options ?? [];
  const choice = choiceOf(options, named ? (numbered?.[2] ?? '') : words);
  if (choice === undefined)
    return {
      events: [],
      reply: wordsOf(state, 'vote-how', { 标题: poll.title, 选项: optionWords(options) }),
    };
  return cast(state, poll, key, choice);
}

/** A bare `1` or 苹果, while just one vote is open. Undefined when it is no choice of it. */
export function bareVote(state: Reader, { key, words, now }: Voice): Heard | undefined {
  const [poll, ...others] = openPolls(state, 'vote', now);
  if (!poll || others.length > 0) return undefined;
  const choice = choiceOf(poll.questions[0]?.options ?? [], words);
  return choice === undefined ? undefined : cast(state, poll, key, choice);
}

function cast(state: Reader, poll: Poll, key: string, choice: number): Heard {
  const before = choiceBy(state, poll.id, 0, key);
  const option = poll.questions[0]?.options[choice] ?? '';
  if (before !== undefined && !poll.changeable) return { events: [], reply: wordsOf(state, 'vote-again') };
  const reply = wordsOf(state, 'vote-taken', { 选项: option });
  if (before === choice) return { events: [], reply };
  return { events: [{ type: 'poll.answered', v: 1, poll: poll.id, key, question: 0, choice }], reply };
}

function whichWords(state: Reader, open: readonly Poll[]): string {
  const list = open.map(({ no, title }) => `TP${no} ${title}`).join('; ');
  return wordsOf(state, 'vote-which', { 编号: String(open[0]?.no ?? 1), 选项: list });
}

/** Begins the newest survey that is open, at the first question that this number has not answered. */
export function beginSurvey(state: Reader, { key, now }: Voice): Heard {
  const poll = openPolls(state, 'survey', now)[0];
  if (!poll) return { events: [], reply: wordsOf(state, 'survey-none') };
  const next = poll.questions.findIndex((_, index) => choiceBy(state, poll.id, index, key) === undefined);
  return next < 0 ? { events: [], reply: wordsOf(state, 'survey-done') } : ask(poll, key, next);
}

/** Puts the first question to somebody whom the shop texts; undefined when they answered it, or the survey is not open. */
export function askFirst(state: Reader, id: string, key: string, now: number): PollEvent[] | undefined {
  const poll = pollById(state, id);
  const isOpen = poll !== undefined && poll.kind === 'survey' && poll.opens <= now && now < poll.closes;
  if (!isOpen || choiceBy(state, id, 0, key) !== undefined) return undefined;
  return [{ type: 'poll.asked', v: 1, poll: id, key, question: 0 }];
}

/** How the shop asks it without being asked. */
export function firstWords({ title, questions }: Poll): string {
  return `${title}: ${questionWords(questions, 0)}`;
}

function questionWords(questions: readonly Question[], at: number): string {
  const { text = '', options = [] } = questions[at] ?? {};
  const choices = options.length === 0 ? '' : ` 请回复序号: ${optionWords(options)}`;
  return `(${at + 1}/${questions.length}) ${text}${choices}`;
}

function ask(poll: Poll, key: string, question: number): Heard {
  const reply = questionWords(poll.questions, question);
  return { events: [{ type: 'poll.asked', v: 1, poll: poll.id, key, question }], reply };
}

/** When the number's last question was asked, ms since 1970 UTC; undefined when none waits. */
export function surveyAskedAt(state: Reader, key: string, now: number): number | undefined {
  return askedOf(state, key, now - ANSWER_WAIT_MS)?.at;
}

/** The answer to the question that this number was asked, and the next question. */
export function answerSurvey(state: Reader, { key, words, now }: Voice): Heard | undefined {
  const asked = askedOf(state, key, now - ANSWER_WAIT_MS);
  const poll = asked && pollById(state, asked.poll);
  const question = asked && poll?.questions[asked.question];
  if (!asked || !poll || !question || poll.closes <= now) return undefined;
  const choice = choiceOf(question.options, words);
  if (choice === undefined && question.options.length > 0) return undefined;
  const said = [...printable(words).trim()].slice(0, WORDS_MAX).join('');
  const answered: PollEvent = {
    ...{ type: 'poll.answered', v: 1, poll: poll.id, key, question: asked.question },
    ...(choice === undefined ? { words: said } : { choice }),
  };
  if (asked.question + 1 >= poll.questions.length)
    return { events: [answered], reply: wordsOf(state, 'survey-thanks') };
  const next = ask(poll, key, asked.question + 1);
  return { ...next, events: [answered, ...next.events] };
}
