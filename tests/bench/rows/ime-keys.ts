/**
 * Keys for each character of a name on the nine-key pad: the hundred commonest surnames with the fifty commonest given names
 * (Ministry of Public Security, report on names 2020), each spelled in one go and chosen, else character by character. The
 * floor is the letters of its pinyin and one key to take it.
 */
import { pinyin } from 'pinyin-pro';
import { phoneKeysOf } from '../../../protocol/text/phone-keys.js';
import { type Composition, createComposition } from '../../../terminal/ui/ime/composition.js';
import { loadDictionary } from '../../../terminal/ui/ime/dictionary.js';
import { createLearned } from '../../../terminal/ui/ime/learned.js';
import { percentile, type Row } from '../measure.js';

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏傅方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常';
const GIVEN =
  '伟 芳 娜 敏 静 秀英 丽 强 磊 洋 勇 艳 杰 军 秀兰 霞 娟 涛 明 超 平 刚 桂英 玉兰 建国 建华 桂兰 玲 斌 辉 鑫 鹏 浩 宇 婷 欣怡 梓涵 浩然 子轩 一诺 雨桐 诗涵 俊杰 宇航 思远 小明 海燕 志强 国强 晓东'.split(
    ' ',
  );
const PAGE = 9;
const MOST_PAGES = 12;
/** Of the given names each surname takes every fourth, in turn. */
const THINNED = 4;

export async function imeKeys(): Promise<Row> {
  await loadDictionary();
  const took: number[] = [];
  let keys = 0;
  let characters = 0;
  let floor = 0;
  let unreached = 0;
  let names = 0;
  for (const [at, surname] of [...SURNAMES].entries()) {
    for (const given of GIVEN.filter((_, place) => place % THINNED === at % THINNED)) {
      const name = surname + given;
      const spelled = spell(name);
      const needed = keysFor(name, spelled, took);
      names += 1;
      if (needed === undefined) unreached += 1;
      keys += needed ?? 0;
      characters += [...name].length;
      floor += spelled.join('').length + 1;
    }
  }
  const [value, least] = [keys / characters, floor / characters];
  return {
    name: 'ime.keys',
    value,
    unit: 'keys/character',
    floor: least,
    ratio: value / least,
    n: names,
    goal: unreached === 0 && percentile(took, 0.99) <= 16,
    wanted: 'every name, candidates ≤ 16 ms (p99)',
    note: `candidates ${percentile(took, 0.99).toFixed(1)} ms p99, ${unreached} names not reached`,
  };
}

function spell(name: string): string[] {
  return pinyin(name, { toneType: 'none', type: 'array', v: true, surname: 'head' }).map((syllable) =>
    syllable.replace('ü', 'v'),
  );
}

/** The fewer keys of the two ways that people go. */
function keysFor(name: string, spelled: readonly string[], took: number[]): number | undefined {
  const whole = chosen(fresh('begin'), name, spelled.join(''), took);
  let single: number | undefined = 0;
  for (const [at, character] of [...name].entries()) {
    const needed = chosen(fresh(at === 0 ? 'begin' : 'inside'), character, spelled[at] ?? '', took);
    single = needed === undefined || single === undefined ? undefined : single + needed;
  }
  if (whole === undefined || single === undefined) return whole ?? single;
  return Math.min(whole, single);
}

function fresh(name: 'begin' | 'inside'): Composition {
  return createComposition({ page: PAGE, learned: createLearned(), name: () => name });
}

/** Keys that spell, those that turn pages, and OK, or 1 and a digit. */
function chosen(composition: Composition, text: string, letters: string, took: number[]): number | undefined {
  const code = phoneKeysOf(letters);
  for (const digit of code) {
    composition.add(digit);
    const start = performance.now();
    composition.page();
    took.push(performance.now() - start);
  }
  for (let page = 0; page < MOST_PAGES; page++) {
    const at = composition.page().findIndex((candidate) => candidate.text === text);
    if (at === 0 && page === 0) return code.length + 1;
    if (at >= 0) return code.length + page + 2;
    composition.turn(1);
  }
  return undefined;
}
