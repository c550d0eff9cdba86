/** The day's figures to every owner, at closing time, once a day: late after a power cut, but on the same day. */
import type { Clock, Log } from '../../drivers/host/types.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Decision, Kernel } from '../kernel/kernel.js';
import { createWorker, type Worker } from '../kernel/worker.js';
import { civilOf, momentOf, queueText, startOfDay } from '../messaging/index.js';
import type { OwnerEvents } from './events.js';
import { figuresText } from './figures.js';
import { lastSummary, ownerKeys, summaryMinute } from './queries.js';

const LOOK_EVERY_MS = 5 * 60_000;

export function createSummary(kernel: Kernel, clock: Clock, log: Log, zone: string): Worker {
  return createWorker(clock, log, 'summary', async () => {
    const now = clock.now();
    await kernel.transact({ actor: 'system', origin: 'timer' }, (state) =>
      summarise(state, now, zone, kernel.ids.next),
    );
    return LOOK_EVERY_MS;
  });
}

/** Who closes before then closes after midnight: the day that is over began at the last closing time. */
const MORNING = 6 * 60;

/** Since when the figures count at closing time. */
function openedAt(minute: number, now: number, zone: string): number {
  const today = civilOf(now, zone);
  return minute < MORNING ? momentOf({ ...today, day: today.day - 1, minute }, zone) : startOfDay(now, zone);
}

/** Texts and mark are one commit, so that no day is told twice. */
function summarise(state: Reader, now: number, zone: string, nextId: () => string): Decision<void> {
  const minute = summaryMinute(state);
  const today = civilOf(now, zone);
  const day = `${today.year}-${String(today.month).padStart(2, '0')}-${String(today.day).padStart(2, '0')}`;
  const keys = ownerKeys(state);
  if (minute === undefined || today.minute < minute || lastSummary(state) === day || keys.length === 0)
    return { events: [], result: undefined };
  const text = figuresText(state, now, zone, openedAt(minute, now, zone));
  const sent: EventOf<OwnerEvents> = { type: 'owner.summary-sent', v: 1, day };
  const texts = keys.flatMap((key): DomainEvent[] => {
    const queued = queueText(state, { id: nextId(), key, text, purpose: 'service', cause: 'staff', now });
    return 'event' in queued ? [queued.event] : [];
  });
  return { events: [...texts, sent], result: undefined };
}
