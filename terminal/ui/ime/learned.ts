/** Words that were chosen although others stood before them: worth more the next time. Never those of names. */

export interface Learned {
  /** Added to a word's count. */
  worth(text: string): number;
  learn(text: string): void;
}

/** Each choice counts as much as a common word’s whole count does. */
const CHOICE = 20_000;
const WORDS_MAX = 2_000;

/** `known`: how often each was chosen before. `keep` is told of each choice. */
export function createLearned(
  known: Iterable<readonly [text: string, times: number]> = [],
  keep: (text: string) => void = () => undefined,
): Learned {
  const times = new Map(known);
  return {
    worth: (text) => CHOICE * (times.get(text) ?? 0),
    learn(text) {
      const before = times.get(text) ?? 0;
      times.delete(text); // The newest stand last.
      times.set(text, before + 1);
      const oldest = times.size > WORDS_MAX ? times.keys().next().value : undefined;
      if (oldest !== undefined) times.delete(oldest);
      keep(text);
    },
  };
}
