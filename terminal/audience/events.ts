/** Filters over customers that somebody has given a name. */
import type { Filter } from './filter.js';

export interface AudienceEvents {
  /** The newest filter of an id counts. */
  'audience.saved': { v: 1; audience: string; name: string; filter: Filter };
  'audience.deleted': { v: 1; audience: string };
}
