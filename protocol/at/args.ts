/** The comma lists of AT replies (V.250 5.4.2): numbers, quoted strings, groups in parentheses, holes. */

export interface Arg {
  /** Without quotes and outer blanks; empty for a hole. */
  readonly text: string;
  readonly quoted: boolean;
}

interface Cut {
  readonly arg: Arg;
  readonly next: number;
}

const HOLE: Arg = { text: '', quoted: false };

/** A quote ends a string only before a comma or the end: some modems leave a quote out, others do not escape one. */
function cutQuoted(text: string, start: number): Cut {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    const rest = /^\s*(,|$)/.exec(text.slice(at + 1, at + 17));
    if (rest === null) continue;
    return { arg: { text: text.slice(start + 1, at), quoted: true }, next: at + 1 + rest[0].length };
  }
  return { arg: { text: text.slice(start + 1).trim(), quoted: true }, next: text.length };
}

function cutPlain(text: string, start: number): Cut {
  let depth = 0;
  let at = start;
  for (; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (text[at] === ',' && depth <= 0) break;
  }
  return { arg: { text: text.slice(start, at).trim(), quoted: false }, next: at + 1 };
}

/** Splits `1, "a,b" ,,(0-3)` into its arguments; a group in parentheses is one argument with its parentheses on. */
export function splitArgs(text: string): Arg[] {
  const args: Arg[] = [];
  let at = 0;
  const body = text.trimEnd();
  while (at < body.length) {
    while (body[at] === ' ' || body[at] === '\t') at += 1;
    const { arg, next } = body[at] === '"' ? cutQuoted(body, at) : cutPlain(body, at);
    args.push(arg);
    at = next;
  }
  if (body.endsWith(',')) args.push(HOLE);
  return args;
}

/** The arguments of a line that begins with `prefix` (`+CREG:`), or undefined when it does not. */
export function argsOf(line: string, prefix: string): Arg[] | undefined {
  const text = line.trim();
  return text.startsWith(prefix) ? splitArgs(text.slice(prefix.length)) : undefined;
}

/** A decimal argument, or undefined for a hole, words, or more than 15 digits. */
export function decimal(arg: Arg | undefined): number | undefined {
  return arg !== undefined && /^-?\d{1,15}$/.test(arg.text) ? Number(arg.text) : undefined;
}

/** A hexadecimal argument, as location areas and cells are given. */
export function hexadecimal(arg: Arg | undefined): number | undefined {
  return arg !== undefined && /^[0-9A-Fa-f]{1,12}$/.test(arg.text)
    ? Number.parseInt(arg.text, 16)
    : undefined;
}

/** What stands in a group `("SM","ME")`, or the argument alone when it is no group. Holes are left out. */
export function groupItems(arg: Arg): string[] {
  const inner = /^\((.*)\)$/.exec(arg.text);
  const items = inner === null ? [arg] : splitArgs(inner[1] ?? '');
  return items.map((item) => item.text).filter((text) => text !== '');
}

/** Numbers of a group of ranges `(0,2-4)`. Ranges wider than 256 are cut there. */
export function groupNumbers(arg: Arg): number[] {
  return groupItems(arg).flatMap((item) => {
    const range = /^(\d+)\s*-\s*(\d+)$/.exec(item);
    if (range === null) return /^\d+$/.test(item) ? [Number(item)] : [];
    const from = Number(range[1]);
    const count = Math.min(Number(range[2]) - from + 1, 256);
    return count > 0 ? Array.from({ length: count }, (_, step) => from + step) : [];
  });
}
