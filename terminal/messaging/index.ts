export type { MessagingEvents, Purpose } from './events.js';
export { giveUpWaiting, type Kept, keepPdu } from './incoming.js';
export { queueText, type WantedText } from './outgoing.js';
export {
  hasRefused,
  type InboxText,
  type OutboxText,
  unreadCount,
} from './queries.js';
export { refusalOf } from './refusal.js';
export { createSender, type Sender } from './sender.js';
export { fillTemplate, type Template, type TemplateValues, templateOf } from './templates.js';
