import type { Texts } from '../ui/catalogue.js';

export const syncTexts = {
  'sync.office': { zh: '总部', en: 'Head office' },
  'sync.office.help': {
    zh: '断网时照常营业，连上以后自动补发; 每一笔总部只收一次。',
    en: 'Without a line the shop goes on; what is unsent goes out when it is back. The office takes each commit once.',
  },
  'sync.line': { zh: '线路', en: 'Line' },
  'sync.unsent': { zh: '未发', en: 'Unsent' },
  'sync.acked': { zh: '总部已收到', en: 'The office has' },
  'sync.through': { zh: '第 1–{acked} 笔', en: 'records 1–{acked}' },
  'sync.none': { zh: '还没有', en: 'nothing yet' },
  'sync.cursor': { zh: '总部下发', en: 'From the office' },
  'sync.items': { zh: '{cursor} 条', en: '{cursor} {cursor|item|items}' },
  'sync.refused': {
    zh: '总部拒收: {reason}。请联系总部。',
    en: 'The office refuses: {reason}. Call the head office.',
  },
  'sync.skipped': { zh: '看不懂的 {count} 条，已记录', en: '{count} not understood, kept on record' },
} satisfies Texts;
