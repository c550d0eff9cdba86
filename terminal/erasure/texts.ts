import type { Texts } from '../ui/catalogue.js';

export const erasureTexts = {
  'erasure.ask': { zh: '彻底删除', en: 'Erase for good' },
  'erasure.ask.help': {
    zh: '顾客要求删除资料时用。姓名、号码、短信、备注都会从这台机器、总部和其他收银机删掉，不能恢复。金额保留。',
    en: 'For a customer who asks for it. Name, numbers, texts and notes go from this terminal, the office and the other tills, and cannot be brought back. Amounts stay.',
  },
  'erasure.goes': { zh: '删掉', en: 'Goes' },
  'erasure.goes.profile': {
    zh: '姓名 {name}、号码、生日、备注、卡号',
    en: '{name}: name, numbers, birthday, notes, cards',
  },
  'erasure.goes.texts': {
    zh: '短信 {texts} 条、来电 {calls} 个的内容',
    en: 'what is in {texts} texts and {calls} calls',
  },
  'erasure.goes.files': { zh: '导入导出的文件、旧备份', en: 'imported and exported files, older backups' },
  'erasure.stays': { zh: '留下 (不写是谁)', en: 'Stays, without a name' },
  'erasure.stays.money': {
    zh: '积分 {points}、余额 {money}、每笔金额',
    en: '{points} points, {money}, each amount',
  },
  'erasure.stays.deposit': {
    zh: '还有押金 {deposit} 没退: 先退。删除后只能凭押金单退。',
    en: 'Deposits of {deposit} are held: give them back first. Afterwards only the receipt tells whose they are.',
  },
  'erasure.shared': {
    zh: '{number} 也是别人的号码: 只和号码有关的记录留给那个人。',
    en: '{number} is somebody else’s too: what hangs on the number alone stays theirs.',
  },
  'erasure.not': {
    zh: '拔下的 U 盘、打印出来的小票、对方手机里的删不掉。',
    en: 'Sticks that are not plugged in, paper, and the other phone are out of reach.',
  },
  'erasure.reason': { zh: '原因', en: 'Reason' },
  'erasure.reason.counter': { zh: '本人到店要求', en: 'Asked at the counter' },
  'erasure.reason.text': { zh: '短信或电话要求', en: 'Asked by text or phone' },
  'erasure.reason.moved': { zh: '不再是顾客', en: 'No customer any more' },
  'erasure.reason.law': { zh: '主管部门要求', en: 'An authority asks for it' },
  'erasure.first': {
    zh: '彻底删除 {name} 的资料? 不能恢复。',
    en: 'Erase all about {name}? It cannot be undone.',
  },
  'erasure.second': { zh: '再问一次: 真的删除?', en: 'Once more: erase for good?' },
  'erasure.working': { zh: '正在删除', en: 'Erasing' },
  'erasure.done': {
    zh: '已删除。总部和其他收银机连上线后也会删除。',
    en: 'Erased. The office and the other tills follow as soon as there is a line.',
  },
  'error.erasure/nobody': { zh: '没有这位顾客', en: 'There is no such customer' },
  'error.erasure/journal': {
    zh: '记录有损坏，请先修复再删除',
    en: 'The journal is damaged: repair it first, then erase',
  },
} satisfies Texts;
