import type { Texts } from '../ui/catalogue.js';

export const cardsTexts = {
  'cards.list': { zh: '会员卡', en: 'Cards' },
  'cards.list.help': {
    zh: '放上空白卡、刷磁条或扫码就发卡，1 再发一张。选中一张: 2 挂失，3 找到了 (解除挂失)，4 换卡 (余额、积分和记录跟着人走)，5 停用。挂失的卡刷了也不会打开顾客。',
    en: 'Lay a blank card down, swipe it or scan its code, and it is issued; 1 issues one more. The marked one: 2 reports it lost, 3 found again, 4 replaces it (balance, points and history are the customer’s and stay), 5 retires it. A lost card opens nobody.',
  },
  'cards.list.empty': { zh: '还没有会员卡', en: 'No cards yet' },
  'cards.issue': { zh: '发卡', en: 'Issue' },
  'cards.issued': { zh: '发卡成功', en: 'Card issued' },
  'cards.lay': { zh: '放上空白卡、刷卡或扫码就发卡…', en: 'Lay down, swipe or scan a blank card…' },
  'cards.kind.chip': { zh: '芯片', en: 'chip' },
  'cards.kind.stripe': { zh: '磁条', en: 'stripe' },
  'cards.kind.code': { zh: '码', en: 'code' },
  'cards.state.valid': { zh: '可用', en: 'valid' },
  'cards.state.lost': { zh: '挂失', en: 'lost' },
  'cards.state.replaced': { zh: '已换', en: 'replaced' },
  'cards.state.retired': { zh: '停用', en: 'retired' },
  'cards.mark.lost': { zh: '挂失', en: 'Lost' },
  'cards.mark.lost.question': {
    zh: '卡 {number} 挂失?\n挂失后刷它不会打开顾客。',
    en: 'Report card {number} lost?\nIt opens nobody then.',
  },
  'cards.mark.valid': { zh: '找到了', en: 'Found' },
  'cards.mark.valid.question': { zh: '卡 {number} 找到了，解除挂失?', en: 'Card {number} is found again?' },
  'cards.mark.retired': { zh: '停用', en: 'Retire' },
  'cards.mark.retired.question': {
    zh: '停用卡 {number}?\n停用后不能恢复。',
    en: 'Retire card {number}?\nThis cannot be undone.',
  },
  'cards.marked.lost': { zh: '已挂失', en: 'Reported lost' },
  'cards.marked.valid': { zh: '已解除挂失', en: 'Valid again' },
  'cards.marked.retired': { zh: '已停用', en: 'Retired' },
  'cards.replace': { zh: '换卡', en: 'Replace' },
  'cards.replace.question': {
    zh: '给卡 {number} 换一张新卡?\n旧卡从此不能再用，余额和积分不变。',
    en: 'Replace card {number} by a new one?\nThe old one stops for good; balance and points stay.',
  },
  'cards.replace.lay': { zh: '放上替换它的新卡…', en: 'Lay down the card that replaces it…' },
  'cards.replaced': { zh: '已换卡，余额和积分不变', en: 'Replaced; balance and points stay' },
  'cards.stopped': { zh: '这张卡不能用', en: 'This card is stopped' },
  'cards.stopped.valid': { zh: '这张卡可用', en: 'This card is valid' },
  'cards.stopped.lost': {
    zh: '卡 {number} 已挂失 ({name}，{since})。\n请核实持卡人; 找到了就在顾客的会员卡里解除挂失。',
    en: 'Card {number} was reported lost ({name}, {since}).\nAsk who holds it; if it is found, say so among the customer’s cards.',
  },
  'cards.stopped.replaced': {
    zh: '卡 {number} 已换成新卡 ({name}，{since})。',
    en: 'Card {number} was replaced ({name}, {since}).',
  },
  'cards.stopped.retired': {
    zh: '卡 {number} 已停用 ({name}，{since})。',
    en: 'Card {number} was retired ({name}, {since}).',
  },
  'cards.unknown': { zh: '没有登记的卡', en: 'Nobody’s card' },
  'cards.unknown.help': {
    zh: '这张卡还不是谁的会员卡。1 发给已有的顾客，2 登记一位新顾客再发给他。',
    en: 'This card is nobody’s yet. 1 issues it to a customer, 2 registers a new one first.',
  },
  'cards.unknown.why': { zh: '这张卡还没有发给任何人', en: 'This card was not issued to anybody' },
  'cards.unknown.foreign': {
    zh: '这张卡不是本店发的，里面是别家写的码',
    en: 'This card was written by somebody else',
  },
  'cards.unknown.known': { zh: '发给老顾客', en: 'To a customer' },
  'cards.unknown.new': { zh: '发给新顾客', en: 'To a new one' },
  'cards.unknown.question': { zh: '把卡 {number} 发给 {name}?', en: 'Issue card {number} to {name}?' },
  'error.command/card-bank': {
    zh: '银行卡不能作会员卡，卡号也不会保存',
    en: 'A payment card cannot be a member card; its number is not kept',
  },
  'error.command/card-cloned': {
    zh: '这张卡证明不了自己是原卡，可能是复制的，不能用',
    en: 'This card could not prove that it is the one; it may be a copy',
  },
  'error.command/card-stopped': {
    zh: '这张卡挂失、换过或停用了，不能再发',
    en: 'This card was lost, replaced or retired; it is not issued again',
  },
  'error.command/card-unknown': { zh: '这张卡没有发给任何人', en: 'This card was not issued to anybody' },
  'error.command/card-not-so': { zh: '这张卡现在不能这样办', en: 'This cannot be done with this card now' },
  'error.card/bad-track': { zh: '磁条没读好，请再刷一次', en: 'The stripe was not read; swipe it again' },
} satisfies Texts;
