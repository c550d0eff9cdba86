/** Reminds of tomorrow's appointments, from ten in the morning on. */
import type { Clock, Log } from '../../drivers/host/types.js';
import type { Kernel } from '../kernel/kernel.js';
import { createWorker, type Worker } from '../kernel/worker.js';
import { civilOf, momentOf } from '../messaging/index.js';
import { remind } from './commands.js';

/** Minute of the day from which reminders go out: nobody is woken. */
const FROM_MINUTE = 10 * 60;
const LOOK_EVERY_MS = 10 * 60_000;

/** `zone`: the shop's; tomorrow is the shop's tomorrow. */
export function createReminder(kernel: Kernel, clock: Clock, log: Log, zone: string): Worker {
  return createWorker(clock, log, 'reminders', async () => {
    const now = clock.now();
    const today = civilOf(now, zone);
    if (today.minute < FROM_MINUTE) return LOOK_EVERY_MS;
    const from = momentOf({ ...today, day: today.day + 1, minute: 0 }, zone);
    const to = momentOf({ ...today, day: today.day + 2, minute: 0 }, zone);
    await kernel.transact({ actor: 'system', origin: 'timer' }, (state) =>
      remind(state, { from, to, now }, kernel.ids.next, (ms) => timeWords(ms, zone)),
    );
    return LOOK_EVERY_MS;
  });
}

/** `11月23日 15:30` */
export function timeWords(ms: number, zone: string): string {
  const { month, day, minute } = civilOf(ms, zone);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${month}月${day}日 ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
