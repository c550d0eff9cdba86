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
  'sync.refused.journal-behind': {
    zh: '这台机器的记录比总部少',
    en: 'this terminal has fewer records than the office',
  },
  'sync.refused.cursor-ahead': {
    zh: '总部的资料是旧备份',
    en: 'the office was restored from an older backup',
  },
  'sync.refused.conflict': { zh: '同号的记录内容不同', en: 'a record differs from the one the office has' },
  'sync.refused.damaged-line': { zh: '有记录在路上坏了', en: 'a record was damaged on its way' },
  'sync.refused.version': { zh: '程序版本不同', en: 'the program versions differ' },
  'sync.refused.schema': {
    zh: '总部读不懂这台机器发来的内容',
    en: 'the office cannot read what this terminal sends',
  },
  'sync.skipped': { zh: '看不懂的 {count} 条，已记录', en: '{count} not understood, kept on record' },
} satisfies Texts;
