/**
 * The day's figures to every owner, at closing time, once a day. Who pulls the plug before that is told when the terminal is back, be it
 * the next morning.
 */
import type { Clock, Log } from '../../drivers/host/types.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Decision, Kernel } from '../kernel/kernel.js';
import { createWorker, type Worker } from '../kernel/worker.js';
import { civilOf, queueText } from '../messaging/index.js';
import { type ClosingDay, closingDay } from './closing.js';
import type { OwnerEvents } from './events.js';
import { figuresText, wasBusy } from './figures.js';
import { lastSummary, ownerKeys, summaryMinute } from './queries.js';

const LOOK_EVERY_MS = 5 * 60_000;

/** Older days are told no more: they are on the screen. */
const LATE_DAYS = 31;

export function createSummary(kernel: Kernel, clock: Clock, log: Log, zone: string): Worker {
  return createWorker(clock, log, 'summary', async () => {
    const now = clock.now();
    await kernel.transact({ actor: 'system', origin: 'timer' }, (state) =>
      summarise(state, now, zone, kernel.ids.next),
    );
    return LOOK_EVERY_MS;
  });
}

/** Texts and mark are one commit, so that no day is told twice. */
function summarise(state: Reader, now: number, zone: string, nextId: () => string): Decision<void> {
  const minute = summaryMinute(state);
  const keys = ownerKeys(state);
  if (minute === undefined || keys.length === 0) return { events: [], result: undefined };
  const events = untold(state, now, minute, zone).flatMap((day): DomainEvent[] => {
    const text = figuresText(state, now, zone, day);
    const sent: EventOf<OwnerEvents> = { type: 'owner.summary-sent', v: 1, day: day.name };
    const texts = keys.flatMap((key): DomainEvent[] => {
      const queued = queueText(state, { id: nextId(), key, text, purpose: 'service', cause: 'staff', now });
      return 'event' in queued ? [queued.event] : [];
    });
    return [...texts, sent];
  });
  return { events, result: undefined };
}

/** Days that have closed, the oldest first: of the late ones only those on which something happened. */
function untold(state: Reader, now: number, minute: number, zone: string): ClosingDay[] {
  const told = lastSummary(state);
  const today = closingDay(now, 0, minute, zone);
  const isOver = civilOf(now, zone).minute >= minute;
  return [...lateDays(told, (back) => closingDay(now, back, minute, zone)), today].filter((day) =>
    day === today ? isOver && told !== day.name : wasBusy(state, day),
  );
}

/** Those after the last one that was told; none when that is no day of late: a clock was wrong then, or is now. */
function lateDays(told: string, dayBefore: (back: number) => ClosingDay): ClosingDay[] {
  const days: ClosingDay[] = [];
  for (let back = 1; back <= LATE_DAYS; back++) {
    const day = dayBefore(back);
    if (day.name === told) return days.reverse();
    days.push(day);
  }
  return [];
}
