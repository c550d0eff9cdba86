import { birthdaysIn, written } from '../almanac/index.js';
import { parseBirthday } from '../customers/index.js';

/** Whether a customer's birthday (as customers write it) falls on the day of `time`, `2026-11-22 10:42`; lunar ones too. */
export function isBirthdayOn(birthday: string, time: string): boolean {
  const known = parseBirthday(birthday);
  if (!known) return false;
  const today = time.slice(0, 10);
  return birthdaysIn(known, Number(today.slice(0, 4))).some(({ day }) => written(day) === today);
}
