/** One press of a key, whatever it came from: a USB report or a terminal's bytes. */

export interface Stroke {
  /** `char` for one that types; else `enter`, `escape`, `backspace`, `delete`, `up`, `f1` … */
  readonly name: string;
  /** What it types, one character (code point); only for `char`. */
  readonly char?: string;
  /** It came with pasted text: a person's doing, never a scanner's. */
  readonly pasted?: boolean;
}

export function typed(char: string): Stroke {
  return { name: 'char', char };
}
