import type { Texts } from '../ui/catalogue.js';

export const ownerTexts = {
  'owner.list': { zh: '老板短信', en: 'Owners by text' },
  'owner.list.help': {
    zh: '登记过的号码加密码发短信，可以查报表、商品、状态，锁机、解锁、批退款。2 登记，3 解锁号码，4 删除，5 每日小结，6 退款限额。',
    en: 'A number that is signed up texts its PIN and a word: figures, products, state, lock, unlock, approvals. 2 signs one up, 3 unlocks a number, 4 removes it, 5 the daily summary, 6 the limit of refunds.',
  },
  'owner.list.empty': { zh: '还没有登记老板的号码', en: 'No owner is signed up' },
  'owner.locked': { zh: '已锁定', en: 'locked' },
  'owner.ready': { zh: '可用', en: 'ready' },
  'owner.enrol': { zh: '登记', en: 'Sign up' },
  'owner.enrol.help': {
    zh: '密码 4 到 8 位数字。已有老板时，要其中一位的密码才能登记。',
    en: 'The PIN has 4 to 8 digits. Once there is an owner, the PIN of one is needed to sign up another.',
  },
  'owner.name': { zh: '姓名', en: 'Name' },
  'owner.phone': { zh: '手机', en: 'Mobile' },
  'owner.pin': { zh: '密码', en: 'PIN' },
  'owner.by': { zh: '现有密码', en: 'Known PIN' },
  'owner.enrolled': { zh: '已登记', en: 'Signed up' },
  'owner.unlock': { zh: '解锁号码', en: 'Unlock' },
  'owner.unlock.help': { zh: '输入一位老板的密码。', en: 'Type the PIN of an owner.' },
  'owner.remove': { zh: '删除', en: 'Remove' },
  'owner.remove.help': {
    zh: '输入一位老板的密码。删除后这个号码不能再用短信管店。',
    en: 'Type the PIN of an owner. The number can order nothing after this.',
  },
  'owner.done': { zh: '已办好', en: 'Done' },
  'owner.summary': { zh: '每日小结', en: 'Daily summary' },
  'owner.summary.help': {
    zh: '写打烊时间，如 2130; 空着就不发。到时把当天的数字发给每位老板; 那时没开机，下次开机补发。',
    en: 'Closing time as 2130; empty for none. Each owner is then texted the day’s figures, or when the terminal is on again.',
  },
  'owner.summary.time': { zh: '打烊时间', en: 'Closing time' },
  'owner.summary.at': { zh: '小结 {time}', en: 'summary {time}' },
  'owner.summary.wrong': { zh: '请写四位数，如 2130', en: 'Four digits, such as 2130' },
  'owner.limit': { zh: '退款限额', en: 'Refund limit' },
  'owner.limit.help': {
    zh: '一笔销售的退款合计超过这个数，要老板用短信同意。空着就不限。要一位老板的密码。',
    en: 'When the refunds of a sale come to more than this, an owner must agree by text. Empty: no limit. Needs an owner’s PIN.',
  },
  'owner.limit.amount': { zh: '超过', en: 'Above' },
  'owner.lock': { zh: '终端已锁', en: 'Locked' },
  'owner.lock.help': {
    zh: '老板用短信锁了终端。输入老板的密码，或由老板发"密码 解锁"。',
    en: 'An owner locked it by text. Type an owner’s PIN, or let the owner text PIN and JS.',
  },
  'owner.lock.why': { zh: '老板已用短信锁上这台终端', en: 'An owner has locked this terminal by text' },
  'owner.lock.wait': { zh: '试得太多，请等一分钟', en: 'Too many tries; wait a minute' },
  'error.command/owner-number': { zh: '要能收短信的手机号', en: 'A mobile number is needed' },
  'error.command/owner-pin': {
    zh: '密码要 4 到 8 位数字，不能全一样',
    en: 'The PIN has 4 to 8 digits, not all the same',
  },
  'error.command/owner-wrong': { zh: '密码不对', en: 'Wrong PIN' },
  'error.command/approval-missing': { zh: '老板还没有同意', en: 'The owner has not approved this' },
} satisfies Texts;
