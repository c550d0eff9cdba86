import { TerminalError } from '../../protocol/errors.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import type { LoyaltyEvents } from './events.js';
import { type Level, type Program, withChange } from './program.js';
import { programAt, programsAfter } from './queries.js';

const PERCENT_MAX = 10_000;
const LEVELS_MAX = 20;
const CLASSES_MAX = 20;
const CLASS_LENGTH_MAX = 12;
const MAX = 99_999_999;

const isWhole = (value: number, least: number, most = MAX): boolean =>
  Number.isSafeInteger(value) && value >= least && value <= most;

/**
 * A new program from `from` (ms since 1970 UTC) on, as one whole. What it changes is changed in programs that are set to begin later too:
 * they were made before it, and would take it back. Throws `command/rule-wrong`.
 */
export function setProgram(state: Reader, program: Program, from: number): Decision<void> {
  if (!isProgram(program) || !Number.isSafeInteger(from))
    throw new TerminalError('command/rule-wrong', 'these rules for points cannot be');
  const before = programAt(state, from);
  const later = programsAfter(state, from).map((one) => {
    const carried = withChange(one.program, before, program);
    return { from: one.from, program: isProgram(carried) ? carried : program };
  });
  const events = [{ from, program }, ...later].map(
    (set): EventOf<LoyaltyEvents> => ({ type: 'loyalty.program-set', v: 1, ...set }),
  );
  return { events, result: undefined };
}

function isProgram({ levels, levelDays, weekdays, birthday, rounding, ...rest }: Program): boolean {
  const { recharge, money, expiryDays, warnDays, classes = {} } = rest;
  return (
    levels.length <= LEVELS_MAX &&
    levels.every(isLevel) &&
    isWhole(levelDays, 1) &&
    Object.entries(weekdays).every(
      ([day, factor]) => /^[0-6]$/.test(day) && isWhole(factor, 0, PERCENT_MAX),
    ) &&
    isWhole(birthday, 0, PERCENT_MAX) &&
    (rounding === 'down' || rounding === 'nearest') &&
    (recharge === undefined || (isWhole(recharge.points, 0) && isWhole(recharge.per, 1))) &&
    (money === undefined || (isWhole(money.points, 1) && isWhole(money.worth, 1))) &&
    (expiryDays === undefined || isWhole(expiryDays, 1)) &&
    (warnDays === undefined || isWhole(warnDays, 1)) &&
    areClasses(classes)
  );
}

function areClasses(classes: Readonly<Record<string, number>>): boolean {
  const all = Object.entries(classes);
  return (
    all.length <= CLASSES_MAX &&
    all.every(
      ([name, factor]) =>
        name !== '' && [...name].length <= CLASS_LENGTH_MAX && isWhole(factor, 0, PERCENT_MAX),
    )
  );
}

/** Nobody pays more than the price for a level, and nobody nothing at all. */
function isLevel({ spent, earned, earn, pays }: Level): boolean {
  return (
    [spent, earned].every((least) => least === undefined || isWhole(least, 0)) &&
    isWhole(earn, 0, PERCENT_MAX) &&
    isWhole(pays, 1, 100)
  );
}
