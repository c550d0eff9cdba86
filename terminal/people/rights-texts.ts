import type { Texts } from '../ui/catalogue.js';
import type { Right } from './rights.js';

/** A name for every right. */
export const rightsTexts = {
  'right.customers.view': { zh: '看顾客', en: 'See customers' },
  'right.customers.numbers': { zh: '看完整号码', en: 'See whole numbers' },
  'right.customers.add': { zh: '新建顾客', en: 'Add customers' },
  'right.customers.change': { zh: '改顾客资料', en: 'Change customers' },
  'right.customers.delete': { zh: '删除顾客', en: 'Delete customers' },
  'right.customers.import': { zh: '导入顾客', en: 'Import customers' },
  'right.customers.export': { zh: '导出顾客', en: 'Export customers' },
  'right.cards.issue': { zh: '发卡和换卡', en: 'Issue cards' },
  'right.counter.sell': { zh: '收银', en: 'Sell' },
  'right.counter.refund': { zh: '退款', en: 'Refund' },
  'right.prepaid.recharge': { zh: '充值', en: 'Top up' },
  'right.prepaid.refund': { zh: '退储值', en: 'Refund stored value' },
  'right.points.redeem': { zh: '积分兑换', en: 'Redeem points' },
  'right.points.adjust': { zh: '调整积分', en: 'Adjust points' },
  'right.messages.send': { zh: '发短信', en: 'Send texts' },
  'right.messages.campaign': { zh: '群发和关怀', en: 'Campaigns and care' },
  'right.calls.block': { zh: '拉黑号码', en: 'Block numbers' },
  'right.cases.handle': { zh: '处理投诉和预约', en: 'Cases and appointments' },
  'right.votes.run': { zh: '投票和抽奖', en: 'Votes and lotteries' },
  'right.receipts.reprint': { zh: '重打小票', en: 'Reprint receipts' },
  'right.reports.view': { zh: '看账目', en: 'See figures' },
  'right.rules.change': { zh: '改规则和模板', en: 'Change rules and templates' },
  'right.people.manage': { zh: '管理店员', en: 'Manage staff' },
  'right.people.audit': { zh: '看操作记录', en: 'See who did what' },
  'right.people.approve': { zh: '批准别人', en: 'Approve others' },
  'right.terminal.settings': { zh: '终端设置', en: 'Terminal settings' },
} satisfies Texts & Record<`right.${Right}`, unknown>;
