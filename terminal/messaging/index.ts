export { stopNumbers } from './bulk.js';
export { type Civil, civilOf, momentOf, startOfDay } from './civil.js';
export type { MessagingEvents, Purpose } from './events.js';
export { finishAt } from './finish.js';
export { bodyOf, type Stopped } from './gate.js';
export { textsInHappenings, textsOutHappenings } from './happenings.js';
export { giveUpWaiting, type Kept, keepPdu } from './incoming.js';
export { cancelBatch, isReachable, queueText, sendText, type WantedText } from './outgoing.js';
export { policyOf } from './policy.js';
export {
  autorepliesIn,
  hasRefused,
  type InboxText,
  type OutboxText,
  unreadCount,
} from './queries.js';
export { mayGoAt } from './quiet.js';
export { partsSince } from './rate.js';
export { refusalOf } from './refusal.js';
export { riskyWords } from './risky.js';
export { createSender, type Sender } from './sender.js';
export { bodyShown, senderShown } from './shown.js';
export { templateName } from './template-names.js';
export {
  checkTemplate,
  fillTemplate,
  namesOnly,
  type Template,
  type TemplateValues,
  templateFiller,
  templateOf,
  templates,
  wordsOf,
} from './templates.js';
