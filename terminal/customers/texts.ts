import type { Texts } from '../ui/catalogue.js';

export const customersTexts = {
  'customers.list': { zh: '顾客', en: 'Customers' },
  'customers.list.help': {
    zh: '直接输入手机号的任意一段、姓名或拼音首字母来查找。确认键打开，井号键里可以登记新顾客。',
    en: 'Type any part of a number, a name or the first letters of its pinyin. OK opens, # offers to register a new customer.',
  },
  'customers.list.empty': { zh: '还没有顾客', en: 'No customers yet' },
  'customers.list.none': { zh: '没有找到', en: 'Nobody found' },
  'customers.register': { zh: '登记顾客', en: 'Register' },
  'customers.register.help': {
    zh: '填姓名和手机号，确认保存。没有手机号也可以登记。',
    en: 'Fill in the name and the number, OK saves. A customer without a number is fine.',
  },
  'customers.change': { zh: '修改顾客', en: 'Change customer' },
  'customers.change.help': { zh: '改好后按确认保存。', en: 'Change what is wrong; OK saves.' },
  'customers.name': { zh: '姓名', en: 'Name' },
  'customers.phone': { zh: '手机号', en: 'Phone' },
  'customers.new': { zh: '登记', en: 'New' },
  'customers.registered': { zh: '已登记 {name}', en: '{name} is registered' },
  'customers.changed': { zh: '已保存', en: 'Saved' },
  'customers.blank-card': {
    zh: '空白卡: 打开顾客后按 4 发卡',
    en: 'Blank card: customer, then 4 issues it',
  },
  'customers.bad-tap': { zh: '卡没有读到，请再放一次', en: 'The card was not read, lay it down again' },
  'error.command/name-missing': { zh: '请填姓名', en: 'A name is needed' },
  'error.command/name-too-long': {
    zh: '姓名太长，最多 40 个字',
    en: 'The name is too long: 40 characters at most',
  },
  'error.command/phone-wrong': { zh: '这不是电话号码', en: 'This is not a phone number' },
  'error.command/phone-taken': {
    zh: '同名同号的顾客已经登记',
    en: 'This name and number are registered already',
  },
  'error.command/customer-unknown': { zh: '找不到这位顾客', en: 'There is no such customer' },
  'error.command/card-random': {
    zh: '这张卡每次号码都不同，不能作会员卡',
    en: 'This card shows another number each time and cannot be a member card',
  },
  'error.command/card-phone': { zh: '手机不能作会员卡', en: 'A phone cannot be a member card' },
  'error.command/card-taken': { zh: '这张卡已经发给别人了', en: 'This card belongs to somebody already' },
} satisfies Texts;
