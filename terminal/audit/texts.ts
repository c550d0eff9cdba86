import type { Texts } from '../ui/catalogue.js';
import { customerSentences } from './sentences/customers.js';
import { moneySentences } from './sentences/money.js';
import { shopSentences } from './sentences/shop.js';
import { textSentences } from './sentences/texts.js';

export const auditTexts = {
  ...customerSentences,
  ...moneySentences,
  ...textSentences,
  ...shopSentences,
  'audit.list': { zh: '操作记录', en: 'Who did what' },
  'audit.list.help': {
    zh: '一天里谁做了什么，最新的在上面。2 前一天，3 后一天，4 选人，5 选类别，确认看全文。直接从日志读出，不能修改。',
    en: 'Who did what on a day, the newest first. 2 the day before, 3 the day after, 4 a person, 5 a kind, OK the whole sentence. It is read from the journal itself and cannot be changed.',
  },
  'audit.empty': { zh: '这一天没有记录', en: 'Nothing on this day' },
  'audit.before': { zh: '前一天', en: 'Day before' },
  'audit.after': { zh: '后一天', en: 'Day after' },
  'audit.person': { zh: '选人', en: 'Person' },
  'audit.kind': { zh: '类别', en: 'Kind' },
  'audit.everybody': { zh: '所有人', en: 'Everybody' },
  'audit.everything': { zh: '全部', en: 'Everything' },
  'audit.kind.money': { zh: '钱和积分', en: 'Money and points' },
  'audit.kind.customers': { zh: '顾客', en: 'Customers' },
  'audit.kind.texts': { zh: '短信', en: 'Texts' },
  'audit.kind.service': { zh: '来电和服务', en: 'Calls and service' },
  'audit.kind.people': { zh: '店员', en: 'Staff' },
  'audit.kind.terminal': { zh: '终端', en: 'Terminal' },
  'audit.actor.staff': { zh: '店员', en: 'staff' },
  'audit.actor.system': { zh: '程序', en: 'program' },
  'audit.actor.office': { zh: '总部', en: 'office' },
  'audit.level': { zh: '等级', en: 'level' },
  'audit.nobody': { zh: '已不在的顾客', en: 'a customer who is gone' },
} satisfies Texts;
