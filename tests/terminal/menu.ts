/** The way through menus by what stands on the screen, so that a new row moves no test. */
import type { OpenTerminal } from './terminal.js';

/** Presses the digit beside `label` on each screen in turn, from home. */
export async function goTo({ press, text }: Pick<OpenTerminal, 'press' | 'text'>, ...labels: string[]) {
  await press('f4');
  for (const label of labels) {
    const digit = new RegExp(`(?:^|[ │])(\\d) ${label}`, 'm').exec(text())?.[1];
    if (digit === undefined) throw new Error(`no digit leads to ${label}:\n${text()}`);
    await press(digit);
  }
}
