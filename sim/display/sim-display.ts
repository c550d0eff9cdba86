/** A customer display at the end of a serial line. */

import { openPty } from '../pty/pty.js';
import { createGlass } from './glass.js';

export interface SimDisplay {
  /** Both lines, without the spaces at their ends. */
  lines(): readonly [string, string];
  onChange(listener: (lines: readonly [string, string]) => void): void;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param options.pty path at which the client's side is linked
 * @throws TerminalError `sim/no-pty`, `sim/link`
 */
export async function createSimDisplay(options: { readonly pty: string }): Promise<SimDisplay> {
  const glass = createGlass();
  const pty = await openPty({ link: options.pty });
  pty.onData((bytes) => glass.take(bytes));
  return {
    lines: glass.lines,
    onChange: glass.onChange,
    unplug: () => pty.unplug(),
    plug: () => pty.plug(),
    close: () => pty.close(),
  };
}
