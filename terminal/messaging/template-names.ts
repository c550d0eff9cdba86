/** What the texts of template-list.ts are called on a screen; one of the shop's own goes by its key. */
import type { Texts } from '../ui/catalogue.js';
import type { Translate } from '../ui/types.js';

export const templateNames = {
  'messaging.template.name.hang-up': { zh: '来电挂断后', en: 'After a call' },
  'messaging.template.name.points': { zh: '消费得积分', en: 'Points earned' },
  'messaging.template.name.points-query': { zh: '查积分', en: 'Points asked' },
  'messaging.template.name.points-unknown': { zh: '号码未登记', en: 'Not signed up' },
  'messaging.template.name.points-expiry': { zh: '积分到期', en: 'Points expire' },
  'messaging.template.name.balance-query': { zh: '查余额', en: 'Balance asked' },
  'messaging.template.name.news': { zh: '电话播报', en: 'News by voice' },
  'messaging.template.name.refused': { zh: '已退订', en: 'Refused' },
  'messaging.template.name.registered-already': { zh: '登记过了', en: 'Known already' },
  'messaging.template.name.register-how': { zh: '怎样登记', en: 'How to sign up' },
  'messaging.template.name.registered': { zh: '登记成功', en: 'Signed up' },
  'messaging.template.name.case-how': { zh: '怎样投诉', en: 'Case: how' },
  'messaging.template.name.case-opened': { zh: '投诉已收到', en: 'Case opened' },
  'messaging.template.name.case-closed': { zh: '投诉已处理', en: 'Case closed' },
  'messaging.template.name.case-rated': { zh: '谢谢评分', en: 'Case rated' },
  'messaging.template.name.appointment-how': { zh: '怎样预约', en: 'Booking: how' },
  'messaging.template.name.appointment-asked': { zh: '预约已收到', en: 'Booking asked' },
  'messaging.template.name.appointment-confirmed': { zh: '预约已确认', en: 'Booking made' },
  'messaging.template.name.appointment-reminder': { zh: '预约提醒', en: 'Booking soon' },
  'messaging.template.name.appointment-withdrawn': { zh: '预约已取消', en: 'Booking off' },
  'messaging.template.name.vote-none': { zh: '没有投票', en: 'No vote' },
  'messaging.template.name.vote-how': { zh: '怎样投票', en: 'Vote: how' },
  'messaging.template.name.vote-which': { zh: '投哪一个', en: 'Vote: which' },
  'messaging.template.name.vote-again': { zh: '已投过票', en: 'Voted before' },
  'messaging.template.name.vote-taken': { zh: '投票已收到', en: 'Vote taken' },
  'messaging.template.name.survey-none': { zh: '没有问卷', en: 'No survey' },
  'messaging.template.name.survey-done': { zh: '问卷答过了', en: 'Survey done' },
  'messaging.template.name.survey-thanks': { zh: '谢谢答卷', en: 'Survey thanks' },
  'messaging.template.name.lottery-none': { zh: '没有抽奖', en: 'No lottery' },
  'messaging.template.name.lottery-again': { zh: '抽奖参加过', en: 'Entered before' },
  'messaging.template.name.lottery-entered': { zh: '抽奖参加了', en: 'Entered' },
  'messaging.template.name.lottery-frozen': { zh: '抽奖已封盘', en: 'Lottery frozen' },
  'messaging.template.name.lottery-won': { zh: '中奖通知', en: 'Lottery won' },
} satisfies Texts;

/** What the template of this key is called. */
export function templateName(key: string, t: Translate): string {
  const name = `messaging.template.name.${key}`;
  const words = t(name);
  return words === name ? key : words;
}
