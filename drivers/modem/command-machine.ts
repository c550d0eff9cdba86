/**
 * The life of one command as a pure state machine: events in, the next state and actions out. Timers, bytes and queues are
 * the channel's.
 *
 * INVARIANTS: one command at a time; a command settles exactly once; after a time-out no reply that comes late satisfies a
 * later command: the machine drains, leaves a prompt with ESC, and asks something whose reply cannot be mistaken.
 */

import { bootOf, type FinalResult, finalResult, isUnsolicited, prefixOf } from '../../protocol/at/lines.js';
import { TerminalError } from '../../protocol/errors.js';
import type { Command, Outcome } from './command.js';

export type Event =
  | { readonly type: 'start'; readonly command: Command }
  | { readonly type: 'line'; readonly text: string }
  | { readonly type: 'prompt' }
  | { readonly type: 'timeout' }
  /** Something urgent waits behind the command in flight. */
  | { readonly type: 'hurry' }
  | { readonly type: 'closed' };

export type Action =
  | { readonly do: 'write'; readonly text: string }
  | { readonly do: 'prompt'; readonly expected: boolean }
  | { readonly do: 'timer'; readonly ms: number }
  | { readonly do: 'settle'; readonly outcome: Outcome }
  | { readonly do: 'unsolicited'; readonly line: string }
  /** A line that belongs to nothing: a late reply, or noise. */
  | { readonly do: 'stray'; readonly line: string }
  /** The modem repeats our command: it has forgotten ATE0, so it has restarted. */
  | { readonly do: 'echo' }
  /** It does not answer any more. */
  | { readonly do: 'lost' };

type Busy = {
  readonly phase: 'reply' | 'prompt' | 'result';
  readonly command: Command;
  readonly lines: readonly string[];
  /** Each line of the reply buys it another `HURRY_MS`, no more. */
  readonly hurried?: boolean;
};
type Draining = {
  readonly phase: 'quiet' | 'probe';
  readonly command: Command;
  /** Probes sent so far. */
  readonly probes: number;
  readonly seen: boolean;
};
type Idle = { readonly phase: 'idle' };

/**
 * `owed`: the reply prefix of a text whose result never came. Should it still come, its final result is its own:
 * `swallow` is then set for the next final result.
 */
export type State = (Idle | Busy | Draining) & { readonly owed?: string; readonly swallow?: boolean };

export interface Step {
  readonly state: State;
  readonly actions: readonly Action[];
}

export const IDLE: State = { phase: 'idle' };

export const PROMPT_TIMEOUT_MS = 10_000;
export const HURRY_MS = 1_000;
export const QUIET_MS = 300;
export const PROBE_TIMEOUT_MS = 2_000;
const PROBES_MAX = 3;
/** A reply longer than this is noise: 255 texts of two lines each fit. */
const REPLY_LINES_MAX = 1_000;

const ESC = '\x1b';
const CTRL_Z = '\x1a';

/** ESC ends a prompt without sending (27.005 3.3.1); a modem that shows none ignores it. */
function leavePrompt(command: Command): Action[] {
  return command.payload === undefined ? [] : [{ do: 'write', text: ESC }];
}

function isBusy(state: State): state is State & Busy {
  return state.phase === 'reply' || state.phase === 'prompt' || state.phase === 'result';
}

function isDraining(state: State): state is State & Draining {
  return state.phase === 'quiet' || state.phase === 'probe';
}

type Owing = Pick<State, 'owed' | 'swallow'>;
const owing = ({ owed, swallow }: State): Owing => ({ owed, swallow });

function settle(state: State, outcome: Outcome, ...more: readonly Action[]): Step {
  return {
    state: { phase: 'idle', ...owing(state) },
    actions: [{ do: 'prompt', expected: false }, { do: 'settle', outcome }, ...more],
  };
}

function start(state: State, command: Command): Step {
  const waitsForPrompt = command.payload !== undefined;
  const actions: Action[] = [
    { do: 'prompt', expected: waitsForPrompt },
    { do: 'write', text: `${command.text}\r` },
    { do: 'timer', ms: waitsForPrompt ? PROMPT_TIMEOUT_MS : command.timeoutMs },
  ];
  return {
    state: { phase: waitsForPrompt ? 'prompt' : 'reply', command, lines: [], ...owing(state) },
    actions,
  };
}

/** 27.005 3.3.1: the text follows the prompt, Ctrl-Z sends it. A modem that prompts again owes us nothing older. */
function onPrompt(state: State): Step {
  if (state.phase !== 'prompt') return { state, actions: [] };
  return {
    state: { phase: 'result', command: state.command, lines: [] },
    actions: [
      { do: 'write', text: `${state.command.payload ?? ''}${CTRL_Z}` },
      { do: 'timer', ms: state.command.timeoutMs },
    ],
  };
}

function finish(state: State & Busy, final: FinalResult): Step {
  if (!final.ok) {
    return settle(state, { kind: 'error', error: final.error, submitted: state.phase === 'result' });
  }
  if (state.phase === 'prompt') {
    const error = new TerminalError(
      'modem/no-prompt',
      'the modem said OK where it should have asked for the text',
      {
        retry: 'retry',
      },
    );
    return settle(state, { kind: 'error', error, submitted: false });
  }
  return settle(state, { kind: 'ok', lines: state.lines });
}

/** True when a final result belongs to a text that timed out earlier, not to the command in flight. */
function isOverdue(state: State & Busy, line: string): boolean {
  if (state.swallow === true) return true;
  return state.owed !== undefined && state.command.payload === undefined && line.startsWith('+CMS ERROR:');
}

function unsolicited(state: State, line: string): Step {
  if (line.startsWith('+CMGS:') && state.owed !== undefined) {
    return { state: { ...state, owed: undefined, swallow: true }, actions: [{ do: 'stray', line }] };
  }
  return { state, actions: [{ do: 'unsolicited', line }] };
}

/** A restart while a text is under way ends the wait for it; at other times only a processor that has just started does. */
function lineOfBoot(state: State & Busy, line: string): Step | undefined {
  const boot = bootOf(line);
  if (boot === undefined || (boot === 'soft' && state.command.payload === undefined)) return undefined;
  const outcome: Outcome = { kind: 'gone', why: 'reset', submitted: state.phase === 'result' };
  return settle(state, outcome, { do: 'unsolicited', line });
}

/**
 * Whether `line` is part of the reply to the command in flight. A reply belongs to a text only after the text was sent, and is then the
 * reference alone: an echo of the PDU says nothing of what became of it.
 */
function isReply(state: State & Busy, line: string): boolean {
  if (state.phase === 'prompt') return false;
  const { reply } = state.command;
  if (reply !== undefined && line.startsWith(reply)) return true;
  if (state.phase === 'result' || isUnsolicited(line)) return false;
  return reply === undefined || prefixOf(line) === undefined;
}

function lineInFlight(state: State & Busy, line: string): Step {
  if (line === state.command.text) return { state, actions: [{ do: 'echo' }] };
  const final = finalResult(line, state.command.inCall);
  if (final !== undefined) {
    if (!isOverdue(state, line)) return finish(state, final);
    return { state: { ...state, owed: undefined, swallow: false }, actions: [{ do: 'stray', line }] };
  }
  if (isReply(state, line)) {
    if (state.lines.length >= REPLY_LINES_MAX) return { state, actions: [{ do: 'stray', line }] };
    const actions: Action[] = state.hurried === true ? [{ do: 'timer', ms: HURRY_MS }] : [];
    return { state: { ...state, lines: [...state.lines, line] }, actions };
  }
  const boot = lineOfBoot(state, line);
  if (boot !== undefined) return boot;
  if (line === state.command.payload) return { state, actions: [{ do: 'stray', line }] };
  return unsolicited(state, line);
}

/** The question that ends a drain: its reply must not look like the one that is overdue. */
function probeText({ command, probes }: Draining): string {
  if (probes >= PROBES_MAX - 1) return 'AT';
  return command.reply === '+CSQ:' ? 'AT+CREG?' : 'AT+CSQ';
}

function lineWhileDraining(state: State & Draining, line: string): Step {
  const again: Action[] = state.phase === 'quiet' ? [{ do: 'timer', ms: QUIET_MS }] : [];
  if (state.phase === 'probe') {
    const asked = probeText({ ...state, probes: state.probes - 1 });
    if (asked !== 'AT' && line.startsWith(asked.replace(/^AT(.*?)\??$/, '$1:'))) {
      return { state: { ...state, seen: true }, actions: [] };
    }
    const answered = finalResult(line) !== undefined && (state.seen || asked === 'AT');
    if (answered) return { state: { phase: 'idle', ...owing(state) }, actions: [] };
  }
  if (isUnsolicited(line)) {
    const step = unsolicited(state, line);
    return { state: step.state, actions: [...step.actions, ...again] };
  }
  return { state, actions: [{ do: 'stray', line }, ...again] };
}

function probe(state: State & Draining): Step {
  if (state.probes >= PROBES_MAX) return { state: { phase: 'idle' }, actions: [{ do: 'lost' }] };
  const leave = leavePrompt(state.command);
  return {
    state: { ...state, phase: 'probe', probes: state.probes + 1, seen: false },
    actions: [
      ...leave,
      { do: 'write', text: `${probeText(state)}\r` },
      { do: 'timer', ms: PROBE_TIMEOUT_MS },
    ],
  };
}

/** A text with its reference but without the OK has left: the network answered, the line end got lost. */
function timedOut(state: State & Busy): Outcome {
  if (state.phase === 'result' && state.lines.length > 0) return { kind: 'ok', lines: state.lines };
  return { kind: 'timeout', submitted: state.phase === 'result' };
}

function onTimeout(state: State): Step {
  if (isDraining(state)) return probe(state);
  if (!isBusy(state)) return { state, actions: [] };
  const outcome = timedOut(state);
  if (state.command.probe === true) return settle(state, outcome);
  const owed = state.phase === 'result' ? state.command.reply : state.owed;
  const leave = leavePrompt(state.command);
  return {
    state: { phase: 'quiet', command: state.command, probes: 0, seen: false, owed },
    actions: [
      { do: 'prompt', expected: false },
      { do: 'settle', outcome },
      ...leave,
      { do: 'timer', ms: QUIET_MS },
    ],
  };
}

/** A question whose answer got lost must not keep a ringing call waiting for the whole of its time-out. */
function onHurry(state: State): Step {
  if (state.phase !== 'reply' || state.command.reads !== true || state.hurried === true)
    return { state, actions: [] };
  return { state: { ...state, hurried: true }, actions: [{ do: 'timer', ms: HURRY_MS }] };
}

function onClosed(state: State): Step {
  if (state.phase === 'idle' || state.phase === 'quiet' || state.phase === 'probe')
    return { state: IDLE, actions: [] };
  const outcome: Outcome =
    state.phase === 'result' && state.lines.length > 0
      ? { kind: 'ok', lines: state.lines }
      : { kind: 'gone', why: 'closed', submitted: state.phase === 'result' };
  return { state: IDLE, actions: [{ do: 'settle', outcome }] };
}

function onLine(state: State, text: string): Step {
  const line = text.replace(/^> ?/, '');
  if (isBusy(state)) return lineInFlight(state, line);
  if (isDraining(state)) return lineWhileDraining(state, line);
  if (isUnsolicited(line) || prefixOf(line) !== undefined) return unsolicited(state, line);
  const swallow = state.swallow === true && finalResult(line) !== undefined ? false : state.swallow;
  return { state: { ...state, swallow }, actions: [{ do: 'stray', line }] };
}

/** One step. Actions are to be carried out in order. */
export function step(state: State, event: Event): Step {
  switch (event.type) {
    case 'start':
      return start(state, event.command);
    case 'line':
      return onLine(state, event.text);
    case 'prompt':
      return onPrompt(state);
    case 'timeout':
      return onTimeout(state);
    case 'hurry':
      return onHurry(state);
    case 'closed':
      return onClosed(state);
  }
}
