import type { Texts } from '../ui/catalogue.js';
import { customerSentences } from './sentences/customers.js';
import { textSentences } from './sentences/messages.js';
import { moneySentences } from './sentences/money.js';
import { shopSentences } from './sentences/shop.js';

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
  'audit.takings': { zh: '员工业绩', en: 'Who took how much' },
  'audit.takings.help': {
    zh: '每位店员在这台终端收了多少: 笔数、销售、充值、退款; 确认键看到分。2 和 3 前后翻，4 切换日和月。',
    en: 'What each took at this terminal: number and sum of sales, top-ups, refunds; OK shows them to the fen. 2 and 3 go back and on, 4 changes between day and month.',
  },
  'audit.takings.empty': { zh: '没有收款', en: 'Nothing was taken' },
  'audit.sales': { zh: '笔', en: 'No.' },
  'audit.sold': { zh: '销售', en: 'Sales' },
  'audit.recharged': { zh: '充值', en: 'Top-ups' },
  'audit.refunded': { zh: '退款', en: 'Refunds' },
  'audit.day': { zh: '日', en: 'Day' },
  'audit.month': { zh: '月', en: 'Month' },
  'audit.earlier': { zh: '往前', en: 'Earlier' },
  'audit.later': { zh: '往后', en: 'Later' },
  'audit.level': { zh: '等级', en: 'level' },
  'audit.custom': { zh: '自定义字段', en: 'a field of the shop' },
  'audit.nobody': { zh: '已不在的顾客', en: 'a customer who is gone' },
} satisfies Texts;
