import type { Texts } from '../ui/catalogue.js';

export const profileTexts = {
  'profile.no-level': { zh: '普通顾客', en: 'regular' },
  'profile.points': { zh: '积分', en: 'Points' },
  'profile.balance': { zh: '余额', en: 'Balance' },
  'profile.bonus': { zh: '赠', en: 'bonus' },
  'profile.deposit': { zh: '押金', en: 'Deposits' },
  'profile.last-visit': { zh: '上次', en: 'Last' },
  'profile.no-visits': { zh: '还没有消费记录', en: 'No purchases yet' },
  'profile.refused': { zh: '! 已退订营销短信', en: '! No marketing texts, please' },
  'profile.card': { zh: '顾客', en: 'Customer' },
  'profile.card.help': {
    zh: '1 开单，2 发短信，3 修改，4 会员卡: 放上空白卡就发，也在这里挂失、换卡。5 充值、兑换、对账、退款，6 往来，7 跟进记录，8 顾客价值，9 预约，0 投诉咨询。',
    en: '1 rings up a sale, 2 writes a text, 3 changes the facts, 4 is the cards: lay a blank one on the reader and it is issued; lost ones are reported there. 5 is points and stored value: top up, redeem, statement, refund. 6 is everything that ever happened, 7 the notes, 8 what they are worth, 9 books an appointment, 0 takes down a complaint or question.',
  },
  'profile.sale': { zh: '开单', en: 'Sale' },
  'profile.text': { zh: '短信', en: 'Text' },
  'profile.edit': { zh: '修改', en: 'Change' },
  'profile.issue': { zh: '发卡', en: 'Issue card' },
  'profile.money': { zh: '充值/积分', en: 'Money' },
  'profile.cards': { zh: '会员卡 {count} 张', en: '{count} {count|card|cards}' },
  'profile.cards-lost': { zh: '挂失 {count} 张', en: '{count} lost' },
} satisfies Texts;
