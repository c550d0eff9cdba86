/** What stands on the screen for what a text that came in may lack. Pure. */
import type { Translate } from '../ui/types.js';

/** The network may hide who sent a text. */
export function senderShown(sender: string, t: Translate): string {
  return sender === '' ? t('messaging.inbox.nobody') : sender;
}

/** A text without words would look like a fault of the screen. */
export function bodyShown(body: string, t: Translate): string {
  return body.trim() === '' ? t('messaging.inbox.blank') : body;
}
