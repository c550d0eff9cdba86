/** What a customer's text asks for. Pure; full-width letters, case, spaces and end marks do not matter. */
export type Wish = 'points' | 'refuse';

const WORDS: Readonly<Record<Wish, readonly string[]>> = {
  points: ['JF', '积分', '查积分', '积分查询'],
  refuse: ['TD', 'T', 'R', 'N', 'STOP', '退订', '拒收', '取消'],
};

/** The whole text must be the word: `STOP 12345` or 积分怎么算 is a message to a person. */
export function wishOf(text: string): Wish | undefined {
  const word = text
    .normalize('NFKC')
    .replace(/[\s.。,，!！?？"'“”【】[\]()（）]/g, '')
    .toUpperCase();
  for (const [wish, words] of Object.entries(WORDS)) if (words.includes(word)) return wish as Wish;
  return undefined;
}
