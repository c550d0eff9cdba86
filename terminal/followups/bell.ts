/** Rings when something comes due, once for each moment; what was due before the start is told of by the lists. */
import type { Cancel, Clock } from '../../drivers/host/types.js';
import type { Kernel } from '../kernel/kernel.js';
import { type Followup, nextDue } from './queries.js';

/** A wall clock may be set: it is looked at again after this long. */
const LOOK_MS = 15 * 60_000;

/** @param ring one that has come due. Returns what ends it. */
export function createFollowupBell(
  { state, onCommit }: Pick<Kernel, 'state' | 'onCommit'>,
  clock: Clock,
  ring: (followup: Followup) => void,
): () => void {
  let after = clock.now();
  let cancel: Cancel = () => undefined;

  function look(): void {
    cancel();
    const now = clock.now();
    for (let due = nextDue(state, after); due && (due.due ?? 0) <= now; due = nextDue(state, after)) {
      after = due.due ?? now;
      ring(due);
    }
    const next = nextDue(state, after)?.due ?? Number.POSITIVE_INFINITY;
    cancel = clock.after(Math.max(1, Math.min(LOOK_MS, next - now)), look);
  }

  look();
  const forget = onCommit(({ events }) => {
    if (events.some(({ type }) => type.startsWith('followups.'))) look();
  });
  return () => {
    forget();
    cancel();
  };
}
