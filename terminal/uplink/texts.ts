import type { Texts } from '../ui/catalogue.js';

export const uplinkTexts = {
  'uplink.list': { zh: '对话', en: 'Conversations' },
  'uplink.list.help': {
    zh: '每个号码一段对话，没有读的在上面，黑名单的在最后。已经自动回复的关键词不用读。确认键打开。',
    en: 'One conversation for each number, unread ones on top, blocked numbers last. A keyword that was answered needs no reading. OK opens one.',
  },
  'uplink.list.empty': { zh: '还没有人发来短信', en: 'Nobody has texted yet' },
  'uplink.one': { zh: '对话', en: 'Conversation' },
  'uplink.one.help': {
    zh: '最新的在最下面。确认键回复，2 打开顾客，↑↓ 往前看。',
    en: 'The newest stands at the bottom. OK replies, 2 opens the customer, ↑↓ go back in time.',
  },
  'uplink.reply': { zh: '回复', en: 'Reply' },
  'uplink.customer': { zh: '顾客', en: 'Customer' },
  'uplink.blocked': { zh: '黑', en: 'blocked' },
  'uplink.us': { zh: '本店', en: 'us' },
  'uplink.them': { zh: '顾客', en: 'them' },
} satisfies Texts;
