import type { Reader } from '../kernel/database.js';
import type { Filter } from './filter.js';

export interface Audience {
  readonly id: string;
  readonly name: string;
  readonly filter: Filter;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly json: string;
}

const audienceOf = ({ id, name, json }: Row): Audience => ({ id, name, filter: JSON.parse(json) as Filter });

/** By name. */
export function audiences(state: Reader): Audience[] {
  return state.all<Row>('SELECT id, name, json FROM audiences ORDER BY name, id').map(audienceOf);
}
