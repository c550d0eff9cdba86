/**
 * The conversation with the head office. The journal is the outbox: what the office has not acknowledged is read from it
 * again. A session begins with `hello`; the office answers how far it has come, and from there on batches go out, a
 * bounded number ahead of its acknowledgements.
 *
 * INVARIANTS
 * - Only the office's own `ack` moves `acked`; the broker's PUBACK moves nothing.
 * - An item of the feed is journaled before its message is acknowledged to the broker.
 * - A journal that lost commits after the office had them sends nothing any more, whatever it has written since: numbers
 *   would be used twice. It is known by the note of what was acknowledged, by the office's first answer, or by the first
 *   batch of a start, which repeats the office's last commit for the office to compare.
 */
import type { Unsubscribe } from '../../drivers/device.js';
import type { Clock, Disk, Log } from '../../drivers/host/types.js';
import type { Link } from '../../drivers/link/types.js';
import { isTerminalError, messageOf } from '../../protocol/errors.js';
import { encodeUp, splitDown } from '../../protocol/sync/codec.js';
import {
  type DownMessage,
  type FeedItem,
  MAX_PAYLOAD,
  SYNC_VERSION,
  type UpHead,
} from '../../protocol/sync/messages.js';
import { topicDown, topicUp } from '../../protocol/sync/topics.js';
import type { Tail } from '../kernel/journal/tail.js';
import type { Kernel } from '../kernel/kernel.js';
import { createWorker, type StepResult } from '../kernel/worker.js';
import { createAckedNote } from './acked.js';
import { skipItem, takeItem } from './commands.js';
import { createErasedTeller, TELL_AGAIN_MS } from './erased.js';
import { feedCursor } from './queries.js';

export interface SyncStatus {
  /** Commits that the office has not acknowledged. */
  readonly unsent: number;
  /** Last commit that it has. */
  readonly acked: number;
  readonly cursor: number;
  /** Why the office refuses what is sent, when it does. */
  readonly refused?: string;
}

export interface Sync {
  status(): SyncStatus;
  onChange(listener: () => void): Unsubscribe;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface SyncOptions {
  readonly kernel: Kernel;
  readonly link: Link;
  readonly clock: Clock;
  readonly disk: Disk;
  readonly log: Log;
  readonly dir: string;
  readonly store: string;
  readonly terminal: string;
  readonly software: string;
}

const FROM_OFFICE = { actor: 'office', origin: 'office' } as const;

/** Batches that may be out without the office's acknowledgement. */
const WINDOW_BATCHES = 16;
/** Half of what a message may hold: heads and brokers want room too. */
const BATCH_BYTES = MAX_PAYLOAD / 2;
/** No acknowledgement for so long: the session is begun again. */
const ACK_WAIT_MS = 30_000;
const REFUSED_WAIT_MS = 300_000;
const NOTE_EVERY_MS = 5_000;
/** After a message that could not be sent over a line that is there. */
const AFTER_FAILURE_MS = 2_000;
const LINE_FEED = 0x0a;

/** Reasons of the office after which nothing may be sent before a person has looked. */
const LOSSES: ReadonlySet<string> = new Set(['journal-behind', 'conflict']);

/** No room, or a journal that is broken: an item of the feed is as good as before. One that fits into no commit never is. */
function isOurFault(error: unknown): boolean {
  if (isTerminalError(error, 'journal/commit-too-large')) return false;
  return isTerminalError(error, 'disk/') || isTerminalError(error, 'journal/');
}

/** Journal lines with their line ends. */
function linesIn(body: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < body.length; ) {
    const feed = body.indexOf(LINE_FEED, at);
    const end = feed < 0 ? body.length : feed + 1;
    lines.push(body.subarray(at, end));
    at = end;
  }
  return lines;
}

/** A session: between `hello` and the loss of the line. */
interface Session {
  tail: Tail | undefined;
  /** Last commits of the batches that are out. */
  out: number[];
  progressAt: number;
  /** Asked for items of the feed, and not answered yet. */
  asksFeed: boolean;
}

export function createSync(options: SyncOptions): Sync {
  const { kernel, link, clock, log, store, terminal } = options;
  const up = topicUp(store, terminal);
  const note = createAckedNote(options.disk, options.dir, log);
  const listeners = new Set<() => void>();
  const endings: Unsubscribe[] = [];
  const worker = createWorker(clock, log, 'sync', step);
  const erasures = createErasedTeller(kernel, clock, BATCH_BYTES, (head, lines) => send(head, lines));
  let session: Session | undefined;
  let [againAt, acked] = [0, 0];
  let noted = { seq: 0, at: 0 };
  let refused: string | undefined;
  /** Refused until somebody has looked and starts the program again. */
  let isLost = false;
  /** The office has compared its last commit with ours since the start. */
  let isProven = false;
  /** What the office was said to have beyond this journal. */
  let claimed: number | undefined;
  /** The last question for items of the feed. */
  let asked: string | undefined;

  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  const send = async (head: UpHead, lines: readonly Uint8Array[] = []): Promise<void> =>
    link.publish(up, encodeUp(head, lines));

  async function hello(): Promise<void> {
    session = { tail: undefined, out: [], progressAt: clock.monotonic(), asksFeed: true };
    erasures.forget();
    asked = undefined;
    const last = kernel.end().seq;
    const cursor = feedCursor(kernel.state);
    const restored = kernel.waitsForOffice();
    const hello = { v: SYNC_VERSION, kind: 'hello', last, cursor, software: options.software } as const;
    await send({ ...hello, ...(restored && { restored }) });
  }

  /** Says hello, sends what fits into the window, or tells how long to wait. */
  async function step(): Promise<StepResult> {
    if (link.status().state !== 'ready') {
      session = undefined;
      againAt = 0;
      return 'idle';
    }
    if (!session) {
      const early = againAt - clock.monotonic();
      if (early > 0) return early;
      await closing(hello());
      return ACK_WAIT_MS;
    }
    const waited = clock.monotonic() - session.progressAt;
    const asks = session.tail === undefined || session.out.length > 0 || session.asksFeed;
    const waiting = asks || refused !== undefined;
    const patience = refused === undefined ? ACK_WAIT_MS : REFUSED_WAIT_MS;
    if (waiting && waited >= patience) {
      session = undefined;
      return 'again';
    }
    const window = isProven ? WINDOW_BATCHES : 1;
    if (!session.tail || refused !== undefined || session.out.length >= window) return patience - waited;
    if (await sendBatch(session.tail)) return 'again';
    if (session.out.length > 0) return patience;
    if (isProven) await closing(erasures.tell(acked));
    if (session?.asksFeed) return patience;
    return isProven && erasures.waits() ? TELL_AGAIN_MS : 'idle';
  }

  async function sendBatch(tail: Tail): Promise<boolean> {
    const lines = await tail.next(BATCH_BYTES);
    const first = lines[0]?.seq;
    const last = lines.at(-1)?.seq;
    if (first === undefined || last === undefined) return false;
    if (session?.tail !== tail) return true; // Begun again meanwhile: these lines are read again.
    if (session.out.length === 0) session.progressAt = clock.monotonic();
    session.out.push(last);
    const bytes = lines.map((line) => line.bytes);
    void closing(send({ v: SYNC_VERSION, kind: 'commits', first, last }, bytes));
    return true;
  }

  /** A publish that fails ends the session; the next one begins where the office says. */
  async function closing(publish: Promise<void>): Promise<void> {
    const current = session;
    try {
      await publish;
    } catch (error) {
      if (!isTerminalError(error, 'link/')) log.error({ error: messageOf(error) }, 'sync');
      if (session === current) session = undefined;
      againAt = clock.monotonic() + AFTER_FAILURE_MS;
      worker.wake();
    }
  }

  async function take(payload: Uint8Array): Promise<void> {
    let message: DownMessage;
    let body: Uint8Array;
    try {
      ({ message, body } = splitDown(payload));
    } catch (error) {
      log.warn({ error: messageOf(error), bytes: payload.length }, 'a message of the office cannot be read');
      return;
    }
    switch (message.kind) {
      case 'ack':
        return takeAck(message.through, message.gap === true);
      case 'erased':
        return erasures.told(message.erasure);
      case 'lines':
        return takeMissing(body, message);
      case 'feed':
        if (kernel.waitsForOffice()) return; // It comes again with the next hello.
        return takeFeed(message).catch(feedNotKept);
      case 'refused':
        refused = message.reason;
        isLost ||= LOSSES.has(message.reason);
        log.error(
          { reason: message.reason, seq: message.seq },
          'the office refuses what this terminal sends',
        );
        changed();
    }
  }

  /** No room on the disk, say. The broker gives a message again only on another connection: we ask ourselves. */
  function feedNotKept(error: unknown): never {
    session = undefined;
    againAt = clock.monotonic() + AFTER_FAILURE_MS;
    worker.wake();
    throw error;
  }

  async function takeAck(through: number, gap: boolean): Promise<void> {
    if (!session) return;
    if (kernel.waitsForOffice()) return catchUp(through);
    if (through > kernel.end().seq) return takeLoss(through);
    if (isLost && !isDenied(through)) return;
    acked = through;
    isProven ||= acked === 0 || (session.out.length > 0 && !gap);
    refused = undefined;
    const out = gap ? [] : session.out.filter((last) => last > through);
    const tail = session.tail === undefined || gap ? kernel.tail(isProven ? acked : acked - 1) : session.tail;
    session = { ...session, tail, out, progressAt: clock.monotonic() };
    worker.wake();
    changed();
    await noteAcked(false);
  }

  /** The journal came out of a backup: what the office has of it comes first. */
  async function catchUp(through: number): Promise<void> {
    const after = kernel.end().seq;
    if (session) session.progressAt = clock.monotonic();
    if (through > after) return closing(send({ v: SYNC_VERSION, kind: 'lines', after }));
    await kernel.goOn();
    log.info({ last: after }, 'the restored journal has all that the office has');
    session = undefined;
    worker.wake();
    changed();
  }

  async function takeMissing(
    body: Uint8Array,
    { first, through }: DownMessage & { kind: 'lines' },
  ): Promise<void> {
    // Brokers say things twice: an answer to an earlier question says nothing.
    if (!kernel.waitsForOffice() || first !== kernel.end().seq + 1) return;
    try {
      await kernel.adopt(linesIn(body));
      changed();
      await catchUp(through);
    } catch (error) {
      if (!isTerminalError(error, 'journal/') && !isTerminalError(error, 'database/')) throw error;
      refused = 'conflict';
      log.error({ error: messageOf(error) }, 'the office has another journal under this name');
      changed();
    }
  }

  /**
   * The office has commits that this journal has lost (a disk put back from a copy). Sent now, new commits would bear
   * numbers that the office has seen, and it would drop them as known: nothing is sent until a person has looked.
   */
  async function takeLoss(through: number): Promise<void> {
    refused = 'journal-behind';
    isLost = true;
    acked = Math.min(through, kernel.end().seq);
    log.error(
      { office: through, here: kernel.end().seq },
      'the office has commits that this journal has lost',
    );
    changed();
    if (claimed === undefined) {
      // Asked again at once: an office never goes back, so less than this would deny it.
      session = undefined;
      againAt = clock.monotonic() + AFTER_FAILURE_MS;
      worker.wake();
    }
    claimed = Math.max(claimed ?? 0, through);
    await note.save(claimed);
  }

  /** The office says less than what made us believe in a loss: somebody else had said it, or the office was put back. */
  function isDenied(through: number): boolean {
    if (claimed === undefined || through >= claimed) return false;
    claimed = undefined;
    isLost = false;
    return true;
  }

  async function noteAcked(now: boolean): Promise<void> {
    if (isLost || noted.seq === acked || (!now && clock.monotonic() - noted.at < NOTE_EVERY_MS)) return;
    noted = { seq: acked, at: clock.monotonic() };
    await note.save(acked);
  }

  /** What the tables refuse must not stop the items behind it. */
  async function takeOne(item: FeedItem): Promise<'taken' | 'known' | 'gap'> {
    try {
      return await kernel.transact(FROM_OFFICE, (state) => takeItem(state, item, options.terminal));
    } catch (error) {
      if (isOurFault(error)) throw error;
      log.error(
        { n: item.n, kind: item.kind, error: messageOf(error) },
        'an item of the feed is passed over',
      );
      return kernel.transact(FROM_OFFICE, (state) => skipItem(state, item, messageOf(error)));
    }
  }

  async function takeFeed({ items, head }: DownMessage & { kind: 'feed' }): Promise<void> {
    if (session) session.asksFeed = false;
    let gap = false;
    for (const item of items) {
      gap ||= (await takeOne(item)) === 'gap';
    }
    changed();
    const cursor = feedCursor(kernel.state);
    if (cursor >= head) return;
    // An office that answers nothing to the same question twice is not asked for ever.
    const question = `${cursor} of ${head}`;
    if (items.length === 0 && !gap && question === asked) return;
    asked = question;
    if (session) Object.assign(session, { asksFeed: true, progressAt: clock.monotonic() });
    await closing(send({ v: SYNC_VERSION, kind: 'want', cursor }));
  }

  return {
    status: () => {
      const facts = {
        unsent: Math.max(0, kernel.end().seq - acked),
        acked,
        cursor: feedCursor(kernel.state),
      };
      return refused === undefined ? facts : { ...facts, refused };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start() {
      acked = await note.load();
      if (kernel.waitsForOffice() && link.status().reason === 'not-configured') await kernel.goOn();
      if (acked > kernel.end().seq && !kernel.waitsForOffice()) await takeLoss(acked);
      noted = { seq: acked, at: 0 };
      link.subscribe(topicDown(options.store, options.terminal), take);
      endings.push(link.onStatus(worker.wake), kernel.onCommit(worker.wake));
      worker.start();
    },
    async stop() {
      for (const end of endings) end();
      await worker.stop();
      await noteAcked(true);
    },
  };
}
