import type { Texts } from '../ui/catalogue.js';

export const counterTexts = {
  'counter.sale': { zh: '收银', en: 'Sale' },
  'counter.sale.help': {
    zh: '输入金额，按确认; 再输入收到的现金，按确认完成。星号键是小数点。刷会员卡就记到这位顾客名下。',
    en: 'Type the amount and press OK, then the cash that you got and OK again. * is the decimal point. Tap a member card to give the points to that customer.',
  },
  'counter.amount': { zh: '金额', en: 'Amount' },
  'counter.tendered': { zh: '实收', en: 'Cash' },
  'counter.change': { zh: '找零', en: 'Change' },
  'counter.points': { zh: '积分 +{points}', en: 'points +{points}' },
  'counter.nobody': { zh: '散客 (刷卡或 F3)', en: 'no customer (tap a card, or F3)' },
  'counter.short': { zh: '还差 {missing}', en: '{missing} missing' },
  'counter.take-cash': { zh: '收现金', en: 'Take cash' },
  'counter.done': { zh: '已收款', en: 'Paid' },
  'counter.done.help': {
    zh: '把找零给顾客。确认键开始下一笔。',
    en: 'Give the change. OK begins the next sale.',
  },
  'counter.number': { zh: '单号 {number}', en: 'No. {number}' },
  'counter.texted': { zh: '积分短信已排队', en: 'points text queued' },
  'counter.next': { zh: '下一笔', en: 'Next sale' },
  'counter.home': { zh: '回主页', en: 'Home' },
  'counter.display.welcome': { zh: '欢迎光临', en: 'Welcome' },
  'counter.display.amount': { zh: '应收 {amount}', en: 'To pay {amount}' },
  'counter.display.change': { zh: '找零 {change}', en: 'Change {change}' },
  'error.command/amount-missing': { zh: '请输入金额', en: 'An amount is needed' },
  'error.command/amount-too-large': { zh: '金额太大', en: 'The amount is too large' },
  'error.command/tendered-short': { zh: '收到的现金不够', en: 'Less cash than the amount' },
} satisfies Texts;
