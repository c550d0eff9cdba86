export type { MessagingEvents, Purpose } from './events.js';
export { BODY_LENGTH_MAX, bodyOf } from './gate.js';
export { giveUpWaiting, type Kept, keepPdu } from './incoming.js';
export { queueText, sendText, type WantedText } from './outgoing.js';
export {
  hasRefused,
  type InboxText,
  inbox,
  inboxCount,
  type OutboxText,
  outbox,
  outboxCount,
  unreadCount,
  unsentTexts,
} from './queries.js';
export { createSender, type Sender } from './sender.js';
export { messagingTables } from './tables.js';
export { fillTemplate, type Template, type TemplateValues, templateOf, templates } from './templates.js';
