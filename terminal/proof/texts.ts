import type { Texts } from '../ui/catalogue.js';

export const proofTexts = {
  'proof.ask': { zh: '请顾客证明是本人', en: 'The customer proves who pays' },
  'proof.by.card': { zh: '放会员卡', en: 'Member card' },
  'proof.by.pin': { zh: '支付密码', en: 'PIN' },
  'proof.by.code': { zh: '短信验证码', en: 'Code by text' },
  'proof.why': { zh: '{name} 用储值付 {amount}', en: '{name} pays {amount} from stored value' },
  'proof.why-pin': { zh: '改支付密码', en: 'Change the PIN' },
  'proof.card': { zh: '放会员卡', en: 'Member card' },
  'proof.card.help': {
    zh: '请顾客把自己的会员卡放在读卡器上，或刷卡。别人的卡不行，挂失的卡不行。',
    en: 'The customer lays their own member card on the reader, or swipes it. Nobody else’s, and no lost one.',
  },
  'proof.card.lay': { zh: '请放上会员卡…', en: 'Lay the member card down…' },
  'proof.pin': { zh: '支付密码', en: 'PIN' },
  'proof.pin.help': {
    zh: '由顾客自己输入 4 到 8 位密码。连错三次就锁住，可用短信验证码重设。',
    en: 'The customer types the PIN of 4 to 8 digits. Three wrong ones lock it; a code by text sets a new one.',
  },
  'proof.code': { zh: '验证码', en: 'Code' },
  'proof.code.help': {
    zh: '顾客手机收到的六位数字，5 分钟内有效，只能用一次。',
    en: 'The six digits that the customer was texted: good for five minutes, and once.',
  },
  'proof.code.sent': { zh: '验证码已发到 {phone}', en: 'A code goes to {phone}' },
  'proof.wrong': { zh: '不对，还可以试 {left} 次', en: 'Wrong; {left} {left|try|tries} left' },
  'proof.pin.change': { zh: '改支付密码', en: 'Change the PIN' },
  'proof.pin.remove': { zh: '取消密码', en: 'Remove the PIN' },
  'proof.pin.remove.question': {
    zh: '取消 {name} 的支付密码?\n请先核实是本人。',
    en: 'Remove the PIN of {name}?\nMake sure who asks for it.',
  },
  'proof.pin.removed': { zh: '支付密码已取消', en: 'The PIN is removed' },
  'proof.pin.new': { zh: '新支付密码', en: 'New PIN' },
  'proof.pin.new.help': {
    zh: '请顾客自己输入两遍: 4 到 8 位数字，不能全一样。以后用储值付款时要输入。',
    en: 'The customer types it twice: 4 to 8 digits, not all the same. Payments from stored value ask for it.',
  },
  'proof.pin.again': { zh: '再输一遍', en: 'Once more' },
  'proof.pin.differs': { zh: '两遍不一样', en: 'These two differ' },
  'proof.pin.set': { zh: '{name} 的支付密码已设好', en: '{name} has a PIN now' },
  'proof.rules': { zh: '储值支付验证', en: 'Proof for stored value' },
  'proof.rules.help': {
    zh: '用储值付款要怎样证明是本人。会员卡一次、一天各最多多少只要放卡; 防复制卡最多多少; 再多要密码或短信验证码。可以对所有人，也可以只对设了密码的人。从现在起生效。',
    en: 'What a payment from stored value takes: up to so much at once, and in a day, a card laid down; up to so much a card that proves itself; above that the PIN or a code by text. For everybody, or for those who have a PIN. It counts from now on.',
  },
  'proof.rules.who': { zh: '对谁', en: 'Who' },
  'proof.rules.everybody': { zh: '所有人', en: 'everybody' },
  'proof.rules.with-pin': { zh: '设了密码的', en: 'who has a PIN' },
  'proof.rules.card': { zh: '放卡即可', en: 'Card, at once' },
  'proof.rules.card-day': { zh: '一天合计', en: 'Card, a day' },
  'proof.rules.proven': { zh: '防复制卡', en: 'Proving card' },
  'proof.rules.set': { zh: '已生效', en: 'It counts from now on' },
  'error.command/proof-needed': {
    zh: '这笔储值支付要验证是本人',
    en: 'This payment needs proof of who pays',
  },
  'error.command/proof-impossible': {
    zh: '这笔储值支付要验证，请先给顾客设支付密码或登记手机',
    en: 'This payment needs proof: the customer needs a PIN or a mobile number first',
  },
  'error.command/proof-weak': { zh: '金额较大，只放卡不够', en: 'A card alone is not enough for so much' },
  'error.command/card-not-theirs': {
    zh: '这不是这位顾客的可用会员卡',
    en: 'This is no valid card of this customer',
  },
  'error.command/pin-none': { zh: '这位顾客没有支付密码', en: 'This customer has no PIN' },
  'error.command/pin-locked': {
    zh: '密码连错三次，已锁住; 可用短信验证码重设',
    en: 'Three wrong PINs: it is locked; a code by text sets a new one',
  },
  'error.command/pin-wrong-form': {
    zh: '密码要 4 到 8 位数字，不能全一样',
    en: 'The PIN has 4 to 8 digits, not all the same',
  },
  'error.command/code-no-mobile': {
    zh: '没有能收验证码的手机号',
    en: 'There is no mobile number for a code',
  },
  'error.command/code-too-often': {
    zh: '验证码发得太多，请过一会儿',
    en: 'Enough codes were sent; wait a while',
  },
  'error.command/code-over': {
    zh: '验证码已失效，请重新发送',
    en: 'This code is good no more; send another',
  },
} satisfies Texts;
