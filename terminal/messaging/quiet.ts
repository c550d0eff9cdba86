/** Hours in which nobody wants to read an advertisement. Pure. */
import { civilOf, momentOf } from './civil.js';
import type { Purpose } from './events.js';
import { type Policy, RULES } from './policy.js';

type Window = Pick<Policy, 'quietFrom' | 'quietTo'>;

/** `minute` of the day: is it quiet then? The window may cross midnight; its end is not quiet any more. */
export function isQuiet(minute: number, { quietFrom, quietTo }: Window): boolean {
  if (quietFrom === quietTo) return false;
  return quietFrom < quietTo
    ? minute >= quietFrom && minute < quietTo
    : minute >= quietFrom || minute < quietTo;
}

/** When a text of this purpose may go: `now` itself, or the end of the quiet hours. */
export function mayGoAt(purpose: Purpose, now: number, policy: Window, zone: string): number {
  if (!RULES[purpose].quiet) return now;
  const civil = civilOf(now, zone);
  if (!isQuiet(civil.minute, policy)) return now;
  const day = civil.minute < policy.quietTo ? civil.day : civil.day + 1;
  return momentOf({ ...civil, day, minute: policy.quietTo }, zone);
}

/** When the quiet hours begin next, or undefined when there are none. */
export function closesAt(now: number, { quietFrom, quietTo }: Window, zone: string): number | undefined {
  if (quietFrom === quietTo) return undefined;
  const civil = civilOf(now, zone);
  const day = civil.minute < quietFrom ? civil.day : civil.day + 1;
  return momentOf({ ...civil, day, minute: quietFrom }, zone);
}
