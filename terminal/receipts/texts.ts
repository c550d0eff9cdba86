import type { Texts } from '../ui/catalogue.js';

export const receiptsTexts = {
  'receipts.list': { zh: '小票', en: 'Receipts' },
  'receipts.list.help': {
    zh: '每张小票是否已经打出来。2 重打，重打的小票上有"重打"字样。',
    en: 'Which receipts are on paper. 2 prints one again; it then says so.',
  },
  'receipts.empty': { zh: '还没有小票', en: 'No receipts yet' },
  'receipts.reprint': { zh: '重打', en: 'Print again' },
  'receipts.asked': { zh: '已交给打印机', en: 'Handed to the printer' },
  'receipts.state.queued': { zh: '待打', en: 'waiting' },
  'receipts.state.started': { zh: '正在打', en: 'printing' },
  'receipts.state.printed': { zh: '已打出', en: 'printed' },
  'receipts.state.unconfirmed': { zh: '已送出，未确认', en: 'sent, unconfirmed' },
  'receipts.waiting': { zh: '{count} 张待打', en: '{count} waiting' },
  'receipts.copies': { zh: '共 {copies} 份', en: '{copies} {copies|copy|copies}' },
  'receipts.reason.paper-out': { zh: '缺纸', en: 'no paper' },
  'receipts.reason.cover-open': { zh: '纸仓盖开着', en: 'cover open' },
  'receipts.reason.interrupted': { zh: '打印中断电', en: 'power went while printing' },
  'error.command/receipt-waits': {
    zh: '这张小票正在排队打印',
    en: 'This receipt waits for the printer already',
  },
  'error.command/receipt-too-old': {
    zh: '这张小票太久了，不能重打',
    en: 'This receipt is too old to be printed again',
  },
  'error.command/receipt-unknown': { zh: '找不到这张小票', en: 'There is no such receipt' },
} satisfies Texts;
