import type { Texts } from '../ui/catalogue.js';

export const profileTexts = {
  'profile.no-level': { zh: '普通顾客', en: 'regular' },
  'profile.points': { zh: '积分', en: 'Points' },
  'profile.balance': { zh: '余额', en: 'Balance' },
  'profile.bonus': { zh: '赠', en: 'bonus' },
  'profile.last-visit': { zh: '上次', en: 'Last' },
  'profile.no-visits': { zh: '还没有消费记录', en: 'No purchases yet' },
  'profile.refused': { zh: '! 已退订营销短信', en: '! No marketing texts, please' },
} satisfies Texts;
