/** Whether a text that came in says "no more texts". Pure. */

/**
 * What people send when they want no more: what our own texts ask for (R), what the operators' services taught them (TD, T, N, 0000),
 * and the plain words. Simplified here; traditional forms are brought to these first.
 */
const WORDS: ReadonlySet<string> = new Set([
  ...[
    'R',
    'TD',
    'T',
    'N',
    'QX',
    '0000',
    'STOP',
    'STOPALL',
    'UNSUBSCRIBE',
    'UNSUB',
    'CANCEL',
    'QUIT',
    'END',
    'OPTOUT',
  ],
  ...['退订', '拒收', '拒绝', '取消', '取消订阅', '取消短信', '取消发送', '停止', '停止发送', '停发'],
  ...['不再接收', '不要再发', '不要再发了', '别再发了', '请勿再发'],
]);

/**
 * The same said as a sentence; nothing else may be in it: 我要退订金 is about money. No two alternatives begin alike, and nothing repeats
 * for long: whoever writes 我要 ten thousand times is told apart as quickly.
 */
const SENTENCES: readonly RegExp[] = [
  /^(?:我|要|想|请|申请|确认|麻烦|帮|给|您好|你好|谢谢){0,8}(退订|拒收|取消订阅)(?:你们的?|此类?|这类|营销|推广|广告|短信|简讯|消息|信息|讯息|确认|吧|了|啊|谢谢[你您]?){1,6}$/,
  /^(?:我|要|想|请|申请|确认|麻烦|帮|给|您好|你好|谢谢){1,8}(退订|拒收|取消订阅)$/,
  /^(?:请|麻烦)?((?:不要|别|请勿|勿)再?(?:给我)?发)送?(?:短信|简讯|消息|信息|讯息|广告)?(?:了|啊|吧|谢谢[你您]?){0,4}$/,
  /^(?:请|麻烦)?(停止)(?:给我)?(?:发送?)?(?:短信|简讯|消息|信息|讯息|广告)?(?:了|啊|吧|谢谢[你您]?){0,4}$/,
  /^(?:我|请){0,2}((?:不想|不要|不愿|别|拒绝|不)再?(?:收到|接收))(?:你们的?|任何){0,2}(?:短信|简讯|消息|信息|讯息|广告){0,2}(?:了|啊|吧|谢谢[你您]?){0,4}$/,
  /^(?:请|麻烦)?((?:不要|别|请勿|勿)再?(?:打扰|骚扰))我?(?:了|啊|吧|谢谢[你您]?){0,4}$/,
  /^(?:PLEASE|PLS)?(STOP|UNSUBSCRIBE)(?:SENDING|TEXTING|MESSAGING|MESSAGES|MSG|TEXTS|SMS|ME|NOW|PLEASE|PLS|THANKS){0,4}$/,
];

/** Said before the word by people who repeat the instruction: 回复R, 回TD, 拒收请回复R. Said with it: TD退订, TD拒收. */
const SAID_BEFORE = /^(?:(?:退订|拒收)?请?(?:回复|回|发送|发)|退订|拒收)(?=.)/;
const SAID_AFTER = /(?<=.)(?:退订|拒收|谢谢[你您]?)$/;
/** The same word once more, to be sure: R R, 退订退订. */
const TWICE = /^(\D{1,4}?)\1{1,4}$/;

/** Letters of other alphabets that look the same, and the nought in ST0P; traditional characters. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  ...{ Т: 'T', Τ: 'T', О: 'O', Ο: 'O', Ѕ: 'S', Р: 'P', Ρ: 'P', Ν: 'N' },
  ...{ 訂: '订', 絕: '绝', 閱: '阅', 發: '发', 別: '别', 請: '请', 復: '复', 覆: '复', 給: '给' },
  ...{ 確: '确', 認: '认', 煩: '烦', 幫: '帮', 謝: '谢', 們: '们', 願: '愿', 騷: '骚', 擾: '扰' },
  ...{ 簡: '简', 訊: '讯', 廣: '广', 營: '营', 銷: '销', 這: '这', 類: '类' },
};

/**
 * The word by which a text refuses all that is not asked for (marketing and care), or undefined. Case, full-width letters, spaces and
 * punctuation do not matter; the whole text must be the word, or a sentence of nothing else: `STOP 12345` or 取消预约 is a message to a
 * person.
 */
export function refusalOf(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/./gu, (sign) => LOOK_ALIKES[sign] ?? sign);
  const forms = [plain, plain.replace('0', 'O'), plain.replace(SAID_BEFORE, '')];
  forms.push(...forms.map((form) => form.replace(SAID_AFTER, '')));
  forms.push(plain.replace(TWICE, '$1'));
  return forms.find((form) => WORDS.has(form)) ?? sentenceIn(plain);
}

function sentenceIn(plain: string): string | undefined {
  for (const sentence of SENTENCES) {
    const word = sentence.exec(plain)?.[1];
    if (word !== undefined) return word;
  }
  return undefined;
}
