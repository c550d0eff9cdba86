import type { Texts } from '../ui/catalogue.js';

export const catalogTexts = {
  'catalog.list': { zh: '商品与规则', en: 'Products and rules' },
  'catalog.list.help': {
    zh: '总部发来的商品、价格和积分规则。',
    en: 'Products, prices and the points rule, as the head office sent them.',
  },
  'catalog.empty': { zh: '总部还没有发来商品', en: 'The head office has sent no products yet' },
  'catalog.rule': { zh: '每 {per} 得 {points} 分', en: '{points} {points|point|points} for each {per}' },
  'catalog.no-rule': { zh: '还没有积分规则', en: 'No points rule yet' },
} satisfies Texts;
