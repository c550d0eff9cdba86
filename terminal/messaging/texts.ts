import type { Texts } from '../ui/catalogue.js';

export const messagingTexts = {
  'messaging.compose': { zh: '写短信', en: 'Write a text' },
  'messaging.compose.help': {
    zh: '短信已按模板填好，可以直接按确认发送，也可以先改。签名会自动加在前面。',
    en: 'The template is filled in: OK sends it as it is, or change it first. The signature is added by itself.',
  },
  'messaging.to': { zh: '发给', en: 'To' },
  'messaging.counter': {
    zh: '共 {length} 字 · 分 {parts} 条发送',
    en: '{length} characters · {parts} {parts|part|parts}',
  },
  'messaging.send': { zh: '发送', en: 'Send' },
  'messaging.queued': { zh: '短信已交给发件箱', en: 'The text is in the outbox' },
  'messaging.menu': { zh: '短信', en: 'Texts' },
  'messaging.menu.help': { zh: '收到的和发出的短信都在这里。', en: 'What came in and what went out.' },
  'messaging.inbox': { zh: '收件箱', en: 'Inbox' },
  'messaging.inbox.help': {
    zh: '确认键看全文，看过就不再算新短信。',
    en: 'OK shows the whole text; then it counts as read.',
  },
  'messaging.inbox.empty': { zh: '还没有收到短信', en: 'No texts yet' },
  'messaging.inbox.unread': { zh: '{count} 条未读', en: '{count} unread' },
  'messaging.outbox': { zh: '发件箱', en: 'Outbox' },
  'messaging.outbox.help': {
    zh: '每条短信的状态。"不确定"是发送时断电或掉线，可能已经发出，系统不会自己重发。',
    en: 'What became of each text. "Unsure": the power or the line went while it was sent; it may have gone, and is never sent again by itself.',
  },
  'messaging.outbox.empty': { zh: '还没有发过短信', en: 'Nothing sent yet' },
  'messaging.outbox.waiting': { zh: '{count} 条待发', en: '{count} waiting' },
  'messaging.templates': { zh: '短信模板', en: 'Templates' },
  'messaging.templates.help': {
    zh: '总部发来的模板; 花括号里的内容会自动填好。',
    en: 'Templates of the head office; what stands in braces is filled in.',
  },
  'messaging.partial': { zh: '[不完整] ', en: '[incomplete] ' },
  'messaging.state.queued': { zh: '待发', en: 'waiting' },
  'messaging.state.sending': { zh: '发送中', en: 'sending' },
  'messaging.state.sent': { zh: '已发', en: 'sent' },
  'messaging.state.delivered': { zh: '已送达', en: 'delivered' },
  'messaging.state.failed': { zh: '失败', en: 'failed' },
  'messaging.state.unknown': { zh: '不确定', en: 'unsure' },
  'messaging.state.expired': { zh: '过期', en: 'too late' },
  'messaging.state.cancelled': { zh: '已取消', en: 'cancelled' },
  'error.command/number-own': { zh: '这是本店自己的号码', en: "This is the shop's own number" },
  'error.command/consent-missing': {
    zh: '这位顾客没有同意接收营销短信',
    en: 'This customer has not agreed to marketing texts',
  },
  'error.command/text-too-often': {
    zh: '近期已给这位顾客发过，不再打扰',
    en: 'This customer had such a text lately',
  },
  'error.command/consent-evidence': {
    zh: '请写明顾客怎样同意的',
    en: 'Say how the customer has agreed',
  },
  'error.command/text-gone': { zh: '短信已经在发或已发出', en: 'The text is on its way already' },
  'error.command/text-not-failed': {
    zh: '只有失败的短信可以重发',
    en: 'Only a text that failed is sent again',
  },
  'error.command/text-empty': { zh: '短信没有内容', en: 'The text is empty' },
  'error.command/text-too-long': { zh: '短信太长', en: 'The text is too long' },
  'error.command/number-not-mobile': { zh: '这不是手机号，收不到短信', en: 'This is not a mobile number' },
  'error.command/number-refused': {
    zh: '这位顾客已退订',
    en: 'This customer wants no such texts',
  },
  'error.command/autoreply-loop': { zh: '短时间内已多次自动回复', en: 'Too many automatic replies' },
} satisfies Texts;
