/** What of a commit goes, and the commit without it. */
import { eraseValues, personalValue } from '../../protocol/sync/veil.js';
import type { Filter } from '../audience/index.js';
import type { Commit, DomainEvent } from '../kernel/events.js';
import type { Personal } from '../kernel/personal.js';
import { DECLARED, type Declared, NOBODY, type StandIn } from './declared.js';
import type { Person } from './person.js';

/** Gives the commit without what is the person's, or undefined when there is nothing of theirs. Commits come in order. */
export type Eraser = (commit: Commit) => Commit | undefined;

/** @param word makes a word that is nobody's, for a value that must stay told from others */
export function createEraser(person: Person, personal: Personal, word: () => string): Eraser {
  const threads = new Set<string>();
  const words = new Map<string, string>();
  const wordFor = (value: string): string => {
    const known = words.get(value) ?? word();
    words.set(value, known);
    return known;
  };

  function concerns(event: Fields, declared: Declared): boolean {
    const { customer, other, key, address, card, thread } = declared;
    const own =
      (customer !== undefined && person.ids.has(text(event[customer]))) ||
      (other !== undefined && person.ids.has(text(event[other]))) ||
      (key !== undefined && person.keys.has(text(event[key]))) ||
      (address !== undefined && person.addresses.has(text(event[address]))) ||
      (card !== undefined && person.cards.has(text(event[card])));
    const id = thread === undefined ? '' : `${thread} ${text(event[thread])}`;
    if (own && id !== '') threads.add(id);
    return own || threads.has(id);
  }

  /** By declaration, or because the event names the person anywhere: a sale, a ledger entry. */
  const tells = (event: Fields): boolean =>
    person.ids.has(text(event.customer)) || concerns(event, DECLARED[event.type] ?? NOBODY);

  /** `said`: what else of theirs goes out of the same commit. */
  function standIn(kind: StandIn, value: unknown, said: readonly unknown[]): unknown {
    switch (kind) {
      case 'key':
      case 'id':
        return typeof value === 'string' ? wordFor(value) : '';
      case 'occasion':
        return ` ${wordFor(text(value).slice(text(value).lastIndexOf(' ') + 1))}`;
      case 'text':
        return '';
      case 'fields':
        return {};
      case 'list':
        return [];
      case 'filter':
        return NOBODY_MEANT;
      case 'receipt':
        return withoutPerson(value, [...person.names, ...person.marks, ...person.masked], said);
    }
  }

  return (commit) => {
    const events = commit.events as readonly Fields[];
    const about = events.map(tells);
    const inCommit = about.includes(true);
    const goes = new Map<string, { readonly kind: StandIn; readonly value: unknown }>();
    for (const pointer of commit.veil?.of ?? unveiled(commit, personal)) {
      if (commit.veil?.gone && Object.hasOwn(commit.veil.gone, pointer)) continue;
      const steps = pointer.slice(1).split('/');
      const index = Number(steps[0]);
      const event = events[index];
      if (!event) continue;
      const declared = DECLARED[event.type] ?? NOBODY;
      const value = personalValue(commit, pointer);
      const theirs =
        (declared.commit ? inCommit : concerns(event, declared)) ||
        person.ids.has(text(holderOf(event, steps.slice(1)).customer)) ||
        isMarked(value, event, declared);
      if (theirs) goes.set(pointer, { kind: kindOf(declared, steps.slice(1)), value });
    }
    if (goes.size === 0) return undefined;
    const said = [...goes.values()].flatMap(({ kind, value }) =>
      kind === 'text' && value !== '' ? [value] : [],
    );
    const standIns = [...goes].map(([at, { kind, value }]) => [at, standIn(kind, value, said)] as const);
    return eraseValues(commit, new Map(standIns));
  };

  /** Another customer's own fields are another's, whatever stands in them. */
  function isMarked(value: unknown, event: Fields, { customer }: Declared): boolean {
    if (typeof value === 'string' && person.keys.has(value)) return true;
    if (customer !== undefined && !person.ids.has(text(event[customer]))) return false;
    const json = JSON.stringify(value);
    return person.marks.some((mark) => json.includes(mark));
  }
}

/** Before there was a chain everything may go; in a commit that it covers word for word nothing may. */
function unveiled({ chain, events }: Commit, personal: Personal): readonly string[] {
  return chain === undefined ? personal(events) : [];
}

/** No field at all would mean everybody. Everybody has a name. */
const NOBODY_MEANT: Filter = { rows: [{ join: 'and', field: 'name', kind: 'text', op: 'empty', value: '' }] };

type Fields = DomainEvent & Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The object that the last step is in: one of several recipients, say. */
function holderOf(event: Fields, steps: readonly string[]): Readonly<Record<string, unknown>> {
  let holder: unknown = event;
  for (const step of steps.slice(0, -1)) holder = (holder as Readonly<Record<string, unknown>>)[step];
  return (holder ?? {}) as Readonly<Record<string, unknown>>;
}

/** By its path, with `*` for places in lists. What was veiled and is declared no more is a text. */
function kindOf({ hide }: Declared, steps: readonly string[]): StandIn {
  const path = steps.map((step) => (/^\d+$/.test(step) ? '*' : step)).join('/');
  return hide[path] ?? 'text';
}

/** Blocks that hold one of `marks`, or repeat what was `said`, are left out; all the rest stays. */
function withoutPerson(receipt: unknown, marks: readonly string[], said: readonly unknown[]): unknown {
  const { blocks, ...rest } = receipt as { readonly blocks?: readonly unknown[] };
  const repeats = (block: unknown): boolean =>
    Object.values(block ?? {}).some((value) => said.includes(value));
  const kept = (blocks ?? []).filter(
    (block) => !repeats(block) && !marks.some((mark) => JSON.stringify(block).includes(mark)),
  );
  return { ...rest, blocks: kept };
}
