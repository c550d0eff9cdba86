import type { Texts } from '../ui/catalogue.js';

export const exportingTexts = {
  'exporting.customers': { zh: '导出顾客', en: 'Export customers' },
  'exporting.where': { zh: '存到哪里', en: 'Where to' },
  'exporting.format': { zh: '存成什么', en: 'As what' },
  'exporting.xlsx': { zh: '电子表格 (xlsx)', en: 'spreadsheet (xlsx)' },
  'exporting.csv': { zh: '文本表格 (csv)', en: 'text table (csv)' },
  'exporting.writing': { zh: '正在写文件', en: 'Writing the file' },
  'exporting.done': {
    zh: '{count} 位顾客已存到 {path}。文件里有个人信息，请收好。',
    en: '{count} {count|customer|customers} written to {path}. The file holds personal data: keep it safe.',
  },
} satisfies Texts;
