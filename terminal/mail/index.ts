export type { MailEvents } from './events.js';
export { createMailSender } from './sender.js';
