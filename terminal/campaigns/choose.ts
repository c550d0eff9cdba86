/** Of the customers that a filter means: to whom a text goes, and who is left out and why. */
import type { Member } from '../audience/index.js';
import type { Reader } from '../kernel/database.js';
import { type Purpose, type Stopped, stopNumbers } from '../messaging/index.js';

export type LeftWhy = Stopped | 'number-missing' | 'number-same' | 'customer-disabled';

export interface Chosen {
  readonly member: Member;
  readonly key: string;
}

export interface Left {
  readonly member: Member;
  readonly why: LeftWhy;
}

/**
 * One text a person and one a number: `taken` says whether a number is a recipient already. Who has refused on one number is not texted
 * on another.
 */
export function choose(
  state: Reader,
  members: readonly Member[],
  purpose: Purpose,
  now: number,
  taken: (key: string) => boolean,
): { readonly chosen: Chosen[]; readonly left: Left[] } {
  const stopped = stopNumbers(
    state,
    members.flatMap(({ keys }) => keys),
    purpose,
    now,
  );
  const chosen: Chosen[] = [];
  const left: Left[] = [];
  const here = new Set<string>();
  for (const member of members) {
    const one = choiceFor(member, stopped);
    if (purpose === 'marketing' && member.disabled === '1') left.push({ member, why: 'customer-disabled' });
    else if ('why' in one) left.push(one);
    else if (here.has(one.key) || taken(one.key)) left.push({ member, why: 'number-same' });
    else {
      here.add(one.key);
      chosen.push(one);
    }
  }
  return { chosen, left };
}

function choiceFor(member: Member, stopped: ReadonlyMap<string, Stopped>): Chosen | Left {
  const [first] = member.keys;
  if (first !== undefined && member.keys.length === 1) {
    const only = stopped.get(first);
    return only === undefined ? { member, key: first } : { member, why: only };
  }
  const whys = member.keys.map((key) => stopped.get(key));
  if (whys.includes('number-refused')) return { member, why: 'number-refused' };
  const key = member.keys.find((_, index) => whys[index] === undefined);
  if (key !== undefined) return { member, key };
  const why = whys.find((reason) => reason !== 'number-not-mobile') ?? whys[0];
  return { member, why: why ?? 'number-missing' };
}
