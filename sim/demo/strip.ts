/** The rows below the terminal's picture: the newest news, and a line to type in. */
import type { WriteStream } from 'node:tty';
import { cut, printable, wrap } from '../../protocol/text/columns.js';

export interface Strip {
  say(text: string): void;
  draw(): void;
  /** Keys go to the strip, or back to the terminal. */
  toggle(): void;
  typing(): boolean;
  /** Takes keys; the line when Enter ended it. */
  type(text: string): string | undefined;
}

/** Draws from row `top` (zero-based) down, and leaves the cursor where the terminal had it. */
export function createStrip(out: WriteStream, top: number): Strip {
  const news: string[] = [];
  let typing = false;
  let typed = '';

  function draw(): void {
    const rows = Math.max(1, out.rows - top - 1);
    const shown = news.slice(-(rows - 1));
    const lines = [
      `── outside ${typing ? '(Ctrl-T: back to the terminal)' : '(Ctrl-T: type here)'} `,
      ...shown,
    ];
    let text = '\x1b7';
    for (let row = 0; row < rows; row++) {
      text += `\x1b[${top + row + 1};1H\x1b[0m\x1b[K${cut(lines[row] ?? '', out.columns - 1)}`;
    }
    text += `\x1b[${top + rows + 1};1H\x1b[K${typing ? `\x1b[7m> ${cut(typed, out.columns - 4)} \x1b[0m` : ''}\x1b8`;
    out.write(text);
  }

  return {
    say(text) {
      const lines = text
        .split('\n')
        .map(printable)
        .filter((line) => line !== '');
      news.push(...lines.flatMap((line) => wrap(line, out.columns - 1)));
      news.splice(0, Math.max(0, news.length - 200));
      draw();
    },
    draw,
    toggle() {
      typing = !typing;
      draw();
    },
    typing: () => typing,
    type(text) {
      let line: string | undefined;
      if (text.startsWith('\x1b')) return undefined; // An arrow or a function key: nothing here goes by them.
      for (const char of text) {
        if (char === '\r' || char === '\n') [line, typed] = [typed, ''];
        else if (char === '\x7f') typed = [...typed].slice(0, -1).join('');
        else if (char >= ' ') typed += char;
      }
      draw();
      return line;
    },
  };
}
