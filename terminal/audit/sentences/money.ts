import type { Texts } from '../../ui/catalogue.js';

/** What is done with money, points, prizes and rules about them. */
export const moneySentences = {
  'did.counter.sold': { zh: '收银 {amount}，单号 {number}', en: 'sold for {amount}, receipt {number}' },
  'did.counter.refunded': { zh: '退款 {amount}，单号 {number}', en: 'refunded {amount}, receipt {number}' },
  'did.counter.sold-elsewhere': {
    zh: '另一台收银机卖给 {customer} {amount}',
    en: 'another till sold {customer} {amount}',
  },
  'did.counter.refunded-elsewhere': {
    zh: '另一台收银机退给 {customer} {amount}',
    en: 'another till refunded {customer} {amount}',
  },
  'did.counter.visit-imported': {
    zh: '录入 {customer} 以前的消费 {amount}',
    en: 'entered an earlier visit of {customer}, {amount}',
  },
  'did.prepaid.recharged': { zh: '给 {customer} 充值 {amount}', en: 'topped {customer} up with {amount}' },
  'did.prepaid.recharge-refunded': {
    zh: '退 {customer} 的储值，付现金 {cash}，单号 {number}',
    en: 'refunded a top-up of {customer}, {cash} in cash, receipt {number}',
  },
  'did.prepaid.stated': { zh: '打印 {customer} 的账单', en: 'printed the statement of {customer}' },
  'did.prepaid.rules-set': { zh: '改了储值规则', en: 'changed the rules of stored value' },
  'did.deposits.taken': {
    zh: '收 {customer} 的押金 {amount} {what}',
    en: 'took {amount} as a deposit of {customer} {what}',
  },
  'did.deposits.taken-over': {
    zh: '接管 {till} 收的 {customer} 的押金 {amount}',
    en: 'took over {amount} that {till} held of {customer}',
  },
  'did.deposits.returned': {
    zh: '退 {customer} 的押金 {amount}',
    en: 'gave {customer} {amount} of a deposit back',
  },
  'did.deposits.kept': {
    zh: '扣下 {customer} 的押金 {amount} {why}',
    en: 'kept {amount} of a deposit of {customer} {why}',
  },
  'did.deposits.reversed': {
    zh: '冲正 {customer} 的押金 {amount}',
    en: 'undid {amount} of a deposit of {customer}',
  },
  'did.proof.rules-set': { zh: '改了储值验证规则', en: 'changed how stored value is proved' },
  'did.proof.pin-set': { zh: '给 {customer} 设支付密码', en: 'set a spending PIN for {customer}' },
  'did.proof.pin-removed': {
    zh: '取消 {customer} 的支付密码',
    en: 'took the spending PIN of {customer} away',
  },
  'did.proof.pin-wrong': { zh: '{customer} 的支付密码不对', en: 'a wrong spending PIN of {customer}' },
  'did.proof.pin-right': { zh: '{customer} 的支付密码对了', en: 'a right spending PIN of {customer}' },
  'did.proof.code-sent': { zh: '给 {customer} 发验证码', en: 'texted {customer} a code' },
  'did.proof.code-wrong': { zh: '验证码不对', en: 'a wrong code' },
  'did.proof.given': { zh: '{customer} 已验证', en: '{customer} proved who they are' },
  'did.proof.used': { zh: '验证已用掉', en: 'used up a proof' },
  'did.ledger.entered': {
    zh: '{customer} 的账 {account} {change}',
    en: 'entered {change} {account} for {customer}',
  },
  'did.allowance.tills-set': { zh: '门店终端有变', en: 'the tills of the store changed' },
  'did.allowance.held': {
    zh: '{customer} 的额度归 {holder}',
    en: 'the allowance of {customer} is with {holder}',
  },
  'did.allowance.asked': { zh: '申请 {customer} 的额度', en: 'asked for an allowance for {customer}' },
  'did.allowance.given': { zh: '让出 {customer} 的额度', en: 'gave an allowance for {customer} away' },
  'did.allowance.settled': { zh: '结清 {customer} 的额度', en: 'settled the allowance of {customer}' },
  'did.loyalty.rule-set': { zh: '改了积分规则', en: 'changed the points rule' },
  'did.loyalty.program-set': { zh: '改了积分和等级规则', en: 'changed the rules of points and levels' },
  'did.loyalty.gift-set': { zh: '设礼品 {name}，{points} 分', en: 'set the gift {name} at {points} points' },
  'did.loyalty.gift-removed': { zh: '删除一种礼品', en: 'deleted a gift' },
  'did.loyalty.redeemed': {
    zh: '{customer} 兑换 {points} 分 {name}',
    en: 'redeemed {points} points of {customer} {name}',
  },
  'did.loyalty.adjusted': {
    zh: '调整 {customer} 的积分 {points}: {why}',
    en: 'adjusted the points of {customer} by {points}: {why}',
  },
  'did.loyalty.expiry-warned': {
    zh: '提醒 {customer} 积分快过期',
    en: 'warned {customer} that points expire',
  },
  'did.loyalty.expired': { zh: '{customer} 的 {points} 分过期', en: '{points} points of {customer} expired' },
  'did.catalog.product-set': { zh: '设商品 {name} {price}', en: 'set the product {name} at {price}' },
  'did.catalog.product-removed': { zh: '删除商品 {sku}', en: 'deleted the product {sku}' },
  'did.lottery.opened': { zh: '开抽奖 {title}', en: 'opened the lottery {title}' },
  'did.lottery.entered': { zh: '{key} 参加抽奖', en: '{key} entered a lottery' },
  'did.lottery.frozen': { zh: '封存抽奖名单', en: 'froze the list of a lottery' },
  'did.lottery.cancelled': { zh: '取消抽奖', en: 'cancelled a lottery' },
  'did.lottery.drawn': { zh: '开奖', en: 'drew a lottery' },
  'did.lottery.redeemed': { zh: '兑奖，{entry} 号', en: 'handed out the prize of entry {entry}' },
  'did.approvals.asked': {
    zh: '用短信申请批准: {what} {amount}',
    en: 'asked an owner by text: {what} {amount}',
  },
  'did.approvals.settled': { zh: '老板用短信答复了申请', en: 'an owner answered by text' },
  'did.approvals.limit-set': { zh: '设退款限额 {amount}', en: 'set the limit of refunds to {amount}' },
  'did.approvals.given': { zh: '{by} 批准 {rights}: {reason}', en: '{by} approved {rights}: {reason}' },
  'did.approvals.used': { zh: '用了老板的批准', en: 'used an owner’s approval' },
  'did.receipts.queued': { zh: '送出一张小票', en: 'sent a receipt to be printed' },
  'did.receipts.started': { zh: '开始打印小票', en: 'began to print a receipt' },
  'did.receipts.printed': { zh: '小票已打印', en: 'printed a receipt' },
  'did.receipts.failed': { zh: '小票没打出', en: 'a receipt failed' },
  'did.receipts.reprint-asked': { zh: '重打小票', en: 'reprinted a receipt' },
} satisfies Texts;
