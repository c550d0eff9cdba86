/**
 * Tells three things apart that all look like keys: a person typing, a key held down, and a scanner's burst.
 *
 * A scanner types SCAN_LENGTH_MIN or more characters, none later than BURST_GAP_MS after the one before, and ends with Enter.
 * So a character waits that long before it is given out; a person never notices, and a scan's characters are never keys.
 * On a USB keypad the driver knows what is held; on a terminal only the rhythm tells (HOLD_GAP_MS).
 */

import type { Stroke } from '../../protocol/hid/stroke.js';
import type { Cancel, Clock } from '../host/types.js';

export interface ClassifierEvents {
  key(stroke: Stroke, repeat: boolean): void;
  scan(code: string): void;
  /** A burst without end was thrown away. */
  garbage(characters: number): void;
}

export interface Classifier {
  /** @param repeat the driver knows that the key is held. */
  feed(stroke: Stroke, repeat?: boolean): void;
  /** Forgets what waits. */
  close(): void;
}

const BURST_GAP_MS = 30;
const SCAN_LENGTH_MIN = 6;
/** The largest QR code has 4,296 characters (ISO/IEC 18004, version 40-L). */
const SCAN_LENGTH_MAX = 4_296;

/** Terminals repeat a held key every 20–92 ms; a finger taps no faster than that, and bytes of one read are closer still. */
const HOLD_GAP_MS = { min: 10, max: 100 };
/** They begin after this long. Two keys close together without it were pressed, and read late by a busy program. */
const HOLD_AFTER_MS = { min: 150, max: 1_200 };
/** The same character and nothing else for this long is a held key, however fast it repeats. */
const HOLD_BURST_MS = 150;

interface Waiting {
  readonly stroke: Stroke;
  /** Monotonic. */
  readonly at: number;
}

export function createClassifier(clock: Clock, events: ClassifierEvents): Classifier {
  let waiting: Waiting[] = [];
  let dropped = 0;
  let last: Waiting | undefined;
  /** What came last may have been the first repeat of a held key, or was one. */
  let mayHold = false;
  let holding = false;
  let stopTimer: Cancel = () => undefined;

  const give = (next: Waiting, known = false) => {
    const gap = last === undefined ? Number.POSITIVE_INFINITY : next.at - last.at;
    const same = last !== undefined && sameKey(last.stroke, next.stroke);
    const repeat = known || (same && mayHold && gap > HOLD_GAP_MS.min && gap <= HOLD_GAP_MS.max);
    mayHold = repeat || (same && gap >= HOLD_AFTER_MS.min && gap <= HOLD_AFTER_MS.max);
    last = next;
    events.key(next.stroke, repeat);
  };
  const release = () => {
    stopTimer();
    const ready = waiting;
    waiting = [];
    if (dropped > 0) events.garbage(ready.length + dropped);
    else for (const one of ready) give(one);
    dropped = 0;
  };
  const wait = (next: Waiting) => {
    stopTimer();
    if (waiting.length < SCAN_LENGTH_MAX) waiting.push(next);
    else dropped++;
    holding = isHeld(waiting);
    if (holding) release();
    else stopTimer = clock.after(BURST_GAP_MS + 1, release);
  };
  const endBurst = (next: Waiting) => {
    const code = scanOf(waiting, next, dropped);
    if (code === undefined) {
      release();
      return give(next);
    }
    stopTimer();
    waiting = [];
    events.scan(code);
  };

  return {
    feed(stroke, repeat = false) {
      const next = { stroke, at: clock.monotonic() };
      holding &&= last !== undefined && sameKey(last.stroke, stroke) && next.at - last.at <= HOLD_GAP_MS.max;
      if (late(waiting, next) || repeat || stroke.pasted === true || holding) release();
      if (repeat || stroke.pasted === true || holding) give(next, repeat);
      else if (stroke.char !== undefined) wait(next);
      else endBurst(next);
    },
    close() {
      stopTimer();
      waiting = [];
      dropped = 0;
    },
  };
}

function sameKey(one: Stroke, other: Stroke): boolean {
  return one.name === other.name && one.char === other.char;
}

function late(waiting: readonly Waiting[], next: Waiting): boolean {
  const before = waiting.at(-1);
  return before !== undefined && next.at - before.at > BURST_GAP_MS;
}

function isHeld(waiting: readonly Waiting[]): boolean {
  const [first] = waiting;
  const newest = waiting.at(-1);
  if (first === undefined || newest === undefined || newest.at - first.at <= HOLD_BURST_MS) return false;
  return waiting.every(({ stroke }) => sameKey(stroke, first.stroke));
}

/** The code that `end` closes; undefined when it is not Enter, or what waits is too short, too long or not ASCII. */
function scanOf(waiting: readonly Waiting[], end: Waiting, dropped: number): string | undefined {
  if (end.stroke.name !== 'enter' || waiting.length < SCAN_LENGTH_MIN || dropped > 0) return undefined;
  const code = waiting.map(({ stroke }) => stroke.char).join('');
  return /^[\x20-\x7e]+$/.test(code) ? code : undefined;
}
