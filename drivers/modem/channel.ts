/**
 * The channel to one modem: a queue of commands over the command machine, the framer and the transport. Unsolicited lines
 * are passed on at once, also while a command is in flight.
 */
import {
  createFramer,
  finalResult,
  hasBodyLine,
  isOpenUssd,
  isPduLine,
  prefixOf,
} from '../../protocol/at/index.js';
import { messageOf, TerminalError } from '../../protocol/errors.js';
import type { Cancel, Clock, Log } from '../host/types.js';
import type { Transport } from '../transport/types.js';
import { type Command, nameOf, type Outcome } from './command.js';
import { type Action, type Event, IDLE, step } from './command-machine.js';
import type { Counting } from './counters.js';

export interface ChannelEvents {
  /** `body` is the PDU line of +CMT and +CDS. */
  unsolicited(line: string, body?: string): void;
  /** Drain and probes had no answer. */
  lost(): void;
  echo(): void;
}

export interface Channel {
  /** Never rejects. `urgent` commands go before the others that wait. */
  run(command: Command, urgent?: boolean): Promise<Outcome>;
  /** The lines of the reply. Throws `at/…` for the modem's refusal, `modem/timeout`, `modem/reset` or `modem/closed`. */
  ask(command: Command, urgent?: boolean): Promise<readonly string[]>;
  /** Writes a byte or two outside any command (ESC at the start). */
  poke(text: string): void;
  /** After the port opened: nothing of the last connection is left. */
  open(): void;
  /** The port is gone: what is in flight and what waits settles as closed. */
  close(): void;
}

/** 182 characters fit into one; the rest is room for a module that escapes them. */
const USSD_CHARACTERS_MAX = 2_000;

interface Waiting {
  readonly command: Command;
  readonly settle: (outcome: Outcome) => void;
}

/** The outcome of a command as the error that its asker sees. */
function errorOf(command: Command, outcome: Exclude<Outcome, { kind: 'ok' }>): TerminalError {
  if (outcome.kind === 'error') return outcome.error;
  const name = nameOf(command);
  const context = { command: name, timeoutMs: command.timeoutMs };
  if (outcome.kind === 'timeout') {
    return new TerminalError(
      'modem/timeout',
      `the modem did not answer ${name} within ${command.timeoutMs} ms`,
      {
        context,
        retry: 'retry',
      },
    );
  }
  const says = outcome.why === 'reset' ? 'the modem restarted' : 'the port closed';
  return new TerminalError(`modem/${outcome.why}`, `${says} before it answered ${name}`, {
    context,
    retry: 'retry',
  });
}

export interface ChannelOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: Log;
  readonly counters: Counting;
  readonly events: ChannelEvents;
}

export function createChannel({ transport, clock, log, counters, events }: ChannelOptions): Channel {
  const framer = createFramer();
  const queue: Waiting[] = [];
  let state = IDLE;
  let inFlight: Waiting | undefined;
  let stopTimer: Cancel = () => undefined;
  let header: string | undefined;
  let ussd: string | undefined;
  let isOpen = false;
  let depth = 0;

  const write = (text: string) => {
    // A failed write ends in the transport's close event, or in this command's time-out.
    transport.write(Buffer.from(text, 'latin1')).catch((error: unknown) => {
      log.warn({ port: transport.name, error: messageOf(error) }, 'could not write to the modem');
    });
  };
  const settle = (outcome: Outcome) => {
    const settled = inFlight;
    inFlight = undefined;
    if (outcome.kind === 'timeout') counters.timeouts += 1;
    if (outcome.kind === 'error') counters.refusals += 1;
    settled?.settle(outcome);
  };
  const stray = (line: string) => {
    counters.strayLines += 1;
    log.debug({ line }, 'a line that belongs to nothing');
  };
  const tell = (line: string, body?: string) => {
    counters.unsolicited += 1;
    events.unsolicited(line, body);
  };
  const act = (action: Action) => {
    switch (action.do) {
      case 'write':
        return write(action.text);
      case 'prompt':
        return framer.expectPrompt(action.expected);
      case 'timer':
        stopTimer();
        stopTimer = clock.after(action.ms, () => feed({ type: 'timeout' }));
        return;
      case 'settle':
        return settle(action.outcome);
      case 'unsolicited':
        return tell(action.line);
      case 'stray':
        return stray(action.line);
      case 'echo':
        return events.echo();
      case 'lost':
        return events.lost();
    }
  };
  const feed = (event: Event) => {
    const next = step(state, event);
    state = next.state;
    if (state.phase === 'idle') stopTimer();
    depth += 1;
    for (const action of next.actions) act(action);
    depth -= 1;
    startNext();
  };
  const startNext = () => {
    // A listener may ask for the next command while the actions of this step are still being carried out.
    if (depth > 0 || !isOpen || state.phase !== 'idle' || inFlight !== undefined) return;
    inFlight = queue.shift();
    if (inFlight === undefined) return;
    counters.commands += 1;
    feed({ type: 'start', command: inFlight.command });
  };

  /** A USSD text of several lines is one line again; one that never ends gives up at the next result or URC. */
  const joinUssd = (text: string): boolean => {
    if (ussd === undefined && !isOpenUssd(text)) return false;
    const begun = ussd;
    const isOver = begun !== undefined && (finalResult(text) !== undefined || prefixOf(text) !== undefined);
    ussd = undefined;
    if (isOver) {
      feed({ type: 'line', text: `${begun}"` });
      return false;
    }
    const joined = begun === undefined ? text : `${begun}\n${text}`;
    if (isOpenUssd(joined) && joined.length < USSD_CHARACTERS_MAX) ussd = joined;
    else feed({ type: 'line', text: joined });
    return true;
  };
  /** Puts the PDU line of +CMT and +CDS back to its header; a header that lost its body goes alone. */
  const takeLine = (text: string) => {
    if (joinUssd(text)) return;
    const waiting = header;
    header = undefined;
    if (waiting !== undefined) {
      const body = isPduLine(text) ? text : undefined;
      tell(waiting, body);
      if (body !== undefined) return;
    }
    if (hasBodyLine(text)) header = text;
    else feed({ type: 'line', text });
  };
  const shut = () => {
    isOpen = false;
    stopTimer();
    feed({ type: 'closed' });
    for (const { settle: end } of queue.splice(0)) end({ kind: 'gone', why: 'closed', submitted: false });
  };

  transport.onData((bytes) => {
    if (!isOpen) return;
    for (const framed of framer.push(bytes)) {
      if (framed.kind === 'line') takeLine(framed.text);
      else if (framed.kind === 'prompt') feed({ type: 'prompt' });
      else counters.discardedBytes += framed.bytes;
    }
  });

  const run = (command: Command, urgent = false) =>
    new Promise<Outcome>((resolve) => {
      if (!isOpen) return resolve({ kind: 'gone', why: 'closed', submitted: false });
      if (urgent) queue.unshift({ command, settle: resolve });
      else queue.push({ command, settle: resolve });
      if (urgent && inFlight !== undefined) feed({ type: 'hurry' });
      startNext();
    });

  return {
    run,
    async ask(command, urgent) {
      const outcome = await run(command, urgent);
      if (outcome.kind === 'ok') return outcome.lines;
      throw errorOf(command, outcome);
    },
    poke: write,
    open() {
      counters.discardedBytes += framer.reset();
      framer.expectPrompt(false);
      header = undefined;
      ussd = undefined;
      state = IDLE;
      isOpen = true;
    },
    close: shut,
  };
}
