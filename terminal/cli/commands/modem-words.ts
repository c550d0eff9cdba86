/** What the modem driver says in codes, as sentences for a technician, in Chinese and English. */
import type { ModemCounters, ModemInfo } from '../../../drivers/modem/types.js';

export type Language = 'zh' | 'en';

/** From the shell's LC_ALL or LANG, of which an empty one says nothing; English unless it is Chinese. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  return /^zh/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'zh' : 'en';
}

type Words = Readonly<Record<Language, string>>;

/** Statuses' reasons and outcomes' codes: what is so, and what to do. */
const REASONS: Readonly<Record<string, Words>> = {
  'no-port': { zh: '没有这个端口: 检查数据线', en: 'there is no such port: check the cable' },
  permission: {
    zh: '没有权限打开端口: 把用户加入 dialout 组',
    en: 'the port may not be opened: add the user to the group dialout',
  },
  busy: {
    zh: '端口被别的程序占用: 是收银程序或 ModemManager',
    en: 'another program has the port: the terminal, or ModemManager',
  },
  failed: { zh: '端口打不开: 这是串口吗?', en: 'the port does not open: is it a serial port?' },
  unreachable: { zh: '这个地址没有回应', en: 'nothing answers at that address' },
  'no-answer': {
    zh: '端口能打开, 但模块没有回应: 换一个端口或波特率, 或断电重启',
    en: 'the port opens but nothing answers AT: try another port or speed, or switch it off and on',
  },
  'sim-missing': { zh: '没有 SIM 卡: 插好卡', en: 'there is no SIM card: put it in' },
  'sim-pin': {
    zh: 'SIM 卡要 PIN: 用 --pin 或配置 sim-pin 给一次; 只剩一次时不会再试, 请把卡放进手机里输入并取消 PIN',
    en: 'the SIM asks for its PIN: give it by --pin or sim-pin, once; with one try left nothing is tried: enter it in a phone, and take the PIN off there',
  },
  'sim-pin-wrong': {
    zh: 'SIM 卡不接受这个 PIN: 问清楚再试, 错三次就锁卡; 最稳妥是放进手机里输入并取消 PIN',
    en: 'the SIM does not take this PIN: find out the right one, for three wrong ones lock it; best enter it in a phone, and take the PIN off there',
  },
  'sim-puk': {
    zh: 'SIM 卡被锁: 在手机里用运营商给的 PUK 解锁; 十次错就报废',
    en: 'the SIM is locked: unlock it in a phone with the PUK from the operator; ten wrong ones make it worthless',
  },
  'sim-failure': { zh: 'SIM 卡坏了或没有插好', en: 'the SIM does not work or sits badly' },
  'not-registered': { zh: '没有网络: 检查天线和信号', en: 'no network: check the antenna and the signal' },
  'network-denied': {
    zh: '网络拒绝这张卡: 可能欠费停机、被禁或不能漫游; 查余额',
    en: 'the network refuses this SIM: out of credit, barred, or roaming not allowed; ask for its balance',
  },
  'store-full': {
    zh: '短信存储快满: 看收银程序是否在收',
    en: 'the SIM is nearly full of texts: is the terminal taking them?',
  },
  'no-pdu-mode': {
    zh: '模块不支持 PDU 短信: 换一个模块',
    en: 'the module refuses PDU mode: use another module',
  },
  'at/cms-8': { zh: '运营商禁止发送: 可能欠费', en: 'the operator bars sending: perhaps out of credit' },
  'at/cms-10': { zh: '呼叫限制: 短信被禁止', en: 'sending is barred for this SIM' },
  'at/cms-21': {
    zh: '短信被网络拒绝: 可能欠费或被拦截',
    en: 'the network rejects the text: perhaps out of credit, or filtered',
  },
  'at/cms-38': { zh: '网络故障: 稍后再发', en: 'the network is out of order: try later' },
  'at/cms-50': { zh: '这张卡没有开通短信', en: 'this SIM has no text service' },
  'at/cms-69': { zh: '网络不支持: 卡或套餐没有短信功能', en: 'the network does not offer this to the SIM' },
  'at/cms-330': {
    zh: '短信中心号码不对: 设置 AT+CSCA',
    en: 'the number of the service centre is unknown: set AT+CSCA',
  },
  'at/cms-331': { zh: '没有网络服务', en: 'no network service' },
  'at/cms-500': {
    zh: '模块没有说明原因: 稍后再发, 或查余额',
    en: 'the module gives no reason: try later, or ask for the balance',
  },
  'modem/timeout': { zh: '没有等到结果: 短信可能发出去了', en: 'no result came: the text may have left' },
};

/** Undefined for a code that has no sentence. */
export function reasonWords(code: string | undefined, language: Language): string | undefined {
  return code === undefined ? undefined : REASONS[code]?.[language];
}

const REGISTRATION: Readonly<Record<ModemInfo['registration'], Words>> = {
  home: { zh: '已入网', en: 'registered' },
  roaming: { zh: '漫游中', en: 'roaming: texts and calls may cost more' },
  searching: { zh: '正在找网', en: 'searching for a network' },
  denied: { zh: '网络拒绝', en: 'refused by the network' },
  none: { zh: '没有入网', en: 'not registered' },
  unknown: { zh: '入网情况不明', en: 'registration unknown' },
};

/** Empty where the SIM is not locked, or the module cannot say. */
export function pinWords({ pinTriesLeft }: ModemInfo, language: Language): string {
  if (pinTriesLeft === undefined) return '';
  if (language === 'zh') return `PIN 还可试 ${pinTriesLeft} 次`;
  return `tries left for the PIN: ${pinTriesLeft}`;
}

/** Half a minute: codes that expire, receipts and certificates depend on the clock. */
const CLOCK_OFF_MS = 30_000;

/** One line about the modem: module, network, signal, and what deserves attention. */
export function infoWords(info: ModemInfo, language: Language): string {
  const { bars, signalDbm, operator, registration, clockAheadMs } = info;
  const zh = language === 'zh';
  const off = clockAheadMs !== undefined && Math.abs(clockAheadMs) > CLOCK_OFF_MS;
  const seconds = Math.round((clockAheadMs ?? 0) / 1000);
  return [
    `${info.manufacturer} ${info.model}`.trim(),
    operator,
    REGISTRATION[registration][language],
    signalDbm === undefined
      ? zh
        ? '信号不明'
        : 'signal unknown'
      : `${zh ? '信号' : 'signal'} ${bars}/5 (${signalDbm} dBm)`,
    pinWords(info, language),
    off ? (zh ? `网络时间与本机差 ${seconds} 秒` : `the network's clock is ${seconds} s from ours`) : '',
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
}

const COUNTERS: Readonly<Record<keyof ModemCounters, Words>> = {
  textsIn: { zh: '收到短信', en: 'texts in' },
  textsOut: { zh: '发出短信', en: 'texts out' },
  textsFailed: { zh: '发送失败', en: 'texts refused' },
  textsUnknown: { zh: '结果不明', en: 'texts unknown' },
  textsNotKept: { zh: '没能存下', en: 'texts not kept at once' },
  textsDamaged: { zh: '线路损坏重读', en: 'texts damaged on the line' },
  callsIn: { zh: '来电', en: 'calls in' },
  callsMissed: { zh: '未接', en: 'calls missed' },
  callsOut: { zh: '去电', en: 'calls out' },
  commands: { zh: '命令', en: 'commands' },
  refusals: { zh: '被拒绝', en: 'refused' },
  timeouts: { zh: '超时', en: 'timed out' },
  unsolicited: { zh: '模块主动上报', en: 'unsolicited lines' },
  strayLines: { zh: '无主的行', en: 'stray lines' },
  discardedBytes: { zh: '丢弃的字节', en: 'bytes discarded' },
  opens: { zh: '打开端口', en: 'port opened' },
  restarts: { zh: '模块重启', en: 'restarts' },
  resets: { zh: '复位', en: 'resets' },
};

/** What was counted, those at nought left out. */
export function counterWords(counters: ModemCounters, language: Language): string {
  return (Object.keys(COUNTERS) as (keyof ModemCounters)[])
    .filter((name) => counters[name] > 0)
    .map((name) => `${COUNTERS[name][language]} ${counters[name]}`)
    .join(', ');
}
