/** Who may do what at the embedded broker: a terminal publishes and reads its own topics. The office is no client of it. */

import { createHash, timingSafeEqual } from 'node:crypto';
import { MAX_PAYLOAD } from '../../protocol/sync/messages.js';
import { topicDown, topicUp, visitorOf } from '../../protocol/sync/topics.js';
import type { TerminalAccess } from '../config.js';

export interface Access {
  /**
   * Who it is, or undefined. A terminal's client id is its name, or that of its visitor: a client id belongs to one
   * connection, so with another's id it could push that one off the line.
   */
  identify(
    clientId: string,
    username: string | undefined,
    password: Uint8Array | undefined,
  ): TerminalAccess | undefined;
}

export function createAccess(terminals: readonly TerminalAccess[]): Access {
  const byName = new Map(terminals.map((access) => [access.terminal, access]));
  return {
    identify: (clientId, username = '', password = new Uint8Array()) => {
      const access = byName.get(username);
      const right = sameSecret(password, access?.secret ?? '');
      const own = clientId === username || clientId === visitorOf(username);
      return right && own ? access : undefined;
    },
  };
}

/** Undefined, or why not. */
export function whyNotPublish(
  who: TerminalAccess | undefined,
  topic: string,
  size: number,
): string | undefined {
  if (size > MAX_PAYLOAD) return 'too-large';
  return who !== undefined && topic === topicUp(who.store, who.terminal) ? undefined : 'not-yours';
}

export function maySubscribe(who: TerminalAccess | undefined, topic: string): boolean {
  return who !== undefined && topic === topicDown(who.store, who.terminal);
}

/** Takes the same time wherever the two differ. */
function sameSecret(given: Uint8Array, secret: string): boolean {
  const hash = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest();
  return timingSafeEqual(hash(given), hash(secret));
}
