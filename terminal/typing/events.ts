/** What the input of Chinese learns. */
export interface TypingEvents {
  /** A word was chosen although others stood before it; never in a name's field. */
  'typing.learned': { v: 1; text: string };
}
