/**
 * Makes terminal/ui/ime/words.ts, the dictionary of the pinyin input, anew: `node deploy/make-words.mjs DICT`, where DICT is
 * the file dict.txt of the npm package @node-rs/jieba 2.0.3 (MIT): a word, how often it was seen, and its part of speech
 * on each line. Readings are those of pinyin-pro (MIT), characters those of GB 2312.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { pinyin } from 'pinyin-pro';

const OFTEN_ENOUGH = 30;
/** `nr`: names of persons; a few are common words as well. */
const NAME_OFTEN_ENOUGH = 200;
const LONGEST = 4;
/** Words of a counter, which books use less than shops do. */
const SHOP =
  '积分 余额 充值 会员 会员卡 优惠 优惠券 打折 折扣 收银 找零 退款 退货 换货 赠送 赠品 礼篮 果篮 礼盒 水果 苹果 香蕉 橙子 柚子 葡萄 西瓜 草莓 樱桃 荔枝 芒果 生日快乐 中秋节 国庆节 春节 元旦 端午节 到货 送货 上门 预约 订单 发票 欢迎光临 谢谢惠顾 顾客 客户 女士 先生 老板 店长 投诉 抽奖 投票 营业 关门 开门 回电 短信';

/** The commonest surnames, in order (Ministry of Public Security, report on names 2020), and characters of newer given names. */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏傅方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤';
const NEW_NAMES =
  '梓涵欣怡子轩宇航浩然雨桐诗俊杰一诺沐宸若汐奕泽睿博语思嘉雅琪佳静敏艳娟丽芳娜霞秀英强磊洋勇超鹏斌伟涛辉刚健波平';

const DIGITS = '22233344455566677778889999';
const digitsOf = (letters) => [...letters].map((c) => DIGITS[c.charCodeAt(0) - 97] ?? '').join('');
const read = (word) => pinyin(word, { toneType: 'none', type: 'array', v: true }).map(plain);
const plain = (syllable) => syllable.toLowerCase().replace(/ü/g, 'v');
const HAN = /^\p{Script=Han}+$/u;

const gb2312 = [];
for (let row = 0xb0; row <= 0xf7; row++)
  for (let cell = 0xa1; cell <= 0xfe; cell++) {
    const char = iconv.decode(Buffer.from([row, cell]), 'gb2312');
    if (HAN.test(char)) gb2312.push(char);
  }
const known = new Set(gb2312);

const words = new Map();
/** Per character: how often it begins a name of a person, and how often it stands behind. */
const names = new Map();
const add = (map, key, n) => map.set(key, (map.get(key) ?? 0) + n);
for (const line of readFileSync(process.argv[2], 'utf8').split('\n')) {
  const [word, count, kind = ''] = line.split(' ');
  const often = Number(count);
  if (!word || !HAN.test(word) || ![...word].every((char) => known.has(char))) continue;
  if (kind === 'nr' && SURNAMES.includes(word[0]) && [...word].length >= 2 && [...word].length <= 3) {
    const weight = 1 + Math.log10(often + 1);
    for (const [at, char] of [...word].entries())
      add(names, `${at === 0 ? 'first' : 'given'} ${char}`, weight);
  }
  const enough = kind.startsWith('nr') && [...word].length > 1 ? NAME_OFTEN_ENOUGH : OFTEN_ENOUGH;
  if (often >= enough && [...word].length <= LONGEST) words.set(word, often);
}
for (const [rank, char] of [...SURNAMES].entries()) add(names, `first ${char}`, 20_000 / (rank + 2));
for (const char of NEW_NAMES) add(names, `given ${char}`, 800);
for (const word of SHOP.split(' ')) words.set(word, Math.max(words.get(word) ?? 0, 2_000));

const entries = new Map();
const put = (syllables, word, often) => {
  if (!syllables.every((syllable) => /^[a-z]{1,6}$/.test(syllable))) return;
  const key = syllables.join(' ');
  const list = entries.get(key) ?? new Map();
  list.set(word, Math.max(list.get(word) ?? 0, often));
  entries.set(key, list);
};
/** How often a character is read in each of its ways. */
const ways = new Map();
for (const [word, often] of words) {
  const syllables = read(word);
  if (syllables.length !== [...word].length) continue;
  if (syllables.length > 1) put(syllables, word, often);
  for (const [at, char] of [...word].entries()) add(ways, `${char} ${syllables[at]}`, often);
}
for (const char of gb2312) {
  for (const syllable of new Set(
    pinyin(char, { multiple: true, toneType: 'none', type: 'array', v: true }).map(plain),
  ))
    put([syllable], char, Math.max(1, Math.round((ways.get(`${char} ${syllable}`) ?? 0) / 4)));
}

const lines = [...entries]
  .map(([key, list]) => ({
    key,
    code: digitsOf(key.replaceAll(' ', '')),
    list: [...list].sort((a, b) => b[1] - a[1]),
  }))
  .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : a.key < b.key ? -1 : 1));
const rows = new Map();
for (const { key, code, list } of lines) {
  const row = rows.get(code[0]) ?? [];
  row.push(`${key}:${list.map(([word, often]) => word + often).join('')}`);
  rows.set(code[0], row);
}
const weights = (place) =>
  [...names]
    .filter(([key, weight]) => key.startsWith(place) && weight >= 8)
    .sort((a, b) => b[1] - a[1])
    .map(([key, weight]) => key.slice(place.length + 1) + Math.round(weight))
    .join('');
writeFileSync(
  new URL('../terminal/ui/ime/words.ts', import.meta.url),
  `/**
 * The dictionary of the pinyin input: made by deploy/make-words.mjs from @node-rs/jieba's dict.txt and pinyin-pro, both MIT.
 * Not to be edited by hand.
 */

/** A row for each first key: \`syllables:word count word count …|…\` in the order of their keys on a phone (ITU-T E.161). */
export const WORDS = [
${[...rows.values()].map((row) => `  '${row.join('|')}',`).join('\n')}
] as const;

/** How much a character is a surname, and how much it stands in given names. */
export const SURNAMES =
  '${weights('first')}';
export const GIVEN =
  '${weights('given')}';
`,
);
process.stdout.write(`${lines.length} readings, ${words.size} words\n`);
