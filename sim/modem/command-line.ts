/** Takes a command line apart (ITU-T V.250, 5.2 and 5.4; quoting as in 3GPP TS 27.007). */
import type { Command } from './types.js';

/**
 * The commands of what stood between `AT` and the line's end, in order.
 * Undefined when it is no command line: the modem then answers ERROR without having done any of it.
 */
export function parseCommandLine(line: string): Command[] | undefined {
  const commands: Command[] = [];
  let rest = line.trimStart();
  while (rest !== '') {
    const found = takeExtended(rest) ?? takeDial(rest) ?? takeBasic(rest);
    if (!found) return undefined;
    commands.push(found.command);
    rest = rest.slice(found.length).replace(/^[\s;]+/, '');
  }
  return commands;
}

interface Taken {
  readonly command: Command;
  readonly length: number;
}

/** `+CMGF=1`, `+CMGF?`, `+CMGF=?`, `+CMGF`, each up to a semicolon outside quotes. */
function takeExtended(text: string): Taken | undefined {
  const match = /^([+^*$%#][A-Za-z][A-Za-z0-9!%\-./:_]*)((?:"[^"]*"?|[^";])*)/.exec(text);
  if (!match) return undefined;
  const name = (match[1] ?? '').toUpperCase();
  const tail = (match[2] ?? '').trim();
  const command = extendedCommand(name, tail);
  return command && { command, length: match[0].length };
}

function extendedCommand(name: string, tail: string): Command | undefined {
  if (tail === '') return { name, kind: 'run', args: [] };
  if (tail === '?') return { name, kind: 'read', args: [] };
  if (/^=\s*\?$/.test(tail)) return { name, kind: 'test', args: [] };
  if (tail.startsWith('=')) return { name, kind: 'set', args: splitArguments(tail.slice(1)) };
  return undefined;
}

/** Commas inside quotes do not separate. */
function splitArguments(text: string): Array<string | undefined> {
  const fields = [''];
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (character === ',' && !quoted) fields.push('');
    else fields.push(`${fields.pop()}${character}`);
  }
  return fields.map((field) => argument(field.trim()));
}

function argument(field: string): string | undefined {
  if (field === '') return undefined;
  return field.startsWith('"') ? field.slice(1).replace(/"$/, '') : field;
}

/** A dial string takes the rest of the line (V.250, 6.3.1); `;` at its end makes it a voice call. */
function takeDial(text: string): Taken | undefined {
  return /^d/i.test(text)
    ? { command: { name: 'D', kind: 'set', args: [text.slice(1).trim()] }, length: text.length }
    : undefined;
}

/** `E0`, `V1`, `&F`, `S3=13`, `S3?`, `Z`. */
function takeBasic(text: string): Taken | undefined {
  const register = /^s(\d{1,3})(?:=(\d{1,3})|(\?))/i.exec(text);
  if (register) {
    const [whole, number, value, query] = register;
    const kind = query === undefined ? 'set' : 'read';
    return { command: { name: 'S', kind, args: [number, value] }, length: whole.length };
  }
  const basic = /^(&?[a-z])(\d*)/i.exec(text);
  if (!basic) return undefined;
  const [whole, name = '', digits = ''] = basic;
  const args = digits === '' ? [] : [digits];
  return { command: { name: name.toUpperCase(), kind: 'set', args }, length: whole.length };
}
