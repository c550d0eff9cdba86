import type { Texts } from '../ui/catalogue.js';

export const devicesTexts = {
  'error.disk/in-use': {
    zh: '另一个掌柜程序正在用这个数据目录',
    en: 'Another zhanggui uses this data folder',
  },
  'devices.list': { zh: '设备', en: 'Devices' },
  'devices.list.help': {
    zh: '每个设备现在怎么样。设备坏了或拔掉了，收银照常; 插回去会自动恢复。',
    en: 'How each device is. The till works without any of them; what is plugged in again comes back by itself.',
  },
  'devices.modem': { zh: '电话/短信', en: 'Phone/texts' },
  'devices.reader': { zh: '读卡器', en: 'Card reader' },
  'devices.printer': { zh: '打印机', en: 'Printer' },
  'devices.display': { zh: '顾客屏', en: 'Customer display' },
  'devices.link': { zh: '总部线路', en: 'Line to the office' },
  'devices.reason.not-configured': { zh: '没有安装', en: 'not installed' },
  'devices.reason.no-port': { zh: '没有插好', en: 'not plugged in' },
  'devices.reason.no-answer': { zh: '没有反应', en: 'does not answer' },
  'devices.reason.sim-missing': { zh: '没有 SIM 卡', en: 'no SIM card' },
  'devices.reason.sim-pin': { zh: 'SIM 卡要密码', en: 'the SIM wants its PIN' },
  'devices.reason.sim-pin-wrong': { zh: 'SIM 卡密码不对', en: 'the SIM’s PIN is wrong' },
  'devices.reason.sim-failure': { zh: 'SIM 卡坏了或没插好', en: 'the SIM does not work' },
  'devices.sim.pin': {
    zh: 'SIM 卡有密码，终端没有或不对。把正确的 sim-pin 写进配置，或把卡放进手机里取消密码。',
    en: 'The SIM has a PIN, and the terminal has none or a wrong one. Put the right sim-pin into the configuration, or take the PIN off in a phone.',
  },
  'devices.sim.tries': {
    zh: 'SIM 卡密码还可以试 {left} 次。终端只试一次配置里的 sim-pin，不会再试。改对配置再重启，或把卡放进手机里取消密码。',
    en: 'The PIN may be tried {left} more times. The terminal tries the configured one once and not again. Put it right and start again, or take the PIN off in a phone.',
  },
  'devices.sim.last': {
    zh: 'SIM 卡密码只剩 {left} 次。终端不再试，再错就会锁卡。把卡放进手机里输入密码，并取消密码。',
    en: 'Only {left} try is left for the PIN; the terminal tries no more, for one more wrong one locks the SIM. Enter it in a phone, and take the PIN off there.',
  },
  'devices.sim.puk': {
    zh: 'SIM 卡已锁。用运营商给的 PUK 在手机里解锁，十次错卡就报废；拿不准就带身份证去营业厅。',
    en: 'The SIM is locked. Unlock it in a phone with the PUK from the operator; ten wrong ones and it is worthless. When in doubt, go to their shop.',
  },
  'devices.reason.sim-puk': { zh: 'SIM 卡被锁', en: 'the SIM is locked' },
  'devices.reason.not-registered': { zh: '没有网络', en: 'no network' },
  'devices.reason.network-denied': { zh: '网络拒绝此卡, 可能欠费', en: 'the network refuses this SIM' },
  'devices.reason.store-full': { zh: '短信存满', en: 'the SIM is full of texts' },
  'devices.reason.paper-out': { zh: '缺纸', en: 'no paper' },
  'devices.reason.paper-low': { zh: '纸快用完', en: 'paper is low' },
  'devices.reason.cover-open': { zh: '纸仓盖开着', en: 'cover open' },
  'devices.reason.no-pcscd': { zh: '读卡服务没有运行', en: 'the card service is not running' },
  'devices.reason.no-reader': { zh: '没有插好', en: 'not plugged in' },
  'devices.reason.no-network': { zh: '网络不通', en: 'no network' },
  'devices.reason.refused': { zh: '总部拒绝连接', en: 'the office refuses the connection' },
  'devices.reason.bad-credentials': { zh: '密码不对', en: 'wrong password' },
} satisfies Texts;
