import type { App } from '../../../terminal/app.js';
import type { Chance } from '../chance.js';

/** What somebody was told, by an id that must be in the journal then. */
export type Told = string | undefined;

/**
 * Something that somebody does at a till. `chance` holds as many values as one deed may ask for, taken before the deed looks at
 * anything: what the database says, and so what went wrong before, does not change what anybody does later.
 */
export type Deed = (app: App, chance: Chance) => Promise<Told>;
