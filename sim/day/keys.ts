/** Names of keys, and what a tty sends for them (xterm). */
import { TerminalError } from '../../protocol/errors.js';

const SEQUENCES: Readonly<Record<string, string>> = {
  ok: '\r',
  cancel: '\x1b',
  delete: '\x7f',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
  f1: '\x1bOP',
  f2: '\x1bOQ',
  f3: '\x1bOR',
  f4: '\x1bOS',
  f5: '\x1b[15~',
  f6: '\x1b[17~',
  f7: '\x1b[18~',
  f8: '\x1b[19~',
  f9: '\x1b[20~',
  f10: '\x1b[21~',
  f11: '\x1b[23~',
  f12: '\x1b[24~',
};

export function keySequence(name: string): string {
  const sequence = SEQUENCES[name.toLowerCase()] ?? (/^[0-9*#?]$/.test(name) ? name : undefined);
  if (sequence === undefined) throw new TerminalError('sim/script', `there is no key ${name}`);
  return sequence;
}
