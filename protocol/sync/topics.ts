/** MQTT topics of the sync protocol: `zhanggui/v1/{store}/{terminal}/up` and `…/down`. */

import { TerminalError } from '../errors.js';

/** Store and terminal names: they stand in topics, file names and client ids, so nothing else is allowed. */
export const NAME_PATTERN = /^[a-z0-9-]{1,32}$/;

const PREFIX = 'zhanggui/v1';

export type Direction = 'up' | 'down';

export interface TopicParts {
  readonly store: string;
  readonly terminal: string;
  readonly direction: Direction;
}

export function isName(text: string): boolean {
  return NAME_PATTERN.test(text);
}

/** Client id of a second connection under a terminal's name, that looks whether the line is right: no name has a `/` in it. */
export function visitorOf(terminal: string): string {
  return `${terminal}/doctor`;
}

/** @throws TerminalError `sync/bad-name` */
export function topicUp(store: string, terminal: string): string {
  return topicOf(store, terminal, 'up');
}

/** @throws TerminalError `sync/bad-name` */
export function topicDown(store: string, terminal: string): string {
  return topicOf(store, terminal, 'down');
}

/** The parts of one of our topics, or undefined for any other topic (wildcards included). */
export function parseTopic(topic: string): TopicParts | undefined {
  const parts = topic.split('/');
  if (parts.length !== 5) return undefined;
  const [root, version, store = '', terminal = '', direction] = parts;
  if (`${root}/${version}` !== PREFIX || !isName(store) || !isName(terminal)) return undefined;
  if (direction !== 'up' && direction !== 'down') return undefined;
  return { store, terminal, direction };
}

function topicOf(store: string, terminal: string, direction: Direction): string {
  for (const name of [store, terminal]) {
    if (isName(name)) continue;
    throw new TerminalError(
      'sync/bad-name',
      `"${name.slice(0, 64)}" cannot name a store or terminal: 1 to 32 of a-z, 0-9 and -`,
      { context: { name: name.slice(0, 64) } },
    );
  }
  return `${PREFIX}/${store}/${terminal}/${direction}`;
}
