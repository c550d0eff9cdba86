/** Who may do what at the embedded broker: a terminal publishes and reads its own topics, the office all of ours. */

import { createHash, timingSafeEqual } from 'node:crypto';
import { MAX_PAYLOAD } from '../../protocol/sync/messages.js';
import { parseTopic, topicDown, topicUp } from '../../protocol/sync/topics.js';
import type { TerminalAccess } from '../config.js';

/** No terminal can have this name: `$` is not allowed in names. */
export const OFFICE_USER = '$office';

export type Who =
  | { readonly kind: 'office' }
  | { readonly kind: 'terminal'; readonly access: TerminalAccess };

export interface Access {
  /**
   * Who it is, or undefined. A terminal's client id is its name: a client id belongs to one connection, so with
   * another's id it could push that one off the line.
   */
  identify(clientId: string, username: string | undefined, password: Uint8Array | undefined): Who | undefined;
}

export function createAccess(terminals: readonly TerminalAccess[], officeSecret: string): Access {
  const byName = new Map(terminals.map((access) => [access.terminal, access]));
  return {
    identify: (clientId, username = '', password = new Uint8Array()) => {
      const access = byName.get(username);
      const secret = username === OFFICE_USER ? officeSecret : access?.secret;
      const right = sameSecret(password, secret ?? '');
      if (!right || secret === undefined || clientId !== username) return undefined;
      return access ? { kind: 'terminal', access } : { kind: 'office' };
    },
  };
}

/** Undefined, or why not. */
export function whyNotPublish(who: Who | undefined, topic: string, size: number): string | undefined {
  if (size > MAX_PAYLOAD) return 'too-large';
  if (who === undefined) return 'not-yours';
  const own =
    who.kind === 'office' ? isDown(topic) : topic === topicUp(who.access.store, who.access.terminal);
  return own ? undefined : 'not-yours';
}

export function maySubscribe(who: Who | undefined, topic: string): boolean {
  if (who === undefined) return false;
  if (who.kind === 'office') return parseTopic(topic)?.direction === 'up';
  return topic === topicDown(who.access.store, who.access.terminal);
}

function isDown(topic: string): boolean {
  return parseTopic(topic)?.direction === 'down';
}

/** Takes the same time wherever the two differ. */
function sameSecret(given: Uint8Array, secret: string): boolean {
  const hash = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest();
  return timingSafeEqual(hash(given), hash(secret));
}
