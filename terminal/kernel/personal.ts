/** Which values of an event are personal: each capability's declarations as one question. See docs/INTEGRITY.md. */
import type { Random } from '../../drivers/host/types.js';
import { SALT_OCTETS, type Veil, veilOver } from '../../protocol/sync/veil.js';
import type { Tables } from './capability.js';
import type { DomainEvent } from './events.js';

/** JSON pointers into `events` of all values that are declared as personal and there. */
export type Personal = (events: readonly DomainEvent[]) => readonly string[];

export function createPersonal(capabilities: readonly Tables[]): Personal {
  const patterns = new Map<string, readonly (readonly string[])[]>();
  for (const { personal = {} } of capabilities) {
    for (const [type, paths] of Object.entries(personal)) {
      patterns.set(
        type,
        paths.map((path) => path.split('/')),
      );
    }
  }
  return (events) => {
    const found: string[] = [];
    for (const [index, event] of events.entries()) {
      for (const pattern of patterns.get(event.type) ?? []) collect(event, pattern, `/${index}`, found);
    }
    return found;
  };
}

/** What to write beside a commit's events, when one of them has a personal value. */
export function veilFor(
  personal: Personal,
  events: readonly DomainEvent[],
  random: Random,
): Veil | undefined {
  const of = personal(events);
  return of.length === 0 ? undefined : veilOver(of, random.bytes(SALT_OCTETS));
}

/** `*` stands for every member of a list. */
function collect(value: unknown, steps: readonly string[], at: string, found: string[]): void {
  const [step, ...rest] = steps;
  if (step === undefined) found.push(at);
  else if (step === '*') {
    for (const [index, one] of Array.isArray(value) ? value.entries() : [])
      collect(one, rest, `${at}/${index}`, found);
  } else if (typeof value === 'object' && value !== null && Object.hasOwn(value, step)) {
    const next = (value as Record<string, unknown>)[step];
    if (next !== undefined) collect(next, rest, `${at}/${step}`, found);
  }
}
