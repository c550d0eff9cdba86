import { TerminalError } from '../../protocol/errors.js';
import { printable } from '../../protocol/text/columns.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import type { AudienceEvents } from './events.js';
import { checkFilter, type Filter } from './filter.js';
import { audiences } from './queries.js';

const NAME_LENGTH_MAX = 20;

/** Throws `command/name-missing` or `command/filter-wrong`. */
export function saveAudience(
  _state: Reader,
  wanted: { readonly id: string; readonly name: string; readonly filter: Filter },
): Decision<void> {
  const name = printable(wanted.name).trim().slice(0, NAME_LENGTH_MAX);
  if (name === '') throw new TerminalError('command/name-missing', 'a saved audience needs a name');
  const { id: audience } = wanted;
  const event: EventOf<AudienceEvents> = {
    ...{ type: 'audience.saved', v: 1, audience, name, filter: checkFilter(wanted.filter) },
  };
  return { events: [event], result: undefined };
}

/** Campaigns that were written with it keep their filter. Deleting what is not there is no event. */
export function deleteAudience(state: Reader, id: string): Decision<void> {
  if (!audiences(state).some((one) => one.id === id)) return { events: [], result: undefined };
  const event: EventOf<AudienceEvents> = { type: 'audience.deleted', v: 1, audience: id };
  return { events: [event], result: undefined };
}
