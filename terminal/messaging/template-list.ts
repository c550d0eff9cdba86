/** Every text that the program writes to customers by itself, as data: the office or the shop may put its own words in each place. */
import type { Purpose } from './events.js';

export interface Template {
  readonly key: string;
  readonly purpose: Purpose;
  readonly text: string;
}

/** What is known of a customer. */
const PERSON = ['称呼', '积分', '余额', '店名', '等级'] as const;

interface Listed {
  readonly text: string;
  /** What may stand in braces; PERSON and the shop for what is written to somebody known. */
  readonly names?: readonly string[];
  /** Without these the text says nothing: one that lacks them is not used. */
  readonly needs?: readonly string[];
}

const LIST: Readonly<Record<string, Listed>> = {
  'hang-up': { text: '{称呼}您好，感谢来电。您现有积分{积分}，期待您的光临。', names: PERSON },
  points: {
    text: '{称呼}您好，您本次消费{金额}元，获得积分{本次积分}，现有积分{积分}。',
    names: [...PERSON, '金额', '本次积分'],
  },
  'points-query': { text: '{称呼}您好，您现有积分{积分}。', names: PERSON },
  'points-unknown': { text: '您好，这个号码还没有登记。到店报手机号即可登记。', names: ['店名'] },
  'balance-query': {
    text: '{称呼}您好，您的储值余额{余额}元{赠送}。',
    names: ['称呼', '余额', '赠送'],
    needs: ['余额'],
  },
  news: { text: '您好，这里是{店名}。本店有新货到店，欢迎您来选购。', names: PERSON },
  refused: { text: '您已退订，不再收到我们的营销短信。' },
  'registered-already': { text: '{称呼}您好，您已经登记过了。回复JF查积分。', names: ['称呼'] },
  'register-how': { text: '请回复"登记 您的姓名"，例如: 登记 王小明。' },
  registered: { text: '{称呼}您好，登记成功。回复JF查积分，YE查余额。', names: ['称呼'] },
  'case-how': { text: '请把情况和关键词写在同一条短信里，例如: 投诉 苹果有伤。' },
  'case-opened': { text: '已收到，编号{编号}，我们会尽快答复您。', names: ['编号'], needs: ['编号'] },
  'case-closed': {
    text: '您反映的问题(编号{编号})已处理: {结果}。请回复1-5为我们打分，5为最满意。',
    names: ['编号', '结果'],
    needs: ['结果'],
  },
  'case-rated': { text: '感谢您的评价。' },
  'appointment-how': { text: '请回复"预约 时间 内容"，例如: 预约 明天15:30 果篮两份。' },
  'appointment-asked': {
    text: '已收到您的预约{时间}，我们确认后短信通知您。取消请回复"取消预约"。',
    names: ['时间'],
  },
  'appointment-confirmed': {
    text: '您的预约已确认: {时间} {内容}。',
    names: ['时间', '内容'],
    needs: ['时间'],
  },
  'appointment-reminder': {
    text: '提醒您明天的预约: {时间} {内容}。如要取消请回复"取消预约"。',
    names: ['时间', '内容'],
    needs: ['时间'],
  },
  'appointment-withdrawn': { text: '您的预约已取消。' },
  'vote-none': { text: '现在没有进行中的投票。' },
  'vote-how': { text: '{标题}: 请回复"TP 序号"。{选项}', names: ['标题', '选项'], needs: ['选项'] },
  'vote-which': {
    text: '请回复投票编号和序号，例如 TP{编号} 1。{选项}',
    names: ['编号', '选项'],
    needs: ['编号', '选项'],
  },
  'vote-again': { text: '您已经投过票了，谢谢参与。' },
  'vote-taken': { text: '已收到您的投票: {选项}。', names: ['选项'] },
  'survey-none': { text: '现在没有进行中的问卷。' },
  'survey-done': { text: '您已经答完了，谢谢参与。' },
  'survey-thanks': { text: '谢谢您的回答!' },
  'lottery-none': { text: '现在没有进行中的抽奖。' },
  'lottery-again': {
    text: '您已参加过"{标题}"，您的号码是{号码}。',
    names: ['标题', '号码'],
    needs: ['号码'],
  },
  'lottery-entered': {
    text: '您已参加"{标题}"，您的号码是{号码}。开奖前我们会公布承诺值，结果可以核对。',
    names: ['标题', '号码'],
    needs: ['号码'],
  },
  'lottery-frozen': {
    text: '抽奖"{标题}"已封盘，{人数}人，公开号码取自{来源}。承诺值{承诺值}',
    names: ['标题', '人数', '来源', '承诺值'],
    needs: ['来源', '承诺值'],
  },
  'lottery-won': {
    text: '恭喜! 您在"{标题}"中获得{奖品}，号码{号码}，兑奖码{兑奖码}，请到店领取。',
    names: ['标题', '奖品', '号码', '兑奖码'],
    needs: ['奖品', '兑奖码'],
  },
};

/** Of texts whose words stand elsewhere while nobody has put others. */
const ELSEWHERE: Readonly<Record<string, Listed>> = {
  'points-expiry': { text: '', names: ['称呼', '积分', '店名', '到期', '日期'] },
};

/** What is said while nobody has put other words. */
export const DEFAULTS: readonly Template[] = Object.entries(LIST).map(([key, { text }]) => ({
  ...{ key, purpose: 'service', text },
}));

/** What may stand in braces in a template of this key; in one of the shop's own, what is known of a purchase and a customer. */
export function namesFor(key: string): readonly string[] {
  const listed = LIST[key] ?? ELSEWHERE[key];
  return listed ? (listed.names ?? []) : [...PERSON, '金额', '本次积分'];
}

/** Of the names that a text of this key must have, the first that `text` lacks. */
export function lackingIn(key: string, text: string): string | undefined {
  const named = new Set([...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name.trim()));
  return LIST[key]?.needs?.find((name) => !named.has(name));
}
