/** Days written in characters, as the paper cards of a shop have them: 七月初七, 腊月廿三, 一九八五年三月十二日. Pure. */

const DIGITS = '〇一二三四五六七八九';
/** Months that only the lunar calendar calls so. */
const LUNAR_MONTHS: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12, 臘: 12 };
const NUMBER = /初?([〇零一二三四五六七八九十廿卅]+)/g;
/** Without one of these there is nothing to turn into digits. */
const WORD = /[〇零一二三四五六七八九十廿卅正冬腊臘]/;

export interface DayInDigits {
  readonly text: string;
  /** 初七, 廿三, 腊月: nobody says a day of the solar calendar so. */
  readonly lunar: boolean;
}

/** The same text with its numbers in digits: `七月初七` is `7月7`. What holds none comes back as it was. */
export function daysInDigits(text: string): DayInDigits {
  if (!WORD.test(text)) return { text, lunar: false };
  const lunar = /初[一二三四五六七八九十]|[廿卅]|[正冬腊臘]月/.test(text);
  const months = text.replace(/[正冬腊臘](?=月)/g, (word) => String(LUNAR_MONTHS[word]));
  const years = months.replace(/[〇零一二三四五六七八九]{4}(?=年)/g, (word) =>
    [...word].map(digitOf).join(''),
  );
  const numbers = years.replace(NUMBER, (_, word: string) => String(numberOf(word)));
  return { text: numbers, lunar };
}

function digitOf(char: string): number {
  return char === '零' ? 0 : DIGITS.indexOf(char);
}

/** To 39: 十, 十五, 二十, 二十三, 廿三, 卅. */
function numberOf(word: string): number {
  const plain = word.replace('廿', '二十').replace('卅', '三十');
  const [tens, ones] = plain.includes('十') ? plain.split('十') : ['〇', plain];
  return 10 * (tens === '' ? 1 : digitOf(tens ?? '')) + (ones ? digitOf(ones) : 0);
}
